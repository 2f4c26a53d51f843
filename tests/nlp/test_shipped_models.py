"""The models that the package ships: they load, they fit, and they find what they should."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest

from kg.nlp.pipeline import load

TEXT = (
    "成渝中线高铁资阳段加快建设，安岳至荣昌高速公路建成通车。资阳高新区引进宁德时代投资50亿元的动力电池项目，"
    "乐至县获评国家卫生县城。深入实施工业强市战略，开展招商引资百日攻坚行动，举办第六届柠檬文化旅游节，"
    "发展口腔医疗器械产业和生物医药产业。市第一人民医院与四川大学华西医院签订协议，出台《资阳市促进民营经济发展条例》。"
)
NAMES = {
    ("PROJECT", "成渝中线高铁资阳段"),
    ("PROJECT", "安岳至荣昌高速公路"),
    ("PARK", "资阳高新区"),
    ("ENTERPRISE", "宁德时代"),
    ("PROJECT", "动力电池项目"),
    ("PLACE", "乐至县"),
    ("HONOR", "国家卫生县城"),
    ("PROGRAM", "工业强市战略"),
    ("PROGRAM", "招商引资百日攻坚行动"),
    ("EVENT", "第六届柠檬文化旅游节"),
    ("INDUSTRY", "口腔医疗器械产业"),
    ("INDUSTRY", "生物医药产业"),
    ("ORGANIZATION", "市第一人民医院"),
    ("ORGANIZATION", "四川大学华西医院"),
    ("POLICY", "资阳市促进民营经济发展条例"),
}
"""Our own sentences and what the annotation guide sees in them."""
LARGEST = 25_000_000
"""Bytes that the models of the text pipeline may take together."""


def found(*, fast: bool) -> set[tuple[str, str]]:
    return {(one.label_, one.text) for one in load(fast=fast)(TEXT).ents}


@pytest.mark.parametrize(("fast", "fewest"), [(False, 13), (True, 11)])
def test_most_names_of_a_plain_text_are_found(fast: bool, fewest: int) -> None:
    names = found(fast=fast)
    assert len(names & NAMES) >= fewest
    assert len(names - NAMES) <= 3


def test_a_names_confidence_is_a_probability() -> None:
    doc = load()(TEXT)
    sure = doc.user_data["kg_confidence"].values()
    assert sure
    assert all(0 < one <= 1 for one in sure)


def test_the_models_stay_small() -> None:
    assert sum(_sizes("data")) < LARGEST


def _sizes(part: str) -> Iterator[int]:
    folder = files("kg.nlp") / part
    for one in folder.iterdir():
        if one.is_dir():
            yield from _sizes(f"{part}/{one.name}")
        else:
            yield len(one.read_bytes())
