"""Sets of locals to entities: which name and IRI an entity bears, and what the ledger says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.places.divisions import Divisions
from kg.resolution.ledger import Ledger
from kg.resolution.locals import Local
from kg.types import Entity, EntityType, MentionRef, Merge

#: A form is fit to be the name if it is at least this part as frequent as the most frequent one.
FREQUENT = 0.1
SAME_NAME = "same-name"


def entity(nodes: Sequence[str], members: Sequence[Local], ledger: Ledger, divisions: Divisions) -> Entity:
    """The entity of one set: ``nodes`` are its IRIs, ``members`` the locals that bear them."""
    own = representative(nodes)
    type_ = members[0].ref.type
    names = Counter(one.ref.name for one in members for _ in range(max(len(one.mentions), 1)))
    home = next((one.home for one in members if one.node == own), None)
    place = divisions.get(home) if type_ is EntityType.PLACE else None
    name = place.name if place else display_name(members, names)
    surfaces = {mention.surface for one in members for mention in one.mentions}
    return Entity(
        own,
        type_,
        name,
        tuple(sorted((surfaces | set(names)) - {name})),
        home,
        place.level if place else "",
        _mentions(members),
        (*_same_names(nodes, members), *ledger.lines(own)),
        tuple(sorted(set(nodes) - {own})),
    )


def representative(nodes: Sequence[str]) -> str:
    """The IRI of a set: that of the shortest name, so that what is added later seldom changes it."""
    return min(nodes, key=lambda node: (len(node), node))


def display_name(members: Sequence[Local], names: Counter[str]) -> str:
    """The fullest of the frequent forms, those that speak of a section only where there is no other."""
    whole = {one.ref.name for one in members if not one.name.sections}
    top = max(names.values())
    frequent = [name for name, count in names.items() if count >= top * FREQUENT]
    return max(frequent, key=lambda name: (name in whole, len(name), names[name], name))


def _mentions(members: Sequence[Local]) -> tuple[MentionRef, ...]:
    found = {
        MentionRef(
            local.report.id, one.paragraph, one.start, one.end, one.surface, one.source, one.confidence
        )
        for local in members
        for one in local.mentions
    }
    return tuple(sorted(found, key=lambda one: (one.report, one.start, one.end, one.source)))


def _same_names(nodes: Sequence[str], members: Sequence[Local]) -> list[Merge]:
    """One line for each node that several ways of writing lead to."""
    lines = []
    for node in nodes:
        names = sorted({one.ref.name for one in members if one.node == node})
        if len(names) > 1:
            lines.append(Merge(tuple(names), SAME_NAME))
    return lines
