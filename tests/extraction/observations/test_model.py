"""The model: stored and read back, and the best path of its chain."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.observations.hashing import BITS
from kg.extraction.observations.model import KINDS, Model, load, packed, unpacked

ROWS = 1 << BITS


def model(scores: list[float], moves: list[list[float]]) -> Model:
    naming = np.zeros(ROWS, np.float32)
    naming[: len(scores)] = scores
    kinds = np.zeros((ROWS, len(KINDS)), np.float32)
    kinds[3] = np.arange(len(KINDS))
    return Model(kinds, naming, np.array(moves, np.float32), np.zeros(ROWS, np.float32))


def best_by_trying_all(scores: list[float], moves: list[list[float]]) -> float:
    return max(worth(path, scores, moves) for path in itertools.product((0, 1), repeat=len(scores)))


def worth(path: tuple[int, ...], scores: list[float], moves: list[list[float]]) -> float:
    steps = sum(moves[one][other] for one, other in itertools.pairwise(path))
    return steps + sum(score for score, label in zip(scores, path, strict=True) if label)


SCORES = st.lists(st.floats(-3, 3, width=32), min_size=2, max_size=7)
MOVES = st.lists(st.lists(st.floats(-2, 2, width=32), min_size=2, max_size=2), min_size=2, max_size=2)


@given(SCORES, MOVES)
def test_the_path_is_the_best_one_where_it_names_enough(
    scores: list[float], moves: list[list[float]]
) -> None:
    lines = np.arange(len(scores))[:, None]
    named = model(scores, moves).named(lines, np.array([0]))
    assert named.sum() >= 2
    best = best_by_trying_all(scores, moves)
    found = worth(tuple(int(one) for one in named), scores, moves)
    enough = [
        p for p in itertools.product((0, 1), repeat=len(scores)) if worth(p, scores, moves) > best - 1e-4
    ]
    if all(sum(path) >= 2 for path in enough):
        assert found == pytest.approx(best, abs=1e-3)


def test_figures_beside_one_another_do_not_touch() -> None:
    scores = [2.0, -2.0, 2.0, 2.0, 2.0, -2.0]
    moves = [[0.5, -0.5], [-0.5, 0.5]]
    one = model(scores, moves)
    together = one.named(np.arange(6)[:, None], np.array([0, 3]))
    apart = [one.named(np.arange(low, low + 3)[:, None], np.array([0])) for low in (0, 3)]
    assert together.tolist() == np.concatenate(apart).tolist()


def test_chances_add_up_to_one() -> None:
    chances = model([], [[0, 0], [0, 0]]).chances(np.array([[3, 0], [0, 0]]))
    assert chances.sum(axis=1).tolist() == pytest.approx([1, 1])
    assert chances[0].argmax() == len(KINDS) - 1


def test_what_is_stored_is_read_back_up_to_rounding() -> None:
    rng = np.random.default_rng(7)
    naming = np.zeros(ROWS, np.float32)
    used = rng.integers(0, ROWS, 500)
    naming[used] = rng.normal(size=500)
    naming[ROWS - 1] = 1.0
    kinds = np.zeros((ROWS, len(KINDS)), np.float32)
    kinds[used] = rng.normal(size=(500, len(KINDS)))
    before = Model(kinds, naming, np.eye(2, dtype=np.float32), naming)
    after = unpacked(packed(before))
    assert np.abs(after.naming - naming).max() <= np.abs(naming).max() / 254 + 1e-6
    assert np.abs(after.kinds - kinds).max() <= np.abs(kinds).max() / 254 + 1e-6
    assert np.abs(packed(after)["kinds_weights"] - packed(before)["kinds_weights"]).max() <= 1


def test_tables_of_another_size_are_refused() -> None:
    arrays = packed(load()) | {"bits": np.array(BITS + 1)}
    with pytest.raises(ValueError, match="bits"):
        unpacked(arrays)
