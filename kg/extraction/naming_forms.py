"""The fullest form that a report uses for a thing: 武阳 → 武阳高速公路, 高新区 → 资阳高新区."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.extraction.naming_words import head_of, words
from kg.places.divisions import load
from kg.types import EntityType, Mention, Report

NUMBERED = re.compile(r"^\d+号线")
CALLED = re.compile(
    r"(?P<full>[\u4e00-\u9fffA-Za-z0-9·]{4,30})[(（](?:以下)?简称[:：]?[“\"]?(?P<short>[\u4e00-\u9fffA-Za-z0-9]{2,10})[”\"]?[)）]"
)
#: Types whose bare names are completed by a longer name that begins with them.
OPEN = frozenset(
    (EntityType.PROJECT, EntityType.PARK, EntityType.ENTERPRISE, EntityType.PROGRAM, EntityType.ORGANIZATION)
)
SHORTEST = 2


def fullest(report: Report, mentions: Sequence[Mention], names: Sequence[str]) -> list[str]:
    """The names, each replaced by the one longer form that the report has for it, if there is one."""
    known: dict[EntityType, set[str]] = defaultdict(set)
    for one, name in zip(mentions, names, strict=True):
        known[one.type].add(name)
    called = {found["short"]: found["full"] for found in CALLED.finditer(report.text)}
    own = _own_names(report)
    longer: dict[tuple[EntityType, str], str] = {}
    for type_, listed in known.items():
        for name in listed:
            longer[type_, name] = _own(report, own, name) or _longer(type_, name, listed, called)
    return [longer[one.type, name] or name for one, name in zip(mentions, names, strict=True)]


def _own_names(report: Report) -> tuple[str, ...]:
    home = load().get(report.division)
    return (home.short, home.name) if home else ()


def _own(report: Report, own: Sequence[str], name: str) -> str:
    """The own city's park of a name that every city has, as the report calls it."""
    if name not in words().shared:
        return ""
    return next((city + name for city in own if city + name in report.text), "")


def _longer(type_: EntityType, name: str, listed: set[str], called: Mapping[str, str]) -> str:
    full = called.get(name, "")
    ending = [one for one in listed if full and full.endswith(one)]
    if ending:
        return max(ending, key=len)
    if NUMBERED.match(name):
        return next((way + name for way in words().transit if way + name in listed), "")
    if type_ not in OPEN or head_of(type_, name) or len(name) < SHORTEST:
        return ""
    found = {
        one
        for one in listed
        if one.startswith(name) and one != name and head_of(type_, one) == one[len(name) :]
    }
    return next(iter(found)) if len(found) == 1 else ""
