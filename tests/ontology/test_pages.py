"""``make docs``: a page that names every term, a diagram, and the table of divisions as concepts."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
import rdflib
from lxml import html
from rdflib import RDF, SKOS, URIRef

import ontology
from ontology import pages


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    if os.environ.get("CI", "").lower() not in ("1", "true"):
        pytest.importorskip("pylode", reason="pyLODE is not installed")
        if shutil.which("d2", path=here) is None:
            pytest.skip("D2 is not installed")
    folder = tmp_path_factory.mktemp("docs") / "ontology"
    pages.write(folder)
    return folder


def _own_terms() -> dict[str, str]:
    graph = rdflib.Graph().parse(data=ontology.text("govreport.ttl"), format="turtle")
    own = {one for one in graph.subjects(rdflib.RDFS.isDefinedBy) if isinstance(one, URIRef)}
    return {str(one): str(graph.value(one, SKOS.example)) for one in own}


def test_the_page_names_every_term_once_with_its_example(made: Path) -> None:
    page = html.parse(str(made / "index.html"))
    shown = [str(one.text_content()) for one in page.findall(".//code")]
    text = "".join(page.getroot().itertext())
    terms = _own_terms()
    assert len(terms) > 60
    for iri, example in terms.items():
        assert shown.count(iri) == 1, iri
        assert example in text, iri
    assert page.find(".//img[@src='diagram.svg']") is not None
    assert not [one for one in page.findall(".//script[@src]") if str(one.get("src")).startswith("http")]


def test_the_diagram_shows_every_class_and_relation_of_the_property_graph(made: Path) -> None:
    drawn = (made / "diagram.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    graph = rdflib.Graph().parse(data=ontology.text("govreport.ttl"), format="turtle")
    schema = ontology.schema()
    for curie in (*(one.cls for one in schema.nodes.values()), *(one.term for one in schema.edges.values())):
        term = URIRef(ontology.GR + curie.removeprefix("gr:"))
        labels = graph.objects(term, rdflib.RDFS.label)
        assert all(str(one) in drawn for one in labels), curie


def test_divisions_are_a_scheme_in_which_each_has_one_broader_or_is_on_top() -> None:
    graph = rdflib.Graph().parse(data=pages.divisions(), format="turtle")
    scheme = URIRef(f"{ontology.CODE}division")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 3000
    assert len(set(graph.subjects(SKOS.topConceptOf, scheme))) > 30
    for one in concepts:
        above = list(graph.objects(one, SKOS.broader))
        assert len(above) + len(list(graph.objects(one, SKOS.topConceptOf))) == 1
        assert set(above) <= concepts
        assert str(one).endswith("/" + str(graph.value(one, SKOS.notation)))
    ziyang = URIRef(f"{scheme}/5120")
    assert str(graph.value(ziyang, SKOS.prefLabel)) == "资阳市"
    assert graph.value(ziyang, SKOS.broader) == URIRef(f"{scheme}/51")
