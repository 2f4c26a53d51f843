"""The words in which two names of one thing may differ (``variants.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.resolution.data import checked, settings


@dataclass(frozen=True, slots=True)
class Variants:
    """The words of ``variants.yaml`` as patterns for whole strings."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    works: re.Pattern[str]
    middle: re.Pattern[str]
    old_railways: frozenset[str]
    enterprise_generic: re.Pattern[str]


@cache
def load_variants() -> Variants:
    """The words of ``variants.yaml``, read once.

    Raises:
        ConfigError: a key is unknown or missing.
    """
    keys = {"before", "works", "classes", "middle", "old_railways", "enterprise_generic"}
    data = checked(settings("variants.yaml"), keys, "variants.yaml")
    return Variants(
        _words(data["before"]),
        _words([*data["works"], *data["classes"]]),
        _words(data["works"]),
        _words(data["middle"]),
        frozenset(data["old_railways"]),
        re.compile(data["enterprise_generic"]),
    )


def _words(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(map(re.escape, words), key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(ordered)})+")
