"""Out of Neo4j comes the dataset that went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import DATASET, Settings, build
from kg.errors import InputError
from kg.graph.property_graph import property_graph
from kg.graph.restoring import from_property_graph
from kg.graph.store import write_nquads
from kg.types import PropertyGraph
from loaders.base import load
from loaders.neo4j import Neo4j, Options
from loaders.neo4j_source import source
from loaders.server import Server
from tests.loaders.asking import golden, run, unlike

pytestmark = pytest.mark.neo4j


def back(server: Server, path: Path) -> bytes:
    """The dataset that a server gives, as sorted N-Quads."""
    with source(server) as stored:
        write_nquads(from_property_graph(stored.graph()), path)
    return path.read_bytes()


def test_the_golden_graph_comes_back_whole(server: Server, tmp_path: Path) -> None:
    dataset = golden(tmp_path)
    load(property_graph(dataset), Neo4j(server))
    run(server, "MATCH (n:Place) SET n.score = 1 CREATE (:Stranger)-[:LIKES]->(n)")
    assert back(server, tmp_path / "back.nq") == dataset.read_bytes()


def test_the_build_of_the_examples_comes_back_whole(server: Server, built: Path, tmp_path: Path) -> None:
    load(property_graph(built / DATASET), Neo4j(server))
    assert back(server, tmp_path / "back.nq") == (built / DATASET).read_bytes()


@pytest.mark.shared
@pytest.mark.slow
def test_a_changed_and_a_withdrawn_real_report(server: Server, shared: Path, tmp_path: Path) -> None:
    reports = sorted((shared / "reports").glob("*.txt"))[:3]
    build(Settings(reports, tmp_path / "three"))
    first = property_graph(tmp_path / "three" / DATASET)
    load(first, Neo4j(server))
    assert unlike(first, server) == []
    assert back(server, tmp_path / "back.nq") == (tmp_path / "three" / DATASET).read_bytes()
    changed = tmp_path / reports[0].name
    text = reports[0].read_text(encoding="utf-8")
    changed.write_text(text[: len(text) // 2], encoding="utf-8")
    build(Settings([changed, *reports[1:]], tmp_path / "three"))
    _only_what_differs(first, tmp_path / "three" / DATASET, server)
    second = property_graph(tmp_path / "three" / DATASET)
    build(Settings(reports[1:], tmp_path / "three"))
    _only_what_differs(second, tmp_path / "three" / DATASET, server)


def _only_what_differs(before: PropertyGraph, dataset: Path, server: Server) -> None:
    """The load says exactly what two datasets differ in, and ends in the second."""
    after = property_graph(dataset)
    summary = load(after, Neo4j(server, Options(prune=True)))
    for counts, old, new in (
        (summary.nodes, {one.iri: one for one in before.nodes()}, {one.iri: one for one in after.nodes()}),
        (summary.edges, {one.id: one for one in before.edges()}, {one.id: one for one in after.edges()}),
    ):
        assert counts.created == len(new.keys() - old.keys())
        assert counts.deleted == len(old.keys() - new.keys())
        assert counts.updated == sum(old[key] != new[key] for key in old.keys() & new.keys())
    assert unlike(after, server) == []


def test_a_graph_that_lacks_a_part_is_named(server: Server, tmp_path: Path) -> None:
    load(property_graph(golden(tmp_path)), Neo4j(server))
    run(server, "MATCH ()-[r:HAS_PROGRESS]->() DELETE r")
    with pytest.raises(InputError, match="lacks what its RDF needs"):
        back(server, tmp_path / "back.nq")
