"""The queries over the graph that all later stages share, by way of RDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.engines import EmbeddedConnection, Neo4jConnection
from kg.graph.property_graph import property_graph
from kg.graph.rdf import quads
from kg.graph.store import write_nquads
from kg.query import library, run
from kg.types import PropertyGraph
from loaders.base import load
from loaders.embedded import Embedded
from loaders.neo4j import Neo4j, Options
from tests.graphs import rich_graph
from tests.neo4j_server import Running

GIVEN: dict[str, dict[str, object]] = {
    "search": {"text": "资遂"},
    "shortest-connection": {"from": "川锐医疗公司", "to": "资遂高速"},
    "program": {"name": "大会战"},
    "indicators": {"kind": "growth"},
    "projects-by-status": {"city": "遂宁"},
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> PropertyGraph:
    path = tmp_path_factory.mktemp("rich") / "graph.nq"
    write_nquads(quads(rich_graph()), path)
    return property_graph(path.parent)


@pytest.fixture(scope="module")
def embedded(rich: PropertyGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedConnection]:
    path: Path = tmp_path_factory.mktemp("rich-db") / "graph.lbug"
    load(rich, Embedded(path))
    with EmbeddedConnection(path) as connection:
        yield connection


def test_the_motorway_spans_its_two_cities(embedded: EmbeddedConnection) -> None:
    (row,) = run(embedded, "cross-city-projects").records()
    assert (row["project"], row["cities"]) == ("资遂高速公路", ["资阳市", "遂宁市"])
    assert (row["by_name"], row["by_report"]) == (["资阳市", "遂宁市"], ["遂宁市"])
    assert "起于资阳、止于遂宁" in row["quotes"]


@pytest.mark.neo4j
def test_both_engines_give_the_same_rows(
    embedded: EmbeddedConnection, rich: PropertyGraph, neo4j_process: Running
) -> None:
    load(rich, Neo4j(neo4j_process.server, Options(prune=True)))
    again = load(rich, Neo4j(neo4j_process.server, Options(prune=True)))
    assert again.nodes.created == again.nodes.updated == again.nodes.deleted == 0
    assert again.edges.created == again.edges.updated == again.edges.deleted == 0
    with Neo4jConnection(neo4j_process.server) as server:
        for query in library():
            given = GIVEN.get(query.name, {})
            one, other = run(embedded, query.name, **given), run(server, query.name, **given)
            assert one == other, query.name
