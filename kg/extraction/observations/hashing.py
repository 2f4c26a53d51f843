"""Rows of a hashed weight table: what stands for a named feature here.

Everything is integer arithmetic over whole arrays, so that a passage costs a few numpy
calls however many figures it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]

BITS = 18
"""The tables have ``2 ** BITS`` rows."""

PRIME = np.int64(0x01000193)
MIX = np.uint64(0x9E3779B97F4A7C15)
NEAR = 8
STEP = 6
FAR = 10


def rows(columns: Sequence[Sequence[Ints]], bag: int | None = None) -> Ints:
    """The row numbers of feature templates, one column each.

    A template is a sequence of arrays of equal length that are taken together. Templates from
    number ``bag`` on count as one: the same values are the same feature in any of them.
    """
    mixed = []
    with np.errstate(over="ignore"):
        for number, parts in enumerate(columns):
            template = number if bag is None else min(number, bag)
            value = np.full(len(parts[0]), template + 1, np.uint64)
            for part in parts:
                value = (value ^ part.astype(np.uint64)) * MIX
                value ^= value >> np.uint64(29)
            mixed.append((value * MIX) >> np.uint64(64 - BITS))
    return np.stack(mixed, axis=1).astype(np.int64)


def pair(one: Ints, other: Ints) -> Ints:
    """One number for two."""
    return one * PRIME + other


def coarse(distance: Ints) -> Ints:
    """A distance in characters, exact up to 7 and in steps of 6 beyond, up to about 60."""
    return np.where(distance < NEAR, distance, NEAR + np.minimum(distance // STEP, FAR))


def hashed(text: str) -> int:
    """A number for a string, the same in every run."""
    value = 7
    for char in text:
        value = (value * 16777619 + ord(char)) & 0x7FFFFFFF
    return value
