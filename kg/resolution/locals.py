"""What each report names, gathered: the things that resolution makes entities of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.places.divisions import Division, Divisions
from kg.resolution.iris import iri, place_iri
from kg.resolution.names import Name, normalise
from kg.resolution.places import Place, linked, place_scope
from kg.resolution.scope import home_of_report, scope
from kg.types import EntityType, Extraction, Mention, Ref, ReportInfo, Statement


@dataclass(frozen=True, slots=True)
class Local:
    """An entity as one report names it.

    ``node`` is the IRI that it would have if nothing but its own report were known; ``home``
    a division's code (for a PLACE its own code), a stand-in for an unknown body, or None.
    ``place`` is the division or region that a PLACE was linked to.
    """

    report: ReportInfo
    ref: Ref
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    name: Name
    home: str | None
    node: str
    place: Place | None = None

    @property
    def body(self) -> str:
        """The division whose report it is, or the stand-in for an unknown one."""
        return home_of_report(self.report)


def gather(extractions: Iterable[Extraction], divisions: Divisions) -> list[Local]:
    """All that the reports name, mentioned or only told by a statement's end, in a fixed order."""
    found = []
    for one in sorted(extractions, key=lambda one: one.report.id):
        found += _of_report(one, divisions)
    return found


def _of_report(extraction: Extraction, divisions: Divisions) -> list[Local]:
    mentions: dict[Ref, list[Mention]] = defaultdict(list)
    statements: dict[Ref, list[Statement]] = defaultdict(list)
    for mention in extraction.mentions:
        mentions[mention.ref].append(mention)
    for statement in extraction.statements:
        for ref in {one for one in (statement.subject, statement.object) if one}:
            statements[ref].append(statement)
    places = linked(extraction)
    home = home_of_report(extraction.report)
    found = []
    for ref in sorted({*mentions, *statements}):
        place = places.get(ref)
        name, where, node = _identity(ref, place, home, divisions)
        told = (tuple(mentions.get(ref, ())), tuple(statements.get(ref, ())))
        found.append(Local(extraction.report, ref, *told, name, where, node, place))
    return found


def _identity(ref: Ref, place: Place | None, home: str, divisions: Divisions) -> tuple[Name, str | None, str]:
    """The normalised name, the home and the node of what a report of ``home`` calls ``ref``."""
    name = normalise(ref.type, ref.name)
    if isinstance(place, Division):
        return name, place.code, place_iri(place.code)
    if place is not None:
        return name, None, iri(ref.type, place.name)
    if ref.type is EntityType.PLACE:
        where = place_scope(name.base, home)
    else:
        where = scope(ref.type, name.base, home, divisions)
    name = replace(name, base=where.base)
    return name, where.home, iri(ref.type, name.key, where.home)
