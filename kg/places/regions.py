"""Regions that are no administrative divisions: 川渝, 长三角, 苏北."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.errors import ConfigError
from kg.places.data import checked, settings
from kg.places.divisions import Divisions, load

REQUIRED = frozenset(("name", "why"))
OPTIONAL = frozenset(("aliases", "members"))


@dataclass(frozen=True, slots=True)
class Region:
    """A region: ``members`` are codes of divisions, none where no plan or border fixes them."""

    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """An id that no division's code can be."""
        return f"region:{self.name}"

    @property
    def level(self) -> str:
        """``region``, in the place of a division's level."""
        return "region"


@cache
def regions() -> dict[str, Region]:
    """The regions of the package by name and alias.

    Raises:
        ConfigError: an entry is faulty: an unknown key, a member that is no division, or a
            name that two regions bear.
    """
    found: dict[str, Region] = {}
    for number, entry in enumerate(settings("regions.yaml")["regions"]):
        place = f"regions.yaml regions[{number}]"
        line = checked(entry, REQUIRED, OPTIONAL, place)
        members = tuple(_code(load(), path, place) for path in line.get("members", ()))
        one = Region(line["name"], tuple(line.get("aliases", ())), members)
        for name in (one.name, *one.aliases):
            if found.setdefault(name, one) is not one:
                message = f"{place}: the name {name!r} is taken"
                raise ConfigError(message)
    return found


@cache
def region(name: str) -> Region | None:
    """The region that bears this name, or that a row of provinces' abbreviations makes.

    湘粤 and 云贵川 are regions whose members are those provinces.
    """
    listed = regions().get(name)
    if listed is not None:
        return listed
    members = [_abbreviated(load(), character) for character in name]
    codes = tuple(code for code in members if code is not None)
    several = len(set(codes)) == len(members) > 1
    return Region(name, (), codes) if several else None


def _abbreviated(table: Divisions, character: str) -> str | None:
    codes = [one.code for one in table.by_name(character) if one.level == "province"]
    return codes[0] if codes else None


def _code(table: Divisions, path: str, place: str) -> str:
    above, _, name = path.rpartition("/")
    found = [one.code for one in table.by_name(name) if one.name == name and one.level != "township"]
    if above:
        found = [code for code in found if _lies_in(table, code, table.by_name(above))]
    if len(found) != 1:
        message = f"{place}: {path!r} names {len(found)} divisions"
        raise ConfigError(message, "Write the official name, with its city and a slash before a county.")
    return found[0]


def _lies_in(table: Divisions, code: str, above: Iterable[object]) -> bool:
    codes = {getattr(one, "code", None) for one in above}
    return any(one.code in codes for one in table.ancestors(code))
