"""The property graph as tables for spreadsheets and data frames: one row a fact's evidence."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.graph.formats.attributes import joined
from kg.graph.terms import EDGE_OF
from kg.types import Edge, Node, PropertyGraph, Value
from ontology import schema

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
_LISTS = frozenset((*_EVIDENCE.values(), "aliases", "known_by", "name", "type", "confidence"))
_TYPES = {"paragraph": "int", "start": "int", "end": "int", "basis": "str"}
_BATCH = 10_000
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their types (those of the mapping: str, int, float, str[], …), its rows."""

    name: str
    columns: Mapping[str, str]
    rows: Iterator[_Row]


def tables(graph: PropertyGraph) -> Iterator[Table]:
    """Entities, reports, statements, progress, observations and mentions.

    The names of all nodes, and whose each progress record and observation is, are held in
    memory; rows are made when they are asked for.
    """
    names = {node.iri: str(node.properties.get("name", "")) for node in graph.nodes()}
    owners = {edge.target: edge.source for edge in graph.edges() if edge.type in EDGE_OF.values()}

    def of(node: Node) -> _Row:
        owner = owners.get(node.iri, "")
        return {"subject": owner, "subject_name": names.get(owner, "")}

    things = [label for label, node in schema().nodes.items() if node.entity]
    yield _table("entities", _columns(*things), (_thing(node) for node in _nodes(graph, *things)))
    yield _table("reports", _columns("Report"), (_thing(node) for node in _nodes(graph, "Report")))
    facts = (edge for edge in graph.edges() if "modality" in edge.properties)
    said = (row for edge in facts for row in _statements(edge, names))
    yield _table("statements", (*_STATEMENT, *_EVIDENCE), said)
    for name, label in (("progress", "Progress"), ("observations", "Observation")):
        rows = (row for node in _nodes(graph, label) for row in _stated(node, of))
        own = [one for one in _columns(label) if one not in _LISTS]
        yield _table(name, ("iri", "subject", "subject_name", *own[1:], *_EVIDENCE), rows)
    seen = (row for edge in graph.edges() if edge.type == "MENTIONS" for row in _mentions(edge, names))
    yield _table("mentions", ("report", "report_title", "entity", "entity_name", *_MENTION), seen)


def write_csv(graph: PropertyGraph, folder: Path) -> None:
    """Write each table as NAME.csv: UTF-8 with a byte order mark, lists joined by ``" | "``.

    Without the mark Excel takes Chinese for something else; pandas, DuckDB and LibreOffice skip it.
    """
    for table in tables(graph):
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows([_cell(row.get(column)) for column in table.columns] for row in table.rows)


def write_parquet(graph: PropertyGraph, folder: Path) -> None:
    """Write each table as NAME.parquet: typed columns, lists as lists, null where nothing is known."""
    import pyarrow as pa
    from pyarrow import parquet

    plain = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    for table in tables(graph):
        kinds = ((name, kind, plain[kind.removesuffix("[]")]) for name, kind in table.columns.items())
        layout = pa.schema(
            [(name, pa.list_(item) if kind.endswith("[]") else item) for name, kind, item in kinds]
        )
        with parquet.ParquetWriter(folder / f"{table.name}.parquet", layout, compression="zstd") as writer:
            while rows := list(itertools.islice(table.rows, _BATCH)):
                writer.write_table(pa.Table.from_pylist(rows, schema=layout))


def _table(name: str, columns: Iterable[str], rows: Iterator[_Row]) -> Table:
    known = {one.name: one.type for one in schema().properties.values()}
    return Table(name, {column: _TYPES.get(column) or known.get(column, "str") for column in columns}, rows)


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
        "year": edge.properties.get("year"),
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


def _cell(value: object) -> object:
    return joined(value) if isinstance(value, tuple) else value
