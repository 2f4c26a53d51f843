from __future__ import annotations

import pytest

from kg.reading.passages import body

from .samples import FILL, report, texts


def test_a_clean_report_has_one_passage_for_each_paragraph() -> None:
    text = report()
    assert texts(text) == text.splitlines()


def test_lines_broken_at_the_page_width_are_joined_and_page_numbers_dropped() -> None:
    paragraph = FILL * 12
    width = 30
    wrapped = [paragraph[at : at + width] for at in range(0, len(paragraph), width)]
    text = "\n\n".join(
        ["各位代表：", "一、2030年工作回顾", *wrapped[:9], "— 1 —", *wrapped[9:], "二、2031年工作安排", FILL]
    )
    found = texts(text)
    assert found[:2] == ["各位代表：", "一、2030年工作回顾"]
    assert found[-2:] == ["二、2031年工作安排", FILL]
    assert "".join(found[2:-2]) == paragraph
    assert all(one[-1] in "，。" for one in found[2:-2])
    assert len(found[2:-2]) < len(wrapped) / 2


def test_a_line_that_ends_in_a_comma_goes_on_unless_a_heading_follows() -> None:
    assert texts("修桥三座，\n铺路五条。") == ["修桥三座，铺路五条。"]
    assert texts("修桥三座，\n（一）铺路五条。") == ["修桥三座，", "（一）铺路五条。"]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("修 桥 三座，2030 年 铺路。", "修桥三座，2030年铺路。"),
        ("“1 5 1”系列，big data 产业。", "“1 5 1”系列，big data产业。"),
        ("县长????张某某", "县长张某某"),
        ("区长&nbsp; 李某", "区长李某"),
        ("建设 — 12 — 公路。", "建设公路。"),
        ("一起努力！ （来源：某某日报）", "一起努力！"),
    ],
)
def test_dirt_inside_of_a_line_is_left_out(text: str, clean: str) -> None:
    assert texts(text) == [clean]


def page(after: list[str]) -> str:
    before = ["工作报告", "2031年甲县政府工作报告", "时间：2031-02-01??作者：某站", "35", "内容摘要："]
    abstract = "政府工作报告各位代表：现在我报告……"
    return "\n".join([*before, abstract, "政府工作报告", *report().splitlines(), *after])


def test_a_page_head_abstract_and_foot_are_no_passages() -> None:
    found = body(page(["工作报告", "甲县", "分享到：", "上一篇：", "乙县2031年政府工作报告"]))
    assert [one.text for one in found.passages] == ["政府工作报告", *report().splitlines()]
    assert found.passages[0].heading
    assert "2031年甲县政府工作报告" in found.dropped


@pytest.mark.parametrize(
    "notes",
    [
        ["附：名词解释", "1.两桥：指东桥和西桥。"],
        ["※注释※", "[1]两桥：东桥和西桥。"],
        ["1.两桥：指东桥和西桥。", "2.三路：指三条路。", "3.四园：指四个园。", "4.五塔：指五座塔。"],
    ],
)
def test_notes_on_terms_after_the_report_are_no_passages(notes: list[str]) -> None:
    text = report() + "\n".join(notes)
    assert texts(text) == report().splitlines()


def test_a_numbered_list_inside_of_a_report_is_kept() -> None:
    lines = report().splitlines()
    listed = ["1.修桥：三座。", "2.铺路：五条。", "3.植树：百亩。"]
    text = "\n".join([*lines[:5], *listed, *lines[5:]])
    assert texts(text) == text.splitlines()


def test_a_report_in_one_line_is_cut_at_headings_and_sentences() -> None:
    text = "".join(report(fill=60).splitlines())
    found = texts(text)
    assert "".join(found) == text
    assert max(map(len, found)) <= 1500
    heads = [one.text for one in body(text).passages if one.heading]
    assert heads == ["一、2030年工作回顾", "（一）修好第一座桥", "（二）修好第二座桥"] or heads[:1] == [
        "一、2030年工作回顾"
    ]
    assert sum(one.endswith(("。", "！")) for one in found) > len(found) / 2


def test_a_sentence_without_end_is_cut_all_the_same() -> None:
    assert [len(one) for one in texts("修" * 4000)] == [1500, 1500, 1000]
