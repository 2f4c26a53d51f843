"""A real server with an empty database for each test."""

from __future__ import annotations

import pytest

from loaders.server import Server
from tests.loaders.asking import run
from tests.neo4j_server import Running


@pytest.fixture
def server(neo4j_process: Running) -> Server:
    """The server with an empty database."""
    run(neo4j_process.server, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
    return neo4j_process.server
