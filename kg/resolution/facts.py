"""Statements of reports to facts between entities, and the places that they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.places.divisions import Divisions
from kg.places.regions import Region
from kg.resolution.iris import iri, place_iri
from kg.resolution.locals import Local
from kg.resolution.scope import home_of_report
from kg.types import (
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Fact,
    Predicate,
    Ref,
    ReportInfo,
    Statement,
)

WITHIN = "WITHIN"
BY_TABLE = "divisions"
BY_REGION = "regions"


def body_iri(report: ReportInfo) -> str:
    """The place whose report it is; a place of its own (``unknown-…``) where nothing tells whose."""
    return place_iri(report.division) if report.division else iri(EntityType.PLACE, home_of_report(report))


def facts_of(
    extractions: Iterable[Extraction], locals_: Sequence[Local], roots: Mapping[str, str]
) -> set[Fact]:
    """The statements of all reports, with IRIs for what they speak of.

    What joins a thing with itself is none: two names of the statement turned out to be one thing's,
    as a section's and its line's.
    """
    iris = {(one.report.id, one.ref): roots[one.node] for one in locals_}
    found = {_fact(statement, one.report, iris) for one in extractions for statement in one.statements}
    return {fact for fact in found if fact.subject != fact.object}


def _fact(statement: Statement, report: ReportInfo, iris: Mapping[tuple[str, Ref], str]) -> Fact:
    subject, object_ = statement.subject, statement.object
    return Fact(
        iris[report.id, subject] if subject else body_iri(report),
        statement.predicate.value,
        iris[report.id, object_] if object_ else None,
        statement.quantity,
        statement.status,
        statement.modality,
        statement.year,
        evidence=statement.evidence,
        rule=statement.evidence.rule,
    )


def places_of(
    facts: Iterable[Fact], entities: Iterable[Entity], extractions: Iterable[Extraction], divisions: Divisions
) -> tuple[set[str], list[Entity]]:
    """The codes of all divisions that the graph needs, and entities for those that no name gave.

    These are the ends of facts, the bodies of reports, and all that holds one of them.
    """
    present = {one.iri: one for one in entities}
    reports = [one.report for one in extractions]
    codes = {one.division for one in reports if one.division}
    linked = {code_of(iri_) for iri_ in (*present, *(fact.object for fact in facts if fact.object))}
    codes |= {code for code in linked if divisions.get(code)}
    codes |= {above.code for code in sorted(codes) for above in divisions.ancestors(code)}
    extra = [_place(code, divisions) for code in sorted(codes) if place_iri(code) not in present]
    for report in reports:
        if not report.division and body_iri(report) not in present:
            home = home_of_report(report)
            extra.append(Entity(body_iri(report), EntityType.PLACE, home, division=None, level=""))
    return codes, extra


def code_of(iri_: str) -> str:
    """The last segment of a place's IRI: its code, if it is a division's."""
    return iri_.removeprefix(place_iri(""))


def hierarchy(codes: Iterable[str], divisions: Divisions) -> set[Fact]:
    """Which of the divisions lies right within which, known from the table."""
    return {
        Fact(place_iri(one.code), WITHIN, place_iri(one.parent), rule=BY_TABLE)
        for one in map(divisions.get, codes)
        if one and one.parent
    }


def members_of_regions(locals_: Iterable[Local]) -> set[Fact]:
    """Which divisions the regions that occur are made of, where the table of regions knows it."""
    return {
        Fact(place_iri(code), WITHIN, one.node, rule=BY_REGION)
        for one in locals_
        if isinstance(one.place, Region)
        for code in one.place.members
    }


def phases(locals_: Iterable[Local], roots: Mapping[str, str]) -> set[Fact]:
    """What is a phase or piece of a project that the graph has too is part of it."""
    found = set()
    for one in locals_:
        if one.name.phase or one.name.part:
            whole = iri(one.ref.type, one.name.base, one.home)
            if whole in roots and roots[whole] != roots[one.node]:
                found.add(
                    Fact(
                        roots[one.node],
                        Predicate.PART_OF.value,
                        roots[whole],
                        evidence=best_evidence(one),
                        rule="phase-of-project",
                    )
                )
    return found


def best_evidence(one: Local) -> Evidence | None:
    """The sentence that tells most surely of ``one``: of its progress, of a relation, else its name."""
    own = [statement for statement in one.statements if statement.subject == one.ref]
    if own:
        return min(own, key=_rank).evidence
    if not one.mentions:
        return None
    first = min(one.mentions, key=lambda mention: mention.start)
    return Evidence(
        one.report.id, first.paragraph, first.start, first.end, first.surface, first.source, first.confidence
    )


def _rank(statement: Statement) -> tuple[bool, int, int]:
    evidence = statement.evidence
    return statement.predicate is not Predicate.PROGRESS, evidence.start, evidence.end


def _place(code: str, divisions: Divisions) -> Entity:
    one = divisions.get(code)
    if one is None:
        return Entity(place_iri(code), EntityType.PLACE, code, division=code)
    aliases = tuple(sorted({one.short} - {one.name}))
    return Entity(place_iri(code), EntityType.PLACE, one.name, aliases, code, one.level)
