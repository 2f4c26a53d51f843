"""Sets of locals to entities: which name and IRI an entity bears, and what the ledger says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.places.divisions import Division
from kg.places.regions import Region
from kg.resolution.ledger import Ledger
from kg.resolution.locals import Local
from kg.resolution.names import whole_line
from kg.resolution.scope import UNKNOWN
from kg.types import Entity, EntityType, MentionRef, Merge

#: A form is fit to be the name if it is at least this part as frequent as the most frequent one.
FREQUENT = 0.1
SAME_NAME = "same-name"
#: Types of which every report names the same things again and again.
EVERYWHERE = frozenset((EntityType.PLACE, EntityType.INDUSTRY, EntityType.HONOR, EntityType.PROGRAM))


def entity(nodes: Sequence[str], members: Sequence[Local], ledger: Ledger) -> Entity:
    """The entity of one set: ``nodes`` are its IRIs, ``members`` the locals that bear them."""
    own = representative(nodes)
    type_ = members[0].ref.type
    names = Counter(one.ref.name for one in members for _ in range(max(len(one.mentions), 1)))
    home = next((one.home for one in members if one.node == own), None)
    place = members[0].place if type_ is EntityType.PLACE else None
    division = _division(home, type_, place)
    name = place.name if place else display_name(members, names)
    also = {one for one in (place.short,) if one != place.name} if isinstance(place, Division) else set()
    also |= set(place.aliases) if isinstance(place, Region) else set()
    surfaces = {mention.surface for one in members for mention in one.mentions}
    return Entity(
        own,
        type_,
        name,
        tuple(sorted((surfaces | also | set(names)) - {name})),
        division,
        place.level if place else "",
        _mentions(members),
        (*_same_names(nodes, members), *ledger.lines(own)),
        tuple(sorted(set(nodes) - {own})),
    )


def _division(home: str | None, type_: EntityType, place: Division | Region | None) -> str | None:
    """The code that the table knows: a place's own where it was linked, else the home's."""
    if type_ is EntityType.PLACE:
        return place.code if isinstance(place, Division) else None
    return None if home and home.startswith(UNKNOWN) else home


def representative(nodes: Sequence[str]) -> str:
    """The IRI of a set: that of the shortest name, so that what is added later seldom changes it."""
    return min(nodes, key=lambda node: (len(node), node))


def display_name(members: Sequence[Local], names: Counter[str]) -> str:
    """The fullest of the frequent forms; one that speaks of a stretch of a line is cut to the line."""
    whole = {one.ref.name for one in members if not one.name.sections}
    if not whole:
        names = Counter({whole_line(name): count for name, count in names.items()})
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
    """One line for each node that several names or several bodies' reports lead to.

    Things that are the same everywhere have their names alone as members, since each body has them.
    """
    lines = []
    for node in nodes:
        here = [one for one in members if one.node == node]
        plain = here[0].ref.type in EVERYWHERE
        names = {one.ref.name if plain else f"{one.ref.name}@{one.body}" for one in here}
        if len(names) > 1:
            lines.append(Merge(tuple(sorted(names)), SAME_NAME))
    return lines
