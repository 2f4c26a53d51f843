"""Linking of a place's name, as a report writes it, to its division or region.

The choice among namesakes goes by steps, and the first that leaves one candidate decides: the
report's own body; what lies in it or holds it; what lies in the report's city; what lies in or
near the places around; provinces and cities anywhere; the one county of that name nearest to
the report (by borders). A township that only its name speaks for is claimed only if the country has
one of that official name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.places.divisions import LEVELS, Division, Divisions, load
from kg.places.forms import GENERIC
from kg.places.regions import Region, region

DIRT = re.compile(r"[\s“”\"'‘’「」『』《》〈〉*]")
#: Words before a name that tell where it is, not what it is.
AHEAD = re.compile(r"^(?:中国|我国|我省|我市|全省|本省)(?=..)")
CLASS = re.compile(r"(?<=..)(?:省|市|县|区|州|盟|旗|地区|新区|特区|林区|自治县|自治旗|自治州|自治区)$")
URBAN = re.compile(r"(?<=..)(?:市区|城区|主城区|中心城区|县城|境内|方面)$")

FAR_COUNTY = 10
#: The last step of ``_step`` that counts as at home.
AT_HOME = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A division that a name may mean; ``official`` if it is written out as its official name."""

    division: Division
    official: bool


def link(surface: str, home: str | None, nearby: Iterable[str] = ()) -> Division | Region | None:
    """The division or region that ``surface`` means in a report.

    Args:
        surface: the name as written (安岳, 雁江丰裕镇, 川渝).
        home: the code of the body whose report it is, None where unknown.
        nearby: codes of divisions that stand around it (in its clause or list).

    Returns:
        None where the name is no division's or region's, or where nothing decides among namesakes.
    """
    name = AHEAD.sub("", DIRT.sub("", surface)) or surface
    chosen = choose(candidates(name), home, nearby)
    listed = region(name)
    if listed is not None and not (chosen and _counts(chosen, home)):
        return listed
    if chosen is None and (short := URBAN.sub("", name)) != name:
        chosen = choose(candidates(short), home, nearby)
    return chosen


def candidates(name: str) -> list[Candidate]:
    """The divisions that ``name`` may mean: by its forms, by its stem, or as a run from above.

    A run (雁江丰裕镇, 四川省资阳市安岳县) means what its last name means within the ones before.
    """
    table = load()
    found = [Candidate(one, one.name == name) for one in table.by_name(name)]
    stem = CLASS.sub("", name)
    if not found and stem != name and stem not in GENERIC:
        found = [Candidate(one, official=False) for one in table.by_name(stem) if one.level != "township"]
    return found or _run(table, name)


def _run(table: Divisions, name: str) -> list[Candidate]:
    for cut in range(len(name) - 2, 1, -1):
        heads = [one for one in table.by_name(name[:cut]) if one.level != "township"]
        tails = candidates(name[cut:]) if heads else []
        codes = {one.code for one in heads}
        inside = [
            Candidate(one.division, official=True)
            for one in tails
            if any(above.code in codes for above in table.ancestors(one.division.code))
        ]
        if inside:
            return inside
    return []


def choose(found: list[Candidate], home: str | None, nearby: Iterable[str] = ()) -> Division | None:
    """The candidate that home and surroundings decide for, None if none or several are left."""
    if not found:
        return None
    table, around = load(), sorted(set(nearby))
    ranked = [(rank, one) for one in found if (rank := _rank(table, one, home, around, found)) is not None]
    best = min((rank for rank, _ in ranked), default=None)
    left = {one.division.code: one.division for rank, one in ranked if rank == best}
    return next(iter(left.values())) if len(left) == 1 else None


def _rank(
    table: Divisions, one: Candidate, home: str | None, around: list[str], found: list[Candidate]
) -> tuple[int, int, int] | None:
    """Smaller is likelier; None where the candidate must not be claimed."""
    level = LEVELS.index(one.division.level)
    near = min((_closeness(table, one.division.code, other) for other in around), default=FAR_COUNTY)
    step = _step(table, one.division, home)
    if one.division.level == "township":
        if step > AT_HOME and near > 0 and not (one.official and _alone(one, found)):
            return None
        if not one.official and any(other.division.level in ("province", "city") for other in found):
            return None
    if step <= AT_HOME:
        return step, near, level
    if near == 0:
        return 3, near, level
    if level <= 1:
        return 4, level, 0
    return 5, table.nearness(one.division.code, home) if home else 0, near


def _step(table: Divisions, one: Division, home: str | None) -> int:
    """0 the report's own body, 1 inside of it or above it, 2 in its city, 3 elsewhere."""
    if home is None:
        return 3
    if one.code == home:
        return 0
    if table.within(one.code, home) or table.within(home, one.code):
        return 1
    return 2 if table.nearness(one.code, home) <= 1 else 3


def _closeness(table: Divisions, code: str, other: str) -> int:
    """0 if one holds the other, else by borders."""
    if table.within(code, other) or table.within(other, code):
        return 0
    return 1 + table.nearness(code, other)


def _alone(one: Candidate, found: list[Candidate]) -> bool:
    return all(other.division.code == one.division.code for other in found if other.official)


def _counts(chosen: Division, home: str | None) -> bool:
    """Whether a division goes before a region of the same name: a county or city at home."""
    return home is not None and chosen.level != "township" and _step(load(), chosen, home) <= AT_HOME
