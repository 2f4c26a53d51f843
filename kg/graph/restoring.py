"""The way back: the property graph's nodes and edges as the RDF that they were made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec
from pyoxigraph import Quad

from kg.errors import InputError
from kg.graph.rdf import entity_quads, fact_quads, mention_quads, report_quads, statement_quads
from kg.graph.terms import EDGE_OF, report_id
from kg.types import (
    Edge,
    Entity,
    EntityType,
    Evidence,
    Fact,
    MentionRef,
    Merge,
    Modality,
    Node,
    ObservationKind,
    Predicate,
    PropertyGraph,
    Quantity,
    ReportInfo,
    SpanBasis,
    Status,
    Value,
)
from ontology import schema

_EVIDENCE = ("reports", "paragraphs", "char_starts", "char_ends", "quotes", "rules", "confidences")
_MENTIONS = ("paragraphs", "char_starts", "char_ends", "surfaces", "sources", "confidences")


def from_property_graph(graph: PropertyGraph) -> Iterator[Quad]:
    """The quads that ``graph`` was made of, in no special order; repeats may occur.

    It holds in memory which thing each progress record and observation is of, and the places
    by their codes.

    Raises:
        InputError: a node or edge lacks what the RDF needs, as when somebody has deleted it.
    """
    owners: dict[str, str] = {}
    places = {str(node.properties["code"]): node.iri for node in graph.nodes() if node.properties.get("code")}
    for edge in graph.edges():
        if edge.type in EDGE_OF.values():
            owners[edge.target] = edge.source
        elif edge.type != "REPORT_OF":
            yield from _checked(edge.id, _of_edge, edge)
    for node in graph.nodes():
        yield from _checked(node.iri, _of_node, node, owners, places)


def _checked(key: str, work: Callable[..., Iterator[Quad]], *parts: object) -> list[Quad]:
    try:
        return list(work(*parts))
    except (KeyError, ValueError, TypeError, msgspec.DecodeError) as error:
        message = f"{key}: the graph lacks what its RDF needs ({type(error).__name__}: {error})"
        raise InputError(
            message, "was it changed by hand? load it again; kg verify names the place"
        ) from error


def _of_edge(edge: Edge) -> Iterator[Quad]:
    return _mentions(edge) if edge.type == "MENTIONS" else _fact_quads(_relation(edge), edge.properties)


def _of_node(node: Node, owners: Mapping[str, str], places: Mapping[str, str]) -> Iterator[Quad]:
    label = node.labels[0]
    if label == "Report":
        return report_quads(_report(node), places)
    if label in ("Progress", "Observation"):
        return _fact_quads(_stated(node, owners[node.iri]), node.properties)
    return entity_quads(_entity(label, node), places)


def _entity(label: str, node: Node) -> Entity:
    have = node.properties
    merges = zip(
        _list(have, "merged_names"), _list(have, "merged_because"), _list(have, "merged_scores"), strict=True
    )
    return Entity(
        node.iri,
        EntityType(schema().nodes[label].entity),
        str(have["name"]),
        aliases=_list(have, "aliases"),
        division=_maybe(have, "code" if label == "Place" else "division"),
        level=_maybe(have, "level") or "",
        merges=tuple(
            Merge(msgspec.json.decode(names, type=tuple[str, ...]), why, score)
            for names, why, score in merges
        ),
        old_iris=_list(have, "old_iris"),
        sector=_maybe(have, "sector") or "",
    )


def _report(node: Node) -> ReportInfo:
    have = node.properties
    names = ("title", "division", "year", "source", "length")
    values: dict[str, Any] = {name: have.get(name) for name in names}
    return ReportInfo(id=report_id(node.iri), **values | {"source": values["source"] or ""})


def _relation(edge: Edge) -> Fact:
    modality = Modality(str(edge.properties["modality"]))
    return Fact(edge.source, edge.type, edge.target, modality=modality, year=_year(edge.properties))


def _stated(node: Node, owner: str) -> Fact:
    have: Mapping[str, Any] = node.properties
    modality, year = Modality(have["modality"]), _year(have)
    if node.labels[0] == "Progress":
        status = Status(have["status"]) if have.get("status") else None
        return Fact(owner, Predicate.PROGRESS, status=status, modality=modality, year=year)
    quantity = Quantity(
        have["indicator"],
        ObservationKind(have["kind"]),
        have["value"],
        have.get("unit", ""),
        have.get("number"),
        have.get("upper"),
        have.get("unit_code", ""),
        have.get("bound", ""),
    )
    return Fact(owner, Predicate.OBSERVATION, quantity=quantity, modality=modality, year=year)


def _fact_quads(fact: Fact, have: Mapping[str, Value]) -> Iterator[Quad]:
    yield from fact_quads(fact)
    bases = _list(have, "basis") or ("",) * len(_list(have, "reports"))
    rows = zip(*(_list(have, name) for name in _EVIDENCE), bases, strict=True)
    for report, paragraph, start, end, quote, rule, confidence, basis in rows:
        evidence = Evidence(report_id(report), paragraph, start, end, quote, rule, confidence)
        known = SpanBasis(basis) if basis else None
        yield from statement_quads(replace(fact, evidence=evidence, basis=known))
    for rule in _list(have, "known_by"):
        yield from statement_quads(replace(fact, rule=rule))


def _mentions(edge: Edge) -> Iterator[Quad]:
    for row in zip(*(_list(edge.properties, name) for name in _MENTIONS), strict=True):
        yield from mention_quads(edge.target, MentionRef(report_id(edge.source), *row))


def _list(have: Mapping[str, Value], name: str) -> tuple[Any, ...]:
    value = have.get(name, ())
    return tuple(value) if isinstance(value, tuple | list) else (value,)


def _maybe(have: Mapping[str, Value], name: str) -> str | None:
    value = have.get(name)
    return None if value is None else str(value)


def _year(have: Mapping[str, Any]) -> int | None:
    return None if have.get("year") is None else int(have["year"])
