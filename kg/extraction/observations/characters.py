"""The characters around each figure, and what tells whether they name its indicator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.extraction.observations.hashing import Ints, coarse, pair, rows
from kg.extraction.observations.sheet import Columns, Sheet, distributed

LEFT, RIGHT = 72, 26


@dataclass(frozen=True, slots=True)
class Windows:
    """The characters around each figure of a sheet, all figures in one array.

    ``at`` are offsets in the passage, ``owner`` the number of the figure, both of equal
    length; ``starts`` is where each figure's window begins in them.
    """

    at: Ints
    owner: Ints
    starts: Ints


def windows(sheet: Sheet, wanted: Ints) -> Windows:
    """Left of each figure to the start of its sentence, right to the end of its clause.

    ``wanted`` are the numbers of the figures to look at, ascending.
    """
    spans: list[Ints] = [np.zeros(0, np.int64)]
    for figure in (sheet.figures[number] for number in wanted):
        low = max(sheet.sentence_range(figure.at)[0], figure.at - LEFT)
        last = min(figure.end, len(sheet.text) - 1)
        same = sheet.clause[last] == sheet.clause[figure.at]
        high = min(sheet.clause_range(last)[1], figure.after + RIGHT) if same else figure.end
        spans.append(np.concatenate([np.arange(low, figure.start), np.arange(figure.end, high)]))
    sizes = [len(span) for span in spans[1:]]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64) if sizes else spans[0]
    return Windows(np.concatenate(spans), np.repeat(wanted, sizes), starts)


def character_rows(sheet: Sheet, figures: Columns, around: Windows) -> Ints:
    """One line a character of ``around``: is it part of its figure's indicator wording?"""
    at, owner = around.at, around.owner
    back2, back, here, on, on2 = (sheet.code(at + step) for step in (-2, -1, 0, 1, 2))
    unit, exact, left = figures.unit[owner], figures.exact[owner], at < figures.start[owner]
    region = _region(sheet, at, figures.at[owner], left.astype(np.int64))
    distance = coarse(np.where(left, figures.start[owner] - at, at - figures.end[owner]))
    first = np.searchsorted(sheet.clause, sheet.clause[at], "left")
    head, opening = coarse(at - first), pair(sheet.code(first), sheet.code(first + 1))
    lead1, lead2 = (sheet.code(figures.start[owner] - step) for step in (1, 2))
    trail1, trail2 = (sheet.code(figures.end[owner] + step) for step in (0, 1))
    lead, trail = pair(lead2, lead1), pair(trail1, trail2)
    gram, gram_back, gram_on = pair(back, here), pair(back2, back), pair(here, on)
    earlier = np.concatenate([[0], figures.unit[:-1]])[owner]
    place, kind = pair(region, unit), sheet.types[at]
    listed, same = listed_items(sheet, at, owner)
    word, inner = sheet.words[at], sheet.inner[at]
    columns: tuple[tuple[Ints, ...], ...] = (
        (place,), (place, distance), (place, head), (place, here), (place, gram), (place, gram_on),
        (region, gram_back, here), (region, gram_on, on2), (region, gram, on), (region, gram_back),
        (region, pair(on, on2)), (place, lead), (place, lead, trail), (region, lead, here),
        (place, lead, gram), (place, trail), (place, trail1, here), (region, exact, here), (region, exact),
        (region, kind, unit), (region, opening), (place, opening, head), (place, earlier, lead), (gram,),
        (gram_on,), (gram_back, gram_on), (region, lead1, distance), (region, trail, distance),
        (listed, same), (listed, same, here), (listed, same, gram), (listed, gram_on), (place, inner),
        (region, word), (word,), (place, word, lead), (inner, here, on), (inner, gram),
    )  # fmt: skip
    return rows(columns)


def _region(sheet: Sheet, at: Ints, place: Ints, left: Ints) -> Ints:
    """How many clauses, list items and figures lie between, and on which side."""
    clauses = np.minimum(np.abs(sheet.clause[place] - sheet.clause[at]), 3)
    items = np.minimum(np.abs(sheet.item[place] - sheet.item[at]), 2)
    between = np.minimum(np.abs(sheet.figure[place] - sheet.figure[at] - left), 3)
    region: Ints = ((clauses * 3 + items) * 4 + between) * 2 + left
    return region


def listed_items(sheet: Sheet, at: Ints, owner: Ints) -> tuple[Ints, Ints]:
    """Behind 分别: how far the character's list item, or figure, is off the one that is meant."""
    shares, pivots = distributed(sheet)
    share, pivot = shares[owner], np.minimum(pivots[owner], len(sheet.text) - 1)
    within = (share >= 0) & (at < pivot)
    by_item = np.clip(sheet.item[pivot] - sheet.item[at] - share, -2, 3) + 3
    by_figure = np.clip(sheet.figure[pivot] - sheet.figure[at] - share, -2, 3) + 3
    same = within & (sheet.clause[pivot] == sheet.clause[at])
    return np.where(within, by_item * 8 + by_figure, 0), same.astype(np.int64)
