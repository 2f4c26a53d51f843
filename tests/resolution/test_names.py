from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolution.names import Rule, apply, fold, load_rules, normalise
from kg.types import EntityType

RULES = [*load_rules().rules, *load_rules().tails]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_of_rules(rule: Rule) -> None:
    for type_ in rule.types:
        for given_, _ in rule.examples:
            assert apply([rule], type_, fold(given_)) != fold(given_), given_
        for counter in rule.counters:
            assert apply([rule], type_, fold(counter)) == fold(counter)
    type_ = EntityType.PROJECT if EntityType.PROJECT in rule.types else min(rule.types)
    assert {normalise(type_, given_).key for given_, _ in rule.examples} == {
        wanted for _, wanted in rule.examples
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("成渝高速扩容", "成渝高速公路扩容改造工程"),
        ("毗河供水二期工程", "毗河供水工程（二期）"),
        ("keeway智能两轮车二期", "Keeway智能两轮车第二期项目"),
        ("绵遂内铁路", "绵遂内铁路（内遂段）"),
        ("成达万高铁", "成达万高铁南充段"),
        ("成渝铁路扩能改造", "成渝铁路（成都至隆昌段）扩能改造"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    assert normalise(EntityType.PROJECT, one).key == normalise(EntityType.PROJECT, other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("毗河供水一期", "毗河供水二期"),
        ("成渝高速", "成渝高速扩容"),
        ("滨河路南段", "滨河路北段"),
        ("成渝铁路", "成渝高铁"),
        ("中车1号路", "中车2号路"),
    ],
)
def test_other_key(one: str, other: str) -> None:
    assert normalise(EntityType.PROJECT, one).key != normalise(EntityType.PROJECT, other).key


@given(st.sampled_from(EntityType), st.text(min_size=1, max_size=20).filter(fold))
def test_a_name_never_vanishes(type_: EntityType, name: str) -> None:
    assert normalise(type_, name).base
