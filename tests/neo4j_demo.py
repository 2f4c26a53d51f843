"""A local Neo4j server with a build's graph, until Ctrl-C: ``python -m tests.neo4j_demo FOLDER``.

Browser takes the style and opens the guide by itself when it connects.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kg.browser import GUIDE, SAVED, STYLE, pages
from kg.browser.examples import values
from kg.browser.server import serving
from kg.build import DATASET
from kg.cli.browser import TICK, stopped_by_signals
from kg.graph.property_graph import property_graph
from loaders.base import load
from loaders.neo4j import Neo4j
from tests import neo4j_server

SETTINGS = """\
browser.remote_content_hostname_whitelist=localhost,127.0.0.1
browser.post_connect_cmd=style {address}/{style}; play {address}/{guide}
"""


def main() -> int:
    """Start, load, tell the address, wait."""
    reason = neo4j_server.missing()
    if reason:
        sys.stderr.write(f"{reason}: install Java 17 and Maven\n")
        return 4
    with stopped_by_signals():
        show(Path(sys.argv[1]))
    return 0


def show(folder: Path) -> None:
    """Run the server with the graph of the build in ``folder``, and serve Browser's files, for ever."""
    with serving(pages(values(folder))) as address:
        settings = SETTINGS.format(address=address, style=STYLE, guide=GUIDE)
        with neo4j_server.running(settings) as one:
            summary = load(property_graph(folder / DATASET), Neo4j(one.server))
            sys.stdout.write(
                f"{summary.nodes.created} nodes and {summary.edges.created} edges loaded.\n"
                f"Open     http://127.0.0.1:{one.http}/browser/?dbms=bolt://127.0.0.1:{one.bolt}\n"
                f"User     neo4j\nPassword {neo4j_server.PASSWORD}\n"
                f"Style    {address}/{STYLE}\nGuide    {address}/{GUIDE}\nQueries  {address}/{SAVED}\n"
                "Ctrl-C stops the server.\n"
            )
            sys.stdout.flush()
            while True:
                time.sleep(TICK)


if __name__ == "__main__":
    sys.exit(main())
