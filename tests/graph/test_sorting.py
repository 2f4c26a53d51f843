"""Sorting through files gives what sorting in memory gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.sorting import SortedBytes, SortedLines

_LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=6))


@given(_LINES, st.integers(1, 40))
@settings(deadline=None)
def test_lines_come_sorted_and_once_however_little_fits_in_memory(lines: list[str], run: int) -> None:
    found = SortedLines(lines, run)
    expected = sorted(set(lines), key="{}\n".format)
    assert list(found) == expected
    assert list(found) == expected


def test_more_runs_than_files_may_be_open() -> None:
    lines = [b"%04d\n" % (number * 7919 % 3000) for number in range(6000)]
    found = SortedBytes(lines, run=100)
    assert list(found) == sorted(set(lines))


def test_lines_may_follow_after_reading() -> None:
    lines = SortedLines(["b"])
    assert list(lines) == ["b"]
    lines.add("a")
    assert list(lines) == ["a", "b"]
