"""Canonical names: what a report's mentions are called in the graph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.naming import name_mentions
from kg.extraction.naming_places import place_name
from kg.extraction.naming_words import clean, head_of, words
from kg.types import EntityType, Mention, Paragraph, Report


def report(text: str, division: str | None = "5120") -> Report:
    return Report("r", "", division, 2024, "", text, (Paragraph(0, 0, len(text)),), (), ())


def named(tagged: str, division: str | None = "5120") -> list[str]:
    """Names of the mentions in a line such as ``在[PARK 高新区]建设``."""
    text, mentions = "", []
    while "[" in tagged:
        before, _, rest = tagged.partition("[")
        inside, _, tagged = rest.partition("]")
        type_, _, surface = inside.partition(" ")
        start = len(text) + len(before)
        text += before + surface
        mentions.append(Mention(EntityType(type_), start, len(text), 0, surface, surface, "test"))
    return [one.name for one in name_mentions(report(text + tagged, division), mentions)]


@pytest.mark.parametrize(
    ("tagged", "names"),
    [
        ("来自[PLACE 安岳]的企业", ["安岳县"]),
        ("[PLACE 雁江丰裕镇]修了路", ["丰裕镇"]),
        ("[PLACE 川渝]合作", ["川渝"]),
        ("融入[PLACE 双圈]建设", ["成渝地区双城经济圈"]),
        ("对接[PLACE 大湾区]市场", ["粤港澳大湾区"]),
        ("[PLACE 香港]客商", ["香港"]),
        ("[PLACE 安岳县石羊镇松林村]", ["松林村"]),
        ("推行[PROGRAM “六个一”总思路]", ["六个一总思路"]),
        ("[PROGRAM 数字禁烟③]试行", ["数字禁烟"]),
    ],
)
def test_places_and_marks(tagged: str, names: list[str]) -> None:
    assert named(tagged) == names


@pytest.mark.parametrize(
    ("tagged", "names"),
    [
        (
            "[PARK 射洪]、[PARK 安居]、[PARK 大英化工园区]投产",
            ["射洪化工园区", "安居化工园区", "大英化工园区"],
        ),
        (
            "[PROJECT 成渝中线]、[PROJECT 渝西]、[PROJECT 渝万]等高铁开工",
            ["成渝中线高铁", "渝西高铁", "渝万高铁"],
        ),
        (
            "[PROJECT 平兴高铁]、[PROJECT 安晴]和[PROJECT 六安高速]、[PROJECT 双桥大桥]开工",
            ["平兴高铁", "安晴高速", "六安高速", "双桥大桥"],
        ),
        ("[PROJECT 张石]、[PROJECT 京昆高速易县段]贯通", ["张石高速", "京昆高速易县段"]),
        ("[PROJECT 扬宁城际]、[PROJECT 宁盐高速]开工", ["扬宁城际", "宁盐高速"]),
        (
            "[PROJECT 滁合]、[PROJECT 明盱]和[PROJECT 京台改扩建]等高速公路",
            ["滁合高速公路", "明盱高速公路", "京台改扩建"],
        ),
        (
            "打好[PROGRAM 蓝天]、[PROGRAM 碧水]、[PROGRAM 净土保卫战]",
            ["蓝天保卫战", "碧水保卫战", "净土保卫战"],
        ),
    ],
)
def test_a_head_that_a_list_shares_is_completed(tagged: str, names: list[str]) -> None:
    assert named(tagged) == names


@pytest.mark.parametrize(
    "tagged",
    [
        "[PROJECT 明光科技]、[PROJECT 长河电池]、[PROJECT 东岭水电站]投产",
        "[PARK 临空经济区]、[PARK 柠檬小镇]发展很快",
        "[HONOR 国家卫生城市]、[HONOR 全国双拥模范城]、[HONOR 国家森林城市试点]",
        "[EVENT 柠檬节]、[EVENT 龙舟赛]、[EVENT 口腔大会]",
    ],
)
def test_complete_names_take_no_head(tagged: str) -> None:
    surfaces = [part.split("]")[0].split(" ", 1)[1] for part in tagged.split("[")[1:]]
    assert named(tagged) == surfaces


def test_own_park_takes_the_citys_name_only_where_the_report_says_so() -> None:
    assert named("[PARK 高新区]扩区。[PARK 资阳高新区]挂牌") == ["资阳高新区", "资阳高新区"]
    assert named("[PARK 高新区]扩区。[PARK 成都高新区]挂牌") == ["高新区", "成都高新区"]


def test_bare_name_takes_the_one_longer_form() -> None:
    assert named("[PROJECT 武阳]通车。[PROJECT 武阳高速公路]全长") == ["武阳高速公路", "武阳高速公路"]


def test_two_longer_forms_leave_it_bare() -> None:
    tagged = "[PROJECT 江湾]动工。[PROJECT 江湾大桥]与[PROJECT 江湾隧道]完工"
    assert named(tagged) == ["江湾", "江湾大桥", "江湾隧道"]


def test_phases_stay_apart() -> None:
    assert named("[PROJECT 毗河供水一期]。[PROJECT 毗河供水二期]") == ["毗河供水一期", "毗河供水二期"]


def test_order_and_number_of_mentions_are_kept() -> None:
    text = "安岳和乐至"
    back = [
        Mention(EntityType.PLACE, 3, 5, 0, "乐至", "", "t"),
        Mention(EntityType.PLACE, 0, 2, 0, "安岳", "", "t"),
    ]
    assert [one.name for one in name_mentions(report(text), back)] == ["乐至县", "安岳县"]
    assert name_mentions(report(""), []) == []


def test_unknown_home_leaves_what_it_would_decide() -> None:
    assert named("[PLACE 城关镇]", None) == ["城关镇"]
    assert named("[PARK 高新区]", None) == ["高新区"]


def test_compass_regions_take_the_fuller_form_of_the_report() -> None:
    assert place_name("东北", "21", (), "东北地区振兴") == "东北地区"
    assert place_name("东北", "21", (), "东北振兴") == "东北"
    assert place_name("长三角", "31", (), "长三角地区") == "长三角"


@given(st.text(max_size=20))
def test_cleaning_is_done_once(surface: str) -> None:
    once = clean(surface)
    assert clean(once) == once
    assert bool(once) == bool(surface)


def test_heads_are_the_longest_there_are() -> None:
    assert head_of(EntityType.PARK, "东部国家湿地公园") == "国家湿地公园"
    assert head_of(EntityType.PLACE, "资阳市") == ""
    assert all(pattern.search("") is None for pattern in words().head.values())
