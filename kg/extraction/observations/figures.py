"""What tells whether a figure is an observation, and of which kind."""

from __future__ import annotations

import numpy as np

from kg.extraction.observations.hashing import Ints, coarse, hashed, pair, rows
from kg.extraction.observations.sheet import Columns, Sheet

REACH = 11


def figure_rows(sheet: Sheet, figures: Columns) -> Ints:
    """One line a figure."""
    many = len(sheet.figures)
    before = [sheet.code(figures.start - step) for step in range(1, REACH + 2)]
    behind = [sheet.code(figures.end + step) for step in range(REACH + 1)]
    unit, exact, base = figures.unit, figures.exact, figures.base
    lead, trail = pair(before[1], before[0]), pair(behind[0], behind[1])
    longer, after = pair(lead, before[2]), pair(trail, behind[2])
    shape = np.array([min(len(one.value), 6) * 2 + (one.form == "number") for one in sheet.figures])
    value = np.array([hashed(one.value) for one in sheet.figures])
    bound = np.array([hashed(one.bound) for one in sheet.figures])
    first = np.searchsorted(sheet.clause, sheet.clause[figures.at], "left")
    last = np.searchsorted(
        sheet.clause, sheet.clause[np.minimum(figures.after, len(sheet.text) - 1)], "right"
    )
    opening, closing = (
        pair(sheet.code(first), sheet.code(first + 1)),
        pair(sheet.code(last - 3), sheet.code(last - 2)),
    )
    gap = coarse(np.maximum(figures.at[1:] - figures.after[:-1], 0))
    gap_before, gap_after = np.concatenate([[99], gap]), np.concatenate([gap, [99]])
    earlier, later = np.concatenate([[0], unit[:-1] + 1]), np.concatenate([unit[1:] + 1, [0]])
    mention, right = sheet.types[figures.at], sheet.types[np.minimum(figures.end, len(sheet.text) - 1)]
    roles = figures.role
    starts = np.array(sheet.begins)[np.searchsorted(sheet.begins, figures.at, "right") - 1]
    left_word, right_word = (
        sheet.words[np.clip(at, 0, len(sheet.text) - 1)] for at in (figures.start - 1, figures.end)
    )
    columns: list[tuple[Ints, ...]] = [
        (unit,), (exact,), (base,), (unit, shape), (unit, value), (exact, value), (unit, bound),
        (unit, before[0]), (unit, lead), (unit, longer), (unit, behind[0]), (unit, trail), (unit, after),
        (lead, trail), (exact, lead), (exact, trail), (base, before[0], behind[0]), (longer, exact),
        (after, exact), (unit, opening), (unit, closing), (unit, earlier, gap_before),
        (unit, later, gap_after), (exact, closing), (unit, mention), (unit, right), (mention, right, base),
        (roles, unit), (roles, base), (roles, lead), (value, trail), (unit, gap_before, lead),
        (unit, (first == starts).astype(np.int64)), (unit, coarse(figures.at - first)),
        (base, coarse(last - figures.after)), (unit, left_word), (unit, right_word),
        (left_word, right_word), (base, right_word),
    ]  # fmt: skip
    bag = len(columns)
    for step in range(REACH - 1):
        side = np.full(many, 1 + step // 4)
        columns.append((unit, -side, pair(before[step + 1], before[step])))
        columns.append((unit, side, pair(behind[step], behind[step + 1])))
    return rows(columns, bag)
