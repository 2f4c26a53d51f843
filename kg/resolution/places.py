"""Place names of a report linked to divisions and regions, and where the rest is at home."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from kg.places.divisions import Division
from kg.places.linking import link
from kg.places.regions import Region
from kg.resolution.scope import Scope
from kg.types import EntityType, Extraction, Predicate, Ref

VILLAGE = re.compile(r"(?:村|社区|组|屯|坝|岛|镇|乡|街道|片区|小区|[路街])$")
#: Characters between two place names that stand in one list or clause.
CLAUSE = 30

Place = Division | Region


def linked(extraction: Extraction) -> Mapping[Ref, Place]:
    """The division or region of each place that the report names, where it is clear which is meant.

    What a statement puts a place into decides among its namesakes, else what stands near by.
    """
    home = extraction.report.division
    refs = {one.ref for one in extraction.mentions if one.type is EntityType.PLACE}
    for statement in extraction.statements:
        ends = (statement.subject, statement.object)
        refs |= {ref for ref in ends if ref and ref.type is EntityType.PLACE}
    alone = {ref: link(ref.name, home) for ref in sorted(refs)}
    around = _around(extraction)
    holders = _holders(extraction)
    found = {}
    for ref, first in alone.items():
        near = holders.get(ref) or around.get(ref, set())
        codes = {place.code for other in near if isinstance(place := alone.get(other), Division)}
        place = link(ref.name, home, sorted(codes)) if codes else first
        if place is not None:
            found[ref] = place
    return found


def _around(extraction: Extraction) -> Mapping[Ref, set[Ref]]:
    """The places that stand in the same list or clause as each."""
    places = sorted(
        (one for one in extraction.mentions if one.type is EntityType.PLACE), key=lambda one: one.start
    )
    found: dict[Ref, set[Ref]] = defaultdict(set)
    for one, other in pairwise(places):
        if other.start - one.end <= CLAUSE and one.ref != other.ref:
            found[one.ref].add(other.ref)
            found[other.ref].add(one.ref)
    return found


def _holders(extraction: Extraction) -> Mapping[Ref, set[Ref]]:
    """The places that statements put each place into."""
    found: dict[Ref, set[Ref]] = defaultdict(set)
    for one in extraction.statements:
        if one.predicate in (Predicate.PART_OF, Predicate.LOCATED_IN) and one.subject and one.object:
            found[one.subject].add(one.object)
    return found


def place_scope(base: str, home: str) -> Scope:
    """Where a place that no table knows is at home: villages with the body, rivers everywhere."""
    return Scope(home if VILLAGE.search(base) else None, base)
