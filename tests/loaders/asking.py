"""What the tests of Neo4j share: asking a server, small graphs, and what is wrong with a database."""

from __future__ import annotations

from pathlib import Path

from kg.graph.rdf import quads
from kg.graph.store import write_nquads
from kg.types import PropertyGraph
from loaders.neo4j_source import source
from loaders.server import Server, connect
from loaders.verify import Difference, differences
from tests.graphs import rich_graph
from tests.world import World


def run(server: Server, cypher: str, **parameters: object) -> list[list[object]]:
    """The rows that a server answers with."""
    with connect(server) as driver, driver.session() as session:
        return [list(record) for record in session.run(cypher, parameters)]


def small() -> World:
    """Two nodes and one edge: enough where only the way of loading counts."""
    made = World()
    province = made.node("Place", "四川省", "Province", code="51", level="province")
    made.edge("WITHIN", made.city("资阳市", "5120"), province, known_by=("divisions",))
    return made


def golden(folder: Path) -> Path:
    """The dataset of the golden graph, as a file."""
    path = folder / "golden.nq"
    write_nquads(quads(rich_graph()), path)
    return path


def unlike(graph: PropertyGraph, server: Server) -> list[Difference]:
    """All differences between a graph and what a server holds of it."""
    with source(server) as stored:
        return list(differences(graph, stored))
