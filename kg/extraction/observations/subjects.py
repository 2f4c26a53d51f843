"""What tells which mention a figure is told of, if it is not the report's own body."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

import numpy as np

from kg.extraction.observations.characters import listed_items
from kg.extraction.observations.hashing import Ints, coarse, pair, rows
from kg.extraction.observations.sheet import Columns, Sheet

REACH = 144


@dataclass(frozen=True, slots=True)
class Pairs:
    """Figures and the mentions that may be their subjects: two lists of numbers of equal length."""

    figure: Ints
    mention: Ints


def candidates(sheet: Sheet, wanted: Ints) -> Pairs:
    """The mentions of each figure's sentence, from far before it to the end of its clause.

    ``wanted`` are the numbers of the figures to look at.
    """
    figures: list[int] = []
    mentions: list[int] = []
    starts, ends = sheet.spans[:, 0].tolist(), sheet.spans[:, 1].tolist()
    for number in wanted.tolist():
        figure = sheet.figures[number]
        low = max(sheet.sentence_range(figure.at)[0], figure.at - REACH)
        high = sheet.clause_range(figure.end)[1]
        for other in range(bisect.bisect_left(starts, low), bisect.bisect_left(starts, high)):
            if ends[other] <= high and not starts[other] <= figure.at < ends[other]:
                figures.append(number)
                mentions.append(other)
    return Pairs(np.array(figures, np.int64), np.array(mentions, np.int64))


def pair_rows(sheet: Sheet, figures: Columns, pairs: Pairs) -> Ints:
    """One line a pair: is the mention what the figure is told of?"""
    spans, owner = sheet.spans, pairs.figure
    start, end = spans[pairs.mention, 0], spans[pairs.mention, 1]
    place, unit, base = figures.at[owner], figures.unit[owner], figures.base[owner]
    kind, left = sheet.types[start], start < place
    clauses = np.minimum(np.abs(sheet.clause[place] - sheet.clause[start]), 4)
    items = np.minimum(np.abs(sheet.item[place] - sheet.item[start]), 3)
    between = np.minimum(np.abs(sheet.figure[place] - sheet.figure[start]), 4)
    nearest = np.searchsorted(spans[:, 0], place) - pairs.mention
    others = np.minimum(np.abs(nearest), 4)
    region = ((clauses * 4 + items) * 5 + between) * 2 + left
    gap = np.where(left, figures.start[owner] - end, start - figures.end[owner])
    distance, side = coarse(np.maximum(gap, 0)), pair(clauses, left.astype(np.int64))
    before, after = sheet.code(start - 1), sheet.code(end)
    lead, trail = pair(sheet.code(start - 2), before), pair(after, sheet.code(end + 1))
    head, tail = (
        pair(sheet.code(start), sheet.code(start + 1)),
        pair(sheet.code(end - 2), sheet.code(end - 1)),
    )
    cue = pair(sheet.code(figures.start[owner] - 2), sheet.code(figures.start[owner] - 1))
    behind = pair(sheet.code(figures.end[owner]), sheet.code(figures.end[owner] + 1))
    opens = (start == np.searchsorted(sheet.clause, sheet.clause[start], "left")).astype(np.int64)
    first = (start == np.searchsorted(sheet.sentence, sheet.sentence[start], "left")).astype(np.int64)
    listed, same = listed_items(sheet, start, owner)
    after_word = sheet.words[np.minimum(end, len(sheet.text) - 1)]
    alone = np.bincount(owner, minlength=len(sheet.figures))[owner]
    columns: tuple[tuple[Ints, ...], ...] = (
        (kind,), (kind, region), (kind, side), (kind, side, others), (kind, distance), (kind, after),
        (kind, trail), (kind, before), (kind, lead), (kind, tail), (tail,), (head, tail), (kind, unit),
        (kind, base, clauses), (kind, cue), (kind, behind), (kind, opens, clauses), (kind, opens, trail),
        (kind, clauses, trail), (kind, clauses, lead), (kind, clauses, before, after),
        (clauses, opens, nearest), (kind, first, clauses), (kind, first, nearest), (kind, unit, distance),
        (kind, between, clauses, unit), (kind, tail, clauses), (unit, clauses, after), (trail, cue),
        ((distance == 0).astype(np.int64), kind, unit), (listed, same), (listed, same, kind),
        (kind, alone, clauses), (kind, after_word, clauses), (kind, after_word, unit),
    )  # fmt: skip
    return rows(columns)
