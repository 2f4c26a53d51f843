"""Fitting of the observation models: a linear-chain CRF over two labels, and softmax regression.

Both work on hashed rows (see ``kg.extraction.observations.features``) with numpy alone, by
Adagrad over fixed batches in a fixed order: the same data give the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.extraction.observations.hashing import BITS

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
BATCH = 400


@dataclass(slots=True)
class Chain:
    """Weights of the tagger: one a row, and transitions (from label, to label)."""

    table: Floats
    moves: Floats


def fit_chain(rows: Ints, labels: Ints, starts: Ints, epochs: int = 20, decay: float = 1e-6) -> Chain:
    """Fit the tagger on sequences that begin at ``starts`` in ``rows`` and ``labels``."""
    table, moves = np.zeros(1 << BITS), np.zeros((2, 2))
    seen_table, seen_moves = np.full(1 << BITS, 1e-2), np.full((2, 2), 1.0)
    ends = np.append(starts[1:], len(rows))
    order = np.argsort(ends - starts, kind="stable")
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    turn = np.random.default_rng(1)
    for epoch in range(epochs):
        rate = 0.15 / (1 + 0.1 * epoch)
        for number in turn.permutation(len(batches)):
            batch = batches[number]
            at, mask = _padded(starts[batch], ends[batch])
            scores = np.where(mask, table[rows[at]].sum(axis=2), 0.0)
            marginal, pairs = _expected(scores, moves, mask)
            gold = labels[at] * mask
            error = (marginal - gold) * mask
            pulled = np.bincount(rows[at[mask]].ravel(), np.repeat(error[mask], rows.shape[1]), 1 << BITS)
            gradient = pulled + decay * len(batch) * table
            seen_table += gradient**2
            table -= rate * gradient / np.sqrt(seen_table)
            move = pairs - _counted(gold.astype(np.int64), mask)
            seen_moves += move**2
            moves -= rate * move / np.sqrt(seen_moves)
    return Chain(table, moves)


def _padded(starts: Ints, ends: Ints) -> tuple[Ints, Flags]:
    steps = np.arange(int((ends - starts).max()))
    at = starts[:, None] + steps
    mask = at < ends[:, None]
    return np.where(mask, at, 0), mask


def _counted(labels: Ints, mask: Flags) -> Floats:
    both = mask[:, 1:]
    return np.bincount((labels[:, :-1] * 2 + labels[:, 1:])[both], minlength=4).reshape(2, 2).astype(float)


def _expected(scores: Floats, moves: Floats, mask: Flags) -> tuple[Floats, Floats]:
    """Chances of label 1, and expected counts of transitions, by forward and backward sums."""
    count, size = scores.shape
    emit = np.stack([np.zeros_like(scores), scores], axis=2)
    forward = np.zeros((count, size, 2))
    forward[:, 0] = emit[:, 0]
    for step in range(1, size):
        joined = np.logaddexp(forward[:, step - 1, :1] + moves[0], forward[:, step - 1, 1:] + moves[1])
        forward[:, step] = np.where(mask[:, step, None], joined + emit[:, step], forward[:, step - 1])
    backward = np.zeros((count, size, 2))
    for step in range(size - 2, -1, -1):
        after = backward[:, step + 1] + emit[:, step + 1]
        joined = np.logaddexp(moves[:, 0] + after[:, :1], moves[:, 1] + after[:, 1:])
        backward[:, step] = np.where(mask[:, step + 1, None], joined, backward[:, step])
    whole = np.logaddexp(forward[:, -1, 0], forward[:, -1, 1])
    marginal = np.exp(forward[:, :, 1] + backward[:, :, 1] - whole[:, None])
    pair = (
        forward[:, :-1, :, None]
        + moves
        + (emit[:, 1:] + backward[:, 1:])[:, :, None, :]
        - whole[:, None, None, None]
    )
    pairs = (np.exp(pair) * mask[:, 1:, None, None]).sum(axis=(0, 1))
    return marginal, pairs


def fit_softmax(rows: Ints, labels: Ints, classes: int, epochs: int = 30, decay: float = 1e-5) -> Floats:
    """Fit softmax regression: weights of shape (rows of the table, classes)."""
    size = 1 << BITS
    table, seen = np.zeros((size, classes)), np.full((size, classes), 1e-2)
    turn = np.random.default_rng(1)
    for epoch in range(epochs):
        order = turn.permutation(len(rows))
        rate = 0.15 / (1 + 0.1 * epoch)
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            used, place = np.unique(rows[some], return_inverse=True)
            place = place.reshape(len(some), -1)
            scores = table[used][place].sum(axis=1)
            chances = np.exp(scores - scores.max(axis=1, keepdims=True))
            chances /= chances.sum(axis=1, keepdims=True)
            chances[np.arange(len(some)), labels[some]] -= 1
            pulled = np.stack(
                [
                    np.bincount(place.ravel(), np.repeat(chances[:, one], rows.shape[1]), len(used))
                    for one in range(classes)
                ],
                axis=1,
            )
            gradient = pulled + decay * len(some) * table[used]
            seen[used] += gradient**2
            table[used] -= rate * gradient / np.sqrt(seen[used])
    return table
