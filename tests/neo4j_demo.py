"""A local Neo4j server with a build's graph, until Ctrl-C: ``python -m tests.neo4j_demo FOLDER``."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from kg.build import DATASET
from kg.graph.property_graph import property_graph
from loaders.base import load
from loaders.neo4j import Neo4j
from tests import neo4j_server


def main() -> int:
    """Start, load, tell the address, wait."""
    reason = neo4j_server.missing()
    if reason:
        sys.stderr.write(f"{reason}: install Java 17 and Maven\n")
        return 4
    with neo4j_server.running() as one:
        summary = load(property_graph(Path(sys.argv[1]) / DATASET), Neo4j(one.server))
        sys.stdout.write(
            f"{summary.nodes.created} nodes and {summary.edges.created} edges loaded.\n"
            f"Open    http://127.0.0.1:{one.http}/browser/   (bolt://127.0.0.1:{one.bolt})\n"
            f"User    neo4j\nPassword {neo4j_server.PASSWORD}\nCtrl-C stops the server.\n"
        )
        sys.stdout.flush()
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    sys.exit(main())
