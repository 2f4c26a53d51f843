"""The patterns of this package: data in ``rules.yaml``, read strictly, compiled once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from kg.errors import ConfigError

KEYS = frozenset({"id", "kind", "pattern", "examples", "counters"})
KINDS = frozenset(
    {
        "noise",  # a stretch that is left out of the running text
        "page_number",  # a line that is a page number
        "front",  # a line of a web page, before the report
        "abstract",  # a label; the line after it is an abstract
        "back",  # a line where the running text ends: list of terms, page foot
        "salutation",
        "title",
        "meeting",
        "speaker",
        "numbered_1",
        "numbered_2",
        "numbered_3",
        "numbered_4",
        "inline_heading",  # a heading inside of a block of many paragraphs
        "part_title",  # an un-numbered heading of a report's main parts
        "review",
        "plan",
        "review_cue",
        "plan_cue",
        "year_is",  # opens the review or the plan of a year, group "year"
        "plan_year",  # tells the year that is planned, groups "year" or "next"
        "state_council",
        "body",  # names the body whose report it is, group "body"
        "class",  # names the class of the body, group "class"
        "own_before",  # what stands before a body's own name
        "own_after",  # what stands after it
    }
)
MIN_EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, with examples that it must match and counter-examples that it must not."""

    id: str
    kind: str
    pattern: str
    examples: tuple[str, ...]
    counters: tuple[str, ...]

    def found(self, text: str) -> re.Match[str] | None:
        """The first match in ``text``."""
        return compiled(self.pattern).search(text)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """``pattern`` as a regular expression, line by line."""
    return re.compile(pattern, re.MULTILINE)


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """All rules by kind, in the order of the file.

    Raises:
        ConfigError: the package's file of rules is faulty.
    """
    text = resources.files("kg.reading").joinpath("rules.yaml").read_text(encoding="utf-8")
    found: dict[str, list[Rule]] = defaultdict(list)
    for number, entry in enumerate(yaml.safe_load(text)):
        rule = _rule(entry, number)
        found[rule.kind].append(rule)
    return {kind: tuple(found[kind]) for kind in sorted(KINDS)}


def match(kind: str, text: str) -> re.Match[str] | None:
    """The first match of a rule of ``kind`` in ``text``, in the order of the rules."""
    return next((found for rule in rules()[kind] if (found := rule.found(text))), None)


def matches(kind: str, text: str) -> Iterator[re.Match[str]]:
    """All matches of all rules of ``kind``, rule by rule."""
    for rule in rules()[kind]:
        yield from compiled(rule.pattern).finditer(text)


def _rule(entry: object, number: int) -> Rule:
    where = f"kg/reading/rules.yaml, rule {number}"
    if not isinstance(entry, dict) or set(entry) != KEYS:
        message = f"{where}: its keys are not {', '.join(sorted(KEYS))}"
        raise ConfigError(message, "each rule has exactly these keys")
    if entry["kind"] not in KINDS:
        message = f"{where}: unknown kind {entry['kind']!r}"
        raise ConfigError(message, f"one of {', '.join(sorted(KINDS))}")
    if len(entry["examples"]) < MIN_EXAMPLES or not entry["counters"]:
        message = f"{where} ({entry['id']}): too few examples"
        raise ConfigError(message, "give two examples and a counter-example")
    return Rule(
        entry["id"], entry["kind"], entry["pattern"], tuple(entry["examples"]), tuple(entry["counters"])
    )
