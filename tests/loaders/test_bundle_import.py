"""Bundles that the import tool has read: the same graph as the driver's, marks, constraints and index."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.property_graph import property_graph
from kg.types import Node, PropertyGraph
from loaders.base import Counts, load
from loaders.bundle import ARGUMENTS, DELIMITERS, FINISH, Bundle
from loaders.neo4j import Neo4j, Options
from loaders.server import Server
from tests import neo4j_server
from tests.loaders.asking import golden, run, unlike
from tests.loaders.hostile import HOSTILE, hostile
from tests.neo4j_server import Running

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
NASTY = (
    *HOSTILE,
    "\uffff\ufffe",
    DELIMITERS[0] * 3,
    "\ufeffbom",
    '"',
    "",
    "\\",
    "a,b;c|d",
    "\u2028\u2029\x85\x0b",
)


def nasty(folder: Path) -> PropertyGraph:
    """The golden graph and hostile names in every kind of list, the empty text alone in one among them."""
    graph, made = property_graph(golden(folder)), hostile()
    projects = [
        Node(f"urn:nasty:{number}", ("Project",), {"name": name, "type": "Project", "aliases": aliases})
        for number, (name, aliases) in enumerate(
            (name, aliases) for name in NASTY for aliases in ((), (name,), (name, "", name))
        )
    ]
    taken = {node.iri for node in graph.nodes()}
    others = [node for node in made.graph().nodes() if node.iri not in taken]
    nodes = sorted([*graph.nodes(), *others, *projects], key=lambda one: one.iri)
    edges = sorted([*graph.edges(), *made.graph().edges()], key=lambda one: (one.type, one.id))
    return PropertyGraph(lambda: iter(nodes), lambda: iter(edges))


def imported(one: Running, bundle: Path) -> None:
    """Stop the server, import, start it, run what is to be run afterwards."""
    one.stop()
    one.admin(
        "database", "import", "full", f"@{ARGUMENTS}", "--overwrite-destination=true", "neo4j", cwd=bundle
    )
    one.start()
    for statement in (bundle / FINISH).read_text(encoding="utf-8").splitlines():
        run(one.server, statement.removesuffix(";"))
    run(one.server, "CALL db.awaitIndexes(300)")


def test_an_imported_bundle_is_what_the_driver_loads(neo4j_process: Running, tmp_path: Path) -> None:
    graph = nasty(tmp_path)
    with neo4j_server.running() as one:
        load(graph, Bundle(tmp_path / "bundle"))
        imported(one, tmp_path / "bundle")
        assert unlike(graph, one.server) == []
        _nothing_more_to_do(graph, one.server)
        found = run(one.server, "MATCH (n:Project) WHERE n.iri STARTS WITH 'urn:nasty' RETURN n.name")
        assert sorted(str(name) for (name,) in found) == sorted(3 * NASTY)
        search = "CALL db.index.fulltext.queryNodes('kg_names', '引号') YIELD node RETURN count(node)"
        assert run(one.server, search) != [[0]]
    by_driver = neo4j_process.server
    run(by_driver, "MATCH (n) DETACH DELETE n")
    load(graph, Neo4j(by_driver))
    assert unlike(graph, by_driver) == []


def _nothing_more_to_do(graph: PropertyGraph, server: Server) -> None:
    nodes, edges = len(list(graph.nodes())), len(list(graph.edges()))
    summary = load(graph, Neo4j(server, Options(prune=True)))
    assert (summary.nodes, summary.edges) == (Counts(unchanged=nodes), Counts(unchanged=edges))
