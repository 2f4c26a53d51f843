"""The rules' own examples, and what their reader refuses."""

from __future__ import annotations

import re

import pytest

from kg.errors import ConfigError
from kg.nlp.patterns.matcher import matches
from kg.nlp.patterns.rules import Rule, parse, rules

MARKED = re.compile(r"【(.+?)】")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.data.id)
def test_examples_of_rules(rule: Rule) -> None:
    for example in rule.data.examples:
        wanted = MARKED.findall(example)
        text = example.replace("【", "").replace("】", "")
        assert wanted
        assert [text[hit.start : hit.end] for hit in matches(rule, text)] == wanted


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.data.id)
def test_counter_examples_of_rules(rule: Rule) -> None:
    for example in rule.data.counter_examples:
        assert not list(matches(rule, example))


GOOD = """
- id: a.b
  type: POLICY
  note: 说明
  pattern: 甲+
  examples: [有【甲】, 有【甲甲】]
  counter_examples: [有乙]
"""


def test_a_good_rule_is_read() -> None:
    (rule,) = parse(GOOD, "good.yaml")
    assert rule.data.id == "a.b"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("note: 说明", "remark: 说明", "remark"),
        ("type: POLICY", "type: POEM", "POEM"),
        ("pattern: 甲+", "pattern: '甲('", "a.b"),
        ("pattern: 甲+", "pattern: 甲*", "empty"),
        ("examples: [有【甲】, 有【甲甲】]", "examples: [有【甲】]", "examples"),
        ("counter_examples: [有乙]", "counter_examples: []", "counter-example"),
    ],
)
def test_a_faulty_rule_is_refused_by_name(old: str, new: str, said: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)):
        parse(GOOD.replace(old, new), "bad.yaml")
