"""Confidence intervals of evaluation figures by the bootstrap (Efron 1979) over reports.

Reports are drawn, not single names: names of one report share their author's habits, and an
interval that ignored this would be too narrow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kg.evaluation.score import Figures

SEED = 20_240_101
COVERED = 95.0


def intervals(rows: Sequence[Mapping[str, Figures]], rounds: int) -> dict[str, tuple[float, float]]:
    """The middle 95 % of the F1 of ``rounds`` draws of as many reports, with replacement.

    Args:
        rows: each report's figures by name; a name that a report lacks counts nothing there.
        rounds: how many draws; some 1,000 give the second decimal.

    Returns:
        (low, high) in 0..1 by name. Always the same for the same rows: the seed is fixed.
    """
    drawn = np.random.default_rng(SEED).integers(0, len(rows), (rounds, len(rows)))
    edges = ((100 - COVERED) / 2, (100 + COVERED) / 2)
    found = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        each = [row.get(name, Figures()) for row in rows]
        hits = np.array([one.hits for one in each])[drawn].sum(axis=1)
        both = np.array([one.predicted + one.gold for one in each])[drawn].sum(axis=1)
        low, high = np.percentile(2 * hits / np.maximum(both, 1), edges)
        found[name] = (float(low), float(high))
    return found
