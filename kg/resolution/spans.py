"""Which cities a project spans: by its name, by what a report says, by whose reports call it theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.places.divisions import Divisions
from kg.resolution.facts import code_of
from kg.resolution.iris import place_iri
from kg.resolution.lines import ends_of
from kg.resolution.locals import Local
from kg.types import EntityType, Evidence, Fact, Predicate, Ref, SpanBasis, Statement

SPANS_CITY = "SPANS_CITY"
PLACED = frozenset((Predicate.SPANS, Predicate.LOCATED_IN))
#: Cities of neighbouring provinces may share a project; farther ones are only named.
NEAR = 3


def spans(locals_: Sequence[Local], roots: Mapping[str, str], divisions: Divisions) -> set[Fact]:
    """The SPANS_CITY facts of all projects, one a city, basis and evidence."""
    homes = {
        (one.report.id, one.ref): one.home
        for one in locals_
        if one.ref.type in (EntityType.PLACE, EntityType.PARK)
    }
    by_project: dict[str, list[Local]] = defaultdict(list)
    for one in locals_:
        if one.ref.type is EntityType.PROJECT:
            by_project[roots[one.node]].append(one)
    found: set[Fact] = set()
    for iri, members in by_project.items():
        told = {*_by_name(iri, members, divisions), *_by_text(iri, members, homes, divisions)}
        found |= told
        found |= set(_by_report(iri, members, {code_of(fact.object or "") for fact in told}, divisions))
    return found


def _by_name(iri: str, members: Iterable[Local], divisions: Divisions) -> Iterator[Fact]:
    members = list(members)
    reporting = tuple(sorted({one.report.division for one in members if one.report.division}))
    for one in members:
        for code, rule in ends_of(one.ref.name, one.report.division, reporting):
            city = city_code(code, divisions)
            if city:
                yield _fact(iri, city, SpanBasis.NAME, _evidence(one), rule)


def _by_text(
    iri: str, members: Iterable[Local], homes: Mapping[tuple[str, Ref], str | None], divisions: Divisions
) -> Iterator[Fact]:
    for one in members:
        for statement in one.statements:
            if statement.predicate not in PLACED or statement.subject != one.ref or statement.object is None:
                continue
            home = homes.get((one.report.id, statement.object))
            city = city_code(home, divisions) if home else None
            if city:
                yield _fact(iri, city, SpanBasis.TEXT, statement.evidence, "spans-by-text")


def _by_report(iri: str, members: Iterable[Local], told: set[str], divisions: Divisions) -> Iterator[Fact]:
    for one in members:
        own = divisions.city_of(one.report.division) if one.report.division else None
        if own and _is_own(one, own.code, told, divisions):
            yield _fact(iri, own.code, SpanBasis.REPORT, _evidence(one), "spans-by-report")


def _is_own(one: Local, city: str, told: set[str], divisions: Divisions) -> bool:
    """Whether the report of ``city`` speaks of the project as its own, not as of one far away."""
    if city in told:
        return True
    near = not told or any(divisions.nearness(city, other) <= NEAR for other in told)
    return near and any(statement.predicate is Predicate.PROGRESS for statement in one.statements)


def city_code(code: str, divisions: Divisions) -> str | None:
    """The city that ``code`` lies in, the province where it is one and has no city; None if unknown."""
    city = divisions.city_of(code) or divisions.get(code)
    return city.code if city else None


def _fact(iri: str, city: str, basis: SpanBasis, evidence: Evidence | None, rule: str) -> Fact:
    return Fact(iri, SPANS_CITY, place_iri(city), basis=basis, evidence=evidence, rule=rule)


def _evidence(one: Local) -> Evidence | None:
    """The sentence that tells most surely of the project: of its progress, of a relation, else its name."""
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
