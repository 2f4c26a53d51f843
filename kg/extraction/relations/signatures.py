"""Which relations two types may stand in, read from ``signatures.yaml``."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from kg.errors import ConfigError
from kg.types import EntityType, Predicate

KEYS = frozenset({"head", "tail", "pairs"})
Pair = tuple[EntityType, EntityType]


@functools.lru_cache(maxsize=1)
def relations() -> Mapping[Pair, tuple[Predicate, ...]]:
    """The relations that each pair of head and tail type may stand in.

    Raises:
        ConfigError: the file names an unknown relation, type or key.
    """
    source = importlib.resources.files(__package__) / "signatures.yaml"
    held: dict[Pair, list[Predicate]] = {}
    for name, entry in yaml.safe_load(source.read_text(encoding="utf-8")).items():
        try:
            for pair in _pairs(entry):
                held.setdefault(pair, []).append(Predicate(name))
        except (KeyError, ValueError) as error:
            message = f"signatures.yaml: {name}: {error}"
            raise ConfigError(message, "name types and relations as docs/extraction.md does") from None
    return {pair: tuple(found) for pair, found in held.items()}


def _pairs(entry: Mapping[str, Any]) -> Iterator[Pair]:
    unknown = sorted(set(entry) - KEYS)
    if unknown:
        message = f"unknown keys {', '.join(unknown)}"
        raise ValueError(message)
    if "pairs" in entry:
        yield from ((EntityType(head), EntityType(tail)) for head, tail in entry["pairs"])
    else:
        yield from ((EntityType(head), EntityType(tail)) for head in entry["head"] for tail in entry["tail"])
