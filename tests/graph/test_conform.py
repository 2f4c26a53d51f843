"""What the ontology does not allow stays out, and is named with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph.conform import conforming
from kg.types import Fact, Graph, Predicate
from tests.graphs import BUILDER, CITY_ZIYANG, PARK, REPORT_REDACTED, ROAD, rich_graph


def test_what_is_allowed_stays() -> None:
    assert conforming(rich_graph()) == rich_graph()
    assert any(fact.subject == REPORT_REDACTED for fact in rich_graph().facts)


@pytest.mark.parametrize(
    "changed",
    [{"object": PARK}, {"subject": BUILDER}, {"object": "https://w3id.org/govreport-kg/id/place/0"}],
)
def test_ends_that_do_not_fit_are_left_out_and_named(changed: dict[str, str]) -> None:
    graph = rich_graph()
    good = next(one for one in graph.facts if one.predicate == Predicate.SPANS and one.object == CITY_ZIYANG)
    assert good.evidence is not None
    graph = Graph(graph.reports, graph.entities, (good, replace(good, **changed)))  # type: ignore[arg-type]
    found = conforming(graph)
    assert found.facts == (good,)
    assert [one.code for one in found.problems] == ["graph.ends"]
    assert found.problems[0].place.endswith(f"#char={good.evidence.start},{good.evidence.end}")
    assert good.evidence.quote in found.problems[0].message


def test_a_fact_of_the_table_is_placed_by_its_subject() -> None:
    found = conforming(Graph((), (), (Fact(ROAD, "WITHIN", CITY_ZIYANG, rule="divisions"),)))
    assert [one.place for one in found.problems] == [ROAD]
