"""The label scheme of the recogniser: BIOES over the ten entity types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.types import EntityType

LABELS: tuple[str, ...] = ("O", *(f"{part}-{type_}" for type_ in EntityType for part in "BIES"))
INDEX = {label: number for number, label in enumerate(LABELS)}

Span = tuple[int, int, EntityType]


def encode(length: int, spans: Iterable[Span]) -> list[int]:
    """Label numbers of ``length`` characters that hold ``spans`` (half-open, not overlapping)."""
    labels = [0] * length
    for start, end, type_ in spans:
        if end - start == 1:
            labels[start] = INDEX[f"S-{type_}"]
            continue
        labels[start] = INDEX[f"B-{type_}"]
        labels[start + 1 : end - 1] = [INDEX[f"I-{type_}"]] * (end - start - 2)
        labels[end - 1] = INDEX[f"E-{type_}"]
    return labels


def decode(labels: Sequence[int]) -> list[Span]:
    """The spans of a well-formed label sequence (see :func:`allowed`)."""
    spans, start = [], 0
    for at, number in enumerate(labels):
        part, _, type_ = LABELS[number].partition("-")
        if part in "BS":
            start = at
        if part in "ES":
            spans.append((start, at + 1, EntityType(type_)))
    return spans


def allowed() -> NDArray[np.bool_]:
    """Matrix ``[from, to]`` of the transitions that well-formed sequences have."""
    open_ = [label[0] in "BI" for label in LABELS]
    goes_on = [label[0] in "IE" for label in LABELS]
    types = [label[2:] for label in LABELS]
    pairs = [
        [
            (open_[a] and goes_on[b] and types[a] == types[b]) or (not open_[a] and not goes_on[b])
            for b in range(len(LABELS))
        ]
        for a in range(len(LABELS))
    ]
    return np.array(pairs, dtype=bool)


def may_start() -> NDArray[np.bool_]:
    """Which labels may stand at the first character."""
    return np.array([label[0] in "OBS" for label in LABELS], dtype=bool)


def may_end() -> NDArray[np.bool_]:
    """Which labels may stand at the last character."""
    return np.array([label[0] in "OES" for label in LABELS], dtype=bool)
