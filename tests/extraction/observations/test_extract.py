"""Observations of a report: what is one, of which kind, of whom; evidence that can be looked up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation import gold
from kg.extraction.observations import extract
from kg.reading import read
from kg.types import Modality, Predicate, SectionRole, Statement
from tests.extraction.tagged import tagged

SHARED = Path(__file__).parents[4] / "shared"


def told(*lines: str, role: SectionRole = SectionRole.REVIEW) -> list[tuple[str, str, str, str]]:
    return [shown(one) for one in extract(*tagged(*lines, role=role))]


def shown(one: Statement) -> tuple[str, str, str, str]:
    assert one.quantity is not None
    subject = "." if one.subject is None else one.subject.name
    return subject, one.quantity.indicator, one.quantity.kind.value, one.quantity.value + one.quantity.unit


def test_value_growth_and_rank_of_one_indicator() -> None:
    assert told("全县生产总值完成86.5亿元，增长6.2%，增速居全市第三。") == [
        (".", "生产总值", "value", "86.5亿元"),
        (".", "生产总值", "growth", "6.2%"),
        (".", "生产总值增速", "rank", "三"),
    ]


def test_counts_before_and_behind_the_figure() -> None:
    found = told("新建公办幼儿园4所、改造老旧小区12个。", "47个重点项目开工建设。")
    assert [row[2:] for row in found] == [("count", "4所"), ("count", "12个"), ("count", "47个")]
    assert "幼儿园" in found[0][1]
    assert "项目" in found[2][1]


def test_a_share_is_no_growth() -> None:
    assert told("森林覆盖率达到56.3%。") == [(".", "森林覆盖率", "share", "56.3%")]


def test_what_a_park_holds_is_told_of_the_park() -> None:
    found = told("[云岭经开区|PARK]入驻企业45家，产值突破20亿元。")
    assert [row[0] for row in found] == ["云岭经开区", "云岭经开区"]


def test_slogans_and_dates_are_none() -> None:
    assert told("我们坚持五个必须，落实两个维护。", "2023年1月启动第三届论坛。") == []


def test_modality_follows_section_and_cue() -> None:
    (planned,) = extract(*tagged("社会消费品零售总额增长7%左右。", role=SectionRole.PLAN))
    assert planned.modality is Modality.PLANNED
    (estimated,) = extract(*tagged("预计社会消费品零售总额增长7%左右。"))
    assert estimated.modality is Modality.ESTIMATED
    assert estimated.quantity is not None
    assert estimated.quantity.bound == "about"


def test_no_mentions_no_words_no_text() -> None:
    report, marked = tagged("")
    assert extract(report, marked) == []
    assert extract(report, []) == []


def test_the_same_report_gives_the_same_statements() -> None:
    report, marked = tagged("粮食、油料产量分别达到30.5万吨和2.1万吨。")
    assert extract(report, marked) == extract(report, marked)


PIECES = st.sampled_from(
    [
        "新增",
        "企业",
        "30家",
        "、",
        "，",
        "。",
        "增长",
        "5%",
        "第三",
        "分别",
        "均",
        "“",
        "”",
        "（",
        "[云岭|PLACE]",
    ]
)


@given(st.lists(PIECES, max_size=14))
def test_any_line_yields_evidence_that_is_in_the_text(pieces: list[str]) -> None:
    report, marked = tagged("".join(pieces))
    for one in extract(report, marked):
        proof = one.evidence
        assert proof.quote == report.text[proof.start : proof.end]
        assert one.quantity is not None
        assert one.quantity.value in proof.quote
        assert one.quantity.indicator


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "reports").exists(), reason="the real reports are not at ../shared")
def test_a_real_report_that_no_model_saw() -> None:
    report = read(SHARED / "reports" / "sanya-2024.txt")
    known = gold.load(SHARED / "gold" / "sanya-2024.tsv")
    found = extract(report, gold.mark(report, gold.mentions(report, known)))
    stated = {(one.evidence.paragraph, one.quantity.value) for one in found if one.quantity}
    wanted = {(line.paragraph, line.fields[3]) for line in known.of("O")}
    assert len(stated & wanted) / len(wanted) > 0.85
    for one in found:
        assert one.predicate is Predicate.OBSERVATION
        assert one.evidence.quote == report.text[one.evidence.start : one.evidence.end]
        assert one.evidence.paragraph == report.paragraph_at(one.evidence.start)
