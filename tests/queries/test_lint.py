"""Every rule finds its bad examples and leaves its good ones; the library is clean."""

from __future__ import annotations

import pytest

import queries
from kg.errors import ConfigError
from kg.types import Severity
from queries import lint

RULES = lint.rules()
BAD = [(rule, text) for rule in RULES for text in rule.bad]
GOOD = [(rule, text) for rule in RULES for text in rule.good]


def test_there_are_rules_with_examples() -> None:
    assert len(RULES) >= 20
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(len(rule.bad) >= 2 and rule.good for rule in RULES)


@pytest.mark.parametrize(("rule", "text"), BAD, ids=lambda one: getattr(one, "id", None))
def test_a_rule_finds_its_bad_examples(rule: lint.Rule, text: str) -> None:
    assert list(rule.find(text))


@pytest.mark.parametrize(("rule", "text"), GOOD, ids=lambda one: getattr(one, "id", None))
def test_a_rule_leaves_its_good_examples(rule: lint.Rule, text: str) -> None:
    assert not list(rule.find(text))


@pytest.mark.parametrize("query", queries.library(), ids=lambda one: one.name)
def test_the_library_keeps_to_what_both_engines_understand(query: queries.Query) -> None:
    assert lint.check(query.text, query.name) == []


@pytest.mark.parametrize("query", queries.library(), ids=lambda one: one.name)
def test_a_query_uses_the_parameters_that_its_header_describes(query: queries.Query) -> None:
    described = {one.name for one in query.parameters}
    used = lint.parameters(query.text)
    assert used == described or query.step


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MATCH (a)-[r:X]-(b)-[s:X]-(c) RETURN a.iri AS i", "repeats"),
        ("MATCH (a)-[r:X]->(b)<-[s:X|Y]-(c) RETURN a.iri AS i", "repeats"),
        ("MATCH (a)-->(b)<--(c) RETURN a.iri AS i", "repeats"),
        ("MATCH (a)-[:COOPERATES_WITH*1..3]-(b) RETURN a.iri AS i", "repeats"),
        ("MATCH (n) RETURN n.name", "unnamed-column"),
        ("MATCH (n) RETURN count(*)", "unnamed-column"),
        ("MATCH (n) RETURN n.iri AS n", "alias-is-variable"),
        ("MATCH (n) RETURN n AS node", "whole-node"),
        ("MATCH (n) WHERE n.name CONTAINS $p RETURN n.iri AS i", "contains-empty"),
    ],
)
def test_what_no_pattern_can_hold_is_found(text: str, code: str) -> None:
    assert [one.code for one in lint.check(text, "x")] == [f"cypher.{code}"]


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (a)-[r:X]-(b)-[s:Y]-(c) RETURN a.iri AS i",
        "MATCH (a)-[r:X]->(b)-[s:X]->(c) RETURN a.iri AS i",
        "MATCH (a)-[r:X]-(b)-[s:X]-(c) WHERE r.id <> s.id RETURN a.iri AS i",
        "MATCH (a)-[:PART_OF*0..3]->(b) RETURN a.iri AS i",
        "MATCH (n) WHERE $p = '' OR n.name CONTAINS $p RETURN n.iri AS i",
        "MATCH (n) // labels(n) and COUNT { }\nRETURN 'labels(n)' AS i",
    ],
)
def test_what_is_the_same_on_both_engines_is_left(text: str) -> None:
    assert lint.check(text, "x") == []


def test_users_are_warned_of_silent_differences_only() -> None:
    text = "MATCH (n)\nRETURN labels(n) AS l, toString(1) AS t"
    assert [(one.code, one.place, one.severity) for one in lint.warnings(text)] == [
        ("cypher.labels", "cypher:2", Severity.WARNING)
    ]


def test_offsets_stay_where_comments_and_strings_are_blanked() -> None:
    text = "RETURN 'a\\'b' /* c\nd */ AS x // e"
    assert len(lint.blank(text)) == len(text)
    assert lint.blank(text).split() == ["RETURN", "'", "'", "AS", "x"]


def test_a_faulty_rule_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yaml.safe_load", lambda _: {"version": 1, "rules": [{"id": "x"}]})
    lint.rules.cache_clear()
    with pytest.raises(ConfigError, match=r"lint\.yaml"):
        lint.rules()
    monkeypatch.undo()
    lint.rules.cache_clear()
