"""Cutting a passage into the stretches that the recogniser reads at once."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"[^。；！？]*[。；！？]+[”’」』）)]*|[^。；！？]+")
CLAUSE = re.compile(r"[^，、：,]*[，、：,]|[^，、：,]+")
LENGTH = 180
"""Most characters of a unit, unless a single clause is longer than that."""


def units(text: str, length: int = LENGTH) -> list[tuple[int, int]]:
    """Ranges that tile ``text``: whole sentences, packed up to ``length`` characters.

    A sentence longer than that is cut after a comma, and where there is none at ``length``.
    """
    ranges: list[tuple[int, int]] = []
    for start, end in _pieces(text, length):
        if ranges and end - ranges[-1][0] <= length:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
    return ranges


def _pieces(text: str, length: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for sentence in SENTENCE.finditer(text):
        if sentence.end() - sentence.start() <= length:
            pieces.append(sentence.span())
            continue
        for clause in CLAUSE.finditer(text, *sentence.span()):
            pieces += [(at, min(at + length, clause.end())) for at in range(*clause.span(), length)]
    return pieces
