"""Line names read for their ends: every rule on its own examples, and the joint choice."""

from __future__ import annotations

import pytest

from kg.places.data import checked, settings
from kg.places.divisions import load
from kg.places.lines import read_line
from kg.places.networks import known_ends

RULES = settings("lines.yaml")["rules"]
EXAMPLES = [
    (rule, one["name"], one["home"], one["ends"]) for rule, row in RULES.items() for one in row["examples"]
]
COUNTERS = [(rule, one["name"], one["home"]) for rule, row in RULES.items() for one in row["not"]]


@pytest.mark.parametrize(("rule", "name", "home", "ends"), EXAMPLES)
def test_every_rule_reads_its_examples(rule: str, name: str, home: str, ends: list[str]) -> None:
    read = read_line(name, home).ends
    assert {one.name for one in read if one.rule == rule} == set(ends)
    assert all(0.5 < one.confidence <= 1 for one in read)


@pytest.mark.parametrize(("rule", "name", "home"), COUNTERS)
def test_every_rule_keeps_from_its_counter_examples(rule: str, name: str, home: str) -> None:
    assert [one for one in read_line(name, home).ends if one.rule == rule] == []


def test_every_rule_has_two_examples_and_a_counter_example() -> None:
    keys = frozenset(("what", "examples", "not"))
    for rule, row in RULES.items():
        checked(row, keys, frozenset(), rule)
        assert len(row["examples"]) >= 2, rule
        assert row["not"], rule
    assert len(EXAMPLES) > 20


def test_the_nearer_of_two_readings_wins() -> None:
    """宜 is 宜宾 in Sichuan and 宜昌 in Hubei: the body that speaks decides."""
    assert "宜宾市" in {one.name for one in read_line("内宜高速", "5110").ends}
    assert "宜昌市" in {one.name for one in read_line("襄宜高速", "4206").ends}


def test_where_two_readings_are_as_good_nothing_is_claimed_until_more_bodies_speak() -> None:
    assert read_line("镇广高速", "5119").ends == ()
    told = {one.name for one in read_line("镇广高速", "5119", ["5116", "5117"]).ends}
    assert told == {"镇巴县", "广安市"}


def test_reporting_bodies_count_beside_home() -> None:
    alone = {one.name for one in read_line("三大乐高速", None).ends}
    told = {one.name for one in read_line("三大乐高速", None, ["5109", "5120", "5107"]).ends}
    assert "乐至县" in told
    assert told != alone or "乐至县" in alone


@pytest.mark.parametrize(
    "name", ["", "高铁", "铁路", "段", "（）", "至", "—高速", "A1B2", "项目", "线", "市第一医院", "人民路"]
)
def test_what_is_no_lines_name_has_no_ends(name: str) -> None:
    assert read_line(name, "5120").ends == ()


def test_unknown_bodies_are_left_out_of_account() -> None:
    assert read_line("成渝高速扩容", "999999").ends == read_line("成渝高速扩容", None).ends


def test_ends_are_divisions_or_say_that_they_are_none() -> None:
    for _, name, home, _ in EXAMPLES:
        for one in read_line(name, home).ends:
            assert one.code is None or load().get(one.code) is not None


def test_all_lines_of_the_national_plans_lead_to_known_places() -> None:
    networks = settings("networks.yaml")
    kinds = {"expressways": "express", "railways": "rail", "waterways": "water"}
    for group, lines in networks.items():
        for name, ends in lines.items():
            assert len(known_ends(name, kinds[group])) == len(ends)
    assert sum(map(len, networks.values())) > 150
