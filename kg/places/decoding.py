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
PROVINCE_COST, SAME_PROVINCE = 0.15, 2
ALL_PROVINCES = -0.8
ALL_COUNTIES = -0.15
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
    """One option for each slot, and what the whole costs."""

    options: tuple[Option, ...]
    cost: float


def best(slots: Sequence[Sequence[Option]], context: Context) -> list[Reading]:
    """Readings of the slots, cheapest first; empty where a slot has no option."""
    if not slots or not all(slots):
        return []
    beam: list[tuple[float, tuple[Option, ...]]] = [(0.0, ())]
    for slot in slots:
        priced = sorted(
            ((one.cost + home, one) for one in slot if (home := _home(one, context)) or not one.home_only),
            key=lambda row: (row[0] + _far(row[1], context), _id(row[1])),
        )[:WIDTH]
        beam = sorted(
            (
                (cost + price + _step(chosen, one, context.kind), (*chosen, one))
                for cost, chosen in beam
                for price, one in priced
            ),
            key=lambda row: (row[0], tuple(map(_id, row[1]))),
        )[:BEAM]
    readings = [Reading(chosen, cost + _whole(chosen, context)) for cost, chosen in beam]
    return sorted(readings, key=lambda one: (one.cost, tuple(map(_id, one.options))))


def margins(readings: Sequence[Reading]) -> list[float]:
    """For each slot, how much the best reading with another place there costs more than the best."""
    first = readings[0]
    found = []
    for option in first.options:
        others = [one.cost for one in readings if _id(option) not in map(_id, one.options)]
        found.append(min(others, default=first.cost + 9) - first.cost)
    return found


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


def _home(one: Option, context: Context) -> float:
    """The discount of an end that is a body that speaks of the line, or lies in its city."""
    if not one.code:
        return 0.0
    table = load()
    if any(
        one.code == getattr(table.city_of(body), "code", None) or one.code == body for body in context.bodies
    ):
        return AT_HOME
    return IN_HOME if any(table.nearness(one.code, body) <= 1 for body in context.bodies) else 0.0


def _far(one: Option, context: Context) -> float:
    """A rough price of distance, to keep the options that have a chance."""
    place = point(one.code)
    bodies = [there for body in context.bodies if (there := point(body))]
    if place is None or not bodies:
        return 0.0
    return min(_km(place, there) for there in bodies) / SCALES.get(context.kind, SCALE_ELSE)


def _step(chosen: tuple[Option, ...], one: Option, kind: str) -> float:
    if not chosen:
        return 0.0
    if any(_id(one) == _id(other) for other in chosen):
        return SAME_COST
    before, here = point(chosen[-1].code), point(one.code)
    if before is None or here is None:
        return 0.0
    table = load()
    nested = any(
        table.within(one.code or "", other.code or "") or table.within(other.code or "", one.code or "")
        for other in chosen
    )
    price = LENGTH_COST * math.log1p(_km(before, here) / SCALES.get(kind, SCALE_ELSE))
    price += PROVINCE_COST if table.nearness(one.code or "", chosen[-1].code or "") > SAME_PROVINCE else 0.0
    return price + (CONTAINED.get(kind, CONTAINED_ELSE) if nested else 0.0)


def _whole(chosen: tuple[Option, ...], context: Context) -> float:
    """What the reading costs as a whole: detours, and its distance from the bodies."""
    places = [there for one in chosen if (there := point(one.code))]
    if not places:
        return 0.0
    cost = 0.0
    if len(places) > PAIR:
        direct = max(_km(places[0], places[-1]), 1.0)
        detour = sum(_km(one, other) for one, other in pairwise(places)) / direct
        cost += max(0.0, min(detour, 5) - DETOUR_FREE) * DETOUR_COST
    if all(one.level == "province" and one.cost for one in chosen):
        cost += ALL_PROVINCES * len(chosen)
    if len(chosen) > PAIR and all(one.level == "county" for one in chosen):
        cost += ALL_COUNTIES * len(chosen)
    return cost + _aside(places, context)


def _aside(places: Sequence[Point], context: Context) -> float:
    """The price of passing far from the bodies, or (a section) of lying off the line."""
    bodies = [there for body in context.bodies if (there := point(body))]
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
