"""The package as a notebook uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy import displacy

import kg
from kg.errors import InputError, UsageError
from tests.build_fixture import EXAMPLES


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.BuiltGraph:
    """The examples, built."""
    return kg.build_graph([EXAMPLES], tmp_path_factory.mktemp("api"))


def test_read_and_see_names() -> None:
    report = kg.read(EXAMPLES / "资阳市-2024.txt")
    docs = kg.docs(report)
    names = {span.text for doc in docs for span in doc.ents}
    assert "成自宜高铁" in names
    assert [doc.text for doc in docs] == [one.text for one in report.passages]
    assert "成自宜高铁" in displacy.render(docs, style="ent", page=False, jupyter=False)


def test_extract_points_into_the_report() -> None:
    report = kg.read(str(EXAMPLES / "内江市-2024.txt"))
    extraction = kg.extract(report)
    assert extraction.statements
    for one in extraction.statements:
        assert report.text[one.evidence.start : one.evidence.end] == one.evidence.quote


def test_query_and_cypher_give_data_frames(graph: kg.BuiltGraph) -> None:
    frame = graph.query("cross-city-projects", min_cities=3)
    assert {"project", "cities", "quotes"} <= set(frame.columns)
    assert frame["cities"].map(len).min() >= 3
    counted = graph.cypher("MATCH (r:Report) WHERE r.year = $year RETURN count(r) AS n", year=2024)
    assert counted["n"].tolist() == [3]
    with pytest.raises(UsageError):
        graph.query("no-such-query")


def test_networkx_and_rdflib_hold_the_same_projects(graph: kg.BuiltGraph) -> None:
    network, dataset = graph.networkx(), graph.rdflib()
    projects = {iri for iri, data in network.nodes(data=True) if data.get("type") == "Project"}
    text = "SELECT ?p WHERE { ?p a <https://w3id.org/govreport-kg/ontology#Project> }"
    assert projects == {str(row[0]) for row in dataset.query(text)}  # type: ignore[index]
    assert projects


def test_a_folder_without_a_build(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        kg.open_graph(tmp_path)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="nothing_like_this"):
        kg.nothing_like_this  # noqa: B018
