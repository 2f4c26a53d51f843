"""Which cities a project spans: by its name, by what a report says, by whose reports call it theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.places.divisions import Divisions
from kg.places.regions import Region
from kg.resolution.facts import best_evidence, code_of
from kg.resolution.iris import place_iri
from kg.resolution.lines import SHORT, WRITTEN, ends_of
from kg.resolution.locals import Local
from kg.types import EntityType, Evidence, Fact, Predicate, Ref, SpanBasis

SPANS_CITY = "SPANS_CITY"
SPANS_RULE, LOCATED_RULE = "spans-by-text", "located-by-text"
PLACED = frozenset((Predicate.SPANS, Predicate.LOCATED_IN))
#: Cities of neighbouring provinces may share a project; farther ones are only named.
NEAR = 3
GROUNDS = frozenset((EntityType.PLACE, EntityType.PARK))
#: A region of more members (长三角) says nothing of which of them a project reaches.
FEW = 3


def spans(locals_: Sequence[Local], roots: Mapping[str, str], divisions: Divisions) -> set[Fact]:
    """The SPANS_CITY facts of all projects, one a city, basis and evidence."""
    places = {(one.report.id, one.ref): _codes(one) for one in locals_ if one.ref.type in GROUNDS}
    by_project: dict[str, list[Local]] = defaultdict(list)
    for one in locals_:
        if one.ref.type is EntityType.PROJECT:
            by_project[roots[one.node]].append(one)
    found: set[Fact] = set()
    for iri, members in by_project.items():
        told = {*_by_name(iri, members, divisions), *_by_text(iri, members, places, divisions)}
        own = set(_by_report(iri, members, {code_of(fact.object or "") for fact in told}, divisions))
        found |= _finest(told | own, divisions)
    return found


def _by_name(iri: str, members: Sequence[Local], divisions: Divisions) -> Iterator[Fact]:
    bodies = {one.report.division for one in members if one.report.division}
    read = [(one, ends_of(one.ref.name, bodies, one.report.division)) for one in members]
    written = any(sum(end.rule == WRITTEN for end in ends) > 1 for _, ends in read)
    for one, ends in read:
        # What one name writes out is surer than what another's single characters may mean.
        for end in ends:
            if written and end.rule == SHORT:
                continue
            city = city_code(end.code or "", divisions)
            if city:
                yield _fact(iri, city, SpanBasis.NAME, best_evidence(one), end.rule)


def _by_text(
    iri: str,
    members: Iterable[Local],
    places: Mapping[tuple[str, Ref], tuple[str, ...]],
    divisions: Divisions,
) -> Iterator[Fact]:
    for one in members:
        for statement in one.statements:
            if statement.predicate not in PLACED or statement.subject != one.ref or statement.object is None:
                continue
            for code in places.get((one.report.id, statement.object), ()):
                city = city_code(code, divisions)
                if city:
                    spanned = statement.predicate is Predicate.SPANS
                    rule = SPANS_RULE if spanned else LOCATED_RULE
                    yield _fact(iri, city, SpanBasis.TEXT, statement.evidence, rule)


def _by_report(iri: str, members: Iterable[Local], told: set[str], divisions: Divisions) -> Iterator[Fact]:
    for one in members:
        own = divisions.city_of(one.report.division) if one.report.division else None
        if own and _is_own(one, own.code, told, divisions):
            yield _fact(iri, own.code, SpanBasis.REPORT, best_evidence(one), "spans-by-report")


def _finest(facts: set[Fact], divisions: Divisions) -> set[Fact]:
    """Without provinces that a text puts the project into, where one of their cities is told too."""
    cities = {code_of(fact.object or "") for fact in facts}
    wide = {
        one
        for one in cities
        if divisions.city_of(one) is None
        and any(one != city and divisions.within(city, one) for city in cities)
    }
    return {fact for fact in facts if fact.rule != LOCATED_RULE or code_of(fact.object or "") not in wide}


def _is_own(one: Local, city: str, told: set[str], divisions: Divisions) -> bool:
    """Whether the report of ``city`` speaks of the project as its own, not as of one far away."""
    if city in told:
        return True
    near = not told or any(divisions.nearness(city, other) <= NEAR for other in told)
    return near and any(statement.predicate is Predicate.PROGRESS for statement in one.statements)


def _codes(one: Local) -> tuple[str, ...]:
    """The divisions that a place or park lies in, or the few that a region is made of."""
    if isinstance(one.place, Region):
        return one.place.members if len(one.place.members) <= FEW else ()
    return (one.home,) if one.home else ()


def city_code(code: str, divisions: Divisions) -> str | None:
    """The city that ``code`` lies in, the province where it is one and has no city; None if unknown."""
    city = divisions.city_of(code) or divisions.get(code)
    return city.code if city else None


def _fact(iri: str, city: str, basis: SpanBasis, evidence: Evidence | None, rule: str) -> Fact:
    return Fact(iri, SPANS_CITY, place_iri(city), basis=basis, evidence=evidence, rule=rule)
