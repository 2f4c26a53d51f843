"""Evidence of a statement: the sentence around what says it."""

from __future__ import annotations

import re

from kg.types import Evidence, Marked, Report

SENTENCE_END = re.compile(r"[。；！？][”’」』）)]*")
CLAUSE_END = re.compile(r"[，：。；！？][”’」』）)]*")
LONGEST = 160
"""Most characters of a sentence that is shown whole; of a longer one only the clauses are."""


def evidence(report: Report, marked: Marked, span: tuple[int, int], rule: str, confidence: float) -> Evidence:
    """The evidence that the sentence around ``span`` (half-open offsets in the cleaned passage) holds.

    ``quote`` is what the file has there, so ``quote == report.text[start:end]``. Of a sentence of
    more than :data:`LONGEST` characters it is the clauses around ``span``.
    """
    start, end = marked.passage.raw(*sentence(marked.passage.text, *span))
    return Evidence(
        report.id,
        report.paragraph_at(start),
        start,
        end,
        report.text[start:end],
        rule,
        round(float(confidence), 4),
    )


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the sentence (or, where it is long, of the clauses) that holds ``start:end``."""
    first, last = _around(text, start, end, SENTENCE_END)
    if last - first > LONGEST:
        first, last = _around(text, start, end, CLAUSE_END)
    return first, last


def _around(text: str, start: int, end: int, stop: re.Pattern[str]) -> tuple[int, int]:
    low = max(0, start - 2 * LONGEST)
    first = max(
        (found.end() for found in stop.finditer(text, low, start) if found.end() <= start), default=low
    )
    while first < start and text[first].isspace():
        first += 1
    found = stop.search(text, end - 1)
    last = found.end() if found else len(text)
    return first, max(last, end)
