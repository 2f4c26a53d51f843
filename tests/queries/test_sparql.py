"""The SPARQL twins give the rows of the Cypher, and the user's own SPARQL comes in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import ontology
import queries
from kg.algorithms import STEPS
from kg.cli import cli
from kg.engines import EmbeddedConnection
from kg.errors import UsageError
from kg.graph.property_graph import property_graph
from kg.graph.rdf import quads
from kg.graph.restoring import from_property_graph
from kg.graph.store import write_nquads
from kg.query import dataset, run
from kg.sparql import SparqlConnection, bound
from kg.types import PropertyGraph
from loaders.base import load
from loaders.embedded import Embedded
from tests.graphs import rich_graph
from tests.queries.test_library import ASKED
from tests.queries.test_rich_graph import GIVEN
from tests.world import world


@pytest.fixture(scope="module")
def world_dataset(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlConnection]:
    path = tmp_path_factory.mktemp("world-rdf") / "graph.nq"
    write_nquads(from_property_graph(world().graph()), path)
    with dataset(path) as connection:
        yield connection


@pytest.mark.parametrize(("name", "given"), ASKED, ids=lambda one: one if isinstance(one, str) else "")
def test_a_twin_gives_the_same_columns_and_rows(
    embedded_world: EmbeddedConnection, world_dataset: SparqlConnection, name: str, given: dict[str, object]
) -> None:
    cypher, sparql = (run(one, name, **given) for one in (embedded_world, world_dataset))
    assert sparql.columns == cypher.columns
    assert sparql.rows == cypher.rows


def test_the_twins_give_the_same_rows_of_the_rich_graph(tmp_path: Path) -> None:
    write_nquads(quads(rich_graph()), tmp_path / "graph.nq")
    graph = property_graph(tmp_path)
    assert isinstance(graph, PropertyGraph)
    load(graph, Embedded(tmp_path / "graph.lbug"))
    with EmbeddedConnection(tmp_path / "graph.lbug") as cypher, dataset(tmp_path / "graph.nq") as sparql:
        for query in queries.library():
            given = GIVEN.get(query.name, {})
            assert run(sparql, query.name, **given) == run(cypher, query.name, **given), query.name


@pytest.mark.parametrize("query", queries.library(), ids=lambda one: one.name)
def test_a_twin_names_itself_its_parameters_and_its_order(query: queries.Query) -> None:
    text = query.sparql
    assert text.startswith(f"# {query.name}\n")
    assert "ORDER BY" in text
    own = {"frontier"} if query.name == "shortest-connection" else {one.name for one in query.parameters}
    unused = {"limit", "min_size", "type"} if query.step in ("hubs", "communities") else set()
    assert {name for name in own - unused if f"${name}" not in text} == set()
    lists = {line.split()[2] for line in text.splitlines() if line.startswith("# list ")}
    columns = {one.name for one in query.columns}
    assert lists <= columns or query.step in STEPS


def test_the_relations_of_twins_are_those_of_the_mapping() -> None:
    edges = {edge.term: name for name, edge in ontology.schema().edges.items()}
    text = queries.get("shortest-connection").sparql
    pairs = [
        item.strip("()").split()
        for item in text.replace(") (", ")\n(").splitlines()
        for item in [item.strip()]
    ]
    named = {pair[0]: pair[1].strip('"') for pair in pairs if len(pair) == 2 and pair[0] in edges}
    assert len(named) == 12
    assert named == {term: edges[term] for term in named}


def test_values_are_bound_as_literals() -> None:
    text = "$text $other $n $x $yes $iris"
    given = {"text": 'a"\n', "n": 3, "x": 0.5, "yes": True, "iris": ["urn:a", "urn:b"]}
    assert bound(text, given) == '"a\\"\\n" $other 3 0.5e0 true <urn:a> <urn:b>'
    with pytest.raises(UsageError, match="no IRI"):
        bound("$iris", {"iris": ["urn:a> . ?x"]})
    with pytest.raises(UsageError, match="no value"):
        bound("$text", {"text": None})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg import manifest
    from kg.build import write_graph

    folder = tmp_path_factory.mktemp("rich-build")
    made = manifest.make(
        rich_graph(), fingerprint="", inputs="", triples=write_graph(rich_graph(), folder), problems=()
    )
    manifest.write(made, folder)
    return folder


def _kg(*args: object) -> str:
    result = CliRunner().invoke(cli, [str(one) for one in args])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_query_is_asked_in_sparql_and_by_its_name(built: Path) -> None:
    asked = ("search", "--param", "text=资遂", "--build", built, "--format", "jsonl")
    cypher = _kg("query", *asked)
    assert cypher
    assert _kg("query", *asked, "--sparql") == cypher == _kg("sparql", *asked)


def test_a_query_is_shown_with_its_parameters_for_any_triple_store(built: Path) -> None:
    shown = _kg("query", "search", "--param", "text=资遂", "--sparql", "--show", "--build", "nowhere")
    store = ox.Store()
    for quad in quads(rich_graph()):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    found = store.query(shown)
    assert isinstance(found, ox.QuerySolutions)
    assert [one["name"].value for one in found] == ["资遂高速公路"]
    assert _kg("query", "search", "--param", "text=x", "--show").startswith(':param text => "x";\n')
    assert built.is_dir()


_PROJECTS = "SELECT ?p ?name WHERE { ?p a gr:Project ; rdfs:label ?name } ORDER BY ?name"


def test_results_come_in_sparqls_own_formats(built: Path) -> None:
    found = json.loads(_kg("sparql", _PROJECTS, "--build", built, "--format", "srj"))
    assert found["results"]["bindings"][0]["name"] == {
        "type": "literal",
        "value": "园区提升工程",
        "xml:lang": "zh",
    }
    lines = _kg("sparql", _PROJECTS, "--build", built, "--format", "tsv").splitlines()
    assert lines[0] == "?p\t?name"
    assert lines[1].endswith('\t"园区提升工程"@zh')
    assert "<sparql" in _kg("sparql", _PROJECTS, "--build", built, "--format", "srx")
    assert _kg("sparql", _PROJECTS, "--build", built, "--format", "csv").splitlines()[0] == "p,name"


def test_constructed_triples_come_as_turtle(built: Path) -> None:
    text = "CONSTRUCT { ?p rdfs:label ?n } WHERE { ?p a gr:Project ; rdfs:label ?n }"
    turtle = _kg("sparql", text, "--build", built)
    plain = _kg("sparql", text, "--build", built, "--format", "nt")
    parsed = [
        set(ox.parse(one, format=kind))
        for one, kind in ((turtle, ox.RdfFormat.TURTLE), (plain, ox.RdfFormat.N_TRIPLES))
    ]
    assert len(parsed[0]) == 2
    assert parsed[0] == parsed[1]
    assert "rdfs:label" in turtle


def test_a_parameter_stands_for_its_name_in_own_sparql(built: Path) -> None:
    text = "SELECT ?p WHERE { ?p rdfs:label ?name FILTER (CONTAINS(?name, $part)) }"
    out = _kg("sparql", text, "--param", "part=提升", "--build", built, "--format", "jsonl")
    assert [json.loads(line)["p"].rpartition("/")[2] for line in out.splitlines()] == ["园区提升工程"]


@pytest.mark.parametrize(("text", "kind"), [(_PROJECTS, "ttl"), ("CONSTRUCT WHERE { ?s a ?o }", "srj")])
def test_a_format_that_does_not_fit_is_refused(built: Path, text: str, kind: str) -> None:
    result = CliRunner().invoke(cli, ["sparql", text, "--build", str(built), "--format", kind])
    assert isinstance(result.exception, UsageError) or result.exit_code == 2
