"""The parts of the recogniser that need no trained net."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.recognizer import labels
from kg.nlp.recognizer.chain import posteriors, viterbi
from kg.nlp.recognizer.features import Characters, PlaceNames, matrix
from kg.nlp.recognizer.nets import Crf
from kg.nlp.recognizer.units import LENGTH, units
from kg.types import EntityType

TEXTS = st.text(alphabet="甲乙丙丁。；，、“”（）a1 ", max_size=700)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, list[labels.Span]]:
    """A length and spans in it that do not overlap."""
    length = draw(st.integers(1, 60))
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=12)))
    types = st.sampled_from(list(EntityType))
    chosen = [(a, b, draw(types)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return length, chosen


@given(spans())
def test_labels_round_trip(case: tuple[int, list[labels.Span]]) -> None:
    length, chosen = case
    assert labels.decode(labels.encode(length, chosen)) == chosen


@given(spans())
def test_encoded_spans_are_allowed_sequences(case: tuple[int, list[labels.Span]]) -> None:
    length, chosen = case
    encoded = labels.encode(length, chosen)
    allowed = labels.allowed()
    assert labels.may_start()[encoded[0]]
    assert labels.may_end()[encoded[-1]]
    assert all(allowed[a, b] for a, b in pairwise(encoded))


@given(TEXTS)
def test_units_tile_the_text(text: str) -> None:
    found = units(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= LENGTH for start, end in found)


def test_units_keep_sentences_whole() -> None:
    text = "甲" * 100 + "。" + "乙" * 10 + "。"
    assert units(text) == [(0, 101), (101, 112)]


def test_a_long_sentence_is_cut_between_clauses() -> None:
    text = "甲" * 40 + "，" + "乙" * 40 + "，" + "丙" * 40 + "。"
    assert units(text, 90) == [(0, 82), (82, 123)]


def test_longest_place_name_wins() -> None:
    places = PlaceNames({"安岳": False, "安岳县": True, "资阳": False})
    assert places.parts("在安岳县和资阳") == [0, 1, 2, 3, 0, 5, 7]


def test_features_have_a_row_a_character() -> None:
    rows = matrix("发展白酒", [(0, 2), (2, 4)], PlaceNames({"白酒": False}))
    assert rows.tolist() == [[0, 0], [2, 0], [0, 5], [2, 7]]


def test_widths_and_case_count_as_one_character() -> None:
    known = Characters(["", "a", "1", "区"])
    assert known.numbers("ＡａA１区丁") == [1, 1, 1, 2, 3, 0]


@given(st.integers(1, 7), st.integers(0, 10_000))
def test_viterbi_finds_the_best_sequence(length: int, seed: int) -> None:
    """Against all sequences of a small label set."""
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(length, 1, 3)).astype(np.float32)
    transitions = rng.normal(size=(3, 3)).astype(np.float32)
    ends = rng.normal(size=3).astype(np.float32), rng.normal(size=3).astype(np.float32)
    (path,) = viterbi(emissions, np.array([length], dtype=np.int32), Crf(transitions, *ends))

    def score(labels_: tuple[int, ...]) -> float:
        steps = sum(emissions[at, 0, one] for at, one in enumerate(labels_))
        moves = sum(transitions[a, b] for a, b in pairwise(labels_))
        return float(steps + moves + ends[0][labels_[0]] + ends[1][labels_[-1]])

    best = max(score(tuple(one)) for one in np.ndindex(*[3] * length))
    assert abs(score(tuple(path)) - best) < 1e-4


def test_viterbi_stops_where_each_sequence_ends() -> None:
    emissions = np.zeros((3, 2, 2), dtype=np.float32)
    emissions[:, :, 1] = 1
    nothing = Crf(np.zeros((2, 2), dtype=np.float32), *[np.zeros(2, dtype=np.float32)] * 2)
    paths = viterbi(emissions, np.array([1, 3], dtype=np.int32), nothing)
    assert paths == [[1], [1, 1, 1]]


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_posteriors_are_the_shares_of_all_sequences(length: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(length, 2, 3)).astype(np.float32)
    crf = Crf(*(rng.normal(size=size).astype(np.float32) for size in ((3, 3), 3, 3)))
    lengths = np.array([length, max(1, length - 1)], dtype=np.int32)
    found = posteriors(emissions, lengths, crf)
    for column, end in enumerate(lengths):
        expected = np.zeros((end, 3))
        for one in np.ndindex(*[3] * int(end)):
            score = sum(emissions[at, column, label] for at, label in enumerate(one))
            score += (
                sum(crf.transitions[a, b] for a, b in pairwise(one)) + crf.start[one[0]] + crf.end[one[-1]]
            )
            expected[np.arange(end), list(one)] += np.exp(score)
        expected /= expected.sum(axis=1, keepdims=True)
        assert np.abs(found[:end, column] - expected).max() < 1e-4
