"""Two property graphs side by side: what one says and the other does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.types import Edge, Node, PropertyGraph
from loaders import base
from loaders.base import Element
from loaders.neo4j_source import Source

#: Characters of a value that a difference shows.
SHOWN = 60
KEYS = frozenset(("iri", "id", "type"))


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not alike.

    ``kind`` is missing (in the database), surplus (there, but not in the data set), differs
    (``property`` tells where; ``labels`` and ``ends`` count as properties), twice (the key is
    there again), stray (marked as ours, but without a key or label of ours) or schema.
    ``wanted`` is what the data set says, ``found`` what the database says.
    """

    kind: str
    what: str
    key: str
    property: str = ""
    wanted: str = ""
    found: str = ""


@dataclass(slots=True)
class Compared:
    """How many nodes and edges of the data set were looked at so far."""

    nodes: int = 0
    edges: int = 0


def differences(
    graph: PropertyGraph, stored: Source, compared: Compared | None = None
) -> Iterator[Difference]:
    """All differences between ``graph`` and what a database holds of it, as a stream.

    Both come in the same order, so that memory does not grow with them.
    """
    seen = compared or Compared()
    for lacking in stored.lacking():
        yield Difference("schema", "database", lacking)
    read = {Node: 0, Edge: 0}

    def counted(found: Iterable[tuple[Any, str | None]], kind: type) -> Iterator[tuple[Any, str | None]]:
        for told in found:
            read[kind] += 1
            yield told

    for node, others in _beside(graph.nodes(), counted(stored.nodes(), Node)):
        seen.nodes += node is not None
        yield from _compared(node, others)
    for edge, others in _beside(graph.edges(), counted(stored.edges(), Edge)):
        seen.edges += edge is not None
        yield from _compared(edge, others)
    for kind, seen_there in read.items():
        if lost := stored.count(kind) - seen_there:
            what = f"{lost} marked as ours, but without a key or name of ours"
            yield Difference("stray", kind.__name__.lower(), what)


def _beside(
    wanted: Iterable[Any], found: Iterator[tuple[Any, str | None]]
) -> Iterator[tuple[Any, list[tuple[Any, str | None]]]]:
    """Each element that either side has, with all that the second has under its key."""
    ahead = next(found, None)
    for element in wanted:
        while ahead is not None and _place(ahead[0]) < _place(element):
            yield None, [ahead]
            ahead = next(found, None)
        same = []
        while ahead is not None and _place(ahead[0]) == _place(element):
            same.append(ahead)
            ahead = next(found, None)
        yield element, same
    while ahead is not None:
        yield None, [ahead]
        ahead = next(found, None)


def _place(element: Element) -> tuple[str, str]:
    return ("", element.iri) if isinstance(element, Node) else (element.type, element.id)


def _compared(wanted: Element | None, found: list[tuple[Any, str | None]]) -> Iterator[Difference]:
    if wanted is None:
        for element, _ in found:
            yield Difference("surplus", _what(element), base.key(element))
        return
    what, key = _what(wanted), base.key(wanted)
    if not found:
        yield Difference("missing", what, key)
    for element, told in found[:1]:
        unlike = [Difference("differs", what, key, *parts) for parts in _unlike(wanted, element)]
        yield from unlike
        if not unlike and told != (hashed := base.fingerprint(wanted)):
            yield Difference("differs", what, key, "kg_hash", hashed, told or "")
    for _ in found[1:]:
        yield Difference("twice", what, key)


def _unlike(wanted: Element, found: Element) -> Iterator[tuple[str, str, str]]:
    for name, left, right in _values(wanted, found):
        if left != right or _kind(left) != _kind(right):
            yield name, *shortened(left, right)


def _values(wanted: Element, found: Element) -> Iterator[tuple[str, object, object]]:
    """Each thing that either says: its name, what the first and what the second says."""
    if isinstance(wanted, Node) and isinstance(found, Node):
        yield "labels", wanted.labels, found.labels
        yield "type", wanted.properties.get("type", wanted.labels[0]), found.properties.get("type")
    else:
        yield "ends", _ends(wanted), _ends(found)
    for name in sorted((wanted.properties.keys() | found.properties.keys()) - KEYS):
        left, right = wanted.properties.get(name), found.properties.get(name)
        yield name, None if left == () else left, None if right == () else right


def _kind(value: object) -> object:
    return {type(one) for one in value} if isinstance(value, tuple) else type(value)


def _ends(edge: Any) -> tuple[str, ...]:  # noqa: ANN401 -- an edge, as the caller knows
    return edge.source_label, edge.source, edge.target_label, edge.target


def _what(element: Element) -> str:
    return element.labels[0] if isinstance(element, Node) else element.type


def shortened(left: object, right: object) -> tuple[str, str]:
    """Both values in short, from where they part."""
    one, other = _shown(left), _shown(right)
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    start = max(0, same - SHOWN // 3)
    return _cut(one, start), _cut(other, start)


def _shown(value: object) -> str:
    return "" if value is None else str(list(value) if isinstance(value, tuple) else value)


def _cut(text: str, start: int) -> str:
    part = text[start : start + SHOWN]
    return f"{'…' if start else ''}{part}{'…' if len(text) > start + SHOWN else ''}"
