"""The RDF graph as nodes and edges with properties: one fact, one edge, all its evidence on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from kg.errors import InputError
from kg.graph.codes import code_list
from kg.graph.collecting import BETWEEN, Collected, EvidenceRow, collect
from kg.graph.rdf import home_city
from kg.graph.records import Record
from kg.graph.store import ordered
from kg.types import Edge, Node, PropertyGraph, Value
from ontology import schema

_EVIDENCE = {
    "reports": 0,
    "char_starts": 1,
    "char_ends": 2,
    "paragraphs": 3,
    "quotes": 4,
    "rules": 5,
    "confidences": 6,
}
_MENTION = {"char_starts": 0, "char_ends": 1, "paragraphs": 2, "surfaces": 3, "sources": 4, "confidences": 5}


Properties = dict[str, Value | None]


def property_graph(path: Path) -> PropertyGraph:
    """The property graph of a build folder or dump, as ``ontology/mapping.yaml`` describes it.

    Nodes come sorted by IRI, edges by type and id. ``Node.properties`` holds all properties
    of the label but ``iri``, ``Edge.properties`` all of the type but ``id``; lists are always
    there, scalars where something is known.

    Raises:
        InputError: no such file, no RDF, or a data set whose parts do not fit together.
    """
    collected = collect(ordered(path))
    return PropertyGraph(partial(_nodes, collected), partial(_edges, collected))


def _nodes(collected: Collected) -> Iterator[Node]:
    for (iri,), rows in _grouped(collected.nodes, 1):
        by_kind: dict[str, list[Any]] = {"node": [], "merge": [], "evidence": []}
        for kind, row in rows:
            by_kind[kind].append(msgspec.json.decode(row))
        if len(by_kind["node"]) != 1:
            message = f"<{iri}>: {len(by_kind['node'])} descriptions in the data set where one is needed"
            raise InputError(message, "`kg validate` on the data set names all that is wrong with it")
        label, values = by_kind["node"][0]
        yield _node(label, Record(iri, values), by_kind, collected)


def _node(label: str, record: Record, rows: Mapping[str, list[Any]], collected: Collected) -> Node:
    properties: Properties = {"type": label, "aliases": tuple(record.all("skos:altLabel"))}
    labels: tuple[str, ...] = (label,)
    if label == "Progress":
        properties |= _fact(record) | {"status": record.code("gr:status")}
        properties["name"] = _called("status", record)
        properties |= _evidence(rows["evidence"], collected)
    elif label == "Observation":
        properties |= _fact(record) | _figure(record)
        properties["name"] = (
            f"{record.one('gr:indicator')} {record.one('gr:valueText')}{record.text('gr:unitText')}"
        )
        properties |= _evidence(rows["evidence"], collected)
    elif label == "Report":
        properties |= _report(record, collected)
    else:
        properties |= _entity(record, rows["merge"], collected)
        refined = schema().nodes[label].refined_by.get(str(properties.get("level")))
        labels = (label, refined) if refined else labels
    return Node(record.iri, labels, _known(properties))


def _entity(record: Record, merges: list[Any], collected: Collected) -> Properties:
    own = record.maybe("gr:code")
    division = own or record.maybe("gr:divisionCode")
    merges.sort()
    return {
        "name": record.one("rdfs:label"),
        "division": division,
        "city": home_city(division, collected.places),
        "code": own,
        "level": record.code("gr:level") or None,
        "sector": record.code("gr:sector") or None,
        "old_iris": tuple(record.all("dcterms:replaces")),
        "merged_because": tuple(reason for reason, _, _ in merges),
        "merged_names": tuple(msgspec.json.encode(names).decode() for _, names, _ in merges),
        "merged_scores": tuple(score for _, _, score in merges),
    }


def _report(record: Record, collected: Collected) -> Properties:
    division = record.maybe("gr:divisionCode")
    return {
        "name": record.one("rdfs:label"),
        "title": record.one("rdfs:label"),
        "year": record.year(),
        "division": division,
        "city": home_city(division, collected.places),
        "body": collected.places.get(division or ""),
        "source": record.maybe("dcterms:source"),
        "length": record.integer("gr:length"),
    }


def _fact(record: Record) -> Properties:
    return {"modality": record.code("gr:modality"), "year": record.year()}


def _figure(record: Record) -> Properties:
    return {
        "indicator": record.one("gr:indicator"),
        "kind": record.code("gr:kind"),
        "number": record.number("gr:number"),
        "upper": record.number("gr:upper"),
        "value": record.one("gr:valueText"),
        "unit": record.maybe("gr:unitText"),
        "unit_code": record.maybe("gr:unitCode"),
        "bound": record.code("gr:bound") or None,
    }


def _called(scheme: str, record: Record) -> str:
    status = code_list(scheme).get(record.code(f"gr:{scheme}"), "")
    modality = code_list("modality").get(record.code("gr:modality"), "")
    return (
        f"{status}（{modality}）" if (year := record.year()) is None else f"{status}（{year}年，{modality}）"
    )


def _edges(collected: Collected) -> Iterator[Edge]:
    for (name, key, source, target), rows in _grouped(collected.edges, 4):
        contents = [msgspec.json.decode(row) for (row,) in rows]
        if name == "MENTIONS":
            properties = _mentioned(contents)
        elif contents[0] is None:
            properties = Properties()
        else:
            properties = _stated(name, contents, collected)
        ends = (source, _label(source, name, collected), target, _label(target, name, collected))
        yield Edge(key, name, *ends, _known(properties))


def _label(iri: str, edge: str, collected: Collected) -> str:
    if (label := collected.labels.get(iri)) is not None:
        return label
    if edge in ("HAS_PROGRESS", "HAS_OBSERVATION"):
        return schema().edges[edge].pairs[0][1]
    message = f"<{iri}>: an end of {edge}, but not described in the data set"
    raise InputError(message, "`kg validate` on the data set names all that is wrong with it")


def _mentioned(rows: list[Any]) -> Properties:
    rows.sort()
    return {"count": len(rows)} | _lists(rows, _MENTION)


def _stated(name: str, contents: list[Any], collected: Collected) -> Properties:
    modality, year, _ = contents[0]
    rows = [row for _, _, row in contents]
    properties: Properties = {"modality": modality, "year": year}
    properties |= _evidence(rows, collected)
    if "basis" in schema().edges[name].properties:
        properties["basis"] = tuple(row[-1] for row in sorted(rows) if row[0])
    return properties


def _evidence(rows: list[EvidenceRow], collected: Collected) -> Properties:
    rows = sorted(rows)
    seen = [row for row in rows if row[0]]
    return {
        "confidence": max((row[6] for row in seen), default=None),
        "report_titles": tuple(collected.titles.get(row[0], "") for row in seen),
        "known_by": tuple(row[5] for row in rows if not row[0]),
    } | _lists(seen, _EVIDENCE)


def _lists(rows: Iterable[Any], columns: Mapping[str, int]) -> Properties:
    rows = list(rows)
    return {name: tuple(row[column] for row in rows) for name, column in columns.items()}


def _grouped(lines: Iterable[str], keys: int) -> Iterator[tuple[list[str], Iterator[list[str]]]]:
    rows = (line.split(BETWEEN) for line in lines)
    for key, group in itertools.groupby(rows, key=lambda row: row[:keys]):
        yield key, (row[keys:] for row in group)


def _known(properties: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in sorted(properties.items()) if value is not None}
