"""Intervals of figures."""

from __future__ import annotations

import pytest

from kg.evaluation.bootstrap import intervals
from kg.evaluation.score import Figures

EVEN = [{"mention": Figures(8, 10, 10)}] * 5
UNEVEN = [{"mention": Figures(hits, 10, 10)} for hits in (2, 5, 8, 9, 10)]


def test_reports_that_agree_leave_no_doubt() -> None:
    assert intervals(EVEN, 200)["mention"] == pytest.approx((0.8, 0.8))


def test_reports_that_differ_widen_the_interval_around_the_sum() -> None:
    low, high = intervals(UNEVEN, 1000)["mention"]
    assert 0.3 < low < 0.6
    assert 0.75 < high <= 1.0


def test_the_same_rows_give_the_same_interval() -> None:
    assert intervals(UNEVEN, 100) == intervals(UNEVEN, 100)


def test_a_figure_that_one_report_lacks_is_counted_where_it_stands() -> None:
    assert intervals([{"progress": Figures(1, 1, 1)}, {}], 50)["progress"][1] == 1.0
