"""Whether a figure is told of what was, what is estimated or what is announced, and of which year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from kg.errors import ConfigError
from kg.extraction.observations.sheet import Sheet
from kg.extraction.quantities import Figure
from kg.types import Modality, Report, SectionRole

FILE = "modality.yaml"
KEYS = {"id", "cue", "reach", "modality", "roles", "examples", "counter"}
REACHES = ("passage", "behind")
YEAR = re.compile(r"((?:19|20)\d\d)年")
FORMER = re.compile("由[^，。；]{0,3}$")
RISEN = re.compile("[^，。；]{0,6}(?:增|升|提高|提升|扩|降|减|下降|缩|压)[^，。；]{0,4}[至到为]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A cue and what it makes of the figures within its reach; see ``modality.yaml``."""

    id: str
    cue: re.Pattern[str]
    reach: str
    modality: Modality
    roles: tuple[SectionRole, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    def holds(self, sheet: Sheet, figure: Figure, role: SectionRole) -> bool:
        """Whether ``figure`` lies within the reach of the cue, in a section of that role."""
        if self.roles and role not in self.roles:
            return False
        if self.reach == "passage":
            passage = sheet.passages[sheet.passage_at(figure.at)].passage
            return self.cue.search(passage.text) is not None
        return self.cue.search(sheet.text, sheet.sentence_range(figure.at)[0], figure.at) is not None


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rules that come with the package, in order; the first that holds decides."""
    text = resources.files("kg.extraction.observations").joinpath(FILE).read_text(encoding="utf-8")
    return tuple(read(one) for one in yaml.safe_load(text))


def read(rule: Mapping[str, object]) -> Rule:
    """One rule as YAML gives it.

    Raises:
        ConfigError: a key is unknown or lacking, or a value is not one that is known.
    """
    name = rule.get("id", "?")
    if not set(rule) <= KEYS or not set(rule) >= KEYS - {"roles"}:
        keys = sorted(KEYS.symmetric_difference(rule))
        message = f"{FILE}: {name}: keys unknown or lacking: {', '.join(keys)}"
        raise ConfigError(message, f"keys of a rule are {', '.join(sorted(KEYS))}")
    lists = {key: tuple(map(str, _list(rule.get(key)))) for key in ("examples", "counter", "roles")}
    try:
        roles = tuple(SectionRole(one) for one in lists["roles"])
        reach = REACHES[REACHES.index(str(rule["reach"]))]
        cue, modality = re.compile(str(rule["cue"])), Modality(str(rule["modality"]))
    except (ValueError, re.error) as error:
        message = f"{FILE}: {name}: {error}"
        raise ConfigError(message, f"reach is one of {', '.join(REACHES)}") from error
    return Rule(str(name), cue, reach, modality, roles, lists["examples"], lists["counter"])


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def modality(report: Report, sheet: Sheet, figure: Figure) -> Modality:
    """The modality of ``figure``: that of the first rule that holds, else that of the section."""
    section = sheet.passages[sheet.passage_at(figure.at)].passage.section
    role = SectionRole.OTHER if section is None else report.sections[section].role
    for rule in rules():
        if rule.holds(sheet, figure, role):
            return rule.modality
    return Modality.PLANNED if role is SectionRole.PLAN else Modality.ACTUAL


def year(report: Report, sheet: Sheet, figure: Figure, mode: Modality) -> int | None:
    """The year that ``figure`` is told of: one that its sentence names before it, else the section's.

    Of 由 X 增至 Y the former figure is of the year before.
    """
    usual = _usual(report, sheet.passages[sheet.passage_at(figure.at)].passage.section, mode)
    start = sheet.sentence_range(figure.at)[0]
    named = [int(match[1]) for match in YEAR.finditer(sheet.text, start, figure.at)]
    if named and report.year and abs(named[-1] - report.year) <= 1 and mode is not Modality.PLANNED:
        return named[-1]
    if usual and FORMER.search(sheet.text, start, figure.at) and RISEN.match(sheet.text, figure.end):
        return usual - 1
    return usual


def _usual(report: Report, section: int | None, mode: Modality) -> int | None:
    told = None if section is None else report.sections[section].year
    if told is not None or report.year is None:
        return told
    return report.year if mode is Modality.PLANNED else report.year - 1
