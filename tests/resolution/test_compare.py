from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolution.compare import compatible, likeness
from kg.resolution.names import normalise
from kg.types import EntityType

NAMES = st.lists(st.sampled_from("南北一二期路段桥厂水新河3号"), min_size=1, max_size=8).map("".join)


def like(one: str, other: str) -> str | None:
    found = likeness(*(normalise(EntityType.PROJECT, name) for name in (one, other)))
    return found.reason if found else None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("禾丰牧场一期", "禾丰牧场", "first-phase"),
        ("第三幼儿园迁建", "第三幼儿园", "works-behind"),
        ("县城智慧水务", "智慧水务", "rank-before"),
        ("荣乌高速狼牙山连接线", "狼牙山连接线", "place-before"),
        ("白沙河综合治理", "白沙河生态治理", "same-stem"),
        ("镇江产权流转交易所", "镇江产权交易所", "words-left-out"),
    ],
)
def test_one_thing(one: str, other: str, reason: str) -> None:
    assert like(one, other) == reason
    assert like(other, one) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("毗河供水一期", "毗河供水二期"),
        ("滨河路东段", "滨河路西段"),
        ("中车1号路", "中车2号路"),
        ("第一水厂", "第二水厂"),
        ("纬一路", "纬一路西延"),
        ("II号孵化器", "I号孵化器"),
        ("供水厂", "城东供水厂"),
        ("龙西公路", "龙西公路绿化和服务设施"),
        ("同福中央厨房", "中央厨房"),
        ("长湖大学（深圳）医学院", "长湖大学（深圳）医院"),
        ("妇女儿童医院新院区", "医院新院区"),
    ],
)
def test_two_things(one: str, other: str) -> None:
    assert like(one, other) is None


@given(NAMES, NAMES)
def test_likeness_does_not_depend_on_the_order(one: str, other: str) -> None:
    names = [normalise(EntityType.PROJECT, name) for name in (one, other)]
    assert likeness(*names) == likeness(*reversed(names))
    assert compatible(*names) == compatible(*reversed(names))
