"""What the recogniser sees of each character, the same in training and at run time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import ahocorasick
import numpy as np
from numpy.typing import NDArray

WORD_PARTS = 4
"""Position of a character in its word: begin, middle, end, single."""
PLACE_PARTS = 9
"""None, or position in a place's official name (4) or in another name of a place (4)."""
FEATURE_SIZES = (WORD_PARTS, PLACE_PARTS)

Ints = NDArray[np.int64]


class Characters:
    """Numbers of characters; half- and full-width forms and letter case count as one.

    Args:
        known: the characters in the order of the net's embedding; number 0 is any other.
    """

    def __init__(self, known: Sequence[str]) -> None:
        self._numbers = {character: number for number, character in enumerate(known) if number}

    def numbers(self, text: str) -> list[int]:
        """One number a character of ``text``."""
        return [self._numbers.get(one) or self._numbers.get(_folded(one), 0) for one in text]


def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character)[:1].lower()


class PlaceNames:
    """Longest matches of place names in a text.

    Args:
        names: name → whether it is an official one (安岳县) or another (安岳).
    """

    def __init__(self, names: Mapping[str, bool]) -> None:
        self._automaton = ahocorasick.Automaton()
        for name, official in names.items():
            self._automaton.add_word(name, (len(name), official))
        self._automaton.make_automaton()

    def parts(self, text: str) -> list[int]:
        """A number below :data:`PLACE_PARTS` a character of ``text``."""
        parts = [0] * len(text)
        for end, (length, official) in self._automaton.iter_long(text):
            base = 1 if official else 5
            fill(parts, end + 1 - length, end + 1, base)
        return parts


def fill(parts: list[int], start: int, end: int, base: int) -> None:
    """Number the characters ``start:end`` as begin, middle, end or single, counted from ``base``."""
    if end - start == 1:
        parts[start] = base + 3
        return
    parts[start + 1 : end - 1] = [base + 1] * (end - start - 2)
    parts[start], parts[end - 1] = base, base + 2


def word_parts(length: int, words: Iterable[tuple[int, int]]) -> list[int]:
    """A number below :data:`WORD_PARTS` a character; characters outside of ``words`` stand single."""
    parts = [3] * length
    for start, end in words:
        fill(parts, start, end, 0)
    return parts


def matrix(text: str, words: Iterable[tuple[int, int]], places: PlaceNames) -> Ints:
    """Features ``[len(text), 2]`` of the characters of ``text``."""
    return np.array([word_parts(len(text), words), places.parts(text)], dtype=np.int64).T.reshape(-1, 2)
