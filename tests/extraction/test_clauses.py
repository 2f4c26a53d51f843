"""Sentences, clauses and lists: what belongs together, and what a mark inside of a name must not cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.clauses import joined, layout
from kg.types import Marked, Passage
from tests.extraction.tagged import tagged


@pytest.mark.parametrize("between", ["、", "”、“", "和", "以及", "等项目、", "（一期）、", "、南侧步道、"])
def test_joints_make_lists(between: str) -> None:
    assert joined(between)


@pytest.mark.parametrize("between", ["，", "开工，", "加快建设", "。", "、加快推进，", ""])
def test_other_text_parts_names(between: str) -> None:
    assert not joined(between)


def test_a_list_is_one_group() -> None:
    _, marked = tagged(
        "[东湖桥|PROJECT]、[西岭隧道|PROJECT]和[南山水库|PROJECT]等9个项目开工，[北站|PROJECT]投用。"
    )
    parts = layout(marked[0])
    assert [(one.first, one.last) for one in parts.groups] == [(0, 2), (3, 3)]
    assert parts.group_of == (0, 0, 0, 1)
    assert parts.after(0) == "等9个项目开工"
    assert parts.before(0) == ""


def test_marks_inside_names_do_not_cut() -> None:
    _, marked = tagged("推进[补短板，强弱项|PROGRAM]行动，成效明显。")
    parts = layout(marked[0])
    assert len(parts.clauses) == 2
    assert parts.text[slice(*parts.clauses[0])] == "推进补短板，强弱项行动"


@given(st.text(alphabet="甲乙，。；、！", max_size=30))
def test_clauses_hold_all_but_marks(text: str) -> None:
    parts = layout(Marked(Passage(text, ((0, 0),)), (), ()))
    kept = "".join(text[start:end] for start, end in parts.clauses)
    assert [one for one in kept if one in "甲乙、"] == [one for one in text if one in "甲乙、"]
    assert all(one[1] <= two[0] for one, two in zip(parts.clauses, parts.clauses[1:], strict=False))
