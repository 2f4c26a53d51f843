"""Every shape has a valid and an invalid example, and our checks agree with a SHACL library."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml
from pyoxigraph import NamedNode

import ontology
from kg.errors import ConfigError, InputError
from kg.graph.rdf import quads
from kg.graph.shacl import compile_shapes, delivered
from kg.graph.store import ordered, write_nquads
from kg.graph.validate import validate
from kg.types import Severity
from tests.graphs import rich_graph

_HERE = Path(__file__).parent
_CASES: list[dict[str, str]] = yaml.safe_load((_HERE / "invalid.yaml").read_text(encoding="utf-8"))
_BATCHES = 9
_SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@cache
def _valid() -> str:
    return (_HERE / "valid.ttl").read_text(encoding="utf-8")


def _broken(cases: Iterable[dict[str, str]]) -> rdflib.Graph:
    graph = rdflib.Graph().parse(data=_valid(), format="turtle")
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in graph.namespaces())
    for case in cases:
        if "drop" in case:
            subject, predicate = (_term(graph, name) for name in case["drop"].split())
            assert (subject, predicate, None) in graph
            graph.remove((subject, predicate, None))
        graph.parse(data=prefixes + case.get("add", ""), format="turtle")
    return graph


def _term(graph: rdflib.Graph, name: str) -> rdflib.URIRef:
    return graph.namespace_manager.expand_curie(name)


@cache
def _graphs() -> dict[str, str]:
    named = {str(quad.subject): quad.graph_name for quad in ordered(_HERE / "valid.ttl")}
    return {subject: str(graph) for subject, graph in named.items() if isinstance(graph, NamedNode)}


def _save(graph: rdflib.Graph, folder: Path) -> Path:
    """The graph as a data set whose subjects are in the same named graphs as in valid.ttl."""
    path = folder / "case.nq"
    triples = graph.serialize(format="nt").splitlines()
    lines = (f"{line.removesuffix('.')} {_graphs().get(line.split()[0], '')} .\n" for line in triples if line)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_the_rich_graph_and_the_smallest_one_are_valid(tmp_path: Path) -> None:
    path = tmp_path / "rich.nq"
    write_nquads(quads(rich_graph()), path)
    assert list(validate(path)) == []
    assert list(validate(_HERE / "valid.ttl")) == []


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["code"].removeprefix("shacl."))
def test_what_breaks_a_shape_is_found(case: dict[str, str], tmp_path: Path) -> None:
    problems = list(validate(_save(_broken([case]), tmp_path)))
    assert case["code"] in {problem.code for problem in problems}
    assert all(problem.severity is Severity.ERROR and problem.place for problem in problems)


def test_every_shape_has_an_invalid_example() -> None:
    codes = set()
    for target in delivered():
        name = target.shape.name
        if target.shape.checks:
            codes.add(f"shacl.{name}")
        codes |= {f"shacl.{name}.{part.name}" for part in target.shape.parts}
    assert codes == {case["code"] for case in _CASES}


def test_every_shape_speaks_both_languages() -> None:
    for target in delivered():
        for shape in (target.shape, *target.shape.parts):
            said = shape.messages or target.shape.messages
            assert not shape.checks or {"zh", "en"} <= set(said), shape.name


@pytest.mark.parametrize("batch", range(_BATCHES))
def test_checks_agree_with_a_shacl_library(batch: int, tmp_path: Path) -> None:
    graph = _broken(_CASES[batch::_BATCHES])
    ours = {
        (problem.place, problem.message.partition(" — ")[0].partition(": ")[0])
        for problem in validate(_save(graph, tmp_path))
    }
    assert ours == _library_says(graph)
    assert ours


def _library_says(graph: rdflib.Graph) -> set[tuple[str, str]]:
    import pyshacl

    shapes = rdflib.Graph()
    for name in ("shapes.ttl", "relation-shapes.ttl"):
        shapes.parse(data=ontology.text(name), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    found: Any = report.subject_objects(_SH.focusNode)
    return {
        (str(focus), str(message))
        for result, focus in found
        for message in report.objects(result, _SH.resultMessage)
        if str(message).isascii()  # it drops the language of messages of SPARQL constraints
    }


def test_messages_name_value_and_quote_in_the_language_asked_for(tmp_path: Path) -> None:
    case = next(case for case in _CASES if case["code"] == "shacl.Statement.confidence")
    path = _save(_broken([case]), tmp_path)
    messages = [problem.message for problem in validate(path, language="zh")]
    assert messages == ["置信度须在 0 到 1 之间: 1.5 — “公路通到甲市”"]


def test_a_range_beyond_the_report_is_found_across_graphs(tmp_path: Path) -> None:
    graph = rich_graph()
    first = graph.reports[0]
    short = type(first)(first.id, first.title, first.division, first.year, first.source, 20)
    path = tmp_path / "short.nq"
    write_nquads(quads(type(graph)((short, *graph.reports[1:]), graph.entities, graph.facts)), path)
    codes = {(problem.code, problem.place.rpartition("/")[2]) for problem in validate(path)}
    assert codes == {("shacl.Report.hasSource.hasSelector.end", first.id)}


def test_shapes_that_are_not_supported_are_refused() -> None:
    text = "@prefix sh: <http://www.w3.org/ns/shacl#> . <x:s> sh:targetClass <x:c> ; sh:xone () ."
    with pytest.raises(ConfigError, match="xone"):
        compile_shapes(text)


def test_what_is_no_data_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no data set"):
        list(validate(tmp_path))
    (tmp_path / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ttl"):
        list(validate(tmp_path / "broken.ttl"))
