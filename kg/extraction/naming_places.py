"""Names of PLACE mentions: the official name of the division, the last name of a run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.places.divisions import Division, load
from kg.places.linking import link
from kg.places.regions import Region
from kg.types import EntityType, Mention, Report

VILLAGE = re.compile(r"(?P<above>.{2,})(?P<name>[^镇乡县区市]{2,}(?:村|社区|嘎查))$")
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
        if _nickname(name, place.name):
            return place.name
        full = name + "地区"
        return full if COMPASS.fullmatch(name) and full in text else name
    if place is not None and place.code in CALLED_SHORT:
        return place.short
    if place is not None:
        feature = place.level == "township" and name != place.name and NATURE.search(name)
        return name if feature or (URBAN.search(name) and name != place.name) else place.name
    reach = REACH.match(name)
    if reach:
        return reach[1]
    if name.endswith(("村", "社区", "嘎查")):
        return _village(name, home)
    return name


def _nickname(name: str, full: str) -> bool:
    """Whether ``name`` is a region's name cut short (大湾区) or picked from it (双圈)."""
    if full.startswith(name) or name == full:
        return False
    rest = iter(full)
    return all(character in rest for character in name)


def _village(name: str, home: str | None) -> str:
    """A village without the divisions written before it: 雁江祥符镇松树村 → 松树村."""
    rest, table = name, load()
    while True:
        official = OFFICIAL_ABOVE.match(rest)
        cut = official.end() if official else 0
        if not cut:
            cut = next(
                (
                    size
                    for size in (4, 3, 2)
                    if len(rest) - size > 2
                    and any(
                        home and table.nearness(one.code, home) <= 1 for one in table.by_name(rest[:size])
                    )
                ),
                0,
            )
        if not cut or len(rest) - cut < 3:
            return rest
        rest = rest[cut:]
