"""The table of units: read strictly, and whole."""

from __future__ import annotations

import pytest

from kg.errors import ConfigError
from kg.extraction.quantities_units import load, read


def table(**changes: object) -> dict[str, object]:
    whole: dict[str, object] = {
        "units": {"CNY": {"元": 1}},
        "counters": ["个"],
        "only_digits": [],
        "not_before": {},
        "letters": [],
        "bounds": {"before": {"about": ["约"]}, "after": {"about": ["左右"]}},
    }
    return whole | changes


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(ConfigError, match="colour"):
        read(table(colour=1))


def test_a_lacking_key_is_named() -> None:
    with pytest.raises(ConfigError, match="counters"):
        read({key: value for key, value in table().items() if key != "counters"})


def test_a_note_in_brackets_does_not_change_the_unit() -> None:
    units = load()
    assert units.code("套（间）") == units.code("套")
    assert units.code("没有") is None


def test_longer_units_come_first() -> None:
    units = load().after_digits
    assert units.index("平方公里") < units.index("平方")
    assert units.index("个百分点") < units.index("个")


def test_what_is_barred_behind_a_unit_is_a_unit_of_the_table() -> None:
    units = load()
    assert set(units.not_before) <= set(units.codes)
