"""RDF goes through all formats and comes out as it was, whatever stands in it."""

from __future__ import annotations

import csv
import json
import subprocess
import tempfile
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
from hypothesis import given, settings
from pyarrow import parquet
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import InputError, UsageError
from kg.graph.dump import dump
from kg.graph.rdf import quads
from kg.graph.store import ordered, parse, write_nquads
from kg.graph.terms import term
from kg.types import Graph
from tests.graph.made import graphs
from tests.graph.nasty import NO_XML, TEXTS, nasty_graph
from tests.graphs import PARK, ROAD, rich_graph

_CHAIN = {"nt": "nt", "nq": "nq", "ttl": "ttl", "trig": "trig", "jsonld": "jsonld", "rdfxml": "rdf"}
_LOSSLESS = {kind: ending for kind, ending in _CHAIN.items() if kind != "rdfxml"}


def _written(graph: Graph, folder: Path) -> Path:
    path = folder / "graph.nq"
    write_nquads(quads(graph), path)
    return path


def _round(path: Path, folder: Path, kinds: dict[str, str]) -> Path:
    """The data set sent through formats, each dumped from the file of the one before."""
    for kind, ending in kinds.items():
        out = folder / f"{kind}.{ending}"
        dump(path, out, kind)
        path = out
    return path


def _canonical(path: Path) -> Dataset:
    dataset = Dataset(ordered(path))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize("graph", [rich_graph(), nasty_graph()], ids=["rich", "nasty"])
def test_equal_graphs_after_all_formats(graph: Graph, tmp_path: Path) -> None:
    path = _written(graph, tmp_path)
    last = _round(path, tmp_path, _CHAIN)
    assert _canonical(last) == _canonical(path)
    dump(last, tmp_path / "again.nq", "nq")
    assert (tmp_path / "again.nq").read_bytes() == path.read_bytes()


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_equal_graphs_whatever_names_are_made_of(graph: Graph) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = _written(graph, Path(name))
        last = _round(path, Path(name), _LOSSLESS)
        assert set(ordered(last)) == set(ordered(path))
        dump(last, Path(name) / "last.rdf", "rdfxml")
        assert {_in_xml(quad) for quad in ordered(path)} == {
            _in_xml(quad) for quad in ordered(Path(name) / "last.rdf")
        }


def _in_xml(quad: Quad) -> tuple[str, str, str]:
    """A quad with what XML cannot hold replaced; its graph may have got lost with that."""
    text = quad.object.value if isinstance(quad.object, Literal) else str(quad.object)
    for char in (*map(chr, range(32)), "\ufffe", "\uffff"):
        if char not in "\t\n\r":
            text = text.replace(char, "\ufffd")
    return str(quad.subject), str(quad.predicate), text


@pytest.mark.parametrize("kind", ["nt", "nq", "ttl", "trig", "jsonld"])
def test_control_characters_are_kept_by_all_but_xml(kind: str, tmp_path: Path) -> None:
    path = _written(nasty_graph(NO_XML), tmp_path)
    out = tmp_path / f"out.{kind}"
    assert dump(path, out, kind) == ()
    assert NO_XML in {quad.object.value for quad in parse(out) if isinstance(quad.object, Literal)}


def test_xml_replaces_what_it_cannot_hold_and_says_so(tmp_path: Path) -> None:
    path = _written(nasty_graph(NO_XML), tmp_path)
    (problem,) = dump(path, tmp_path / "out.rdf", "rdfxml")
    assert (problem.code, problem.message.split()[0]) == ("dump.xml", "5")
    texts = {quad.object.value for quad in parse(tmp_path / "out.rdf") if isinstance(quad.object, Literal)}
    assert "\ufffd" * len(NO_XML) in texts
    assert set(TEXTS) <= texts
    for kind, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        dump(path, tmp_path / kind, kind)
        (odd,) = (data for node, data in read(tmp_path / kind).nodes(data=True) if "%0A" in node)
        assert "\ufffd" * len(NO_XML) in odd["aliases"].split(" | ")
        assert odd["name"] == TEXTS[0]


