"""A passage laid out for reading its figures: characters as numbers, clauses, figures, mentions."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

import numpy as np

from kg.extraction.observations.hashing import Ints, hashed
from kg.extraction.quantities import Figure, find
from kg.types import EntityType, Marked

SENTENCES = re.compile("[。！？!?]")
CLAUSES = re.compile("[。！？!?；;，,：:]")
ITEMS = re.compile("[、和及与]")
DIGITS = "０１２３４５６７８９123456789"
SAME = str.maketrans(DIGITS + "％（）；，：！？“”", "0" * len(DIGITS) + '%();,:!?""')
TYPES = {type_: number for number, type_ in enumerate(EntityType, 1)}
MEASURES = {"%": 1, "{pp}": 2, "CNY": 3, "USD": 3, "EUR": 3, "1": 4, "{person}": 5, "{visit}": 5, "{mu}": 6, "m2": 6}
MEASURES |= {"km": 7, "": 0}
FORMS = {"number": 0, "spelled": 1, "rank": 2, "ratio": 3, "fraction": 4, "doubling": 5}
OTHER = 8
PAD = 16
EACH = re.compile("分别|分列")
JOINTS = frozenset(("、", "和", "与", "及", "，", ",", "、增长", "和增长"))
LEAD = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """One passage. Arrays run over its characters.

    ``codes`` are code points with digits and widths made one, ``PAD`` zeros on either side;
    ``sentence``, ``clause`` and ``item`` count the breaks (。 / ， / 、) before each character;
    ``types`` is the number of the type of the mention there, or 0; ``figure`` counts the
    figures that begin at or before it.
    """

    marked: Marked
    text: str
    figures: tuple[Figure, ...]
    codes: Ints
    sentence: Ints
    clause: Ints
    item: Ints
    types: Ints
    figure: Ints

    def sentence_range(self, offset: int) -> tuple[int, int]:
        """The half-open range of the sentence that holds ``offset``, its 。 included."""
        return _range(self.sentence, offset)

    def clause_range(self, offset: int) -> tuple[int, int]:
        """The half-open range of the clause that holds ``offset``, its closing mark included."""
        return _range(self.clause, offset)

    def code(self, offsets: Ints) -> Ints:
        """The codes at ``offsets``; 0 outside of the passage."""
        return self.codes[np.clip(offsets + PAD, 0, len(self.codes) - 1)]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the figures of a sheet are, an array each, one number a figure.

    ``unit`` is a small number for what is measured, ``base`` stands for the unit without 万
    and 亿, ``exact`` for the unit as written. ``start``, ``at``, ``after``, ``end`` as in
    :class:`kg.extraction.quantities.Figure`.
    """

    start: Ints
    at: Ints
    after: Ints
    end: Ints
    unit: Ints
    base: Ints
    exact: Ints


def lay_out(marked: Marked) -> Sheet:
    """The sheet of ``marked``."""
    text = marked.passage.text
    figures = tuple(find(text))
    types = np.zeros(len(text), np.int64)
    for mention, (start, end) in zip(marked.mentions, marked.spans, strict=True):
        types[start:end] = TYPES[mention.type]
    codes = np.frombuffer(text.translate(SAME).encode("utf-32-le"), "<u4").astype(np.int64)
    breaks, clauses, items = (
        _counted([match.end() for match in pattern.finditer(text)], len(text))
        for pattern in (SENTENCES, CLAUSES, ITEMS)
    )
    begun = _counted([figure.at for figure in figures], len(text))
    return Sheet(marked, text, figures, np.pad(codes, PAD), breaks, clauses, items, types, begun)


def columns(sheet: Sheet) -> Columns:
    """The figures of ``sheet`` as arrays."""
    figures = sheet.figures
    ranges = (np.array([getattr(figure, name) for figure in figures], np.int64) for name in ("start", "at", "after", "end"))
    kinds = [FORMS[figure.form] * 10 + MEASURES.get(figure.unit_code, OTHER) for figure in figures]
    bases = [hashed(figure.unit.lstrip("十百千万亿")) for figure in figures]
    exact = [hashed(figure.unit) for figure in figures]
    return Columns(*ranges, *(np.array(one, np.int64) for one in (kinds, bases, exact)))


def distributed(sheet: Sheet) -> tuple[Ints, Ints]:
    """For each figure in a list behind 分别: how many of the list follow it, and where 分别 stands.

    ``-1`` and 0 for all other figures.
    """
    shares = np.full(len(sheet.figures), -1, np.int64)
    after = np.zeros(len(sheet.figures), np.int64)
    for match in EACH.finditer(sheet.text):
        first = bisect.bisect_left(sheet.figures, match.end(), key=lambda figure: figure.at)
        last = first
        while last < len(sheet.figures) and _goes_on(sheet, last, match.end() if last == first else None):
            last += 1
        shares[first:last] = np.arange(last - first)[::-1]
        after[first:last] = match.start()
    return shares, after


def _goes_on(sheet: Sheet, number: int, opening: int | None) -> bool:
    """Whether figure ``number`` begins the list behind ``opening``, or goes on with it."""
    start = sheet.figures[number].start
    if opening is not None:
        return start - opening <= LEAD and "，" not in sheet.text[opening:start]
    return sheet.text[sheet.figures[number - 1].end : start] in JOINTS


def _range(counts: Ints, offset: int) -> tuple[int, int]:
    number = counts[offset]
    return int(np.searchsorted(counts, number, "left")), int(np.searchsorted(counts, number, "right"))


def _counted(offsets: list[int], size: int) -> Ints:
    """How many of ``offsets`` lie at or before each character."""
    marks = np.zeros(size + 1, np.int64)
    np.add.at(marks, offsets, 1)
    return np.cumsum(marks[:size])
