"""The words by which names are completed (``naming.yaml``), and the cleaning of a surface."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from kg.errors import ConfigError
from kg.types import EntityType

QUOTES = re.compile(r"[“”\"「」『』‘’]")
FOOTNOTE = re.compile(r"\[\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕|[①-⑳⑴-⒇¹²³⁰-⁹]+")
BLANKS = re.compile(r"[\s\u3000]+")
KEYS = {"heads", "closed", "lines", "grounds", "ranks", "shared", "transit"}


@dataclass(frozen=True, slots=True)
class Words:
    """``head[type]`` finds a head, with its ranks, at the end of a name; the rest as in the file."""

    head: Mapping[EntityType, re.Pattern[str]]
    closed: frozenset[str]
    lines: frozenset[str]
    grounds: frozenset[str]
    shared: frozenset[str]
    transit: tuple[str, ...]


@cache
def words() -> Words:
    """The words, read once.

    Raises:
        ConfigError: a key or type is unknown or missing.
    """
    source = resources.files("kg.extraction").joinpath("naming.yaml").read_text(encoding="utf-8")
    read = yaml.safe_load(source)
    if not isinstance(read, dict) or set(read) != KEYS:
        message = f"naming.yaml: keys must be {sorted(KEYS)}"
        raise ConfigError(message)
    ranks = _any(read["ranks"])
    try:
        heads = {
            EntityType(type_): re.compile(f"(?:{ranks})*(?:{_any(listed)})$")
            for type_, listed in read["heads"].items()
        }
    except ValueError as error:
        message = f"naming.yaml: {error}"
        raise ConfigError(message) from error
    return Words(
        heads,
        closed=frozenset(read["closed"]),
        lines=frozenset(read["lines"]),
        grounds=frozenset(read["grounds"]),
        shared=frozenset(read["shared"]),
        transit=tuple(read["transit"]),
    )


def _any(listed: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, listed), key=lambda one: (-len(one), one)))


def head_of(type_: EntityType, name: str) -> str:
    """The head of a name with its ranks (国家级重点实验室), empty where it has none of the list."""
    pattern = words().head.get(type_)
    found = pattern.search(name) if pattern else None
    return found[0] if found else ""


def clean(surface: str) -> str:
    """A surface without quotation marks, footnote numbers and blanks between Chinese characters."""
    bare = BLANKS.sub("", FOOTNOTE.sub("", QUOTES.sub("", surface)))
    return bare or surface
