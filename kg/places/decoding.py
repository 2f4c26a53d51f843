"""The joint choice of what the parts of a line's name stand for.

A reading gives every slot one option. Its cost is the sum of what the options cost, of the
length of the line through them in order, of its detours, and of how far it passes from the
bodies that speak of it. A beam over the slots keeps the cheapest readings; each end's
confidence tells how much dearer the best reading with another place in its slot is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush, nsmallest
from itertools import pairwise

from kg.places.divisions import DEGREE_KM, load
from kg.places.options import Option

Point = tuple[float, float]
#: A line of so many kilometres costs ``LENGTH_COST`` times log 2, by kind.
SCALES = {
    "rail": 150.0,
    "express": 100.0,
    "road": 40.0,
    "bridge": 40.0,
    "line": 80.0,
    "transit": 50.0,
    "avenue": 30.0,
}
SCALE_ELSE = 800.0
LENGTH_COST = 0.8
#: Kilometres that a line may pass from a body's seat at no cost, and that cost 1 beyond.
FREE_KM = 40.0
OFFSET_KM = {
    "rail": 100.0,
    "express": 70.0,
    "road": 40.0,
    "bridge": 40.0,
    "line": 70.0,
    "transit": 50.0,
    "avenue": 30.0,
}
OFFSET_ELSE = 300.0
DETOUR_FREE, DETOUR_COST = 1.35, 1.2
SAME_COST = 3.0
AT_HOME, IN_HOME = -0.5, -0.25
CONTAINED = {"rail": 0.3, "express": 0.3}
CONTAINED_ELSE = 0.1
PROVINCE_COST, PROVINCE_DIGITS = 0.15, 2
ALL_PROVINCES = -0.8
ALL_COUNTIES = -0.15
#: Each of several bodies has an end, and each end lies with one of them.
ALL_AT_HOME = -0.4
PAIR = 2
BEAM, WIDTH = 300, 60


@dataclass(frozen=True, slots=True)
class Context:
    """The bodies that speak of a line (codes), its kind, and the line that a section lies on."""

    bodies: tuple[str, ...]
    kind: str
    track: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One option for each slot, what tells each option from others, and what the whole costs."""

    options: tuple[Option, ...]
    ids: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class _Choice:
    """An option with all that is asked of it again and again."""

    option: Option
    id: str
    price: float
    point: Point | None


_Partial = tuple[float, tuple[str, ...], tuple[_Choice, ...]]


def best(slots: Sequence[Sequence[Option]], context: Context) -> list[Reading]:
    """Readings of the slots, cheapest first; empty where a slot has no option."""
    if not slots or not all(slots):
        return []
    bodies = [there for body in context.bodies if (there := point(body))]
    beam: list[_Partial] = [(0.0, (), ())]
    for slot in slots:
        beam = _extended(beam, _choices(slot, context, bodies), context.kind)
    readings = [
        Reading(options, ids, cost + _whole(options, chosen, bodies, context))
        for cost, ids, chosen in beam
        for options in [tuple(one.option for one in chosen)]
    ]
    return sorted(readings, key=lambda one: (one.cost, one.ids))


def _choices(slot: Sequence[Option], context: Context, bodies: Sequence[Point]) -> list[_Choice]:
    """The options of a slot that have a chance, likeliest first."""
    scale = SCALES.get(context.kind, SCALE_ELSE)
    found = []
    for one in slot:
        home = _home(one.code, context.bodies)
        if home or not one.home_only:
            there = point(one.code)
            far = min((_km(there, body) for body in bodies), default=0.0) / scale if there else 0.0
            found.append((one.cost + home + far, _Choice(one, _id(one), one.cost + home, there)))
    found.sort(key=lambda row: (row[0], row[1].id))
    return [one for _, one in found[:WIDTH]]


def _extended(beam: Sequence[_Partial], choices: Sequence[_Choice], kind: str) -> list[_Partial]:
    """The cheapest partial readings with one more choice.

    A step costs nothing at least, so that what is dearer than the last of the cheapest without
    one need not be looked at.
    """
    steps: dict[tuple[str, str], tuple[float, bool]] = {}
    by_price = sorted(choices, key=lambda one: one.price)
    extended: list[_Partial] = []
    cheapest: list[float] = []
    worst = math.inf
    for cost, ids, chosen in beam:
        for one in by_price:
            total = cost + one.price
            if total > worst:
                break
            if chosen:
                total += SAME_COST if one.id in ids else _step(chosen, one, kind, steps)
            if total <= worst:
                extended.append((total, (*ids, one.id), (*chosen, one)))
                heappush(cheapest, -total)
                if len(cheapest) > BEAM:
                    heappop(cheapest)
                    worst = -cheapest[0]
    return nsmallest(BEAM, extended, key=lambda row: row[:2])


def margins(readings: Sequence[Reading]) -> list[float]:
    """For each slot, how much the best reading with another place there costs more than the best."""
    first = readings[0]
    return [
        min((one.cost for one in readings if own not in one.ids), default=first.cost + 9) - first.cost
        for own in first.ids
    ]


def _id(one: Option) -> str:
    return f"{one.code}:{one.name}"


