"""Running the rules over a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.nlp.patterns.rules import Rule, rules
from kg.types import EntityType


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that a rule found: half-open range, type, the rule's id, and whether it wins."""

    start: int
    end: int
    type: EntityType
    rule: str
    over: bool


class Matcher:
    """Rules that are run over texts."""

    def __init__(self, using: Sequence[Rule]) -> None:
        self._rules = tuple(using)

    def find(self, text: str) -> list[Hit]:
        """All matches of all rules, by position."""
        hits = [hit for rule in self._rules for hit in matches(rule, text)]
        return sorted(hits, key=lambda one: (one.start, -one.end, one.rule))


def matches(rule: Rule, text: str) -> Iterator[Hit]:
    """The matches of one rule."""
    group = "name" if "name" in rule.pattern.groupindex else 0
    for found in rule.pattern.finditer(text):
        start, end = found.span(group)
        if end > start:
            yield Hit(start, end, rule.data.type, rule.data.id, rule.data.over)


@cache
def shipped() -> Matcher:
    """The matcher of the package's rules."""
    return Matcher(rules())
