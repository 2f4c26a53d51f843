"""One fact, one edge, with all its evidence; and only what the schema declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import ontology
from kg.errors import InputError
from kg.graph.property_graph import property_graph
from kg.graph.rdf import quads
from kg.graph.store import write_nquads
from kg.graph.terms import term
from kg.types import Edge, Graph, Node, PropertyGraph, Value
from tests.graphs import CITY_SUINING, CITY_ZIYANG, PARK, REPORT_REDACTED, ROAD, TEXTS, rich_graph

_TYPES: Mapping[str, type] = {"str": str, "int": int, "float": float, "bool": bool}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> PropertyGraph:
    path = tmp_path_factory.mktemp("build") / "graph.nq"
    write_nquads(quads(rich_graph()), path)
    return property_graph(path.parent)


def _node(graph: PropertyGraph, iri: str) -> Node:
    return next(node for node in graph.nodes() if node.iri == iri)


def _edges(graph: PropertyGraph, kind: str) -> list[Edge]:
    return [edge for edge in graph.edges() if edge.type == kind]


def test_properties_are_those_of_the_schema_with_their_types(graph: PropertyGraph) -> None:
    schema = ontology.schema()
    for node in graph.nodes():
        _fits({"iri": node.iri, **node.properties}, schema.nodes[node.labels[0]].properties)
        assert node.properties["type"] == node.labels[0]
    for edge in graph.edges():
        _fits({"id": edge.id, **edge.properties}, schema.edges[edge.type].properties)
        assert (edge.source_label, edge.target_label) in schema.edges[edge.type].pairs


def _fits(properties: Mapping[str, Value], declared: Mapping[str, ontology.PropertyType]) -> None:
    for name, value in properties.items():
        kind = _TYPES[declared[name].removesuffix("[]")]
        assert isinstance(value, tuple) == declared[name].endswith("[]"), name
        assert all(type(item) is kind for item in (value if isinstance(value, tuple) else (value,))), name
    assert {name for name, kind in declared.items() if kind.endswith("[]")} <= set(properties)


def test_every_label_and_edge_type_occurs_and_keys_are_unique_and_sorted(graph: PropertyGraph) -> None:
    schema = ontology.schema()
    nodes, edges = list(graph.nodes()), list(graph.edges())
    assert {node.labels[0] for node in nodes} == set(schema.nodes)
    assert {edge.type for edge in edges} == set(schema.edges)
    assert [node.iri for node in nodes] == sorted({node.iri for node in nodes})
    keys = [(edge.type, edge.id) for edge in edges]
    assert keys == sorted(set(keys))
    assert list(graph.nodes()) == nodes


def test_a_fact_that_two_sentences_state_is_one_edge_with_both(graph: PropertyGraph) -> None:
    (edge,) = [one for one in _edges(graph, "SPANS") if one.target == CITY_SUINING]
    assert edge.properties["quotes"] == ("起于资阳、止于遂宁", "止于遂宁")
    assert edge.properties["confidence"] == 0.98
    assert edge.properties["year"] == 2023


def test_it_is_told_how_each_city_is_known(graph: PropertyGraph) -> None:
    by_city = {edge.target: edge.properties["basis"] for edge in _edges(graph, "SPANS_CITY")}
    assert by_city == {CITY_ZIYANG: ("text", "name"), CITY_SUINING: ("text", "name", "report")}


def _all_properties(graph: PropertyGraph) -> Iterator[Mapping[str, Value]]:
    yield from (node.properties for node in graph.nodes())
    yield from (edge.properties for edge in graph.edges())


def test_every_quote_stands_where_the_lists_say(graph: PropertyGraph) -> None:
    columns = ("reports", "char_starts", "char_ends", "quotes")
    count = 0
    for properties in _all_properties(graph):
        if "quotes" not in properties:
            continue
        lists: list[Any] = [properties[name] for name in columns]
        for report, start, end, quote in zip(*lists, strict=True):
            assert TEXTS[report.rpartition("/")[2]][start:end] == quote
            count += 1
    assert count == sum(fact.evidence is not None for fact in rich_graph().facts)


def test_what_only_a_table_knows_says_so(graph: PropertyGraph) -> None:
    assert {edge.properties["known_by"] for edge in _edges(graph, "WITHIN")} == {("divisions",)}


def test_things_and_reports_know_their_city(graph: PropertyGraph) -> None:
    assert _node(graph, PARK).properties["city"] == "资阳市"
    assert _node(graph, CITY_ZIYANG).labels == ("Place", "City")
    titles = {node.iri: node.properties.get("city") for node in graph.nodes() if node.labels == ("Report",)}
    assert sorted(map(str, titles.values())) == ["None", "资阳市", "遂宁市"]
    assert titles[REPORT_REDACTED] is None


def test_what_was_promised_and_what_became_of_it_are_two_records(graph: PropertyGraph) -> None:
    targets = {edge.target for edge in _edges(graph, "HAS_PROGRESS") if edge.source == ROAD}
    records = [_node(graph, iri).properties for iri in sorted(targets)]
    opened = {one["modality"]: one["report_titles"] for one in records if one["status"] == "in_operation"}
    assert opened == {"planned": ("资阳市政府工作报告",), "actual": ("遂宁市政府工作报告",)}


def test_a_merge_tells_its_reason(graph: PropertyGraph) -> None:
    road = _node(graph, ROAD).properties
    assert road["merged_because"] == ("短名：高速公路与高速同义",)
    assert road["merged_names"] == ('["资遂高速","资遂高速公路"]',)


def test_mentions_are_counted(graph: PropertyGraph) -> None:
    counts = [edge.properties["count"] for edge in _edges(graph, "MENTIONS") if edge.target == ROAD]
    assert sorted(map(str, counts)) == ["1", "1", "2"]


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("oa:hasSelector", "oa:hasSelector"),
        ("oa:start", "oa:start"),
        ("gr:quote", "gr:quote"),
        ("gr:length", "gr:length"),
        ("rdfs:label", "rdfs:label"),
        ("rdf:predicate", "rdf:predicate"),
    ],
)
def test_a_data_set_that_lacks_a_part_is_refused_by_name(name: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=named):
        _drain(tmp_path, lambda predicate: predicate != term(name))


def test_an_end_that_is_not_described_is_refused(tmp_path: Path) -> None:
    whole = rich_graph()
    graph = Graph(whole.reports, whole.entities[:-1], whole.facts)
    write_nquads(quads(graph), tmp_path / "graph.nq")
    with pytest.raises(InputError, match="not described"):
        list(property_graph(tmp_path).edges())


def _drain(folder: Path, kept: Callable[[object], bool]) -> None:
    write_nquads((quad for quad in quads(rich_graph()) if kept(quad.predicate)), folder / "graph.nq")
    graph = property_graph(folder)
    assert list(graph.nodes())
    assert list(graph.edges())
