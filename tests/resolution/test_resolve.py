from __future__ import annotations

import random

from kg.resolution import resolve
from kg.types import EntityType, SpanBasis
from tests.resolution.reports import PARK, PLACE, PROJECT, cities, iris, report

ZIYANG = report(
    "5120", [(PROJECT, "成渝高速扩容"), (PARK, "高新区"), (PROJECT, "第二水厂"), (PLACE, "安岳县")]
)
NEIJIANG = report(
    "5110",
    [(PROJECT, "成渝高速公路扩容改造工程"), (PARK, "高新区"), (PROJECT, "第二水厂"), (PARK, "资阳高新区")],
)


def test_one_project_in_two_reports_is_one_node() -> None:
    graph = resolve([ZIYANG, NEIJIANG])
    assert len(iris(graph, "成渝高速扩容") | iris(graph, "成渝高速公路扩容改造工程")) == 1
    assert cities(graph, "成渝高速扩容", SpanBasis.REPORT) == {"5120", "5110"}


def test_the_merge_is_written_down() -> None:
    graph = resolve([ZIYANG, NEIJIANG])
    (one,) = (entity for entity in graph.entities if "成渝高速扩容" in entity.aliases)
    assert one.merges[0].members == ("成渝高速公路扩容改造工程@5110", "成渝高速扩容@5120")


def test_what_every_city_has_stays_apart() -> None:
    graph = resolve([ZIYANG, NEIJIANG])
    assert len(iris(graph, "第二水厂")) == 2
    assert len(iris(graph, "高新区")) == 2


def test_own_city_prefix_in_another_citys_report() -> None:
    (one,) = iris(resolve([ZIYANG, NEIJIANG]), "资阳高新区")
    assert one.endswith("park/高新区@5120")


def test_order_of_reports_is_of_no_account() -> None:
    reports = [
        ZIYANG,
        NEIJIANG,
        report("5109", [(PROJECT, "成渝高速扩容项目")]),
        report(None, [(PARK, "高新区")]),
    ]
    wanted = resolve(reports)
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert resolve(reports) == wanted


def test_adding_a_report_leaves_the_iris_of_the_rest() -> None:
    before = {one.iri for one in resolve([ZIYANG]).entities}
    after = resolve([ZIYANG, NEIJIANG]).entities
    assert before <= {iri for one in after for iri in (one.iri, *one.old_iris)}


def test_places_lie_within_their_city() -> None:
    graph = resolve([ZIYANG])
    within = {(fact.subject[-6:], fact.object) for fact in graph.facts if fact.predicate == "WITHIN"}
    assert ("512021", "https://w3id.org/govreport-kg/id/place/5120") in within


def test_every_end_of_a_fact_is_an_entity() -> None:
    graph = resolve([ZIYANG, NEIJIANG, report(None, [(PROJECT, "成渝高速扩容")])])
    known = {one.iri for one in graph.entities}
    assert all(fact.subject in known for fact in graph.facts)
    assert all(fact.object in known for fact in graph.facts if fact.object)


def test_a_county_and_its_city_have_a_hospital_each() -> None:
    names = [(EntityType.ORGANIZATION, "妇幼保健院")]
    assert len(iris(resolve([report("5205", names), report("520527", names)]), "妇幼保健院")) == 2
