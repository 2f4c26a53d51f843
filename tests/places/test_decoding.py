"""The beam finds what looking at all readings finds."""

from __future__ import annotations

from itertools import product

import pytest

from kg.places.decoding import Context, best, margins
from kg.places.options import letter

NAMES = [("遂渝", "express", ("5109",)), ("合新", "rail", ("3401", "3403")), ("乐永青", "express", ("3303",))]
MOST = 12


@pytest.mark.parametrize(("text", "kind", "bodies"), NAMES)
def test_no_reading_is_cheaper_than_the_best(text: str, kind: str, bodies: tuple[str, ...]) -> None:
    slots = [letter(one, kind)[:MOST] for one in text]
    context = Context(bodies, kind)
    alone = [found[0] for one in product(*slots) if (found := best([[option] for option in one], context))]
    cheapest = min(alone, key=lambda one: (one.cost, one.ids))
    readings = best(slots, context)
    assert readings[0].ids == cheapest.ids
    assert readings[0].cost == pytest.approx(cheapest.cost)


def test_a_margin_is_the_lead_over_the_best_reading_without_that_place() -> None:
    readings = best([letter(one, "express") for one in "遂渝"], Context(("5109",), "express"))
    other = min(one.cost for one in readings if readings[0].ids[0] not in one.ids)
    assert margins(readings)[0] == pytest.approx(other - readings[0].cost)


def test_a_slot_without_options_has_no_reading() -> None:
    assert best([letter("遂", "rail"), ()], Context((), "rail")) == []
