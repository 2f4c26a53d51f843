"""A report laid out for reading its figures: characters as numbers, clauses, figures, mentions."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.extraction.observations.hashing import Ints, hashed
from kg.extraction.quantities import Figure, find
from kg.types import EntityType, Marked, Mention, Report, SectionRole

SENTENCES = re.compile("[。！？!?\n]")
CLAUSES = re.compile("[。！？!?；;，,：:\n]")
ITEMS = re.compile("[、和及与]")
DIGITS = "０１２３４５６７８９123456789"
SAME = str.maketrans(DIGITS + "％（）；，：！？“”", "0" * len(DIGITS) + '%();,:!?""')
TYPES = {type_: number for number, type_ in enumerate(EntityType, 1)}
ROLES = {role: number for number, role in enumerate(SectionRole)}
NO_ROLE = 3
MEASURES = {
    "%": 1,
    "{pp}": 2,
    "CNY": 3,
    "USD": 3,
    "EUR": 3,
    "1": 4,
    "{person}": 5,
    "{visit}": 5,
    "{mu}": 6,
    "m2": 6,
}
MEASURES |= {"km": 7, "": 0}
FORMS = {"number": 0, "spelled": 1, "rank": 2, "ratio": 3, "fraction": 4, "doubling": 5}
OTHER = 8
PAD = 16
EACH = re.compile("分别|分列")
JOINTS = frozenset(("、", "和", "与", "及", "，", ",", "、增长", "和增长"))
LEAD = 12
BREAK = "\n"
BEGINS, ENDS = 2, 4


@dataclass(frozen=True, slots=True)
class Sheet:
    """The passages of a report, one behind the other with a line break between.

    ``begins`` are the offsets in ``text`` where they begin; ``mentions`` and ``spans`` are
    theirs, spans as offsets in ``text``. Arrays run over the characters of ``text``:
    ``codes`` are code points with digits and widths made one, ``PAD`` zeros on either side;
    ``sentence``, ``clause`` and ``item`` count the breaks (。 / ， / 、) before each character;
    ``types`` is twice the number of the type of the mention there, one more at its first
    character, or 0; ``figure`` counts the figures that begin at or before it; ``words`` is a
    number for the word that holds it, ``inner`` its place in that word (0 if there is none,
    else 1, with ``BEGINS`` and ``ENDS`` at its first and last character).
    """

    passages: tuple[Marked, ...]
    begins: tuple[int, ...]
    text: str
    figures: tuple[Figure, ...]
    mentions: tuple[Mention, ...]
    spans: Ints
    codes: Ints
    sentence: Ints
    clause: Ints
    item: Ints
    types: Ints
    figure: Ints
    words: Ints
    inner: Ints

    def sentence_range(self, offset: int) -> tuple[int, int]:
        """The half-open range of the sentence that holds ``offset``, its 。 included."""
        return _range(self.sentence, offset)

    def clause_range(self, offset: int) -> tuple[int, int]:
        """The half-open range of the clause that holds ``offset``, its closing mark included."""
        return _range(self.clause, offset)

    def passage_at(self, offset: int) -> int:
        """The number of the passage that holds ``offset``."""
        return bisect.bisect_right(self.begins, offset) - 1

    def code(self, offsets: Ints) -> Ints:
        """The codes at ``offsets``; 0 outside of the text."""
        return self.codes[np.clip(offsets + PAD, 0, len(self.codes) - 1)]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the figures of a sheet are, an array each, one number a figure.

    ``start``, ``at``, ``after`` and ``end`` are as in :class:`kg.extraction.quantities.Figure`.
    ``unit`` is a small number for what is measured, ``base`` stands for the unit without 万
    and 亿, ``exact`` for the unit as written, ``role`` for the section's role.
    """

    start: Ints
    at: Ints
    after: Ints
    end: Ints
    unit: Ints
    base: Ints
    exact: Ints
    role: Ints


def lay_out(passages: Sequence[Marked]) -> Sheet:
    """The sheet of ``passages``."""
    text = "".join(one.passage.text + BREAK for one in passages)
    begins = np.cumsum([0] + [len(one.passage.text) + 1 for one in passages])[:-1].tolist()
    figures = tuple(find(text))
    moved = [
        (mention, start + begin, end + begin)
        for begin, one in zip(begins, passages, strict=True)
        for mention, (start, end) in zip(one.mentions, one.spans, strict=True)
    ]
    types = np.zeros(len(text), np.int64)
    for mention, start, end in moved:
        types[start:end] = TYPES[mention.type] * 2
        types[start] += 1
    codes = np.frombuffer(text.translate(SAME).encode("utf-32-le"), "<u4").astype(np.int64)
    breaks, clauses, items = (
        _counted([match.end() for match in pattern.finditer(text)], len(text))
        for pattern in (SENTENCES, CLAUSES, ITEMS)
    )
    begun = _counted([figure.at for figure in figures], len(text))
    mentions, spans = (
        tuple(row[0] for row in moved),
        np.array([row[1:] for row in moved], np.int64).reshape(-1, 2),
    )
    words, inner = _words(text, passages, begins)
    return Sheet(
        tuple(passages), tuple(begins), text, figures, mentions, spans,
        np.pad(codes, PAD), breaks, clauses, items, types, begun, words, inner,
    )  # fmt: skip


def columns(sheet: Sheet, report: Report) -> Columns:
    """The figures of ``sheet``, which is one of ``report``, as arrays."""
    figures = sheet.figures
    ranges = ([getattr(figure, name) for figure in figures] for name in ("start", "at", "after", "end"))
    kinds = [FORMS[figure.form] * 10 + MEASURES.get(figure.unit_code, OTHER) for figure in figures]
    bases = [hashed(figure.unit.lstrip("十百千万亿")) for figure in figures]
    exact = [hashed(figure.unit) for figure in figures]
    roles = []
    for figure in figures:
        passage = sheet.passages[sheet.passage_at(figure.at)].passage
        role = NO_ROLE if passage.section is None else ROLES[report.sections[passage.section].role]
        roles.append(role * 2 + passage.heading)
    return Columns(*(np.array(one, np.int64) for one in (*ranges, kinds, bases, exact, roles)))


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


def _words(text: str, passages: Sequence[Marked], begins: Sequence[int]) -> tuple[Ints, Ints]:
    words, inner = np.zeros(len(text), np.int64), np.zeros(len(text), np.int64)
    for begin, one in zip(begins, passages, strict=True):
        for start, end in one.words:
            words[begin + start : begin + end] = hashed(text[begin + start : begin + end])
            inner[begin + start : begin + end] = 1
            inner[begin + start] |= BEGINS
            inner[begin + end - 1] |= ENDS
    return words, inner


def _range(counts: Ints, offset: int) -> tuple[int, int]:
    number = counts[offset]
    return int(np.searchsorted(counts, number, "left")), int(np.searchsorted(counts, number, "right"))


def _counted(offsets: list[int], size: int) -> Ints:
    """How many of ``offsets`` lie at or before each character."""
    marks = np.zeros(size + 1, np.int64)
    np.add.at(marks, offsets, 1)
    return np.cumsum(marks[:size])
