"""The newest calendar version: loads, second loads, comparisons and imports, where a Java for it is here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.property_graph import property_graph
from loaders.base import Counts, load
from loaders.bundle import Bundle
from loaders.neo4j import Neo4j, Options
from loaders.server import connect
from tests import neo4j_server
from tests.loaders.asking import golden, run, unlike
from tests.loaders.hostile import hostile
from tests.loaders.test_bundle_import import imported
from tests.neo4j_server import CALENDAR, Running

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


@pytest.fixture(scope="module")
def calendar() -> Iterator[Running]:
    """A server of the calendar version."""
    if reason := neo4j_server.missing(CALENDAR):
        pytest.skip(f"no server of the calendar version: {reason}")
    with neo4j_server.running(release=CALENDAR) as one:
        yield one


def test_it_is_a_calendar_version(calendar: Running) -> None:
    with connect(calendar.server) as driver:
        assert driver.get_server_info().agent.startswith("Neo4j/20")


def test_loads_second_loads_and_comparisons(calendar: Running, tmp_path: Path) -> None:
    graph = property_graph(golden(tmp_path))
    load(graph, Neo4j(calendar.server))
    second = load(graph, Neo4j(calendar.server, Options(prune=True)))
    assert second.nodes == Counts(unchanged=len(list(graph.nodes())))
    assert second.edges == Counts(unchanged=len(list(graph.edges())))
    assert unlike(graph, calendar.server) == []
    search = "CALL db.index.fulltext.queryNodes('kg_names', '高速') YIELD node RETURN count(node)"
    assert run(calendar.server, search) != [[0]]
    run(calendar.server, "MATCH (n:Report) SET n.year = 1")
    assert {one.property for one in unlike(graph, calendar.server)} == {"year"}


def test_a_bundle_is_imported(calendar: Running, tmp_path: Path) -> None:
    graph = hostile().graph()
    load(graph, Bundle(tmp_path / "bundle"))
    imported(calendar, tmp_path / "bundle")
    assert unlike(graph, calendar.server) == []
