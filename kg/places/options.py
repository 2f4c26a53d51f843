"""What a character or word in a line's name may stand for, each reading with a cost.

Costs are in a common currency: 1 is about what a county costs where a city would do. The
scale of each kind of line (``SCALES``) says how many kilometres of line weigh as much.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.places.data import settings
from kg.places.divisions import MUNICIPALITIES, Division, load
from kg.places.linking import candidates
from kg.places.networks import vocabulary

LETTER_CITY = 0.35
LETTER_KNOWN = 0.2
LETTER_CAPITAL = -0.3
LETTER_PROVINCE = {"power": 0.2, "train": 0.2, "corridor": 0.4, "pipeline": 0.4}
LETTER_PROVINCE_ELSE = 1.2
LETTER_COUNTY = {"rail": 1.3, "express": 1.0, "road": 0.7, "line": 0.9, "bridge": 0.5, "transit": 0.9}
LETTER_COUNTY_ELSE = 2.2
LETTER_DISTRICT = 0.2
LETTER_COUNTY_KNOWN = 0.5
LETTER_SELDOM = 1.1
LETTER_SECOND = 0.4
WORD_LEVEL = {"province": 0.1, "city": 0.0, "county": 0.25, "township": 0.7}
OTHER = 0.4


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of one slot: a division, or a place that is none (``code`` None).

    ``home_only`` if it counts only near the bodies that speak of the line.
    """

    code: str | None
    name: str
    level: str
    cost: float
    home_only: bool = False


def _of(one: Division, cost: float) -> Option:
    return Option(one.code, one.name, one.level, cost)


@cache
def seldom() -> dict[str, frozenset[str]]:
    """The codes for which a character stands in literary use, seldom in lines' names."""
    found: dict[str, set[str]] = {}
    for code, characters in settings("aliases.yaml")["literary"].items():
        for character in characters:
            found.setdefault(character, set()).add(code)
    return {character: frozenset(codes) for character, codes in found.items()}


@cache
def letters() -> dict[str, tuple[Division, ...]]:
    """Provinces' abbreviations, cities and counties by the characters that may stand for them."""
    found: dict[str, list[Division]] = {}
    for one in load():
        if one.level == "township":
            continue
        known = [alias for alias in one.aliases if len(alias) == 1]
        shown = one.short[:1] if one.level == "city" else one.short[:2] if one.level == "county" else ""
        for character in dict.fromkeys((*known, *shown)):
            found.setdefault(character, []).append(one)
    return {character: tuple(places) for character, places in found.items()}


@cache
def letter(character: str, kind: str) -> tuple[Option, ...]:
    """The readings of one character of an abbreviation in a line of this kind."""
    words = vocabulary()
    found = []
    for one in letters().get(character, ()):
        second = character not in one.aliases and one.level == "county" and character != one.short[0]
        cost = _letter_cost(one, character, kind)
        found.append(Option(one.code, one.name, one.level, cost, home_only=second))
    if character in words.zones:
        name, code = words.zones[character]
        found.append(Option(code or None, name, "zone", OTHER))
    if character in words.countries and kind in ("train", "corridor"):
        found.append(Option(None, words.countries[character], "country", 0.0))
    return tuple(sorted(found, key=lambda one: (one.cost, one.code or one.name)))


def _letter_cost(one: Division, character: str, kind: str) -> float:
    known = character in one.aliases
    if one.code in seldom().get(character, ()):
        return LETTER_SELDOM
    if one.level == "province":
        if one.code in MUNICIPALITIES:
            return 0.0
        return LETTER_PROVINCE.get(kind, LETTER_PROVINCE_ELSE)
    if one.level == "city":
        return (LETTER_KNOWN if known else LETTER_CITY) + (
            LETTER_CAPITAL if one.name in vocabulary().prominent else 0
        )
    if known:
        return LETTER_COUNTY_KNOWN
    district = LETTER_DISTRICT if one.name.endswith("区") else 0
    second = LETTER_SECOND if character != one.short[0] else 0
    return LETTER_COUNTY.get(kind, LETTER_COUNTY_ELSE) + district + second


@cache
def word(text: str) -> tuple[Option, ...]:
    """The readings of a place's name that is written out: 隆昌, 泸州, 忻州北, 雄安新区."""
    words = vocabulary()
    if text in words.zones:
        name, code = words.zones[text]
        return (Option(code or None, name, "zone", 0.0),)
    if text in words.countries and len(text) > 1:
        return (Option(None, words.countries[text], "country", 0.0),)
    found = [_of(one.division, WORD_LEVEL[one.division.level]) for one in candidates(text)]
    if not found:
        bare = words.facility.sub("", text)
        found = (
            [_of(one.division, WORD_LEVEL[one.division.level] + 0.1) for one in candidates(bare)]
            if bare != text
            else []
        )
    return tuple(sorted(found, key=lambda one: (one.cost, one.code or "")))
