"""The property graph as tables for spreadsheets and data frames: one row a fact's evidence."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.graph.terms import EDGE_OF
from kg.types import Edge, Node, PropertyGraph, Value
from ontology import schema

#: What stands between the items of a list in one cell.
BETWEEN = " | "
_EVIDENCE = {
    "report": "reports",
    "report_title": "report_titles",
    "paragraph": "paragraphs",
    "start": "char_starts",
    "end": "char_ends",
    "quote": "quotes",
    "rule": "rules",
    "confidence": "confidences",
}
_MENTION = {
    "surface": "surfaces",
    "paragraph": "paragraphs",
    "start": "char_starts",
    "end": "char_ends",
    "source": "sources",
    "confidence": "confidences",
}
_STATEMENT = ("subject", "subject_name", "predicate", "object", "object_name", "modality", "year", "basis")
_Row = Mapping[str, object]


def write_tables(graph: PropertyGraph, folder: Path) -> None:
    """Write tables of entities, reports, statements, progress, observations and mentions as CSV.

    UTF-8 with a byte order mark, as spreadsheets want it; lists are joined by :data:`BETWEEN`.
    """
    names = {node.iri: str(node.properties.get("name", "")) for node in graph.nodes()}
    owners = {edge.target: edge.source for edge in graph.edges() if edge.type in EDGE_OF.values()}

    def of(node: Node) -> _Row:
        owner = owners.get(node.iri, "")
        return {"subject": owner, "subject_name": names.get(owner, "")}

    things = [label for label, node in schema().nodes.items() if node.entity]
    _write(folder / "entities.csv", _columns(*things), (_thing(node) for node in _nodes(graph, *things)))
    _write(folder / "reports.csv", _columns("Report"), (_thing(node) for node in _nodes(graph, "Report")))
    rows = (
        row for edge in graph.edges() if "modality" in edge.properties for row in _statements(edge, names)
    )
    _write(folder / "statements.csv", (*_STATEMENT, *_EVIDENCE), rows)
    for file, label in (("progress.csv", "Progress"), ("observations.csv", "Observation")):
        rows = (row for node in _nodes(graph, label) for row in _stated(node, of))
        own = [one for one in _columns(label) if one not in _LISTS]
        _write(folder / file, ("iri", "subject", "subject_name", *own[1:], *_EVIDENCE), rows)
    mentions = (row for edge in graph.edges() if edge.type == "MENTIONS" for row in _mentions(edge, names))
    _write(folder / "mentions.csv", ("report", "report_title", "entity", "entity_name", *_MENTION), mentions)


_LISTS = frozenset((*_EVIDENCE.values(), "aliases", "known_by", "name", "type", "confidence"))


def joined(values: Iterable[object]) -> str:
    """The items of a list in one cell."""
    return BETWEEN.join(str(value) for value in values)


def _thing(node: Node) -> _Row:
    return {"iri": node.iri, **node.properties}


def _statements(edge: Edge, names: Mapping[str, str]) -> Iterator[_Row]:
    fact = {
        "subject": edge.source,
        "subject_name": names.get(edge.source, ""),
        "predicate": edge.type,
        "object": edge.target,
        "object_name": names.get(edge.target, ""),
        "modality": edge.properties["modality"],
        "year": edge.properties.get("year", ""),
    }
    for row in _unzipped(edge.properties, _EVIDENCE | {"basis": "basis"}):
        yield fact | row
    for rule in _items(edge.properties, "known_by"):
        yield fact | {"rule": rule}


def _stated(node: Node, of: Callable[[Node], _Row]) -> Iterator[_Row]:
    fact = {**_thing(node), **of(node)}
    for row in _unzipped(node.properties, _EVIDENCE):
        yield fact | row


def _mentions(edge: Edge, names: Mapping[str, str]) -> Iterator[_Row]:
    ends = {
        "report": edge.source,
        "report_title": names.get(edge.source, ""),
        "entity": edge.target,
        "entity_name": names.get(edge.target, ""),
    }
    for row in _unzipped(edge.properties, _MENTION):
        yield ends | row


def _unzipped(properties: Mapping[str, Value], columns: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    lists = {name: _items(properties, column) for name, column in columns.items()}
    have = {name: items for name, items in lists.items() if items}
    for values in zip(*have.values(), strict=True):
        yield dict(zip(have, values, strict=True))


def _items(properties: Mapping[str, Value], name: str) -> tuple[Any, ...]:
    value = properties.get(name, ())
    return value if isinstance(value, tuple) else (value,)


def _nodes(graph: PropertyGraph, *labels: str) -> Iterator[Node]:
    return (node for node in graph.nodes() if node.labels[0] in labels)


def _columns(*labels: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for label in labels for name in schema().nodes[label].properties))


def _write(path: Path, columns: Iterable[str], rows: Iterable[_Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(columns), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(
                {key: joined(cell) if isinstance(cell, tuple) else cell for key, cell in row.items()}
            )
