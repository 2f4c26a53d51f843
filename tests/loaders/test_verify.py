"""A database beside its dataset: every kind of difference is found and named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.property_graph import property_graph
from kg.types import PropertyGraph
from loaders.base import load
from loaders.neo4j import Neo4j, Options
from loaders.neo4j_schema import schema_statements
from loaders.server import Server
from loaders.verify import shortened
from ontology import schema
from tests.loaders.asking import golden, run, unlike
from tests.neo4j_server import Running

pytestmark = pytest.mark.neo4j
MEND = Options(prune=True, rewrite=True)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> PropertyGraph:
    """The golden graph."""
    return property_graph(golden(tmp_path_factory.mktemp("golden")))


@pytest.fixture(scope="module")
def loaded(neo4j_process: Running, graph: PropertyGraph) -> Iterator[Server]:
    """The golden graph in a server, that every test leaves as it was."""
    run(neo4j_process.server, "MATCH (n) DETACH DELETE n")
    load(graph, Neo4j(neo4j_process.server, MEND))
    yield neo4j_process.server
    run(neo4j_process.server, "MATCH (n) DETACH DELETE n")


def test_what_was_loaded_is_alike(loaded: Server, graph: PropertyGraph) -> None:
    assert unlike(graph, loaded) == []


CHANGES = {
    "text": ("MATCH (n:Place {name: '四川省'}) SET n.name = '四川'", ("differs", "Place", "name")),
    "number": ("MATCH (n:Report) WITH n LIMIT 1 SET n.year = n.year + 1", ("differs", "Report", "year")),
    "kind of number": (
        "MATCH (n:Report) WITH n LIMIT 1 SET n.year = toFloat(n.year)",
        ("differs", "Report", "year"),
    ),
    "property gone": (
        "MATCH (n:Observation) WITH n LIMIT 1 REMOVE n.value",
        ("differs", "Observation", "value"),
    ),
    "property more": (
        "MATCH (n:Report) WITH n LIMIT 1 SET n.aliases = ['x']",
        ("differs", "Report", "aliases"),
    ),
    "list": (
        "MATCH ()-[r:MENTIONS]->() WITH r LIMIT 1 SET r.surfaces = r.surfaces + 'x'",
        ("differs", "MENTIONS", "surfaces"),
    ),
    "label": ("MATCH (n:Province) WITH n LIMIT 1 REMOVE n:Province", ("differs", "Place", "labels")),
    "type": ("MATCH (n:Program) WITH n LIMIT 1 SET n.type = 'Project'", ("differs", "Program", "type")),
    "hash": ("MATCH (n:Honor) WITH n LIMIT 1 SET n.kg_hash = '0'", ("differs", "Honor", "kg_hash")),
    "edge gone": ("MATCH ()-[r:REPORT_OF]->() WITH r LIMIT 1 DELETE r", ("missing", "REPORT_OF", "")),
    "edge turned": (
        (
            "MATCH (a)-[r:WITHIN]->(b) WITH a, r, b LIMIT 1 WITH a, b, r, properties(r) AS p DELETE r "
            "WITH a, b, p CREATE (b)-[n:WITHIN]->(a) SET n = p"
        ),
        ("differs", "WITHIN", "ends"),
    ),
    "node more": (
        "CREATE (:Honor {iri: 'x', name: 'x', type: 'Honor', kg_dataset: 'govreport-kg'})",
        ("surplus", "Honor", ""),
    ),
    "edge more": (
        (
            "MATCH (a:Place), (b:Place) WITH a, b LIMIT 1 "
            "CREATE (a)-[:WITHIN {id: 'x', kg_dataset: 'govreport-kg'}]->(b)"
        ),
        ("surplus", "WITHIN", ""),
    ),
    "mark gone": ("MATCH (n:Event) WITH n LIMIT 1 REMOVE n.kg_dataset", ("missing", "Event", "")),
    "no key": ("CREATE (:Honor {kg_dataset: 'govreport-kg'})", ("stray", "node", "")),
    "constraint": ("DROP CONSTRAINT kg_Policy", ("schema", "database", "")),
    "index": ("DROP INDEX kg_names", ("schema", "database", "")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_kind_of_difference_is_named(loaded: Server, graph: PropertyGraph, change: str) -> None:
    cypher, (kind, what, property_) = CHANGES[change]
    run(loaded, cypher)
    found = unlike(graph, loaded)
    _mended(loaded, graph)
    assert [(one.kind, one.what, one.property) for one in found] == [(kind, what, property_)]
    assert all(one.wanted != one.found for one in found if one.property)


def _mended(server: Server, graph: PropertyGraph) -> None:
    run(server, "MATCH (n {kg_dataset: 'govreport-kg'}) WHERE n.iri IS NULL DELETE n")
    run(server, "MATCH (n) WHERE n.iri IS NOT NULL SET n.kg_dataset = 'govreport-kg'")
    for statement in schema_statements(schema()):
        run(server, statement)
    load(graph, Neo4j(server, MEND))
    assert unlike(graph, server) == []


def test_a_key_that_is_there_twice_is_named(loaded: Server, graph: PropertyGraph) -> None:
    run(loaded, "DROP CONSTRAINT kg_Industry")
    run(loaded, "MATCH (n:Industry) WITH n LIMIT 1 CREATE (m:Industry) SET m = properties(n), m.copy = true")
    kinds = [one.kind for one in unlike(graph, loaded)]
    run(loaded, "MATCH (n:Industry {copy: true}) DELETE n")
    _mended(loaded, graph)
    assert kinds == ["schema", "twice"]


def test_what_others_added_is_no_difference(loaded: Server, graph: PropertyGraph) -> None:
    run(loaded, "MATCH (n:Place) SET n.score = 1 CREATE (:Stranger)-[:LIKES]->(n)")
    found = unlike(graph, loaded)
    run(loaded, "MATCH (n:Stranger) DETACH DELETE n")
    assert found == []


def test_an_empty_database_lacks_everything(neo4j_process: Running, tmp_path: Path) -> None:
    graph = property_graph(golden(tmp_path))
    run(neo4j_process.server, "MATCH (n) DETACH DELETE n")
    found = unlike(graph, neo4j_process.server)
    assert {one.kind for one in found} == {"missing"}
    assert len(found) == len(list(graph.nodes())) + len(list(graph.edges()))


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        ("长" * 90 + "甲", "长" * 90 + "乙", ("…" + "长" * 20 + "甲", "…" + "长" * 20 + "乙")),
        (("a", "b"), None, ("['a', 'b']", "")),
        (1, 1.0, ("1", "1.0")),
        ("x" * 70, "y", ("x" * 60 + "…", "y")),
    ],
)
def test_values_are_shown_from_where_they_part(left: object, right: object, shown: tuple[str, str]) -> None:
    assert shortened(left, right) == shown
