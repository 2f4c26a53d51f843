"""JSON-LD in a frame: one object a project, a line each, with all that is said of it inside.

For those who read JSON and no RDF. It is JSON-LD all the same: whatever it says as RDF, the
data set says too. Links are objects with the name of what they lead to; ``statements`` are the
statements that the project is the subject of, with quote, report and position.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

import msgspec

from kg.graph.formats.jsonld import Names, context
from kg.graph.lines import Block, blocks
from kg.graph.sorting import SortedBytes
from kg.graph.store import ordered
from kg.graph.terms import term

FRAMES = ("projects",)
_OWNED = ("hasProgress", "hasObservation")
_Node = dict[str, Any]


def write(quads: ordered, file: IO[bytes]) -> None:
    """Write the projects of the data set, sorted by IRI.

    The names of all things are held in memory, and the statements of one report.
    """
    names, rows, parts = _Known(), SortedBytes(), SortedBytes()
    for graph, found in itertools.groupby(blocks(quads.runs()), key=lambda block: block.graph):
        if graph:
            _add_statements(found, names, rows)
        else:
            _add_things(found, names, rows, parts)
    _join(parts, rows)
    head = dict(context()) | {"statements": {"@reverse": term("rdf:subject").value, "@type": "@id"}}
    file.write(b'{"@context":' + msgspec.json.encode(head) + b',\n"@graph":[')
    between = b"\n"
    for _, group in itertools.groupby(map(_split, rows), key=lambda row: row[0]):
        file.write(between + msgspec.json.encode(_project(group, names)))
        between = b",\n"
    file.write(b"\n]}\n")


@dataclass(slots=True)
class _Known:
    """What things are called, and which of them are projects."""

    json: Names = field(default_factory=Names)
    labels: dict[str, Any] = field(default_factory=dict)
    projects: set[str] = field(default_factory=set)

    def link(self, iri: str) -> _Node:
        """A thing by its IRI, with its name if it has one."""
        return {"@id": iri} | ({"label": self.labels[iri]} if iri in self.labels else {})


def _add_things(found: Iterable[Block], names: _Known, rows: SortedBytes, parts: SortedBytes) -> None:
    for block in found:
        node = names.json.node(block)
        iri, types = node["@id"], _list(node.get("@type"))
        if "label" in node:
            names.labels[iri] = node["label"]
        if "Project" in types:
            names.projects.add(iri)
            rows.add(_row(iri, "thing", node))
            for owned in (one for name in _OWNED for one in _list(node.get(name))):
                parts.add(_row(owned, "of", iri))
        elif "Progress" in types or "Observation" in types:
            parts.add(_row(iri, "part", node))


def _join(parts: SortedBytes, rows: SortedBytes) -> None:
    """Rows of progress and observations for the projects that they are of."""
    for _, group in itertools.groupby(map(_split, parts), key=lambda row: row[0]):
        by_kind: dict[str, list[Any]] = {"of": [], "part": []}
        for _, kind, content in group:
            by_kind[kind].append(content)
        for owner, node in itertools.product(by_kind["of"], by_kind["part"]):
            rows.add(_row(owner, "part", node))


def _add_statements(found: Iterable[Block], names: _Known, rows: SortedBytes) -> None:
    nodes = {node["@id"]: node for node in map(names.json.node, found)}
    for node in nodes.values():
        subject = node.get("subject")
        if "Statement" in _list(node.get("@type")) and subject in names.projects:
            rows.add(_row(subject, "statement", _statement(node, nodes)))


def _statement(node: _Node, nodes: dict[str, _Node]) -> _Node:
    said = {key: value for key, value in node.items() if key != "subject"}
    excerpt = dict(nodes.get(str(said.get("evidence")), {}))
    if excerpt:
        selector = str(excerpt.get("hasSelector"))
        excerpt["hasSelector"] = nodes.get(selector, {"@id": selector})
        said["evidence"] = excerpt
    return said


def _project(rows: Iterator[tuple[str, str, Any]], names: _Known) -> _Node:
    by_kind: dict[str, list[_Node]] = {"thing": [], "part": [], "statement": []}
    for _, kind, node in rows:
        by_kind[kind].append(node)
    (project,) = by_kind["thing"]
    parts = {part["@id"]: part for part in by_kind["part"]}
    links = {name for name, said in context().items() if said.get("@type") == "@id"}
    result = {
        key: [parts.get(one, {"@id": one}) for one in _list(value)]
        if key in _OWNED
        else _linked(value, names)
        if key in links
        else value
        for key, value in project.items()
    }
    statements = [_named(node, names) for node in by_kind["statement"]]
    return result | ({"statements": statements} if statements else {})


def _named(statement: _Node, names: _Known) -> _Node:
    if isinstance(excerpt := statement.get("evidence"), dict):
        statement["evidence"] = excerpt | {"hasSource": _linked(excerpt.get("hasSource", []), names)}
    return statement | {"object": _linked(statement["object"], names)}


def _linked(value: object, names: _Known) -> object:
    """An IRI, or a list of them, as links; what is written in full stays."""
    if isinstance(value, list):
        return [_linked(one, names) for one in value]
    return names.link(value) if isinstance(value, str) else value


def _list(value: object) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _row(key: str, kind: str, content: object) -> bytes:
    return f"{key}\0{kind}\0".encode() + msgspec.json.encode(content) + b"\n"


def _split(row: bytes) -> tuple[str, str, Any]:
    key, kind, content = row.split(b"\0", 2)
    return key.decode(), kind.decode(), msgspec.json.decode(content)
