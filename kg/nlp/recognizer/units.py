"""Cutting a passage into the stretches that the recogniser reads at once: its sentences."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"[^。；！？]*[。；！？]+[”’」』）)]*|[^。；！？]+")
CLAUSE = re.compile(r"[^，、：,]*[，、：,]|[^，、：,]+")
LENGTH = 300
"""Most characters of a unit; a longer sentence is cut between its clauses."""


def units(text: str, length: int = LENGTH) -> list[tuple[int, int]]:
    """Ranges that tile ``text``: its sentences, of at most ``length`` characters each."""
    found: list[tuple[int, int]] = []
    for sentence in SENTENCE.finditer(text):
        found += (
            [sentence.span()]
            if sentence.end() - sentence.start() <= length
            else _cut(text, *sentence.span(), length)
        )
    return found


def _cut(text: str, start: int, end: int, length: int) -> list[tuple[int, int]]:
    """Whole clauses of one long sentence, packed up to ``length`` characters."""
    packed: list[tuple[int, int]] = []
    for clause in CLAUSE.finditer(text, start, end):
        for at in range(*clause.span(), length):
            until = min(at + length, clause.end())
            if packed and until - packed[-1][0] <= length:
                packed[-1] = (packed[-1][0], until)
            else:
                packed.append((at, until))
    return packed
