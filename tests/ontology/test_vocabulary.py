"""The vocabulary is sound, and everything that names its terms agrees with it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Namespace, URIRef
from rdflib.collection import Collection

import ontology
import queries
from kg.extraction import quantities_units
from kg.graph import terms
from kg.graph.codes import code_list, value_of
from kg.graph.rdf import quads
from kg.types import Modality, ObservationKind, SpanBasis, Status
from ontology.relations import relation_shapes
from tests.graphs import rich_graph

GR = Namespace(ontology.GR)
SH = Namespace("http://www.w3.org/ns/shacl#")
_ROOT = Path(__file__).parents[2]
_PAGE = _ROOT / "docs" / "ontology.md"
_ONTOLOGY = URIRef(ontology.GR.removesuffix("#"))
_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
_DATATYPES = {
    str(rdflib.XSD.string),
    str(rdflib.XSD.integer),
    str(rdflib.XSD.double),
    str(RDF.PlainLiteral),
}


@cache
def _graph(*names: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(data=ontology.text(name), format="turtle")
    return graph


def _vocabulary() -> rdflib.Graph:
    return _graph("govreport.ttl")


def _terms() -> list[URIRef]:
    found = {one for kind in _KINDS for one in _vocabulary().subjects(RDF.type, kind)}
    return sorted(one for one in found if isinstance(one, URIRef) and one.startswith(ontology.GR))


@pytest.mark.parametrize("term", _terms(), ids=lambda one: one.rpartition("#")[2])
def test_every_term_is_labelled_and_defined_in_both_languages(term: URIRef) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        languages = [getattr(one, "language", None) for one in _vocabulary().objects(term, predicate)]
        assert sorted(map(str, languages)) == ["en", "zh"]


@pytest.mark.parametrize("term", _terms(), ids=lambda one: one.rpartition("#")[2])
def test_every_term_has_an_example_and_says_where_it_is_defined(term: URIRef) -> None:
    assert list(_vocabulary().objects(term, SKOS.example))
    assert list(_vocabulary().objects(term, RDFS.isDefinedBy)) == [_ONTOLOGY]


def test_examples_of_concepts_are_in_the_code_lists() -> None:
    examples = [str(one) for one in _vocabulary().objects(None, SKOS.example)]
    coded = [one.removeprefix("code:").split("/") for one in examples if one.startswith("code:")]
    assert len(coded) == 7
    assert all(value in code_list(scheme) for scheme, value in coded)


def test_versions_agree_and_each_has_a_change_note() -> None:
    version = str(_vocabulary().value(_ONTOLOGY, OWL.versionInfo))
    assert _vocabulary().value(_ONTOLOGY, OWL.versionIRI) == URIRef(f"{_ONTOLOGY}/{version}")
    prior = str(_vocabulary().value(_ONTOLOGY, OWL.priorVersion)).rpartition("/")[2]
    notes = list(_vocabulary().objects(_ONTOLOGY, SKOS.changeNote))
    for one in (version, prior):
        assert sorted(str(note.language) for note in notes if note.startswith(one)) == ["en", "zh"]  # type: ignore[attr-defined]
        assert f"| {one} |" in _PAGE.read_text(encoding="utf-8"), "the change log in docs/ontology.md"
    assert _vocabulary().value(_ONTOLOGY, DCTERMS.license)
    lists = _graph("codelists.ttl")
    for scheme in lists.subjects(RDF.type, SKOS.ConceptScheme):
        assert str(lists.value(scheme, OWL.versionInfo)) == version
        assert lists.value(scheme, DCTERMS.license)
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert sorted(str(one.language) for one in lists.objects(scheme, predicate)) == ["en", "zh"]  # type: ignore[attr-defined]


def test_units_of_the_list_are_those_that_figures_are_put_into() -> None:
    units = {code for code, _ in quantities_units.load().codes.values()}
    assert set(_notations("unit")) == units


def _notations(scheme: str) -> list[str]:
    lists = _graph("codelists.ttl")
    of = lists.subjects(SKOS.inScheme, URIRef(ontology.CODE + scheme))
    return sorted(str(lists.value(one, SKOS.notation)) for one in of)


def test_units_lead_to_qudt_or_ucum() -> None:
    lists = _graph("codelists.ttl")
    for unit in lists.subjects(SKOS.inScheme, URIRef(ontology.CODE + "unit")):
        code = str(lists.value(unit, SKOS.notation))
        money, annotated = len(code) == 3 and code.isupper(), code.startswith("{")
        links = [str(one) for one in lists.objects(unit, SKOS.exactMatch)]
        assert (links == []) == (money or annotated), code
        assert all(one.startswith(("http://qudt.org/vocab/unit/", "https://w3id.org/uom/")) for one in links)


_TERM = re.compile(r"(?<![\w-])gr:([A-Za-z]\w*)")


@pytest.mark.parametrize(
    "path",
    sorted(
        path.relative_to(_ROOT).as_posix()
        for folder in ("kg", "loaders", "ontology", "queries", "docs", "examples")
        for path in (_ROOT / folder).rglob("*")
        if path.suffix in (".py", ".rq", ".ttl", ".yaml", ".md") and "gr:" in path.read_text(encoding="utf-8")
    ),
)
def test_no_file_names_a_term_that_is_not_defined(path: str) -> None:
    named = {GR[one] for one in _TERM.findall((_ROOT / path).read_text(encoding="utf-8"))}
    assert named - set(_terms()) == set()


@pytest.mark.parametrize("query", queries.library(), ids=lambda one: one.name)
def test_queries_name_only_concepts_of_the_code_lists(query: queries.Query) -> None:
    coded = set(re.findall(r"/code/(\w+)/(\w+)>", query.sparql))
    assert [one for one in sorted(coded) if one[1] not in code_list(one[0])] == []


def test_no_two_terms_of_a_kind_share_a_label() -> None:
    for kind in _KINDS:
        labels = [
            label
            for term in _terms()
            if (term, RDF.type, kind) in _vocabulary()
            for label in _vocabulary().objects(term, RDFS.label)
        ]
        assert len(labels) == len(set(labels)), kind


def test_every_property_has_a_domain_and_a_range_that_exist() -> None:
    classes = set(_vocabulary().subjects(RDF.type, OWL.Class))
    for term in _terms():
        if (term, RDF.type, OWL.Class) in _vocabulary():
            continue
        assert _ends(term, RDFS.domain) <= {str(one) for one in classes}
        data = (term, RDF.type, OWL.DatatypeProperty) in _vocabulary()
        assert _ends(term, RDFS.range) <= (_DATATYPES if data else {str(one) for one in classes})
        assert _ends(term, RDFS.domain)
        assert _ends(term, RDFS.range)


def _ends(term: URIRef, side: URIRef) -> set[str]:
    found = set()
    for end in _vocabulary().objects(term, side):
        union = _vocabulary().value(end, OWL.unionOf)
        found |= {str(one) for one in Collection(_vocabulary(), union)} if union else {str(end)}
    return found


def test_all_that_is_used_of_other_vocabularies_is_declared() -> None:
    """OWL 2 DL asks for a declaration of every class and property, and knows no others of rdf: and rdfs:."""
    declared = set(_vocabulary().subjects(RDF.type, None))
    structural = {RDF.type, RDF.first, RDF.rest, RDFS.label, RDFS.domain, RDFS.range, RDFS.subClassOf}
    structural |= {RDFS.subPropertyOf, RDFS.isDefinedBy}
    used = {
        one
        for one in _vocabulary().predicates()
        if not str(one).startswith(str(OWL)) and one not in structural
    }
    above = {*_vocabulary().objects(None, RDFS.subClassOf), *_vocabulary().objects(None, RDFS.subPropertyOf)}
    assert (used | above) - declared == set()
    assert not [one for one in above if str(one).startswith((str(RDF), str(RDFS)))]


def test_every_term_is_used_by_data_shapes_or_mapping() -> None:
    data = {str(node) for quad in quads(rich_graph()) for node in (quad.predicate.value, _iri(quad.object))}
    shapes = _graph("shapes.ttl", "relation-shapes.ttl")
    data |= {str(node) for triple in shapes for node in triple}
    refined = {str(GR[one]) for node in ontology.schema().nodes.values() for one in node.refined_by.values()}
    assert [term for term in _terms() if str(term) not in data | refined] == []


def _iri(node: object) -> str:
    return str(getattr(node, "value", ""))


def test_data_uses_no_term_that_is_not_defined() -> None:
    defined = {str(one) for one in _terms()}
    used = {quad.predicate.value for quad in quads(rich_graph())}
    used |= {_iri(quad.object) for quad in quads(rich_graph())}
    assert {one for one in used if one.startswith(ontology.GR)} <= defined


@pytest.mark.parametrize("edge", ontology.schema().edges.values(), ids=lambda one: one.type)
def test_the_pairs_of_an_edge_are_what_the_ontology_allows(edge: ontology.EdgeType) -> None:
    term = URIRef(ontology.GR + edge.term.removeprefix("gr:"))
    domain, range_ = _ends(term, RDFS.domain), _ends(term, RDFS.range)
    only = {str(source): _only(source, term) for source in map(URIRef, domain)}
    allowed = {(one, other) for one in domain for other in (only[one] or range_)}
    assert {(str(GR[one]), str(GR[other])) for one, other in edge.pairs} == allowed


def _only(cls: URIRef, term: URIRef) -> set[str]:
    """The classes to which a restriction on ``cls`` narrows the values of ``term``."""
    for node in _vocabulary().objects(cls, RDFS.subClassOf):
        if _vocabulary().value(node, OWL.onProperty) == term:
            values = _vocabulary().value(node, OWL.allValuesFrom)
            union = _vocabulary().value(values, OWL.unionOf)
            return {str(one) for one in Collection(_vocabulary(), union)} if union else {str(values)}
    return set()


def test_labels_of_nodes_are_classes_and_edges_properties() -> None:
    schema = ontology.schema()
    for node in schema.nodes.values():
        assert node.cls == f"gr:{node.label}"
        assert URIRef(ontology.GR + node.label) in _terms()
        assert all(GR[one] in _terms() for one in node.refined_by.values())
    named = {one.term for one in schema.properties.values() if not one.term.startswith("@")}
    for curie in named | {edge.term for edge in schema.edges.values()}:
        iri = URIRef(terms.term(curie).value)
        known = iri in _terms() or (iri, RDF.type, None) in _vocabulary()
        assert known or curie in ("rdf:type", "rdfs:label"), curie


@pytest.mark.parametrize(
    ("scheme", "values"),
    [
        ("status", [one.value for one in Status]),
        ("modality", [one.value for one in Modality]),
        ("kind", [one.value for one in ObservationKind]),
        ("basis", [one.value for one in SpanBasis]),
        ("bound", ["about", "at_least", "more_than", "at_most", "less_than"]),
        ("level", list(ontology.schema().nodes["Place"].refined_by)),
    ],
)
def test_code_lists_are_what_python_knows(scheme: str, values: list[str]) -> None:
    assert list(code_list(scheme)) == list(code_list(scheme, "en")) == values


def test_shapes_allow_exactly_the_values_of_the_code_lists() -> None:
    shapes = _graph("shapes.ttl")
    checked = set()
    for shape, values in shapes.subject_objects(SH["in"]):
        scheme = str(shapes.value(shape, SH.path)).rpartition("#")[2]
        allowed = list(Collection(shapes, values))
        if scheme == "unitCode":
            assert sorted(map(str, allowed)) == _notations("unit")
        else:
            assert [value_of(str(one)) for one in allowed] == list(code_list(scheme))
        checked.add(scheme)
    assert checked == {"status", "modality", "kind", "bound", "basis", "level", "sector", "unitCode"}


def test_concepts_are_described_in_both_languages() -> None:
    lists = _graph("codelists.ttl")
    for concept in lists.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert sorted(str(one.language) for one in lists.objects(concept, predicate)) == ["en", "zh"]  # type: ignore[attr-defined]
        if "/code/unit/" not in str(concept):
            assert str(concept).endswith("/" + str(lists.value(concept, SKOS.notation)))
        assert lists.value(concept, SKOS.inScheme) == URIRef(str(concept).rpartition("/")[0])


def test_relation_shapes_are_up_to_date() -> None:
    assert ontology.text("relation-shapes.ttl") == relation_shapes()


def _reasoned(extra: str = "") -> rdflib.Graph:
    graph = rdflib.Graph()
    graph += _vocabulary()
    graph += _graph("codelists.ttl")
    for quad in quads(rich_graph()):
        if "#char=" not in str(quad) and "/statement/" not in str(quad):
            graph.parse(data=f"{quad.triple} .", format="nt")
    graph.parse(data=extra, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


@pytest.mark.slow
def test_the_vocabulary_is_consistent_and_says_no_more_of_data_than_it_should() -> None:
    graph = _reasoned()
    assert not list(graph.objects(None, _ERROR))
    for node in ontology.schema().nodes.values():
        for thing in graph.subjects(RDF.type, GR[node.label]):
            kinds = {str(one) for one in graph.objects(thing, RDF.type) if str(one).startswith(ontology.GR)}
            assert kinds & {ontology.GR + one for one in ontology.schema().nodes} == {
                ontology.GR + node.label
            }


@pytest.mark.slow
def test_a_thing_of_two_kinds_is_inconsistent() -> None:
    graph = _reasoned(f"<urn:x> a <{GR.Project}>, <{GR.Park}> .")
    assert list(graph.objects(None, _ERROR))
