"""Classes of cue words, read from YAML: word lists that features are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import yaml

from kg.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words: ``classes[word]`` are the names of the classes that list the word."""

    classes: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str]

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Cue words of ``text`` with their offsets, longest first at each place, no overlaps."""
        return ((found.start(), found.group()) for found in self.pattern.finditer(text))


def load(source: Traversable, allowed: frozenset[str]) -> Cues:
    """Read lists of words by class.

    Raises:
        ConfigError: a class is not ``allowed``, or a list holds something else than words.
    """
    held = yaml.safe_load(source.read_text(encoding="utf-8"))
    unknown = sorted(set(held) - allowed)
    if unknown:
        message = f"{source}: unknown classes {', '.join(unknown)}"
        raise ConfigError(message, f"allowed are {', '.join(sorted(allowed))}")
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in held.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            message = f"{source}: {name}: a list of words is wanted"
            raise ConfigError(message, "quote words that YAML reads as something else")
        for word in words:
            classes[word] = (*classes.get(word, ()), name)
    longest = sorted(classes, key=lambda word: (-len(word), word))
    return Cues(classes, re.compile("|".join(map(re.escape, longest))))
