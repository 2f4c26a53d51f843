"""Relations: in the text, told by a name, and of the report's own body."""

from __future__ import annotations

import pytest

from kg.errors import ConfigError
from kg.extraction.relations import extract, signatures
from kg.extraction.relations.companies import known
from kg.extraction.relations.modality import still_striven_for
from kg.types import EntityType, Modality, Predicate, SectionRole, Statement
from tests.extraction.tagged import tagged


def told(statements: list[Statement]) -> set[tuple[str, str, str]]:
    return {
        (str(one.predicate), one.subject.name, one.object.name)
        for one in statements
        if one.subject and one.object
    }


def test_an_honour_goes_to_the_place_before_it() -> None:
    found = told(extract(*tagged("[安岳县|PLACE]获评[全国休闲农业重点县|HONOR]。")))
    assert ("RECEIVED", "安岳县", "全国休闲农业重点县") in found
    assert ("RECEIVED", "资阳市", "全国休闲农业重点县") not in found


def test_an_honour_without_a_bearer_goes_to_the_own_body() -> None:
    assert ("RECEIVED", "资阳市", "国家卫生城市") in told(extract(*tagged("成功创建[国家卫生城市|HONOR]。")))


def test_an_unknown_body_tells_nothing_of_itself() -> None:
    assert extract(*tagged("成功创建[国家卫生城市|HONOR]。", division=None)) == []


def test_events_policies_and_industries_of_the_own_body() -> None:
    report, marked = tagged(
        "成功举办[第二届柠檬节|EVENT]。", "出台[促消费十八条|POLICY]。", "大力发展[医疗器械产业|INDUSTRY]。"
    )
    found = told(extract(report, marked))
    assert ("HOSTED", "资阳市", "第二届柠檬节") in found
    assert ("ISSUED", "资阳市", "促消费十八条") in found
    assert ("DEVELOPS", "资阳市", "医疗器械产业") in found


def test_a_line_spans_its_ends() -> None:
    found = told(extract(*tagged("[成达万高铁|PROJECT]加快建设。")))
    assert {("SPANS", "成达万高铁", place) for place in ("成都市", "达州市", "万州区")} <= found


def test_a_name_holds_its_place() -> None:
    found = told(extract(*tagged("[乐至经济开发区|PARK]加快发展。")))
    assert ("LOCATED_IN", "乐至经济开发区", "乐至县") in found


def test_a_plan_is_planned_but_a_place_is_not() -> None:
    line = "[安岳经开区|PARK]创建[省级绿色园区|HONOR]。"
    found = extract(*tagged(line, role=SectionRole.PLAN, year=2024))
    by_relation = {one.predicate: one.modality for one in found}
    assert by_relation[Predicate.RECEIVED] is Modality.PLANNED
    assert by_relation[Predicate.LOCATED_IN] is Modality.ACTUAL


def test_evidence_is_quoted_from_the_file() -> None:
    report, marked = tagged(
        "发展平稳。", "农业增收，[安岳县|PLACE]获评[全国休闲农业重点县|HONOR]，[乐至县|PLACE]跟进。"
    )
    for one in extract(report, marked):
        held = one.evidence
        assert held.quote == report.text[held.start : held.end]
        assert held.paragraph == 1
        assert held.rule.startswith("model.relations.")


def test_types_are_respected_and_nothing_relates_to_itself() -> None:
    may = signatures.relations()
    report, marked = tagged(
        "[临空经济区|PARK]、[高新区|PARK]引进[欧福蛋业|ENTERPRISE]、[安井食品|ENTERPRISE]，"
        "与[成都市|PLACE]、[重庆市|PLACE]合作共建[成资协同走廊|PARK]。"
    )
    for one in extract(report, marked):
        assert one.subject is not None
        assert one.object is not None
        assert one.subject != one.object
        assert one.predicate in may[one.subject.type, one.object.type]


def test_signatures_cover_every_relation() -> None:
    found = {relation for held in signatures.relations().values() for relation in held}
    assert found == {one for one in Predicate if one.is_relation}


def test_faulty_signatures_are_refused() -> None:
    with pytest.raises(ValueError, match="heads"):
        list(signatures._pairs({"heads": ["PLACE"], "tail": ["HONOR"]}))
    assert issubclass(ConfigError, Exception)
    assert (EntityType.PLACE, EntityType.HONOR) in signatures.relations()


def test_companies_are_known_by_their_short_names() -> None:
    assert known("比亚迪")
    assert not known("建成通车")


def test_nothing_in_nothing_out() -> None:
    assert extract(*tagged("经济平稳运行。")) == []
    assert extract(*tagged()) == []


@pytest.mark.parametrize(
    ("clause", "planned", "expected"),
    [
        ("积极争创国家卫生城市", False, True),
        ("成功创建国家卫生城市", False, False),
        ("获评国家卫生城市", False, False),
        ("争创国家卫生城市", True, True),
        ("巩固国家卫生城市创建成果", True, False),
        ("擦亮中国柠檬之都品牌", True, False),
    ],
)
def test_honours_held_and_striven_for(clause: str, *, planned: bool, expected: bool) -> None:
    assert still_striven_for(clause, planned=planned) is expected
