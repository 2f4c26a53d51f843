"""Linking a place's name to its division: home first, then what is near, and no guessing."""

from __future__ import annotations

import pytest

from kg.places.linking import link
from kg.places.regions import region, regions


@pytest.mark.parametrize(
    ("surface", "home", "name"),
    [
        ("安岳", "5120", "安岳县"),
        ("雁江丰裕镇", "5120", "丰裕镇"),
        ("四川省资阳市安岳县", None, "安岳县"),
        ("丰裕镇", "5120", "丰裕镇"),
        ("资阳", "4309", "资阳区"),
        ("资阳", "44", "资阳市"),
        ("吉林", "2202", "吉林市"),
        ("吉林", "11", "吉林省"),
        ("朝阳", "11", "朝阳区"),
        ("朝阳", "5120", "朝阳市"),
        ("鼓楼区", "3502", "鼓楼区"),
        ("清苑县", "1306", "清苑区"),
        ("江北", "5120", "江北区"),
        ("市中区", "5110", "市中区"),
        ("同江", "4301", "同江市"),
        ("河西", "12", "河西区"),
        ("河西", "62", "河西走廊"),
        ("湘粤", "4310", "湘粤"),
        ("新宁", "4305", "新宁县"),
        ("资阳城区", "5120", "资阳市"),
        ("“川南”", "5110", "川南"),
    ],
)
def test_home_and_level_decide(surface: str, home: str | None, name: str) -> None:
    found = link(surface, home)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("surface", "home"),
    [
        ("鼓楼区", "5120"),
        ("南山区", "5120"),
        ("城关镇", "41"),
        ("城关镇", None),
        ("火星", "5120"),
        ("新区", "5120"),
    ],
)
def test_nothing_is_guessed(surface: str, home: str | None) -> None:
    assert link(surface, home) is None


def test_what_stands_nearby_decides_among_namesakes_in_one_city() -> None:
    assert link("城关镇", "4206") is None
    found = link("城关镇", "4206", ["420625"])
    assert found is not None
    assert found.code.startswith("420625")


def test_regions_have_members_that_are_divisions() -> None:
    found = region("成德眉资")
    assert found is not None
    assert found.code == "region:成都都市圈"
    assert found.members == ("5101", "5106", "5114", "5120")
    assert len({one.name for one in regions().values()}) > 100


def test_a_row_of_provinces_abbreviations_is_a_region() -> None:
    found = region("云贵川")
    assert found is not None
    assert found.members == ("53", "52", "51")
    assert region("川川") is None
