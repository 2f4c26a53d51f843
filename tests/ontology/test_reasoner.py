"""The ontology is OWL 2 DL and consistent, says HermiT, alone and with data; broken copies are found out."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import ontology
from kg.graph.rdf import quads
from tests.graphs import rich_graph
from tests.lacking import lacking
from tests.robot import tool

_HEAD = f"@prefix gr: <{ontology.GR}> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


@pytest.fixture(scope="module", autouse=True)
def _robot() -> None:
    """ROBOT with its reasoner; in CI it must be there."""
    if reason := tool.missing():
        lacking(f"no reasoner for the tests: {reason}")


def _file(folder: Path, *parts: str) -> Path:
    graph = rdflib.Graph()
    for part in parts:
        graph.parse(data=part, format="turtle")
    path = folder / "ontology.ttl"
    graph.serialize(path, format="turtle")
    return path


def _vocabulary(*names: str) -> list[str]:
    return [ontology.text(name) for name in ("govreport.ttl", *names)]


def _consistent(path: Path) -> tuple[bool, str]:
    status, said = tool.robot(
        "reason", "--reasoner", "hermit", "--input", path, "--output", path.with_suffix(".owl")
    )
    return status == 0, said


def _data() -> str:
    """The entities, progress and observations of the graph that the tests share, as Turtle.

    Statements and positions are left out: reification and half-open ranges mean nothing to a
    reasoner over classes, and rdf:subject is no property of OWL 2 DL.
    """
    graph = rdflib.Graph()
    for quad in quads(rich_graph()):
        if not any(part in str(quad) for part in ("#char=", "/statement/", "/excerpt/", "/mention/")):
            graph.parse(data=f"{quad.triple} .", format="nt")
    return str(graph.serialize(format="turtle"))


def test_the_vocabulary_is_owl_2_dl(tmp_path: Path) -> None:
    path = _file(tmp_path, *_vocabulary())
    status, said = tool.robot("validate-profile", "--profile", "DL", "--input", path)
    assert status == 0, said


def test_what_is_not_owl_2_dl_is_found_out(tmp_path: Path) -> None:
    # A property of data whose inverse is functional, and a transitive property of a functional kind.
    broken = _HEAD + "gr:code a owl:InverseFunctionalProperty . gr:within a owl:AsymmetricProperty ."
    status, said = tool.robot(
        "validate-profile", "--profile", "DL", "--input", _file(tmp_path, *_vocabulary(), broken)
    )
    assert status != 0
    assert "within" in said


def test_hermit_finds_the_vocabulary_and_data_consistent(tmp_path: Path) -> None:
    consistent, said = _consistent(_file(tmp_path, *_vocabulary("codelists.ttl"), _data()))
    assert consistent, said


@pytest.mark.parametrize(
    ("what", "broken"),
    [
        ("a class that nothing can be in", "gr:Oddity a owl:Class ; rdfs:subClassOf gr:Project, gr:Park ."),
        ("a thing of two types", "<urn:x> a gr:Project, gr:Enterprise ."),
        ("a range that the data break", "<urn:p> a gr:Project ; gr:spans <urn:h> . <urn:h> a gr:Honor ."),
        ("two values where there is one", "<urn:p> a gr:Place ; gr:code '51', '5120' ."),
        (
            "a project that is part of a place",
            "<urn:p> a gr:Project ; gr:partOf <urn:c> . <urn:c> a gr:Place .",
        ),
    ],
)
def test_hermit_finds_broken_copies_out(what: str, broken: str, tmp_path: Path) -> None:
    head = _HEAD + "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    consistent, said = _consistent(_file(tmp_path, *_vocabulary(), head + broken))
    assert not consistent, what
    assert "inconsistent" in said or "unsatisfiable" in said, said
