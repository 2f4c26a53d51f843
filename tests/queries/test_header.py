"""The header of a query is read strictly, and parameters come in with their types."""

from __future__ import annotations

import pytest

import queries
from kg.errors import ConfigError, UsageError
from queries import Parameter

GOOD = """\
// two-words
// zh: 标题
// en: Title
// question: What?
// param city str default: "" | a city
// param years int default: 2 | how many
// param text str | a text
// column project: its name

MATCH (p:Project) RETURN p.name AS project
"""


def test_a_header_is_read() -> None:
    query = queries.parse("two-words", GOOD)
    assert (query.title_zh, query.title_en, query.question, query.step) == ("标题", "Title", "What?", "")
    assert query.parameters[1] == Parameter("years", "int", 2, "how many")
    assert query.parameters[2].default is None
    assert [one.name for one in query.columns] == ["project"]
    assert query.text == GOOD


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("// two-words", "// other", "first line"),
        ("// zh: 标题", "// fr: titre", "fr: titre"),
        ("// zh: 标题\n", "", "'zh:' is missing"),
        ("// en: Title", "// zh: Title", "twice"),
        ("years int", "years integer", "unknown type"),
        ("default: 2", 'default: "2x"', "default of years"),
        ("default: 2", "default: [", "default of years"),
        ("// column project: its name\n", "", "no column"),
        ("years int", "city int", "described twice"),
        (" | a text", "", "not understood"),
    ],
)
def test_a_faulty_header_is_refused(old: str, new: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        queries.parse("two-words", GOOD.replace(old, new, 1))


def test_parameters_are_bound_with_their_defaults_and_types() -> None:
    query = queries.parse("two-words", GOOD)
    assert query.bind({"text": "x"}) == {"city": "", "years": 2, "text": "x"}
    assert query.bind({"text": " x ", "years": "7"}) == {"city": "", "years": 7, "text": " x "}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "needs the parameter text"),
        ({"text": "x", "town": "y"}, "no parameter town"),
        ({"text": "x", "years": "many"}, "'many' is no int"),
        ({"text": "x", "years": 1.5}, "1.5 is no int"),
        ({"text": "x", "years": True}, "True is no int"),
        ({"text": None}, "None is no str"),
    ],
)
def test_wrong_parameters_are_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        queries.parse("two-words", GOOD).bind(given)


@pytest.mark.parametrize(("text", "value"), [("true", True), ("No", False), ("1", True)])
def test_truth_values_are_read(text: str, value: bool) -> None:
    assert Parameter("p", "bool", None, "").parse(text) is value


def test_numbers_are_read() -> None:
    assert Parameter("p", "float", None, "").parse("1.5") == 1.5
    assert Parameter("p", "float", None, "").parse(2) == 2.0
    with pytest.raises(UsageError, match="'maybe' is no bool"):
        Parameter("p", "bool", None, "").parse("maybe")


def test_an_unknown_query_is_refused() -> None:
    with pytest.raises(UsageError, match="no query 'nothing'"):
        queries.get("nothing")


def test_the_library_answers_the_users_questions() -> None:
    names = {one.name for one in queries.library()}
    assert names >= {
        "cross-city-projects",
        "projects-by-status",
        "projects-in-several-reports",
        "park-enterprises",
        "program",
        "enterprises-in-several-cities",
        "city-cooperation",
        "city-honours",
        "indicators",
        "planned-by-sector",
        "promises",
        "shortest-connection",
        "most-connected",
        "search",
        "hubs",
        "communities",
    }
