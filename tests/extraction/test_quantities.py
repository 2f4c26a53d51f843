"""Figures as reports write them: found whole, typed, and multiplied out; dates and names left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.quantities import Figure, find


def only(text: str) -> Figure:
    found = find(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "number", "code"),
    [
        ("税收收入32.5亿元", "32.5", "亿元", 3_250_000_000.0, "CNY"),
        ("利用外资3000万美元", "3000", "万美元", 30_000_000.0, "USD"),
        ("增长12.9%", "12.9", "%", 12.9, "%"),
        ("增长８.５％", "８.５", "％", 8.5, "%"),
        ("提高1.5个百分点", "1.5", "个百分点", 1.5, "{pp}"),
        ("粮食产量16.2万吨", "16.2", "万吨", 162_000.0, "t"),
        ("产茶30万斤", "30", "万斤", 150_000.0, "kg"),
        ("林地3.2万亩", "3.2", "万亩", 32_000.0, "{mu}"),
        ("公路52公里", "52", "公里", 52.0, "km"),
        ("浓度32微克/立方米", "32", "微克/立方米", 32.0, "ug/m3"),
        ("处理能力5万吨/日", "5", "万吨/日", 50_000.0, "t/d"),
        ("占比超六成", "六", "成", 60.0, "%"),
        ("筹集住房300套（间）", "300", "套（间）", 300.0, "1"),
        ("算力2000P", "2000", "P", 2000.0, ""),
        ("接待游客120万人次", "120", "万人次", 1_200_000.0, "{visit}"),
        ("办实事2300余件", "2300", "件", 2300.0, "1"),
        ("办实事29万余件", "29", "万件", 290_000.0, "1"),
        ("投入400多亿元", "400", "亿元", 40_000_000_000.0, "CNY"),
        ("产值破千亿元", "千", "亿元", 100_000_000_000.0, "CNY"),
        ("带动百万人", "百", "万人", 1_000_000.0, "{person}"),
        ("建成十二个站点", "十二", "个", 12.0, "1"),
        ("水质达到Ⅲ类", "Ⅲ", "类", 3.0, "1"),
        ("指数为103", "103", "", 103.0, ""),
        ("改造1,250户", "1,250", "户", 1250.0, "1"),
    ],
)
def test_value_unit_and_number(text: str, value: str, unit: str, number: float, code: str) -> None:
    figure = only(text)
    assert (figure.value, figure.unit, figure.number, figure.unit_code) == (value, unit, number, code)


@pytest.mark.parametrize(
    ("text", "value", "unit", "number"),
    [
        ("增速居全省第三", "三", "", 3.0),
        ("总量居全省第12位", "12", "位", 12.0),
        ("产量居全国首位", "首", "位", 1.0),
        ("跻身全国百强县前二十", "二十", "", 20.0),
        ("排名进入前30%", "30", "%", 30.0),
        ("增幅居十县之首", "首", "", 1.0),
    ],
)
def test_ranks(text: str, value: str, unit: str, number: float) -> None:
    figure = next(one for one in find(text) if one.form == "rank")
    assert (figure.value, figure.unit, figure.number) == (value, unit, number)


@pytest.mark.parametrize(
    ("text", "value", "number", "upper"),
    [("培育3—5家", "3—5", 3.0, 5.0), ("发展1至2个", "1至2", 1.0, 2.0), ("增长6%-7%", "6%-7", 6.0, 7.0)],
)
def test_ranges_keep_both_ends(text: str, value: str, number: float, upper: float) -> None:
    figure = only(text)
    assert (figure.value, figure.number, figure.upper) == (value, number, upper)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("增长7%左右", "about"),
        ("约20万人", "about"),
        ("新增30家以上", "at_least"),
        ("不少于30家", "at_least"),
        ("突破100亿元", "more_than"),
        ("超过了100亿元", "more_than"),
        ("控制在5%以内", "at_most"),
        ("不足3%", "less_than"),
        ("达到3%", ""),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize(
    ("text", "form", "number"),
    [
        ("占全省四分之一", "fraction", 0.25),
        ("占到一半", "fraction", 0.5),
        ("收入翻番", "doubling", 2.0),
        ("规模翻两番", "doubling", 4.0),
    ],
)
def test_words_that_are_figures(text: str, form: str, number: float) -> None:
    figure = only(text)
    assert (figure.form, figure.number) == (form, number)


def test_a_ratio_of_three_is_one_figure() -> None:
    assert only("三产结构为10.2∶45.3∶44.5").value == "10.2∶45.3∶44.5"


@pytest.mark.parametrize(
    "text",
    [
        "2023年全面推进",
        "3月15日召开",
        "10月底前完成",
        "5G网络",
        "国道G318线",
        "T800级碳纤维",
        "2号路",
        "一季度",
        "2021—2023年",
    ],
)
def test_dates_and_names_are_no_figures(text: str) -> None:
    assert find(text) == []


def test_a_counter_is_not_cut_out_of_a_word() -> None:
    assert [(one.value, one.unit) for one in find("服务560万人民群众和50亿项目")] == [
        ("560", "万"),
        ("50", "亿"),
    ]


def test_the_figures_of_a_list_share_its_unit() -> None:
    assert [(one.value, one.unit) for one in find("高于全国、全省1.7和0.9个百分点")] == [
        ("1.7", "个百分点"),
        ("0.9", "个百分点"),
    ]


def test_ranges_in_the_text_are_those_of_the_words() -> None:
    text = "力争超过100亿元以上"
    figure = only(text)
    assert text[figure.at : figure.after] == "100亿元"
    assert text[figure.start : figure.end] == "超过100亿元以上"


UNITS = st.sampled_from([("个", 1.0), ("亿元", 1e8), ("万亩", 1e4), ("公里", 1.0), ("万吨", 1e4), ("%", 1.0)])


@given(st.integers(0, 10**6), UNITS)
def test_whatever_is_written_is_read(number: int, unit: tuple[str, float]) -> None:
    figure = only(f"完成{number}{unit[0]}")
    assert (figure.value, figure.unit) == (str(number), unit[0])
    assert figure.number == pytest.approx(number * unit[1])


@given(st.text(alphabet="增长第前首一二十百千万亿3.5,%％个亿元年月日—至（）余多几Ⅲ类G:", max_size=40))
def test_ranges_are_in_order_and_spell_their_value(text: str) -> None:
    last = 0
    for figure in find(text):
        assert last <= figure.at < figure.after <= figure.end <= len(text)
        assert text[figure.at :].startswith(figure.value)
        last = figure.after
