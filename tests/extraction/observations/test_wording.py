"""Wordings: whole words, items of lists, bare heads."""

from __future__ import annotations

import dataclasses

import pytest

from kg.extraction.observations.sheet import Sheet, lay_out
from kg.extraction.observations.wording import carried, places, wordings
from tests.extraction.tagged import tagged


def sheet_of(text: str, *words: str) -> Sheet:
    """A sheet of one passage; ``words`` are the words of it that are longer than a character."""
    _, (marked,) = tagged(text)
    ranges = sorted((text.index(word), text.index(word) + len(word)) for word in words)
    return lay_out([dataclasses.replace(marked, words=tuple(ranges))])


def worded(sheet: Sheet, named: str, figure: int = 0) -> list[str]:
    start = sheet.text.index(named)
    return wordings(sheet, sheet.figures[figure], range(start, start + len(named)), places(sheet)[figure])


def test_half_a_word_is_completed_and_less_dropped() -> None:
    sheet = sheet_of("新建停车场所5个。", "新建", "停车", "场所")
    assert worded(sheet, "停车场") == ["停车场所"]
    sheet = sheet_of("全面整治化工企业5家。", "全面", "整治", "化工企业")
    assert worded(sheet, "业") == [""]


def test_a_quotation_begun_in_the_middle_is_completed() -> None:
    sheet = sheet_of("建成“快递驿站”服务点5个。", "建成", "驿站", "服务", "点")
    assert worded(sheet, "驿站”服务点") == ["“快递驿站”服务点"]


def test_each_figure_behind_fenbie_has_its_own_item() -> None:
    text = "稻谷、油菜产量分别达到30万吨和2万吨。"
    sheet = sheet_of(text, "稻谷", "油菜", "产量", "分别", "达到")
    assert worded(sheet, "稻谷、油菜产量", 0) == ["稻谷产量"]
    assert worded(sheet, "稻谷、油菜产量", 1) == ["油菜产量"]
    assert worded(sheet, "产量", 1) == ["油菜产量"]


def test_city_and_country_are_told_apart() -> None:
    sheet = sheet_of("城乡居民人均可支配收入分别增长5%、7%。")
    assert worded(sheet, "城乡居民人均可支配收入", 0) == ["城镇居民人均可支配收入"]
    assert worded(sheet, "城乡居民人均可支配收入", 1) == ["农村居民人均可支配收入"]


def test_one_figure_of_every_item() -> None:
    sheet = sheet_of("水果、蔬菜产量均居全省首位。", "水果", "蔬菜", "产量")
    assert worded(sheet, "蔬菜产量") == ["水果产量", "蔬菜产量"]
    sheet = sheet_of("城乡居民收入均增长5%。")
    assert worded(sheet, "城乡居民收入") == ["城镇居民收入", "农村居民收入"]


@pytest.mark.parametrize(
    ("text", "former", "whole"),
    [
        ("增速", "生产总值", "生产总值增速"),
        ("总量", "经营主体总量", "经营主体总量"),
        ("税收增速", "生产总值", "税收增速"),
        ("增速", "", "增速"),
    ],
)
def test_bare_heads_carry_what_was_told_before(text: str, former: str, whole: str) -> None:
    assert carried(text, former) == whole
