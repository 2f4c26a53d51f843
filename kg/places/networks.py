"""The words and the fixed names that lines' names are made of (``data/lines.yaml``, ``networks.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import ConfigError
from kg.places.data import checked, settings
from kg.places.divisions import load

KEYS = frozenset(
    (
        "heads",
        "prominent",
        "modifiers",
        "works",
        "vague",
        "beside",
        "around",
        "facilities",
        "prefix",
        "connectors",
        "branch",
        "no_section",
        "countries",
        "rivers",
        "zones",
        "rules",
    )
)
NONE: frozenset[str] = frozenset()
KINDS = {
    "expressways": frozenset(("express",)),
    "railways": frozenset(("rail",)),
    "waterways": frozenset(("water",)),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of lines' names: patterns are compiled, ``kinds`` gives a head's kind."""

    kinds: Mapping[str, str]
    head: re.Pattern[str]
    modifier: re.Pattern[str]
    works: re.Pattern[str]
    vague: frozenset[str]
    prominent: frozenset[str]
    beside: re.Pattern[str]
    around: re.Pattern[str]
    facility: re.Pattern[str]
    prefix: re.Pattern[str]
    connector: re.Pattern[str]
    branch: re.Pattern[str]
    no_section: re.Pattern[str]
    countries: Mapping[str, str]
    rivers: Mapping[str, str]
    zones: Mapping[str, tuple[str, str]]


@cache
def vocabulary() -> Vocabulary:
    """The words, read once.

    Raises:
        ConfigError: a key is missing or unknown, or a pattern does not compile.
    """
    read = checked(settings("lines.yaml"), KEYS, NONE, "lines.yaml")
    kinds = {head: kind for kind, heads in read["heads"].items() for head in heads}
    try:
        return Vocabulary(
            kinds,
            _any(kinds),
            re.compile(f"(?:{_any(read['modifiers']).pattern})+$"),
            re.compile(f"^(?:{_any(read['works']).pattern})+"),
            frozenset(read["vague"]),
            frozenset(read["prominent"]),
            _any(read["beside"]),
            re.compile(f"(?:{_any(read['around']).pattern})$"),
            re.compile(f"(?<=..)(?:{_any(read['facilities']).pattern})$"),
            re.compile("^" + read["prefix"]),
            re.compile(read["connectors"]),
            re.compile(read["branch"]),
            re.compile(read["no_section"]),
            read["countries"],
            read["rivers"],
            {short: (zone["name"], zone["code"]) for short, zone in read["zones"].items()},
        )
    except re.error as error:
        message = f"lines.yaml: {error}"
        raise ConfigError(message) from error


def _any(words: object) -> re.Pattern[str]:
    """A pattern for any of these words, longer ones first."""
    listed = sorted((re.escape(str(one)) for one in words), key=lambda one: (-len(one), one))  # type: ignore[attr-defined]
    return re.compile("|".join(listed))


@cache
def known_ends(name: str, kind: str) -> tuple[tuple[str | None, str, str], ...]:
    """(code, name, level) of the ends of a line of the national plans; empty if it is none."""
    for group, kinds in KINDS.items():
        if kind in kinds and name in (lines := settings("networks.yaml")[group]):
            return tuple(_place(end) for end in lines[name])
    return ()


def _place(path: str) -> tuple[str | None, str, str]:
    above, _, name = path.rpartition("/")
    zones = dict(vocabulary().zones.values())
    if name in zones:
        return zones[name] or None, name, "zone"
    table = load()
    found = [one for one in table.by_name(name) if one.name == name and one.level != "township"]
    if above:
        found = [one for one in found if any(up.name == above for up in table.ancestors(one.code))]
    if len(found) != 1:
        message = f"networks.yaml: {path!r} names {len(found)} divisions"
        raise ConfigError(message, "Write the official name, with its city and a slash before a county.")
    return found[0].code, found[0].name, found[0].level
