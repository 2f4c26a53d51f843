"""Names of lines read for their ends: 成达万高铁, 镇广高速, 资中至铜梁高速公路, 引江补汉.

A name is cut into groups of slots (``kg.places.shapes``): the line itself, each of its
sections, and branches. Each group is read jointly (``kg.places.decoding``). A group whose best
reading is dear, or whose second best is as good, is claimed only as far as it is certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.places.decoding import Context, Reading, best, margins, near, point
from kg.places.divisions import load
from kg.places.linking import Candidate, choose
from kg.places.networks import known_ends
from kg.places.options import Option
from kg.places.shapes import Group, groups

#: The dearest reading that is claimed, per slot, by kind of line.
LIMIT = {"rail": 1.5, "express": 1.5, "road": 1.2, "bridge": 1.0, "line": 1.2, "transit": 1.0, "avenue": 0.8}
LIMIT_ELSE = 1.2
WORDS_LIMIT = 4.0
#: How much dearer the next reading must be.
MARGIN = 0.12
#: Lines of more than so many places must read better.
MANY, LIMIT_MANY = 3, 1.0
#: Between cities, a lead over all other readings makes up for that much of a long way.
LEAD, WIDE = 0.3, ("province", "city", "zone")
#: A line of the national plans is taken for it only within so many kilometres of the straight way.
KNOWN_KM = 150.0


@dataclass(frozen=True, slots=True)
class End:
    """A place that a line's name gives as an end or a station of it.

    ``code`` is a division's, or None for a place that is none (a river, a country, a
    village); ``level`` is a division's level, ``zone``, ``country``, ``river`` or ``place``; ``rule`` says
    how it was read; ``confidence`` is in 0..1.
    """

    code: str | None
    name: str
    level: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a name was read for: its ends in the order of the name.

    ``cities`` are those in which an end lies of which no more is known: 兴 in 盘兴高铁 may be one of
    two counties of 黔西南.
    """

    ends: tuple[End, ...] = ()
    cities: tuple[End, ...] = ()


def read_line(name: str, home: str | None, reporting: Sequence[str] = ()) -> LineReading:
    """Read a line's name for its ends.

    Args:
        name: the name as written or canonical.
        home: the code of the body in whose report it stands, None where unknown.
        reporting: the codes of further bodies whose reports speak of it.

    Returns:
        No ends where the name is no line's, or where no reading is good enough.
    """
    bodies = dict.fromkeys(code for code in (home, *reporting) if code and load().get(code))
    return _read(name, tuple(bodies))


@lru_cache(maxsize=65536)
def _read(name: str, bodies: tuple[str, ...]) -> LineReading:
    ends: dict[str, End] = {}
    cities: dict[str, End] = {}
    found: list[Option] = []
    for group in groups(name):
        for end, whole in _ends(group, bodies, found):
            (ends if whole else cities).setdefault(end.code or end.name, end)
    return LineReading(tuple(ends.values()), tuple(end for code, end in cities.items() if code not in ends))


def _ends(group: Group, bodies: tuple[str, ...], found: list[Option]) -> list[tuple[End, bool]]:
    """The ends of a group, and whether each is the very place or only its city."""
    known = _known(group)
    if known and near((one.code for one in known), bodies, KNOWN_KM):
        found.extend(known)
        return [(_end(one, "line.known", 0.98), True) for one in known]
    read = _read_group(group, bodies, found)
    if read is None:
        found.extend(known)
        return [(_end(one, "line.known", 0.9), True) for one in known]
    found.extend(read[0].options)
    return [
        (_end(one, group.rule, _confidence(gap, group)), one in read[0].options)
        for one, gap in read[1]
        if gap >= MARGIN
    ]


def _end(one: Option, rule: str, confidence: float) -> End:
    return End(one.code, one.name, one.level, rule, confidence)


def _known(group: Group) -> list[Option]:
    """The ends of a line of the national plans by this name."""
    if group.rule != "line.abbreviation":
        return []
    return [Option(code, name, level, 0.0) for code, name, level in known_ends(group.text, group.kind)]


def _read_group(
    group: Group, bodies: tuple[str, ...], found: list[Option]
) -> tuple[Reading, list[tuple[Option, float]]] | None:
    """The best reading that is good enough, and its ends with their lead."""
    track = tuple(there for one in found if (there := point(one.code)))
    context = Context(bodies, group.kind, track if group.rule == "line.section" else ())
    if not group.written_out and _is_a_home_place(group.text, bodies):
        return None
    choices: list[list[Reading]] = []
    for slots in group.alternatives:
        settled = tuple(_settled(slot, bodies) for slot in slots) if group.written_out else slots
        readings = best(settled, context)
        if readings:
            choices.append(readings)
    if not choices:
        return None
    readings = min(choices, key=lambda row: (row[0].cost / len(row[0].options), -len(row[0].options)))
    reading, gaps = readings[0], margins(readings)
    limit = WORDS_LIMIT if group.written_out else LIMIT.get(group.kind, LIMIT_ELSE)
    if len(reading.options) > MANY:
        limit = min(limit, LIMIT_MANY)
    lead = LEAD * min(*gaps, 1.0) if all(one.level in WIDE for one in reading.options) else 0.0
    if reading.cost / len(reading.options) - lead > limit:
        return None
    return reading, [_led(readings, at, gap) for at, gap in enumerate(gaps)]


def _led(readings: Sequence[Reading], at: int, gap: float) -> tuple[Option, float]:
    """The place of a slot and its lead; where only the counties of one city contend, that city."""
    own = readings[0].options[at]
    city = load().city_of(own.code or "")
    if gap >= MARGIN or own.level != "county" or city is None:
        return own, gap
    others = (one.cost for one in readings if load().city_of(one.options[at].code or "") != city)
    lead = min(others, default=readings[0].cost + 9) - readings[0].cost
    return (Option(city.code, city.name, city.level, own.cost), lead) if lead >= MARGIN else (own, gap)


def _is_a_home_place(text: str, bodies: tuple[str, ...]) -> bool:
    """Whether an abbreviation is the full name of a place at home: 遂宁, not 遂 and 宁."""
    table = load()
    places = [one for one in table.by_name(text) if one.level != "township"]
    return any(table.nearness(one.code, body) <= 1 for one in places for body in bodies)


def _settled(slot: tuple[Option, ...], bodies: tuple[str, ...]) -> tuple[Option, ...]:
    """A written-out name that means one place at home means that one."""
    table = load()
    codes = [Candidate(place, official=False) for one in slot if (place := table.get(one.code))]
    home = bodies[0] if bodies else None
    chosen = choose(codes, home) if home else None
    if chosen and home and (chosen.level in ("province", "city") or table.nearness(chosen.code, home) <= 1):
        return tuple(one for one in slot if one.code == chosen.code)
    return slot


def _confidence(gap: float, group: Group) -> float:
    top = 0.99 if group.written_out else 0.95
    return round(min(top, 0.6 + 0.35 * min(gap, 1.0) + (0.04 if group.written_out else 0.0)), 3)
