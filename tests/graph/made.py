"""Graphs made by hypothesis: odd names, odd texts, facts of every kind."""

from __future__ import annotations

import string

from hypothesis import strategies as st

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

_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
_OFFSET = st.integers(0, 99)
_SHARE = st.floats(0, 1)
_REPORTS = ("r1", "r2")
IRIS = tuple(f"https://w3id.org/govreport-kg/id/{one}" for one in ("place/1", "project/甲", "program/乙"))
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
_iri = st.sampled_from(IRIS)
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
def graphs(draw: st.DrawFn) -> Graph:
    """Two reports, three things, up to eight facts."""
    reports = tuple(
        ReportInfo(one, draw(_TEXT), draw(st.none() | st.just("51")), draw(_year), "", draw(_OFFSET))
        for one in _REPORTS
    )
    entities = tuple(draw(_entity(iri, kind)) for iri, kind in zip(IRIS, _TYPES, strict=True))
    return Graph(reports, entities, tuple(draw(st.lists(_fact, max_size=8))))