def point(code: str | None) -> Point | None:
    """Where a division lies: longitude and latitude in degrees."""
    return load().position(code) if code else None


def near(codes: Iterable[str | None], bodies: Sequence[str], limit: float) -> bool:
    """Whether the line through these places passes all bodies within ``limit`` kilometres."""
    places = [there for code in codes if (there := point(code))]
    seats = [there for body in bodies if (there := point(body))]
    return not places or all(_offset(places, seat) <= limit for seat in seats)


def _km(one: Point, other: Point) -> float:
    east = (one[0] - other[0]) * math.cos(math.radians((one[1] + other[1]) / 2))
    return DEGREE_KM * math.hypot(east, one[1] - other[1])


@lru_cache(maxsize=1 << 16)
def _home(code: str | None, bodies: tuple[str, ...]) -> float:
    """The discount of an end that is a body that speaks of the line, or lies in its city."""
    if not code:
        return 0.0
    table = load()
    if any(code == getattr(table.city_of(body), "code", None) or code == body for body in bodies):
        return AT_HOME
    return IN_HOME if any(table.nearness(code, body) <= 1 for body in bodies) else 0.0


def _step(
    chosen: tuple[_Choice, ...], one: _Choice, kind: str, steps: dict[tuple[str, str], tuple[float, bool]]
) -> float:
    """What it costs to go on from what was chosen to another place."""
    last = chosen[-1]
    if last.point is None or one.point is None:
        return 0.0
    price, nested = steps.get((last.id, one.id)) or steps.setdefault((last.id, one.id), _way(last, one, kind))
    for other in chosen[:-1]:
        nested = nested or _nested(one.option.code or "", other.option.code or "")
    return price + (CONTAINED.get(kind, CONTAINED_ELSE) if nested else 0.0)


def _way(last: _Choice, one: _Choice, kind: str) -> tuple[float, bool]:
    """The price of the way between two places, and whether one lies in the other."""
    codes = one.option.code or "", last.option.code or ""
    price = 0.0
    if last.point and one.point:
        price = LENGTH_COST * math.log1p(_km(last.point, one.point) / SCALES.get(kind, SCALE_ELSE))
    price += PROVINCE_COST if _in_two_provinces(*codes) else 0.0
    return price, _nested(*codes)


def _in_two_provinces(one: str, other: str) -> bool:
    """Whether no province holds both; a code begins with those of all that hold its division."""
    return one != other and (not one or one[:PROVINCE_DIGITS] != other[:PROVINCE_DIGITS])


def _nested(one: str, other: str) -> bool:
    """Whether one of two divisions holds the other, or is it."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _whole(
    options: tuple[Option, ...], chosen: tuple[_Choice, ...], bodies: Sequence[Point], context: Context
) -> float:
    """What the reading costs as a whole: detours, and its distance from the bodies."""
    places = [one.point for one in chosen if one.point]
    if not places:
        return 0.0
    cost = 0.0
    if len(places) > PAIR:
        direct = max(_km(places[0], places[-1]), 1.0)
        detour = sum(_km(one, other) for one, other in pairwise(places)) / direct
        cost += max(0.0, min(detour, 5) - DETOUR_FREE) * DETOUR_COST
    if all(one.level == "province" and one.cost for one in options):
        cost += ALL_PROVINCES * len(options)
    if len(options) > PAIR and all(one.level == "county" for one in options):
        cost += ALL_COUNTIES * len(options)
    if len(context.bodies) > 1 and _cities(one.code for one in options) == _cities(context.bodies):
        cost += ALL_AT_HOME * len(options)
    return cost + _aside(places, bodies, context)


def _cities(codes: Iterable[str | None]) -> set[str | None]:
    return {_city(code) for code in codes}


@lru_cache(maxsize=1 << 16)
def _city(code: str | None) -> str | None:
    city = load().city_of(code) if code else None
    return city.code if city else None


def _aside(places: Sequence[Point], bodies: Sequence[Point], context: Context) -> float:
    """The price of passing far from the bodies, or (a section) of lying off the line."""
    offsets = [_offset(places, body) for body in bodies]
    prices = [sum(max(0.0, km - FREE_KM) for km in offsets) / len(offsets)] if offsets else []
    if context.track:
        prices.append(max(0.0, max(_offset(context.track, place) for place in places) - FREE_KM))
    return min(prices, default=0.0) / OFFSET_KM.get(context.kind, OFFSET_ELSE)


def _offset(places: Sequence[Point], body: Point) -> float:
    """Kilometres between a body and the line through ``places``."""
    if len(places) == 1:
        return _km(places[0], body)
    return min(_to_segment(body, one, other) for one, other in pairwise(places))


def _to_segment(body: Point, one: Point, other: Point) -> float:
    squeeze = math.cos(math.radians(body[1]))
    x, y = (other[0] - one[0]) * squeeze, other[1] - one[1]
    u, v = (body[0] - one[0]) * squeeze, body[1] - one[1]
    share = max(0.0, min(1.0, (u * x + v * y) / ((x * x + y * y) or 1.0)))
    return DEGREE_KM * math.hypot(u - share * x, v - share * y)
