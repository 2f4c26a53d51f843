"""The table of units of measure (``quantities.yaml``), read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib import resources

import yaml

from kg.errors import ConfigError

FILE = "quantities.yaml"
KEYS = {"units", "counters", "only_digits", "not_before", "letters", "bounds"}


@dataclass(frozen=True, slots=True)
class Units:
    """Units by their wording, and the words that make a figure a bound.

    ``codes`` leads from a unit (without 万, 亿) to its code and factor; ``after_digits``
    and ``after_numerals`` are the units that may follow either, longest first; ``before``
    and ``after`` lead from a bound word to its name in :class:`kg.types.Quantity`;
    ``not_before`` tells what must not follow a unit.
    """

    codes: Mapping[str, tuple[str, Decimal]]
    after_digits: tuple[str, ...]
    after_numerals: tuple[str, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]
    not_before: Mapping[str, str]

    def pattern(self, units: Iterable[str]) -> str:
        """A regular expression for ``units``, longest first."""
        parts = []
        for unit in units:
            barred = self.not_before.get(unit)
            parts.append(re.escape(unit) + (f"(?!{barred})" if barred else ""))
        return "|".join(parts)

    def code(self, unit: str) -> tuple[str, Decimal] | None:
        """Code and factor of ``unit``; a note in brackets behind it (``套（间）``) does not count."""
        return self.codes.get(unit) or self.codes.get(unit.partition("（")[0].partition("(")[0])


@lru_cache(maxsize=1)
def load() -> Units:
    """The table that comes with the package.

    Raises:
        ConfigError: the file has a key that is not known, or lacks one.
    """
    text = resources.files("kg.extraction").joinpath(FILE).read_text(encoding="utf-8")
    return read(yaml.safe_load(text))


def read(table: object) -> Units:
    """The table in ``table``, as YAML gives it.

    Raises:
        ConfigError: a key is not known or lacking.
    """
    if not isinstance(table, dict) or set(table) != KEYS:
        keys = sorted(KEYS.symmetric_difference(table if isinstance(table, dict) else ()))
        message = f"{FILE}: keys unknown or lacking: {', '.join(map(str, keys))}"
        raise ConfigError(message, f"its keys are {', '.join(sorted(KEYS))}")
    codes = {
        unit: (code, Decimal(str(factor)))
        for code, units in table["units"].items()
        for unit, factor in units.items()
    }
    codes = {counter: ("1", Decimal(1)) for counter in table["counters"]} | codes
    sides = {side: _bounds(table["bounds"][side]) for side in ("before", "after")}
    letters = set(table["letters"])
    spelled = set(codes) - set(table["only_digits"]) - letters
    after_digits, after_numerals = _longest(set(codes) | letters), _longest(spelled)
    return Units(codes, after_digits, after_numerals, not_before=table["not_before"], **sides)


def _bounds(names: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    pairs = [(word, name) for name, words in names.items() for word in words]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _longest(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
