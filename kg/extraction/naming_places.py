"""Names of PLACE mentions: the official name of the division, the last name of a run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.places.divisions import Division, load
from kg.places.linking import link
from kg.places.regions import Region
from kg.types import EntityType, Mention, Report

VILLAGES = ("村", "社区", "嘎查")
SHORTEST_VILLAGE = 3
OFFICIAL_ABOVE = re.compile(r"^.{1,8}?(?:镇|乡|街道|县|区|市)(?=.{2,}(?:村|社区|嘎查)$)")
REACH = re.compile(r"^(.{1,3}[江河])(?:干流[\u4e00-\u9fff]{2,4}段|(?:干流)?[(（][^()（）]*段[)）])$")
NATURE = re.compile(r"[山湖江河岛关峡洲海泉水]$")
URBAN = re.compile(r"(?:城区|主城|市区|县城)$")
COMPASS = re.compile(r"[东南西北中华]{1,2}部?")
#: Hong Kong and Macao go by their short names.
CALLED_SHORT = ("81", "82")


def name_places(report: Report, mentions: Sequence[Mention], names: Sequence[str]) -> list[str]:
    """The names, with those of places made official."""
    found = list(names)
    for number, one in enumerate(mentions):
        if one.type is EntityType.PLACE:
            around = _around(report, mentions, names, number)
            found[number] = place_name(names[number], report.division, around, report.text)
    return found


def _around(report: Report, mentions: Sequence[Mention], names: Sequence[str], number: int) -> list[str]:
    """The codes of counties and cities that the same paragraph names."""
    here = mentions[number].paragraph
    codes = set()
    for other in range(max(0, number - 12), min(len(mentions), number + 13)):
        one = mentions[other]
        if other != number and one.type is EntityType.PLACE and one.paragraph == here:
            place = link(names[other], report.division)
            if isinstance(place, Division) and place.level in ("city", "county"):
                codes.add(place.code)
    return sorted(codes)


def place_name(name: str, home: str | None, around: Sequence[str], text: str) -> str:
    """The official name of the place that ``name`` means; ``name`` itself where nothing tells."""
    place = link(name, home, around)
    if isinstance(place, Region):
        return _region_name(name, place, text)
    if place is not None:
        return _division_name(name, place)
    reach = REACH.match(name)
    if reach:
        return reach[1]
    return _village(name, home) if name.endswith(VILLAGES) else name


def _region_name(name: str, place: Region, text: str) -> str:
    """A region's name stays as written, unless it is a nickname or cut short (东北 → 东北地区)."""
    if _nickname(name, place.name):
        return place.name
    full = name + "地区"
    return full if COMPASS.fullmatch(name) and full in text else name


def _division_name(name: str, place: Division) -> str:
    if place.code in CALLED_SHORT:
        return place.short
    feature = place.level == "township" and name != place.name and NATURE.search(name)
    urban = URBAN.search(name) and name != place.name
    return name if feature or urban else place.name


def _nickname(name: str, full: str) -> bool:
    """Whether ``name`` is a region's name cut short (大湾区) or picked from it (双圈)."""
    if full.startswith(name) or name == full:
        return False
    rest = iter(full)
    return all(character in rest for character in name)


def _village(name: str, home: str | None) -> str:
    """A village without the divisions written before it: 雁江祥符镇松树村 → 松树村."""
    rest = name
    while True:
        cut = _above(rest, home)
        if not cut or len(rest) - cut < SHORTEST_VILLAGE:
            return rest
        rest = rest[cut:]


def _above(name: str, home: str | None) -> int:
    """The length of the division's name that a village's begins with, 0 if there is none."""
    official, table = OFFICIAL_ABOVE.match(name), load()
    if official:
        return official.end()
    for size in (4, 3, 2):
        places = table.by_name(name[:size]) if len(name) - size >= SHORTEST_VILLAGE else ()
        if home and any(table.nearness(one.code, home) <= 1 for one in places):
            return size
    return 0
