"""Ends of lines against the hand-made list of cross-city projects."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.places.divisions import load
from kg.places.lines import read_line

GOLD = Path(__file__).parents[3] / "shared/gold/cross_city.tsv"


@pytest.mark.shared
@pytest.mark.skipif(not GOLD.exists(), reason="../shared is not there")
def test_cities_that_names_give() -> None:
    table, right, rows = load(), 0, 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, by_name, by_report = line.split("\t")
        bodies = [table.by_name(one)[0].code for one in by_report.split(";")]
        cities = set()
        for end in read_line(name, bodies[0], bodies[1:]).ends:
            city = table.city_of(end.code or "") or table.get(end.code)
            cities |= {city.name} if city else set()
        rows += 1
        right += cities == set(by_name.split(";"))
    assert rows >= 18
    assert right >= rows - 1
