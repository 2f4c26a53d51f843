"""Progress: which verb rules which name, lists, status, modality, year and evidence."""

from __future__ import annotations

import pytest

from kg.extraction.progress import extract
from kg.types import Modality, SectionRole, Statement, Status
from tests.extraction.tagged import tagged


def told(statements: list[Statement]) -> set[tuple[str, str]]:
    return {(one.subject.name, str(one.status)) for one in statements if one.subject and one.status}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("[青石桥水库|PROJECT]开工建设。", Status.STARTED),
        ("[青石桥水库|PROJECT]启动建设。", Status.STARTED),
        ("[滨江快速路|PROJECT]建成通车。", Status.IN_OPERATION),
        ("[云岭数据中心|PROJECT]建成投用。", Status.IN_OPERATION),
        ("加快推进[滨江快速路|PROJECT]建设。", Status.UNDER_CONSTRUCTION),
        ("[云岭体育馆|PROJECT]主体完工。", Status.COMPLETED),
        ("[北山机场|PROJECT]前期工作加快推进。", Status.PLANNED),
        ("[青石桥水库|PROJECT]获批建设。", Status.AGREED),
    ],
)
def test_status_by_the_verb(line: str, status: Status) -> None:
    assert told(extract(*tagged(line))) == {(line.split("[")[1].split("|", maxsplit=1)[0], str(status))}


def test_a_list_shares_its_verb() -> None:
    line = "[东湖桥|PROJECT]、[西岭隧道|PROJECT]等12个项目开工，[北站广场|PROJECT]、[南站广场|PROJECT]投用。"
    assert told(extract(*tagged(line))) == {
        ("东湖桥", "started"),
        ("西岭隧道", "started"),
        ("北站广场", "in_operation"),
        ("南站广场", "in_operation"),
    }


def test_a_mere_mention_tells_nothing() -> None:
    assert extract(*tagged("[云岭经开区|PARK]获评[国家级绿色工业园区|HONOR]。")) == []


def test_the_plan_is_planned() -> None:
    report, marked = tagged("建成[云岭体育馆|PROJECT]。", role=SectionRole.PLAN, year=2024)
    (one,) = extract(report, marked)
    assert (one.modality, one.year) == (Modality.PLANNED, 2024)


def test_evidence_is_the_sentence() -> None:
    report, marked = tagged("经济平稳。", "消费回暖。[滨江快速路|PROJECT]建成通车，客流增长。物价平稳。")
    (one,) = extract(report, marked)
    said = "滨江快速路建成通车，客流增长。"
    assert one.evidence.quote == said == report.text[one.evidence.start : one.evidence.end]
    assert one.evidence.paragraph == 1
    assert 0 < one.evidence.confidence <= 1


def test_nothing_in_nothing_out() -> None:
    assert extract(*tagged("经济平稳运行。")) == []
    assert extract(*tagged()) == []


def test_twice_the_same() -> None:
    report, marked = tagged("[东湖桥|PROJECT]、[西岭隧道|PROJECT]开工建设。")
    assert extract(report, marked) == extract(report, marked)
