"""What each report names, gathered: the things that resolution makes entities of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.places.divisions import Divisions
from kg.resolution.iris import iri, place_iri
from kg.resolution.names import Name, normalise
from kg.resolution.places import link, place_scope
from kg.resolution.scope import Scope, home_of_report, scope
from kg.types import EntityType, Extraction, Mention, Ref, ReportInfo, Statement


@dataclass(frozen=True, slots=True)
class Local:
    """An entity as one report names it.

    ``node`` is the IRI that it would have if nothing but its own report were known; ``home``
    a division's code (for a PLACE its own code), a stand-in for an unknown body, or None.
    """

    report: ReportInfo
    ref: Ref
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    name: Name
    home: str | None
    node: str

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
        for ref in {statement.subject, statement.object} - {None}:
            statements[ref].append(statement)  # type: ignore[index]
    nearby = _nearby(extraction.mentions)
    return [
        _local(extraction.report, ref, mentions.get(ref, ()), statements.get(ref, ()), nearby, divisions)
        for ref in sorted({*mentions, *statements})
    ]


def _nearby(mentions: Sequence[Mention]) -> dict[int, tuple[str, ...]]:
    """The place names of each paragraph."""
    found: dict[int, set[str]] = defaultdict(set)
    for one in mentions:
        if one.type is EntityType.PLACE:
            found[one.paragraph].add(one.name)
    return {paragraph: tuple(sorted(names)) for paragraph, names in found.items()}


def _local(
    report: ReportInfo,
    ref: Ref,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    nearby: dict[int, tuple[str, ...]],
    divisions: Divisions,
) -> Local:
    name = normalise(ref.type, ref.name)
    home = home_of_report(report)
    if ref.type is EntityType.PLACE:
        around = sorted({other for one in mentions for other in nearby.get(one.paragraph, ())} - {ref.name})
        place = link(ref.name, report.division, around, divisions)
        where = Scope(place.code, name.base) if place else place_scope(name.base, home)
        node = place_iri(place.code) if place else iri(ref.type, name.base, where.home)
    else:
        where = scope(ref.type, name.base, home, divisions)
        name = replace(name, base=where.base)
        node = iri(ref.type, name.key, where.home)
    return Local(report, ref, tuple(mentions), tuple(statements), name, where.home, node)
