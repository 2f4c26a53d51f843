"""Fixtures that many tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import Settings, build
from tests import neo4j_server
from tests.build_fixture import EXAMPLES
from tests.lacking import lacking

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
        lacking(f"no Neo4j server for the tests: {reason}")
    with neo4j_server.running() as one:
        yield one


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the examples, which is the demo's."""
    out = tmp_path_factory.mktemp("demo")
    build(Settings([EXAMPLES], out))
    return out
