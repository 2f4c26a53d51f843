"""What a report and the table of divisions know of a stretch of text: is it a name, and whose."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.relations import companies
from kg.places import divisions
from kg.places.divisions import Division
from kg.types import EntityType, Marked, Report

QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉\s]")
WANTED = (
    EntityType.PLACE,
    EntityType.PARK,
    EntityType.ENTERPRISE,
    EntityType.ORGANIZATION,
    EntityType.PROJECT,
    EntityType.INDUSTRY,
)
NEAR = 2  # nearness up to which a township's name is taken for it (same province)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of one report by type, and the divisions near it.

    ``names[type][string]`` is the canonical name, ``starts`` counts how many names of the report
    begin with a string, ``home`` is the code of the report's body (empty where unknown), and
    ``initials`` are the characters that its name is shortened to.
    """

    own: str
    home: str
    names: Mapping[EntityType, Mapping[str, str]]
    starts: Mapping[str, int]
    table: divisions.Divisions
    initials: frozenset[str] = frozenset()

    @classmethod
    def of(cls, report: Report, marked: Sequence[Marked], own: str) -> Gazetteer:
        """The gazetteer of ``report`` with its mentions; ``own`` is the name of its body."""
        names: dict[EntityType, dict[str, str]] = {kind: {} for kind in WANTED}
        starts: Counter[str] = Counter()
        seen: set[str] = set()
        for one in marked:
            for mention in one.mentions:
                name = QUOTES.sub("", mention.name)
                if mention.type in names:
                    names[mention.type].setdefault(QUOTES.sub("", mention.surface), name)
                    names[mention.type].setdefault(name, name)
                if name not in seen:
                    seen.add(name)
                    starts.update(name[:size] for size in range(2, 7))
        table = divisions.load()
        home = report.division or next((one.code for one in table.by_name(own)), "")
        body = table.get(home)
        initials = {own[:1]} | ({one for one in body.aliases if len(one) == 1} if body else set())
        return cls(own, home, names, starts, table, frozenset(initials - {""}))

    def tags(self, text: str) -> list[str]:
        """What speaks for ``text`` being a name: ``div-LEVEL-NEARNESS-FORM``, or a type."""
        found = [str(kind) for kind in WANTED if text in self.names[kind]]
        if companies.known(text):
            found.append("company")
        division = self.division(text)
        if division is not None:
            form = "full" if division.name == text else "short"
            near = self.table.nearness(self.home, division.code) if self.home else 9
            found.append(f"div-{division.level}-{near}-{form}")
        return found

    def division(self, text: str) -> Division | None:
        """The division that ``text`` names, the nearest to home; townships only in the province."""
        best: tuple[int, int] | None = None
        chosen = None
        for number, one in enumerate(self.table.by_name(text)):
            near = self.table.nearness(self.home, one.code) if self.home else 9
            if one.level == "township" and near > NEAR:
                continue
            rank = (near if one.level in ("county", "township") else min(near, 2), number)
            if best is None or rank < best:
                best, chosen = rank, one
        return chosen

    def canonical(self, kind: EntityType, text: str) -> str:
        """The name by which ``text`` is known: the report's own, the division's official one, or itself."""
        known = self.names[kind].get(text)
        if known is not None:
            return known
        division = self.division(text) if kind is EntityType.PLACE else None
        return division.name if division else text

    def abbreviates(self, text: str) -> bool:
        """Whether each character stands for a place: an abbreviation, or a city's or near county's first."""
        return set(text) <= _firsts(self.home[:2])

    def frequency(self, text: str) -> str:
        """How many names of the report begin with ``text``, in steps."""
        return str(min(self.starts[text], 4)) if len(text) <= 6 else "-"  # noqa: PLR2004 - longest counted


@functools.lru_cache(maxsize=64)
def _firsts(province: str) -> frozenset[str]:
    """Characters that stand for a place in names: of all provinces and cities, of the province's counties."""
    table = divisions.load()
    near = [one for one in table if one.level in ("province", "city") or one.code[:2] == province]
    found = {one.name[0] for one in near if one.level != "township"}
    return frozenset(found | {alias for one in near for alias in one.aliases if len(alias) == 1})
