"""The table of divisions: names, levels, and what lies in what."""

from __future__ import annotations

import pytest

from kg.errors import ConfigError
from kg.places.data import checked, settings
from kg.places.divisions import Divisions, load
from kg.places.forms import aliases_of, short_of


@pytest.fixture(scope="module")
def table() -> Divisions:
    return load()


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("资阳市", "city", "资阳"),
        ("安岳县", "county", "安岳"),
        ("易县", "county", "易县"),
        ("市中区", "county", "市中区"),
        ("黔东南苗族侗族自治州", "city", "黔东南"),
        ("酉阳土家族苗族自治县", "county", "酉阳"),
        ("东乡族自治县", "county", "东乡"),
        ("鄂温克族自治旗", "county", "鄂温克"),
        ("阿拉善左旗", "county", "阿拉善左旗"),
        ("锡林郭勒盟", "city", "锡林郭勒"),
        ("新疆维吾尔自治区", "province", "新疆"),
        ("香港特别行政区", "province", "香港"),
        ("神农架林区", "county", "神农架"),
        ("浦东新区", "county", "浦东"),
        ("鸡公山满族乡", "township", "鸡公山"),
    ],
)
def test_short_form_drops_class_and_peoples(name: str, level: str, short: str) -> None:
    assert short_of(name, level) == short


def test_rule_aliases_keep_the_level_word() -> None:
    assert aliases_of("阿坝藏族羌族自治州", "city") == ("阿坝州",)
    assert aliases_of("彭水苗族土家族自治县", "county") == ("彭水县",)
    assert aliases_of("安岳县", "county") == ()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("资阳", ["5120", "430902"]),
        ("安岳县", ["512021"]),
        ("渝", ["50"]),
        ("甬", ["3302"]),
        ("恩施州", ["4228"]),
        ("恩施", ["4228", "422801"]),
        ("锡盟", ["1525"]),
        ("襄樊市", ["4206"]),
        ("闸北区", ["310106"]),
        ("无此地", []),
    ],
)
def test_names_lead_to_codes(table: Divisions, name: str, codes: list[str]) -> None:
    assert [one.code for one in table.by_name(name)] == codes


def test_namesakes_come_higher_levels_first(table: Divisions) -> None:
    found = table.by_name("鼓楼区")
    assert {"3201", "3203", "3501", "4102"} == {one.parent for one in found}
    levels = [one.level for one in table.by_name("朝阳")]
    assert levels == sorted(levels, key=["province", "city", "county", "township"].index)


@pytest.mark.parametrize(
    ("code", "city"),
    [
        ("512021", "资阳市"),
        ("512021100", "资阳市"),
        ("500101", "重庆市"),
        ("50", "重庆市"),
        ("51", None),
        ("429004", "仙桃市"),
        ("659001", "石河子市"),
        ("469023", "澄迈县"),
        ("441900003", "东莞市"),
        ("000000", None),
    ],
)
def test_city_of(table: Divisions, code: str, city: str | None) -> None:
    found = table.city_of(code)
    assert (found.name if found else None) == city


def test_stand_ins_are_no_divisions(table: Divisions) -> None:
    names = {one.name for one in table if one.level != "township"}
    assert not names & {"市辖区", "县", "省直辖县级行政区划"}
    assert table.get("441900") is None
    assert table.get("130171") is None


def test_every_parent_exists_and_is_higher(table: Divisions) -> None:
    order = ["province", "city", "county", "township"]
    for one in table:
        parent = table.get(one.parent)
        assert (parent is None) == (one.level == "province"), one
        assert parent is None or order.index(parent.level) < order.index(one.level), one


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("512021", "512021100", 0),
        ("512021", "512021", 0),
        ("512021", "512002", 1),
        ("500101", "500102", 1),
        ("5120", "5101", 2),
        ("5120", "50", 3),
        ("5120", "610728", 3),
        ("5120", "3301", 4),
        ("5120", "nowhere", 4),
    ],
)
def test_nearness_counts_borders_both_ways(table: Divisions, one: str, other: str, steps: int) -> None:
    assert table.nearness(one, other) == steps
    assert table.nearness(other, one) == steps


def test_aliases_name_divisions_that_exist(table: Divisions) -> None:
    read = settings("aliases.yaml")
    codes = [*read["abbreviations"], *read["short"], *(line["code"] for line in read["former"])]
    assert [code for code in codes if table.get(code) is None] == []


def test_children_and_within(table: Divisions) -> None:
    assert [one.name for one in table.children("5120")] == ["雁江区", "安岳县", "乐至县"]
    assert table.within("512021100", "51")
    assert not table.within("5120", "512021")


def test_unknown_keys_are_refused_by_name() -> None:
    with pytest.raises(ConfigError, match="colour"):
        checked({"code": "1", "colour": "red"}, frozenset(("code",)), frozenset(), "x.yaml")


def test_distance_in_kilometres_and_counties_without_a_position_of_their_own(table: Divisions) -> None:
    assert table.distance("5120", "5101") == pytest.approx(75, abs=10)
    assert table.distance("512021100", "512021") == 0
    assert table.distance("5120", "none") is None
