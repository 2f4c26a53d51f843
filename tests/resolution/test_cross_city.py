"""The golden list of cross-city projects: well formed, and resolved as well as it once was."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.places.divisions import load
from kg.resolution import resolve
from training.measure_cross_city import GOLDEN, HALVES, listed, pairwise, placed, projects
from training.measure_resolution import b_cubed, members

SHARED = Path(__file__).parents[3] / "shared"
FLOOR = 0.95


def test_the_list_is_well_formed() -> None:
    listed_ = projects()
    assert len(listed_) >= 60
    assert len({one.name for one in listed_}) == len(listed_)
    wordings = Counter((one.item, one.name) for project in listed_ for one in project.wordings)
    assert wordings.most_common(1)[0][1] == 1
    cities = {name for one in listed_ for name in one.by_name | one.by_report}
    assert all(any(place.name == name for place in load().by_name(name)) for name in cities)
    assert all(one.by_report for one in listed_)


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "corpus").exists(), reason=f"{SHARED} is not there")
def test_identity_on_both_halves() -> None:
    wanted = projects(GOLDEN)
    where = placed(resolve(listed(wanted)), wanted, exact=True)
    for half in HALVES:
        gold = {
            one.item: project.name for project in wanted if project.half == half for one in project.wordings
        }
        counts = pairwise({item: where[item] for item in gold}, gold)
        f1 = 2 * counts.hit / (2 * counts.hit + counts.wrong + counts.missed)
        by_text = {str(item): name for item, name in gold.items()}
        assert f1 >= FLOOR, half
        assert b_cubed({str(item): where[item] for item in gold}, by_text)[2] >= FLOOR, half
        assert len(members(by_text)) > FLOOR * 60
