"""What docs/ontology.md shows is true of the graph that the tests share."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest

from kg.graph.rdf import quads
from kg.graph.terms import PREFIXES
from tests.graphs import rich_graph

_DOCS = Path(__file__).parents[2] / "docs" / "ontology.md"


def _block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", _DOCS.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@pytest.mark.parametrize("named", [True, False])
def test_the_query_gives_quote_and_place_of_every_statement(named: bool) -> None:
    store, query = pyoxigraph.Store(), _block("sparql")
    if named:
        store.extend(quads(rich_graph()))
    else:
        for quad in quads(rich_graph()):
            store.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, pyoxigraph.DefaultGraph()))
        query = query.replace("GRAPH ?source {", "").replace("  }\n", "  ?excerpt oa:hasSource ?source .\n")
    found = store.query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    rows = [[str(one[name]) for name in ("place", "report", "quote", "start")] for one in found]
    rows = [[text.split('"')[1] for text in row] for row in rows]
    assert rows == [
        ["资阳市", "资阳市政府工作报告", "起于资阳、止于遂宁", "26"],
        ["遂宁市", "资阳市政府工作报告", "起于资阳、止于遂宁", "26"],
        ["遂宁市", "资阳市政府工作报告", "止于遂宁", "31"],
    ]


def test_the_example_is_in_the_graph() -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    text = (prefixes + _block("turtle")).replace("…", "x").encode()
    shown = {quad.triple for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)}
    graph = {_anonymous(str(quad.triple)) for quad in quads(rich_graph())}
    assert {_anonymous(str(triple)) for triple in shown} <= graph


def _anonymous(triple: str) -> str:
    return re.sub(r"/(statement|excerpt)/\w+", r"/\1/x", triple)
