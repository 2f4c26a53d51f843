"""Cues of modality: each rule on its own examples, reach, sections and years."""

from __future__ import annotations

import pytest

from kg.errors import ConfigError
from kg.extraction.observations.modality import Rule, modality, read, rules, year
from kg.extraction.observations.sheet import lay_out
from kg.types import Modality, SectionRole
from tests.extraction.tagged import tagged


def told(line: str, role: SectionRole = SectionRole.REVIEW) -> tuple[Modality, int | None]:
    """Modality and year of the figure in 【】."""
    at = line.index("【")
    report, marked = tagged(line.replace("【", "").replace("】", ""), role=role)
    sheet = lay_out(marked)
    figure = next(one for one in sheet.figures if one.at == at)
    mode = modality(report, sheet, figure)
    return mode, year(report, sheet, figure, mode)


def test_every_rule_has_examples() -> None:
    assert len(rules()) >= 3
    assert len({rule.id for rule in rules()}) == len(rules())
    for rule in rules():
        assert len(rule.examples) >= 2, rule.id
        assert rule.counter, rule.id


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    role = rule.roles[0] if rule.roles else SectionRole.REVIEW
    for example in rule.examples:
        assert told(example, role)[0] is rule.modality, example
    for example in rule.counter:
        assert told(example, role)[0] is not rule.modality, example


def test_a_plan_is_planned() -> None:
    assert told("新增企业【30家】。", SectionRole.PLAN) == (Modality.PLANNED, 2023)


def test_a_year_that_the_sentence_names_counts() -> None:
    assert told("2024年新增企业【30家】。") == (Modality.ACTUAL, 2024)


def test_of_a_rise_the_former_figure_is_of_the_year_before() -> None:
    assert told("平台由【12个】增至20个。")[1] == 2022
    assert told("平台由12个增至【20个】。")[1] == 2023


GOOD = {"id": "a", "cue": "预", "reach": "behind", "modality": "planned", "examples": [], "counter": []}


@pytest.mark.parametrize(
    "change", [{"colour": 1}, {"reach": "far"}, {"modality": "maybe"}, {"cue": "("}, {"roles": ["plans"]}]
)
def test_faulty_rules_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        read(GOOD | change)


def test_a_lacking_key_is_refused() -> None:
    with pytest.raises(ConfigError, match="counter"):
        read({key: value for key, value in GOOD.items() if key != "counter"})
