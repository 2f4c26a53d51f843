"""Where a name is at home: everywhere, or with the body whose report says it.

Every city has its 高新区 and its 第二水厂; there is one 成达万高铁. A name's home is worked out
of the name and of its own report alone, so that adding a report never moves another's names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.places.divisions import Division, Divisions
from kg.resolution.data import checked, settings
from kg.resolution.variants import load_variants
from kg.types import EntityType, ReportInfo

#: Types whose names mean the same wherever they are said.
EVERYWHERE = frozenset((EntityType.INDUSTRY, EntityType.HONOR))
#: Types whose names may begin with the place that they belong to.
PLACED = frozenset((
    EntityType.PARK, EntityType.PROJECT, EntityType.ORGANIZATION, EntityType.POLICY, EntityType.PROGRAM,
))  # fmt: skip
LONGEST_PLACE = 12
MIN_REST = 3
UNKNOWN = "unknown-"
LINE = re.compile(r"[\u4e00-\u9fff]{2,5}(?:高铁|铁路|高速(?!出入?口|服务区|收费))")


@dataclass(frozen=True, slots=True)
class Scope:
    """``home`` is a division's code, ``unknown-<report>`` or None for everywhere; ``base`` the rest."""

    home: str | None
    base: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of ``scope.yaml``."""

    streets: re.Pattern[str]
    own: Mapping[str, re.Pattern[str]]
    regional: re.Pattern[str]
    national: Mapping[EntityType, re.Pattern[str]]
    generic_lines: re.Pattern[str]
    labels: re.Pattern[str]
    generic: re.Pattern[str]

    def is_generic(self, text: str) -> bool:
        """Whether ``text`` is made of class words and positions alone."""
        return bool(self.generic.fullmatch(text))

    def is_national(self, type_: EntityType, text: str) -> bool:
        """Whether ``text`` names one thing wherever it is said."""
        return type_ in self.national and bool(self.national[type_].search(text))

    def is_regional(self, text: str) -> bool:
        """Whether ``text`` names a project of a kind that reaches beyond a city, by a name of its own."""
        if LINE.match(text):
            return not self.generic_lines.match(text)
        return bool(self.regional.search(text)) and not self.is_generic(text)


@cache
def load_patterns() -> Patterns:
    """The patterns of ``scope.yaml``, read once."""
    keys = {"streets", "own", "regional", "national", "generic_lines", "labels", "generic"}
    data = checked(settings("scope.yaml"), keys, "scope.yaml")
    national = {EntityType(key): re.compile("|".join(value)) for key, value in data["national"].items()}
    words = "|".join(data["generic"])
    return Patterns(
        re.compile(data["streets"]),
        {key: re.compile(value) for key, value in data["own"].items()},
        re.compile(data["regional"]),
        national,
        re.compile(data["generic_lines"]),
        re.compile(data["labels"]),
        re.compile(f"(?:{words})+"),
    )


def home_of_report(report: ReportInfo) -> str:
    """The code of the body whose report it is, or a stand-in of the report's own."""
    return report.division or f"{UNKNOWN}{report.id[:12]}"


def scope(type_: EntityType, base: str, home: str, divisions: Divisions) -> Scope:
    """Where the name ``base`` (normalised) is at home that the report of ``home`` says."""
    patterns = load_patterns()
    if type_ in EVERYWHERE or patterns.is_national(type_, base):
        return Scope(None, base)
    if type_ is EntityType.PROJECT and patterns.is_regional(base):
        return Scope(None, base)
    own = _own(base, home, divisions)
    if own:
        return own
    if type_ in PLACED and (placed := _placed(type_, base, home, divisions)):
        return placed
    return Scope(home if _is_local(type_, base, patterns) else None, base)


def _is_local(type_: EntityType, base: str, patterns: Patterns) -> bool:
    if type_ in (EntityType.PARK, EntityType.PROJECT, EntityType.POLICY):
        return True
    if type_ is EntityType.PROGRAM:
        return bool(patterns.labels.search(base))
    if type_ is EntityType.ENTERPRISE and load_variants().enterprise_generic.fullmatch(base):
        return True
    return patterns.is_generic(base)


def _own(base: str, home: str, divisions: Divisions) -> Scope | None:
    """市第一人民医院 and the like: the body's own, or that of the city or province above it."""
    for level, pattern in load_patterns().own.items():
        found = pattern.match(base)
        if found and len(base) - found.end() > 1:
            return Scope(_above(home, level, divisions), base[max(found.end(), 1) :])
    return None


def _above(home: str, level: str, divisions: Divisions) -> str:
    if level == "city":
        place = divisions.city_of(home)
    else:
        place = divisions.province_of(home) if level == "province" else None
    return place.code if place else home


def _placed(type_: EntityType, base: str, home: str, divisions: Divisions) -> Scope | None:
    """资阳高新区, 乐至经开区: what stands behind the place, at home there."""
    known = _place_names(divisions)
    for length in range(min(LONGEST_PLACE, len(base) - 1), 1, -1):
        if base[:length] not in known:
            continue
        place = _nearest(type_, base[:length], home, divisions)
        rest = base[length:]
        if place and not load_patterns().streets.match(rest):
            short = len(rest) < MIN_REST and not (len(rest) > 1 and load_patterns().is_generic(rest))
            return Scope(place.code, base if short else rest)
    return None


@lru_cache(maxsize=2)
def _place_names(divisions: Divisions) -> frozenset[str]:
    """All names of provinces, cities and counties but for one-character abbreviations."""
    names = {
        name for one in divisions if one.level != "township" for name in (one.name, one.short, *one.aliases)
    }
    return frozenset(name for name in names if len(name) > 1)


def _nearest(type_: EntityType, text: str, home: str, divisions: Divisions) -> Division | None:
    """The division that ``text`` names in front of a longer name, if it is clear which is meant."""
    found = [one for one in divisions.by_name(text) if one.level != "township"]
    province = divisions.province_of(home)
    near = [one for one in found if province and divisions.within(one.code, province.code)]
    city = divisions.city_of(home)
    inside = [
        one
        for one in near
        if one.level != "county" or text == one.name or (city and divisions.within(one.code, city.code))
    ]
    if inside:
        return min(inside, key=lambda one: (-len(_shared(one.code, home)), one.code))
    if type_ is EntityType.PROJECT:
        return None
    far = [one for one in found if one.level != "county" or text == one.name]
    return far[0] if len(far) == 1 else None


def _shared(one: str, other: str) -> str:
    length = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return one[:length] if length is not None else min(one, other, key=len)
