"""A load that is killed, or whose server is, at many moments: run again it ends in the same graph."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import BackendError
from kg.graph.property_graph import property_graph
from loaders.base import Counts, load
from loaders.neo4j import Neo4j, Options
from loaders.server import Server
from tests import neo4j_server
from tests.loaders.asking import golden, run, unlike
from tests.neo4j_server import Running

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
BATCH = 4
MOMENTS = (0.0, 0.02, 0.1, 0.3, 0.7, 1.5)
LOADER = """
import sys
from pathlib import Path
from kg.graph.property_graph import property_graph
from loaders.base import load
from loaders.neo4j import Neo4j, Options
from loaders.server import Server
graph = property_graph(Path(sys.argv[1]))
def told(count):
    print(count, flush=True)
load(graph, Neo4j(Server(sys.argv[2], "neo4j", sys.argv[3]), Options(batch=int(sys.argv[4]))), told)
"""


def start(dataset: Path, server: Server) -> subprocess.Popen[bytes]:
    """A loader in a process of its own, which prints a line after each batch."""
    command = (sys.executable, "-c", LOADER, str(dataset), server.uri, server.password, str(BATCH))
    root = str(Path(__file__).parents[2])
    return subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": root})


def test_a_loader_killed_at_many_moments(server: Server, tmp_path: Path) -> None:
    dataset = golden(tmp_path)
    graph = property_graph(dataset)
    load(graph, Neo4j(server))  # plans and constraints are there, so that batches come quickly
    for moment in MOMENTS:
        run(server, "MATCH (n) DETACH DELETE n")
        with start(dataset, server) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
        load(graph, Neo4j(server, Options(prune=True)))
        assert unlike(graph, server) == []


def test_a_loader_killed_again_and_again_without_clearing(server: Server, tmp_path: Path) -> None:
    dataset = golden(tmp_path)
    graph = property_graph(dataset)
    for _ in range(6):
        with start(dataset, server) as process:
            assert process.stdout is not None
            process.stdout.readline()
            process.stdout.readline()
            process.kill()
    load(graph, Neo4j(server))
    assert unlike(graph, server) == []


@pytest.mark.parametrize("batch", [1, 6, 20])
def test_a_server_killed_after_some_batches(neo4j_process: Running, tmp_path: Path, batch: int) -> None:
    graph = property_graph(golden(tmp_path))
    elements = len(list(graph.nodes())), len(list(graph.edges()))
    with neo4j_server.running() as one:
        batches = 0

        def kill(_: int) -> None:
            nonlocal batches
            batches += 1
            if batches == batch:
                one.kill()

        with pytest.raises(BackendError, match="no Neo4j server answers"):
            load(graph, Neo4j(one.server, Options(batch=BATCH)), kill)
        one.start()
        load(graph, Neo4j(one.server))
        assert unlike(graph, one.server) == []
        again = load(graph, Neo4j(one.server, Options(prune=True)))
        assert (again.nodes, again.edges) == (Counts(unchanged=elements[0]), Counts(unchanged=elements[1]))
