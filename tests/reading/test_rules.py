"""The rules' own examples are their tests."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.reading.rules import KINDS, Rule, rules

ALL = [rule for kind in sorted(KINDS) for rule in rules()[kind]]


def test_every_kind_has_rules_and_ids_are_unique() -> None:
    assert len(ALL) >= len(KINDS)
    assert all(rules()[kind] for kind in KINDS)
    assert [one for one, count in Counter(rule.id for rule in ALL).items() if count > 1] == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_rule_matches_its_examples_only(rule: Rule) -> None:
    assert [one for one in rule.examples if not rule.found(one)] == []
    assert [one for one in rule.counters if rule.found(one)] == []


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_no_rule_matches_empty_text(rule: Rule) -> None:
    assert rule.found("") is None
