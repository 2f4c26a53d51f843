"""Whatever a file holds, each character of a passage leads back to the same character of the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.reading.cutting import LONGEST
from kg.reading.paragraphs import paragraphs
from kg.reading.passages import body
from kg.reading.sections import outline
from kg.reading.spans import joined, merged, raw_offsets, split, without

from .samples import holds, report

MARKS = [
    "各位代表：",
    "一、2030年工作回顾",
    "（一）修桥铺路。",
    "1.植树",
    "2031年工作安排",
    "名词解释",
    "内容摘要：",
]
DIRT = [
    "????",
    "\\r\\n",
    "\n",
    "\r\n",
    " ",
    "　　",
    "\u2028",
    "— 12 —",
    "&nbsp;",
    "<br>",
    "分享到：",
    "#",
    "\t",
]
WORDS = [
    "修桥三座，",
    "铺路。",
    "今年",
    "[1]两桥：指",
    "GDP增长5%",
    "修 桥",
    "！",
    "”",
    "（来源：某报）",
    "2030 年",
]
BITS = [*MARKS, *DIRT, *WORDS]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(BITS), max_size=60).map("".join))
RANGES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12).map(merged)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_character_leads_back(text: str) -> None:
    found = body(text)
    assert all(holds(text, one) for one in found.passages)
    starts = [one.raw(0, 1)[0] for one in found.passages]
    ends = [one.raw(len(one.text) - 1, len(one.text))[1] for one in found.passages]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert all(0 < len(one.text) <= LONGEST and one.text == one.text.strip() for one in found.passages)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_paragraphs_are_the_stripped_lines_that_annotations_count(text: str) -> None:
    wanted = [line.strip() for line in text.splitlines() if line.strip()]
    assert [text[one.start : one.end] for one in paragraphs(text)] == wanted
    assert [one.index for one in paragraphs(text)] == list(range(len(wanted)))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_sections_nest_and_hold_their_passages(text: str) -> None:
    found = body(text)
    tree = outline(found.passages, found.headings, 2031)
    for one in tree.sections:
        assert 0 <= one.start <= one.end <= len(text)
        if one.parent is not None:
            above = tree.sections[one.parent]
            assert above.start <= one.start <= one.end <= above.end
            assert above.level == one.level - 1
    for passage, number in zip(found.passages, tree.of, strict=True):
        if number is not None:
            start = passage.raw(0, 1)[0]
            assert tree.sections[number].start <= start < tree.sections[number].end


@given(RANGES, RANGES)
def test_without_leaves_exactly_what_is_not_dropped(
    kept: list[tuple[int, int]], dropped: list[tuple[int, int]]
) -> None:
    wanted = {at for low, high in kept for at in range(low, high)}
    wanted -= {at for low, high in dropped for at in range(low, high)}
    assert {at for low, high in without(kept, dropped) for at in range(low, high)} == wanted


@given(RANGES.filter(bool), st.data())
def test_cutting_loses_nothing(kept: list[tuple[int, int]], data: st.DataObject) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(60))
    whole = joined(text, kept)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole) - 1))))
    raw = raw_offsets(kept, cuts)
    assert [text[at] for at in raw] == [whole[at] for at in cuts]
    assert "".join(joined(text, one) for one in split(kept, raw)) == whole


@pytest.mark.parametrize("glue", ["\n", "\r\n", "\\r\\n", "  　　"])
def test_a_report_reads_the_same_however_its_lines_end(glue: str) -> None:
    plain = report(fill=20)
    other = glue.join(plain.splitlines())
    found = body(other)
    assert all(holds(other, one) for one in found.passages)
    assert [one.text for one in found.passages] == [one.text for one in body(plain).passages]
