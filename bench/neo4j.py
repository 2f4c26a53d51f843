"""Neo4j: our load beside rdflib-neo4j, our bundle beside the import of it, the memory of the loader.

    python -m bench.neo4j [--edges N] [--memory N ...] [--dataset FILE]

Needs the server of the tests (Java 17, Maven) and ``pip install --group bench``. All is done on
the same graph (synthetic, or ``--dataset``), on the same server, one after the other. Ratios
are what to quote: a busy machine slows both sides.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.synthetic import quads
from kg.graph.dump import dump
from kg.graph.property_graph import property_graph
from kg.graph.store import parse, write_nquads
from loaders.base import load
from loaders.bundle import ARGUMENTS, Bundle
from loaders.neo4j import Neo4j
from loaders.server import connect
from tests import neo4j_server
from tests.neo4j_server import Running

BATCH = 5_000
SMALL = 1_000


def main() -> None:
    """Measure what is asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--edges", type=int, default=10_000)
    parser.add_argument("--dataset", type=Path, default=None)
    parser.add_argument("--memory", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--only", choices=("driver", "bundle", "memory"), default=None)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name, neo4j_server.running() as server:
        folder = Path(name)
        dataset = chosen.dataset or _synthetic(chosen.edges, folder)
        if chosen.only in (None, "driver"):
            driver(dataset, server, folder)
        if chosen.only in (None, "bundle"):
            bundle(dataset, server, folder)
        if chosen.only in (None, "memory"):
            memory(chosen.memory, server, folder)


def driver(dataset: Path, server: Running, folder: Path) -> None:
    """Our load, reading of the RDF included, and rdflib-neo4j's of the same triples.

    Each loads a small graph before, for a server that was just started is slow at first.
    """
    triples = len({quad.triple for quad in parse(dataset)})
    small = _synthetic(SMALL, folder)
    load(property_graph(small), Neo4j(server.server))
    dump(small, folder / "small.nt", "nt")
    rdflib_neo4j(folder / "small.nt", server)
    empty(server)
    ours = timed(lambda: load(property_graph(dataset), Neo4j(server.server)))
    again = timed(lambda: load(property_graph(dataset), Neo4j(server.server)))
    empty(server)
    flat = folder / "flat.nt"
    dump(dataset, flat, "nt")
    theirs = timed(lambda: rdflib_neo4j(flat, server))
    empty(server)
    print(f"{'kg load neo4j':24} {triples / ours:10,.0f} triples/s  {ours:8.1f} s, again {again:.1f} s")
    print(f"{'rdflib-neo4j':24} {triples / theirs:10,.0f} triples/s  {theirs:8.1f} s")
    print(f"{'ratio':24} {theirs / ours:10.1f} times as fast")


def rdflib_neo4j(flat: Path, server: Running) -> None:
    """The triples loaded by rdflib-neo4j with the settings that its documentation gives."""
    from rdflib import Graph
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    with connect(server.server) as opened:
        settings = Neo4jStoreConfig(
            auth_data=None,
            handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
            batching=True,
            batch_size=BATCH,
        )
        graph = Graph(store=Neo4jStore(config=settings, neo4j_driver=opened))
        graph.parse(flat, format="nt")
        graph.close(commit_pending_transaction=True)


def bundle(dataset: Path, server: Running, folder: Path) -> None:
    """The files written from the property graph, and the import of them by ``neo4j-admin``."""
    read = timed(lambda: property_graph(dataset))
    graph = property_graph(dataset)
    size = sum(1 for _ in graph.nodes()), sum(1 for _ in graph.edges())
    write = timed(lambda: load(graph, Bundle(folder / "bundle")))
    server.stop()
    command = ("database", "import", "full", f"@{ARGUMENTS}", "--overwrite-destination=true", "neo4j")
    took = timed(lambda: server.admin(*command, cwd=folder / "bundle"))
    server.start()
    print(f"{'bundle':24} {size[0]:,} nodes, {size[1]:,} edges")
    print(f"{'reading the RDF':24} {read:8.1f} s")
    print(f"{'writing the CSV files':24} {write:8.1f} s")
    print(f"{'neo4j-admin import':24} {took:8.1f} s")
    print(f"{'ratio':24} {(write + took) / took:10.2f} times neo4j-admin alone")


def memory(sizes: list[int], server: Running, folder: Path) -> None:
    """The peak memory of the process of ``kg load neo4j`` on graphs of several sizes."""
    peaks: dict[int, int] = {}
    for edges in sizes:
        dataset = _synthetic(edges, folder)
        peaks[edges] = peak(dataset, server)
        dataset.unlink()
        empty(server)
        print(f"{'peak memory':24} {edges:10,} edges  {peaks[edges]:6,} MiB", flush=True)
    first, last = sizes[0], sizes[-1]
    if first != last:
        print(f"{'ratio':24} {peaks[last] / peaks[first]:10.2f} for {last / first:.0f} times the edges")


def peak(dataset: Path, server: Running) -> int:
    """MiB that a load took at most."""
    command = (sys.executable, "-m", "kg", "load", "neo4j", str(dataset), "--uri", server.server.uri)
    environment = {**os.environ, "NEO4J_PASSWORD": server.server.password}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(process.returncode)
    return usage.ru_maxrss // 1024


def empty(server: Running) -> None:
    """Take all out of the database."""
    statement = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    with connect(server.server) as opened, opened.session() as session:
        session.run(statement).consume()


def timed(action: Callable[[], object]) -> float:
    """Seconds that an action took."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _synthetic(edges: int, folder: Path) -> Path:
    path = folder / f"synthetic-{edges}.nq"
    write_nquads(quads(edges), path)
    return path


if __name__ == "__main__":
    main()
