"""All real reports in Neo4j, by the driver and by a bundle: nothing is lost, a second load adds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import DATASET, Settings, build
from kg.graph.property_graph import property_graph
from kg.graph.restoring import from_property_graph
from kg.graph.store import write_nquads
from loaders.base import load
from loaders.bundle import Bundle
from loaders.neo4j import Neo4j, Options
from loaders.neo4j_source import source
from loaders.server import Server
from tests import neo4j_server
from tests.loaders.asking import unlike
from tests.loaders.test_bundle_import import imported

pytestmark = [pytest.mark.neo4j, pytest.mark.slow, pytest.mark.shared, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module")
def dataset(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of all real reports."""
    out = tmp_path_factory.mktemp("real")
    build(Settings([shared / "reports"], out, jobs=2))
    return out / DATASET


def test_by_the_driver(dataset: Path, server: Server, tmp_path: Path) -> None:
    graph = property_graph(dataset)
    load(graph, Neo4j(server))
    assert unlike(graph, server) == []
    second = load(graph, Neo4j(server, Options(prune=True)))
    for counts in (second.nodes, second.edges):
        assert (counts.created, counts.updated, counts.deleted) == (0, 0, 0)
    with source(server) as stored:
        write_nquads(from_property_graph(stored.graph()), tmp_path / "back.nq")
    assert (tmp_path / "back.nq").read_bytes() == dataset.read_bytes()


def test_by_a_bundle(dataset: Path, tmp_path: Path) -> None:
    graph = property_graph(dataset)
    load(graph, Bundle(tmp_path / "bundle"))
    with neo4j_server.running() as one:
        imported(one, tmp_path / "bundle")
        assert unlike(graph, one.server) == []
        second = load(graph, Neo4j(one.server, Options(prune=True)))
        for counts in (second.nodes, second.edges):
            assert (counts.created, counts.updated, counts.deleted) == (0, 0, 0)
