"""Administrative divisions of China: codes, names, and which lies in which.

The table holds provinces (2 digits), cities (4), counties (6) and townships (9 digits), state
of 2023-06, with the positions of their seats; see ``training/make_divisions.py`` for the
origin. A municipality (北京, 天津, 上海, 重庆) is a province that is its own city; a county
that is governed by its province directly (仙桃, 石河子, 澄迈) is its own city.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.places.data import checked, settings, table

LEVELS = ("province", "city", "county", "township")
MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
NONE: frozenset[str] = frozenset()
#: What :meth:`Divisions.nearness` answers for divisions with nothing in common.
FAR = 4
#: Kilometres to a degree of latitude.
DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division.

    ``level`` is one of ``LEVELS``; ``short`` the name without its class (资阳), or the name
    itself where nothing usable is left; ``aliases`` all further names, one-character
    abbreviations and former names included; ``parent`` a code, None for a province.
    ``position`` is the longitude and latitude of its seat in degrees, where known.
    """

    code: str
    name: str
    level: str
    short: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    position: tuple[float, float] | None = None


class Divisions:
    """The table of divisions, by code and by name."""

    def __init__(self, divisions: Iterable[Division], borders: Mapping[str, frozenset[str]]) -> None:
        """``borders`` gives for each province's code those of its neighbours."""
        self._by_code = {one.code: one for one in divisions}
        self._borders = borders
        names: dict[str, list[Division]] = defaultdict(list)
        children: dict[str, list[Division]] = defaultdict(list)
        for one in sorted(self._by_code.values(), key=_rank):
            for name in dict.fromkeys((one.name, one.short, *one.aliases)):
                names[name].append(one)
            if one.parent is not None:
                children[one.parent].append(one)
        self._chains: dict[str, tuple[Division, ...]] = {}
        self._by_name = {name: tuple(found) for name, found in names.items()}
        self._children = {code: tuple(found) for code, found in children.items()}

    def __iter__(self) -> Iterator[Division]:
        """All divisions in order of their codes' length, then code."""
        return iter(sorted(self._by_code.values(), key=_rank))

    def get(self, code: str | None) -> Division | None:
        """The division with this code."""
        return self._by_code.get(code) if code else None

    def by_name(self, name: str) -> tuple[Division, ...]:
        """Those that bear ``name`` as official name, short name or alias, higher levels first."""
        return self._by_name.get(name, ())

    def children(self, code: str) -> tuple[Division, ...]:
        """The divisions right below ``code``, by level and code."""
        return self._children.get(code, ())

    def ancestors(self, code: str) -> tuple[Division, ...]:
        """The divisions that hold ``code``, from the nearest to the province."""
        found: list[Division] = []
        one = self.get(code)
        while one is not None and one.parent is not None:
            one = self.get(one.parent)
            if one is not None:
                found.append(one)
        return tuple(found)

    def city_of(self, code: str) -> Division | None:
        """The city of a place: itself, the one that holds it, or the municipality.

        None for a province that is no municipality, and for unknown codes. A county right
        under a province is its own city.
        """
        chain = self._chain(code)
        for one in chain:
            if one.level == "city" or one.code in MUNICIPALITIES:
                return one
        return next((one for one in chain if one.level == "county"), None)

    def province_of(self, code: str) -> Division | None:
        """The province that ``code`` is or lies in; None for unknown codes."""
        chain = self._chain(code)
        return chain[-1] if chain else None

    def county_of(self, code: str) -> Division | None:
        """The county that ``code`` is or lies in."""
        return next((one for one in self._chain(code) if one.level == "county"), None)

    def within(self, code: str, other: str) -> bool:
        """Whether ``code`` is ``other`` or lies in it."""
        return any(one.code == other for one in self._chain(code))

    def nearness(self, one: str, other: str) -> int:
        """How far apart two divisions lie by their borders, small is near.

        0 in the same county (or the same division), 1 in the same city, 2 in the same
        province, 3 in neighbouring provinces, else 4.
        """
        if one == other:
            return 0
        chains = self._chain(one), self._chain(other)
        codes = [place.code for place in chains[1]]
        shared = [place for place in chains[0] if place.code in codes]
        levels = [place.level for place in shared]
        if "county" in levels:
            return 0
        if "city" in levels or any(place.code in MUNICIPALITIES for place in shared):
            return 1
        if shared:
            return 2
        if not all(chains):
            return FAR
        first, second = (chain[-1].code for chain in chains)
        return 3 if second in self._borders.get(first, NONE) else FAR

    def position(self, code: str) -> tuple[float, float] | None:
        """Longitude and latitude of its seat, or of the seat above it, in degrees."""
        return next((one.position for one in self._chain(code) if one.position is not None), None)

    def distance(self, one: str, other: str) -> float | None:
        """Kilometres between the seats of two divisions, as the crow flies.

        A division without a position stands where the one above it does; None where no
        position is known.
        """
        first, second = self.position(one), self.position(other)
        if first is None or second is None:
            return None
        (east, north), (other_east, other_north) = first, second
        middle = math.radians((north + other_north) / 2)
        return DEGREE_KM * math.hypot(north - other_north, (east - other_east) * math.cos(middle))

    def neighbours(self, code: str) -> frozenset[str]:
        """The codes of the provinces that border on the province ``code``."""
        return self._borders.get(code, NONE)

    def _chain(self, code: str) -> tuple[Division, ...]:
        if code not in self._chains:
            one = self.get(code)
            self._chains[code] = (one, *self.ancestors(code)) if one else ()
        return self._chains[code]


@cache
def load() -> Divisions:
    """The package's table, read once.

    Raises:
        ConfigError: the tables of the package are damaged.
    """
    extra = _extra_names()
    divisions = [
        Division(
            code,
            name,
            level,
            short,
            _aliases(side, extra.get(code, ())),
            parent or None,
            (float(east), float(north)) if east else None,
        )
        for code, name, level, short, side, parent, east, north in table("divisions.tsv.gz")
    ]
    return Divisions(divisions, _borders())


def _rank(one: Division) -> tuple[int, str]:
    return LEVELS.index(one.level), one.code


def _aliases(side: str, extra: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*side.split("|"), *extra) if side else extra))


def _extra_names() -> dict[str, list[str]]:
    allowed = frozenset(("abbreviations", "literary", "short", "former"))
    read = checked(settings("aliases.yaml"), allowed, NONE, "aliases.yaml")
    names: dict[str, list[str]] = defaultdict(list)
    for source in (read["short"], read["abbreviations"], read["literary"]):
        for code, given in source.items():
            names[code].extend(given)
    for number, entry in enumerate(read["former"]):
        keys = frozenset(("code", "name", "until", "why"))
        line = checked(entry, keys, NONE, f"aliases.yaml former[{number}]")
        names[line["code"]].append(line["name"])
    return names


def _borders() -> dict[str, frozenset[str]]:
    both: dict[str, set[str]] = defaultdict(set)
    for code, others in settings("neighbours.yaml").items():
        for other in others:
            both[code].add(other)
            both[other].add(code)
    return {code: frozenset(others) for code, others in both.items()}
