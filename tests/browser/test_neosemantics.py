"""Names for neosemantics: terms of the ontology, each once."""

from __future__ import annotations

import base64
import json
import re
import shutil
import urllib.request
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Dataset, Graph, URIRef

import ontology
from kg.browser import neosemantics
from kg.browser.names import chinese, joining
from kg.build import DATASET
from kg.graph.property_graph import property_graph
from loaders.base import load
from loaders.neo4j import Neo4j
from loaders.server import connect
from tests import neo4j_server
from tests.lacking import lacking

VERSION = "5.1.0.0"
SETTINGS = """\
dbms.security.procedures.unrestricted=n10s.*
server.unmanaged_extension_classes=n10s.endpoint=/rdf
"""
SPANNING = "MATCH (p:Project)-[r:SPANS_CITY]->(c:Place) RETURN p, r, c"


def test_every_label_and_relation_has_its_term() -> None:
    schema, names = ontology.schema(), neosemantics.names()
    for label, node in schema.nodes.items():
        assert names[label] == node.cls
        for refined in node.refined_by.values():
            assert names[refined] == f"gr:{refined}"
    for type_, edge in schema.edges.items():
        assert names[type_] == edge.term


def test_terms_exist_and_stand_for_one_name() -> None:
    names = neosemantics.names()
    assert len(set(names.values())) == len(names)
    assert (names["name"], names["aliases"]) == ("rdfs:label", "skos:altLabel")
    assert "title" not in names
    properties = set(ontology.schema().properties) & set(names)
    assert not {names[name] for name in properties} & joining()
    assert {term for term in names.values() if term.startswith("gr:")} <= set(chinese())


def test_the_script_is_plain_statements() -> None:
    statements = neosemantics.script().removesuffix(";\n").split(";\n")
    assert statements == list(neosemantics.statements())
    assert all(re.fullmatch(r"CALL n10s\.[a-z]+\.[a-z]+\([^;]*\)", one) for one in statements[1:-1])
    assert len(statements) == 3 + len(neosemantics.USED) + len(neosemantics.names())


@pytest.mark.neo4j
@pytest.mark.slow
def test_its_export_speaks_the_ontologys_language(built: Path) -> None:
    if (reason := neo4j_server.missing()) or not shutil.which("mvn"):
        lacking(f"no Neo4j server for the tests: {reason or 'Maven is not installed'}")
    jar = neo4j_server.plugin(f"org.neo4j:neosemantics:{VERSION}", f"neosemantics-{VERSION}.jar")
    with neo4j_server.running(SETTINGS, plugins=[jar]) as one:
        load(property_graph(built / DATASET), Neo4j(one.server))
        with connect(one.server) as driver, driver.session() as session:
            for statement in neosemantics.statements():
                session.run(statement).consume()
        exported = Graph().parse(data=export(one, SPANNING), format="turtle")
        again = load(property_graph(built / DATASET), Neo4j(one.server))
    ours = Dataset(default_union=True)
    ours.parse(built / DATASET, format="nquads")
    spans = URIRef(f"{ontology.GR}spansCity")
    assert set(exported.subject_objects(spans)) == set(ours.subject_objects(spans))
    assert len(set(exported.subject_objects(spans))) > 10
    for project in set(exported.subjects(spans)):
        assert (project, RDF.type, URIRef(f"{ontology.GR}Project")) in exported
        (name,) = exported.objects(project, RDFS.label)
        assert str(name) == str(ours.value(project, RDFS.label))
    # What it added to the nodes is not ours, and does not count as a change.
    assert (again.nodes.updated, again.nodes.deleted, again.nodes.created) == (0, 0, 0)


def export(server: neo4j_server.Running, cypher: str) -> str:
    """What neosemantics gives as Turtle for ``cypher``."""
    user = base64.b64encode(f"neo4j:{neo4j_server.PASSWORD}".encode()).decode()
    headers = {"Authorization": f"Basic {user}", "Content-Type": "application/json", "Accept": "text/turtle"}
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.http}/rdf/neo4j/cypher",
        data=json.dumps({"cypher": cypher}).encode(),
        headers=headers,
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 -- as above
        text: str = answer.read().decode()
        return text
