"""The hand-made world in both engines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.engines import EmbeddedConnection, Neo4jConnection
from loaders.base import load
from loaders.embedded import Embedded
from loaders.neo4j import Neo4j, Options
from tests.neo4j_server import Running
from tests.world import world


@pytest.fixture(scope="session")
def embedded_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedConnection]:
    path = tmp_path_factory.mktemp("world") / "graph.lbug"
    load(world().graph(), Embedded(path))
    with EmbeddedConnection(path) as connection:
        yield connection


@pytest.fixture
def neo4j_world(neo4j_process: Running) -> Iterator[Neo4jConnection]:
    load(world().graph(), Neo4j(neo4j_process.server, Options(prune=True)))
    with Neo4jConnection(neo4j_process.server) as connection:
        yield connection