def test_tables_keep_odd_texts(tmp_path: Path) -> None:
    dump(_written(nasty_graph(NO_XML), tmp_path), tmp_path / "tables", "csv")
    with (tmp_path / "tables" / "mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["surface"] for row in csv.DictReader(file)} >= {*TEXTS, NO_XML}
    dump(tmp_path / "graph.nq", tmp_path / "parquet", "parquet")
    surfaces = parquet.read_table(tmp_path / "parquet" / "mentions.parquet").column("surface").to_pylist()
    assert set(surfaces) >= {*TEXTS, NO_XML}


def test_a_property_that_xml_cannot_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.nq"
    path.write_text('<https://e.org/s> <https://e.org/2024> "x" .\n', encoding="utf-8")
    with pytest.raises(InputError, match="2024"):
        dump(path, tmp_path / "out.rdf", "rdfxml")
    assert not (tmp_path / "out.rdf").exists()


def test_any_rdf_comes_through(tmp_path: Path) -> None:
    """Data of others: blank nodes, unknown vocabularies, datatypes, names that look like ours."""
    text = """
    <https://e.org/s> <https://e.org/p> _:a , "x"@en-GB , "05"^^<http://www.w3.org/2001/XMLSchema#integer> ,
        "1"^^<http://www.w3.org/2001/XMLSchema#boolean> , <urn:gr:Project> , <gr:Project> , "" .
    _:a <http://www.w3.org/2000/01/rdf-schema#label> "ohne Sprache" , "mit"@de ;
        <https://w3id.org/govreport-kg/ontology#year> "MMXXIV" , 2024 , 99999999999999999999 .
    <https://w3id.org/govreport-kg/ontology#Project> a <http://www.w3.org/2002/07/owl#Class> .
    """
    path = tmp_path / "odd.ttl"
    path.write_text(text, encoding="utf-8")
    expected = Dataset(parse(path))
    expected.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    for kind, ending in _CHAIN.items():
        dump(path, tmp_path / f"out.{ending}", kind)
        found = Dataset(parse(tmp_path / f"out.{ending}"))
        found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        assert found == expected, kind


@pytest.mark.parametrize("kind", ["nt", "nq", "ttl", "trig"])
def test_reifiers_of_rdf_12(kind: str, tmp_path: Path) -> None:
    path = _written(nasty_graph(NO_XML), tmp_path)
    out = tmp_path / f"out.{kind}"
    dump(path, out, kind, rdf12=True)
    found = list(pyoxigraph.parse(path=out, format=RdfFormat.from_extension(kind)))
    terms = {quad.subject: quad.object for quad in found if quad.predicate == term("rdf:reifies")}
    said = {quad.subject for quad in ordered(path) if quad.object == term("rdf:Statement")}
    assert set(terms) == said
    assert all(isinstance(one, Triple) for one in terms.values())
    assert term("rdf:subject") not in {quad.predicate for quad in found}
    assert set(ordered(out)) == set(ordered(path))


@pytest.mark.parametrize("options", [{"rdf12": True}, {"frame": "projects"}, {"frame": "parks"}])
def test_options_that_a_format_does_not_have(options: dict[str, bool | str], tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        dump(_written(rich_graph(), tmp_path), tmp_path / "out.rdf", "rdfxml", **options)  # type: ignore[arg-type]


def test_sorted_as_other_tools_sort(tmp_path: Path) -> None:
    path = _written(nasty_graph(), tmp_path)
    dump(path, tmp_path / "out.nt", "nt")
    again = subprocess.run(
        ["sort", "-u", str(tmp_path / "out.nt")], check=True, capture_output=True, env={"LC_ALL": "C"}
    )
    assert again.stdout == (tmp_path / "out.nt").read_bytes()


def test_json_ld_is_json_that_people_read(tmp_path: Path) -> None:
    dump(_written(rich_graph(), tmp_path), tmp_path / "out.jsonld", "jsonld")
    nodes = {node["@id"]: node for node in json.loads((tmp_path / "out.jsonld").read_text("utf-8"))["@graph"]}
    assert nodes[PARK]["label"] == "临空产业园"
    assert nodes[PARK]["@type"] == "Park"
    assert nodes[ROAD]["altLabel"] == "资遂高速"


def test_the_frame_holds_all_of_each_project_and_nothing_else(tmp_path: Path) -> None:
    path = _written(nasty_graph(), tmp_path)
    out = tmp_path / "projects.jsonld"
    dump(path, out, "jsonld", frame="projects")
    flat = {quad.triple for quad in ordered(path)}
    framed = {quad.triple for quad in parse(out)}
    assert framed <= flat
    projects = {one.subject for one in flat if one.object == term("gr:Project")}
    assert {one for one in flat if one.subject in projects} <= framed
    statements = {
        one.subject for one in flat if one.predicate == term("rdf:subject") and one.object in projects
    }
    assert {one for one in flat if one.subject in statements} <= framed
    (road,) = (node for node in json.loads(out.read_text("utf-8"))["@graph"] if node["@id"] == ROAD)
    assert {"label": "遂宁市", "@id": "https://w3id.org/govreport-kg/id/place/5109"} in road["spans"]
    said = [one for one in road["statements"] if one["object"]["@id"].endswith("place/5109")]
    assert {one["evidence"]["quote"] for one in said} >= {"起于资阳、止于遂宁", "止于遂宁"}
    assert all(one["evidence"]["hasSource"]["label"] for one in said)
    assert {NamedNode(one["status"]).value.rpartition("/")[2] for one in road["hasProgress"]} >= {"started"}
