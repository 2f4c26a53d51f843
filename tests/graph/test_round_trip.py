"""RDF to the property graph and back loses nothing."""

from __future__ import annotations

import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.property_graph import property_graph
from kg.graph.rdf import quads
from kg.graph.restoring import from_property_graph
from kg.graph.store import write_nquads
from kg.graph.terms import predicate
from kg.types import (
    Entity,
    EntityType,
    Evidence,
    Fact,
    Graph,
    MentionRef,
    Merge,
    Modality,
    ObservationKind,
    Predicate,
    Quantity,
    ReportInfo,
    SpanBasis,
    Status,
)
from tests.graphs import rich_graph

_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
_OFFSET = st.integers(0, 99)
_SHARE = st.floats(0, 1)
_REPORTS = ("r1", "r2")
_IRIS = tuple(f"https://w3id.org/govreport-kg/id/{one}" for one in ("place/1", "project/甲", "program/乙"))
_TYPES = (EntityType.PLACE, EntityType.PROJECT, EntityType.PROGRAM)

_evidence = st.builds(Evidence, st.sampled_from(_REPORTS), _OFFSET, _OFFSET, _OFFSET, _TEXT, _TEXT, _SHARE)
_mention = st.builds(MentionRef, st.sampled_from(_REPORTS), _OFFSET, _OFFSET, _OFFSET, _TEXT, _TEXT, _SHARE)
_merge = st.builds(Merge, st.lists(_TEXT, min_size=1, max_size=3).map(tuple), _TEXT, _SHARE)
_number = st.none() | st.floats(allow_nan=False, allow_infinity=False)
_quantity = st.builds(
    Quantity,
    _TEXT,
    st.sampled_from(ObservationKind),
    _TEXT,
    _TEXT | st.just(""),
    _number,
    _number,
    st.sampled_from(("", "CNY", "%")),
    st.sampled_from(("", "about", "at_least")),
)
_iri = st.sampled_from(_IRIS)
_modality = st.sampled_from(Modality)
_year = st.none() | st.integers(1949, 2050)
_fact = st.one_of(
    st.builds(
        Fact,
        _iri,
        st.sampled_from([one.value for one in Predicate if one.is_relation]),
        _iri,
        modality=_modality,
        year=_year,
        evidence=_evidence,
    ),
    st.builds(Fact, _iri, st.just("SPANS_CITY"), _iri, basis=st.sampled_from(SpanBasis), evidence=_evidence),
    st.builds(Fact, _iri, st.just("WITHIN"), _iri, rule=_TEXT),
    st.builds(
        Fact,
        _iri,
        st.just("PROGRESS"),
        status=st.sampled_from(Status),
        modality=_modality,
        year=_year,
        evidence=_evidence,
    ),
    st.builds(
        Fact,
        _iri,
        st.just("OBSERVATION"),
        quantity=_quantity,
        modality=_modality,
        year=_year,
        evidence=_evidence,
    ),
)


@st.composite
def _entity(draw: st.DrawFn, iri: str, kind: EntityType) -> Entity:
    names = st.lists(_TEXT, max_size=3).map(tuple)
    return Entity(
        iri,
        kind,
        draw(_TEXT),
        aliases=draw(names),
        division=draw(st.none() | st.text(string.digits, min_size=2, max_size=6)),
        level=draw(st.sampled_from(("", "city", "region"))),
        mentions=draw(st.lists(_mention, max_size=3).map(tuple)),
        merges=draw(st.lists(_merge, max_size=2).map(tuple)),
        old_iris=draw(st.just(()) | st.just((iri + "-old",))),
        sector=draw(st.sampled_from(("", "water"))) if kind is EntityType.PROJECT else "",
    )


@st.composite
def _graph(draw: st.DrawFn) -> Graph:
    reports = tuple(
        ReportInfo(one, draw(_TEXT), draw(st.none() | st.just("51")), draw(_year), "", draw(_OFFSET))
        for one in _REPORTS
    )
    entities = tuple(draw(_entity(iri, kind)) for iri, kind in zip(_IRIS, _TYPES, strict=True))
    return Graph(reports, entities, tuple(draw(st.lists(_fact, max_size=8))))


def _there_and_back(graph: Graph, folder: Path) -> None:
    path = folder / "graph.nq"
    write_nquads(quads(graph), path)
    assert set(from_property_graph(property_graph(path))) == set(quads(graph))


def test_the_rich_graph_comes_back_whole(tmp_path: Path) -> None:
    _there_and_back(rich_graph(), tmp_path)


@given(_graph())
@settings(max_examples=60, deadline=None)
def test_any_graph_comes_back_whole(graph: Graph) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _there_and_back(graph, Path(folder))


@pytest.mark.parametrize("modality", Modality)
def test_only_what_is_not_merely_planned_is_a_plain_triple(modality: Modality) -> None:
    evidence = Evidence("r1", 0, 0, 1, "甲", "rule")
    fact = Fact(_IRIS[1], Predicate.PART_OF, _IRIS[2], modality=modality, evidence=evidence)
    plain = [quad for quad in quads(Graph((), (), (fact,))) if quad.predicate == predicate("PART_OF")]
    assert len(plain) == (0 if modality is Modality.PLANNED else 1)
