"""Nodes: all that reports say under one IRI, as far as the matchers look at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.resolution.compare import Likeness
from kg.resolution.locals import Local
from kg.resolution.names import Name
from kg.types import EntityType

#: Pairs of IRIs that a matcher takes for one thing.
Pairs = Iterator[tuple[str, str, Likeness]]


@dataclass(frozen=True, slots=True)
class Node:
    """All locals of one IRI, as far as matchers look at them."""

    iri: str
    type: EntityType
    name: Name
    home: str | None
    reports: frozenset[str]
    bodies: frozenset[str]
    written: str


def nodes_of(locals_: Iterable[Local]) -> list[Node]:
    """The nodes of ``locals_``, sorted by IRI; places have no variants and are left out."""
    grouped: dict[str, list[Local]] = defaultdict(list)
    for one in locals_:
        if one.ref.type is not EntityType.PLACE:
            grouped[one.node].append(one)
    return [_node(iri, members) for iri, members in sorted(grouped.items())]


def _node(iri: str, members: Sequence[Local]) -> Node:
    first = min(members, key=lambda one: (one.ref, one.report.id))
    written = min((one.ref.name for one in members), key=lambda name: (len(name), name))
    return Node(
        iri,
        first.ref.type,
        first.name,
        first.home,
        frozenset(one.report.id for one in members),
        frozenset(one.report.division for one in members if one.report.division),
        written,
    )
