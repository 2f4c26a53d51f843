"""Numerals: what they stand for, and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.quantities_numbers import numeral, parse, spell


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千", 2000),
        ("百", 100),
        ("百亿", 10**10),
        ("三万五千", 35_000),
        ("一亿二千万", 120_000_000),
        ("万亿", 10**12),
        ("二〇二三", 2023),
        ("零", 0),
    ],
)
def test_numerals(text: str, number: int) -> None:
    assert numeral(text) == number


@pytest.mark.parametrize("text", ["", "三个", "abc"])
def test_what_is_no_numeral(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("１２.５", "12.5"), ("1,250", "1250"), ("Ⅲ", "3"), ("首", "1"), ("零", "0"), ("十五", "15")],
)
def test_any_way_of_writing(text: str, number: str) -> None:
    assert parse(text) == Decimal(number)


def test_words_are_no_numbers() -> None:
    assert parse("若干") is None


@given(st.integers(0, 10**8 - 1))
def test_spelled_numbers_are_read_back(number: int) -> None:
    assert numeral(spell(number)) == number
