from __future__ import annotations

import pytest

from kg.places.divisions import load
from kg.resolution.names import normalise
from kg.resolution.scope import Scope, scope
from kg.types import EntityType


def where(type_: EntityType, name: str, home: str = "5120") -> Scope:
    return scope(type_, normalise(type_, name).base, home, load())


@pytest.mark.parametrize(
    ("type_", "name", "home", "base"),
    [
        (EntityType.PARK, "高新区", "5120", "高新区"),
        (EntityType.PARK, "资阳高新技术产业园区", "5120", "高新区"),
        (EntityType.PARK, "乐至经济开发区", "512022", "经开区"),
        (EntityType.PROJECT, "第二水厂", "5120", "第二水厂"),
        (EntityType.ORGANIZATION, "市第一人民医院", "5120", "第一人民医院"),
        (EntityType.ORGANIZATION, "资阳市第一人民医院", "5120", "第一人民医院"),
        (EntityType.PROGRAM, "三大会战", "5120", "三大会战"),
        (EntityType.PROGRAM, "乡村振兴战略", None, "乡村振兴"),
        (EntityType.PROJECT, "成渝高速扩容项目", None, "成渝高速扩容"),
        (EntityType.PROJECT, "南中高速", None, "南中高速"),
        (EntityType.PROJECT, "绕城高速", "5120", "绕城高速"),
        (EntityType.ORGANIZATION, "国家发展改革委", None, "国家发展改革委"),
        (EntityType.ENTERPRISE, "华为", None, "华为"),
        (EntityType.ENTERPRISE, "交通投资集团", "5120", "交通投资集团"),
    ],
)
def test_home(type_: EntityType, name: str, home: str | None, base: str) -> None:
    assert where(type_, name) == Scope(home, base)


def test_the_citys_hospital_in_a_countys_report() -> None:
    assert where(EntityType.ORGANIZATION, "市第一人民医院", "512021").home == "5120"


def test_a_street_named_after_a_city_is_not_there() -> None:
    assert where(EntityType.PROJECT, "内江路改造").home == "5120"


def test_a_body_that_nothing_tells_keeps_its_own() -> None:
    assert where(EntityType.PARK, "高新区", "unknown-abc").home == "unknown-abc"
