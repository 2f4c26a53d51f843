"""The demo's graph on the real server, and Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import DATASET
from kg.graph.property_graph import property_graph
from loaders.base import load
from loaders.neo4j import Neo4j
from loaders.server import connect
from tests.browser import chromium
from tests.lacking import lacking
from tests.neo4j_server import Running


@pytest.fixture(scope="module")
def demo_server(built: Path, neo4j_process: Running) -> Iterator[Running]:
    """The server with the demo's graph and nothing else; empty afterwards."""
    empty(neo4j_process)
    load(property_graph(built / DATASET), Neo4j(neo4j_process.server))
    yield neo4j_process
    empty(neo4j_process)


def empty(server: Running) -> None:
    """Delete all that the database holds."""
    with connect(server.server) as driver, driver.session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()


@pytest.fixture(scope="session")
def chromium_here() -> None:
    """Needs Chromium with Chinese fonts; in CI it must be there."""
    if reason := chromium.missing():
        lacking(f"Neo4j Browser cannot be shown: {reason}")
