"""Fixtures that many tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import neo4j_server

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real reports (../shared) is not here")
    return SHARED


@pytest.fixture(scope="session")
def neo4j_process() -> Iterator[neo4j_server.Running]:
    """A real Neo4j server, started once; in CI it must be there."""
    if reason := neo4j_server.missing():
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(f"no Neo4j server for the tests: {reason}")
        pytest.skip(f"no Neo4j server for the tests: {reason}")
    with neo4j_server.running() as one:
        yield one
