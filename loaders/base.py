"""What every target does: open, write, finish; and the sums that it gives back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import msgspec

from kg.errors import InputError
from kg.types import Edge, Node, PropertyGraph, Value
from ontology import EdgeType, NodeType, Schema

Element = Node | Edge
Progress = Callable[[int], None]

KINDS: Mapping[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
LIST = "[]"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes or edges a load created, updated, deleted and left as they were.

    ``stale`` is the number of those that the target still holds though the graph does not.
    """

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    stale: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.created + other.created,
            self.updated + other.updated,
            self.deleted + other.deleted,
            self.unchanged + other.unchanged,
            self.stale + other.stale,
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What a load did."""

    nodes: Counts = Counts()
    edges: Counts = Counts()

    @property
    def stale(self) -> int:
        """How many nodes and edges the target still holds though the graph does not."""
        return self.nodes.stale + self.edges.stale


class Target(Protocol):
    """Where a property graph goes. After :meth:`open`, ends with :meth:`finish` or :meth:`abort`."""

    def open(self) -> None:
        """Make ready to be written to: connect, create files, schema, indexes."""

    def write(self, graph: PropertyGraph, progress: Progress) -> None:
        """Write the nodes, then the edges; ``progress`` is told how many more were written."""

    def finish(self) -> Summary:
        """Make what was written visible, and close."""

    def abort(self) -> None:
        """Leave nothing half-written behind, and close."""


def load(graph: PropertyGraph, target: Target, progress: Progress = lambda _: None) -> Summary:
    """Write ``graph`` to ``target``; whatever fails, nothing stays open or half-written.

    Raises:
        InputError: the graph does not follow the schema.
        BackendError: the target cannot be reached or written.
    """
    finished = False
    try:
        target.open()
        target.write(graph, progress)
        summary = target.finish()
        finished = True
    finally:
        if not finished:
            target.abort()
    return summary


def fingerprint(element: Element) -> str:
    """A hash of all that a node or edge says: 32 hex digits, the same wherever it is made."""
    kind: object = element.labels if isinstance(element, Node) else (element.type, *_ends(element))
    content = [kind, key(element), dict(sorted(element.properties.items()))]
    return hashlib.blake2b(msgspec.json.encode(content), digest_size=16).hexdigest()


def digest(graph: PropertyGraph) -> str:
    """A hash of a whole graph: equal for graphs of equal nodes and edges in equal order."""
    whole = hashlib.blake2b(digest_size=16)
    for elements in (graph.nodes(), graph.edges()):
        for element in elements:
            whole.update(fingerprint(element).encode())
    return whole.hexdigest()


def key(element: Element) -> str:
    """What a node or edge is known by: its IRI or id."""
    return element.iri if isinstance(element, Node) else element.id


def said(properties: Mapping[str, Value]) -> dict[str, Value]:
    """What of ``properties`` a database keeps: an empty list says nothing.

    An import file of Neo4j cannot tell it from none; so no engine has any, and all give the same rows.
    """
    return {name: value for name, value in properties.items() if value != ()}


def node_type(schema: Schema, node: Node) -> NodeType:
    """The schema's type of ``node``, whose labels and properties are checked against it.

    Raises:
        InputError: a label or property that the schema does not have, or a value of another type.
    """
    found = schema.nodes.get(node.labels[0])
    if found is None or set(node.labels[1:]) - set(found.refined_by.values()):
        message = f"node {node.iri}: the labels {':'.join(node.labels)} are not in the schema"
        raise InputError(message, "loaders take labels from the ontology's mapping only")
    check(node, found.properties)
    return found


def edge_type(schema: Schema, edge: Edge) -> EdgeType:
    """The schema's type of ``edge``, whose ends and properties are checked against it.

    Raises:
        InputError: a type, pair of labels or property that the schema does not have.
    """
    found = schema.edges.get(edge.type)
    if found is None or (edge.source_label, edge.target_label) not in found.pairs:
        what = f"({edge.source_label})-[{edge.type}]->({edge.target_label})"
        message = f"edge {edge.id}: {what} is not in the schema"
        raise InputError(message, "loaders take types and pairs from the ontology's mapping only")
    check(edge, found.properties)
    return found


def check(element: Element, properties: Mapping[str, str]) -> None:
    """Refuse what is not of the type that the schema gives it.

    Raises:
        InputError: the property is unknown or its value has another type.
    """
    for name, value in element.properties.items():
        if name not in properties or not _fits(value, properties[name]):
            message = f"{key(element)}: property {name} of type {type(value).__name__} is not in the schema"
            raise InputError(message, f"the schema has {name}: {properties.get(name, 'nothing')}")


def _fits(value: Value, kind: str) -> bool:
    expected = KINDS[kind.removesuffix(LIST)]
    if kind.endswith(LIST):
        return isinstance(value, tuple | list) and all(type(one) is expected for one in value)
    return type(value) is expected


def _ends(edge: Edge) -> tuple[str, str, str, str]:
    return edge.source_label, edge.source, edge.target_label, edge.target
