"""The trained recogniser at run time: emissions of the nets, Viterbi over them.

A unit in which the small net is sure of every character is decided by it; elsewhere the large net
reads the unit, too, and the mean of both decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.nlp.recognizer.features import Characters, PlaceNames, matrix
from kg.nlp.recognizer.labels import decode
from kg.nlp.recognizer.names import place_names
from kg.nlp.recognizer.nets import Crf, Floats, Ints, Large, Small, batch
from kg.nlp.recognizer.units import units
from kg.types import EntityType

BATCH = 32
"""Units that go through a net at once, of like length."""
SURE = 0.97
"""The least likely label of a unit that the small net alone decides, as a probability."""


@dataclass(frozen=True, slots=True)
class Found:
    """A recognised name: half-open range in the text, type, and the nets' confidence in 0..1."""

    start: int
    end: int
    type: EntityType
    confidence: float


@dataclass(frozen=True, slots=True)
class _Unit:
    text: int
    start: int
    characters: Ints
    features: Ints


class Recognizer:
    """A recogniser read from a folder that ``training.recognizer.export`` wrote.

    Args:
        folder: the nets' files and ``characters.txt``.
        places: the place names that the nets are told of.
        fast: let the small net decide alone.
    """

    def __init__(self, folder: Path, places: PlaceNames, *, fast: bool = False) -> None:
        known = ["", *(folder / "characters.txt").read_text(encoding="utf-8").split("\n")[:-1]]
        self._characters, self._places = Characters(known), places
        self._small = Small(folder)
        self._large = None if fast else Large(folder, len(known))

    def find(self, texts: Sequence[str], words: Sequence[Sequence[tuple[int, int]]]) -> list[list[Found]]:
        """The names in each of ``texts``, whose words are ``words`` (half-open ranges)."""
        found: list[list[Found]] = [[] for _ in texts]
        cut = [one for at, text in enumerate(texts) for one in self._units(at, text, words[at])]
        cut.sort(key=lambda one: (len(one.characters), one.text, one.start))
        scored = list(_scores(self._small, cut))
        doubtful = [at for at, one in enumerate(scored) if self._large and _surest(one).min() < SURE]
        for unit, names in self._decide(cut, scored, doubtful):
            found[unit.text] += names
        return [sorted(names, key=lambda one: one.start) for names in found]

    def _units(self, at: int, text: str, words: Sequence[tuple[int, int]]) -> Iterator[_Unit]:
        numbers = np.array(self._characters.numbers(text), dtype=np.int64)
        features = matrix(text, words, self._places)
        for start, end in units(text):
            yield _Unit(at, start, numbers[start:end], features[start:end])

    def _decide(
        self, cut: Sequence[_Unit], scored: Sequence[Floats], doubtful: Sequence[int]
    ) -> Iterator[tuple[_Unit, list[Found]]]:
        rest = sorted(set(range(len(cut))) - set(doubtful))
        yield from _names([cut[at] for at in rest], [scored[at] for at in rest], self._small.crf)
        if self._large and doubtful:
            again = [cut[at] for at in doubtful]
            pairs = zip((scored[at] for at in doubtful), _scores(self._large, again), strict=True)
            means = [(one + other) / np.float32(2) for one, other in pairs]
            yield from _names(again, means, self._small.crf.mean(self._large.crf))


def _scores(net: Small, cut: Sequence[_Unit]) -> Iterator[Floats]:
    """The emissions ``[length, labels]`` of each unit."""
    for group in _batches(cut):
        emissions = net.emissions(batch([one.characters for one in group], [one.features for one in group]))
        for column, one in enumerate(group):
            yield emissions[: len(one.characters), column]


def _batches(rows: Sequence[_Unit]) -> Iterator[Sequence[_Unit]]:
    """Stretches of :data:`BATCH` rows."""
    for at in range(0, len(rows), BATCH):
        yield rows[at : at + BATCH]


def _names(cut: Sequence[_Unit], scored: Sequence[Floats], crf: Crf) -> Iterator[tuple[_Unit, list[Found]]]:
    for at in range(0, len(cut), BATCH):
        group = scored[at : at + BATCH]
        lengths = np.array([len(one) for one in group], dtype=np.int32)
        emissions = np.zeros((int(lengths.max()), len(group), group[0].shape[1]), dtype=np.float32)
        for column, one in enumerate(group):
            emissions[: len(one), column] = one
        paths = viterbi(emissions, lengths, crf)
        for unit, path, one in zip(cut[at : at + BATCH], paths, group, strict=True):
            yield unit, _found(unit, path, one)


def _found(unit: _Unit, path: Sequence[int], emissions: Floats) -> list[Found]:
    shares = _shares(emissions)[np.arange(len(path)), path]
    return [
        Found(unit.start + a, unit.start + b, type_, round(float(shares[a:b].min()), 4))
        for a, b, type_ in decode(path)
    ]


def _shares(emissions: Floats) -> Floats:
    shifted = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    shares: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return shares


def _surest(emissions: Floats) -> Floats:
    """Each character's probability of its likeliest label."""
    surest: Floats = _shares(emissions).max(axis=1)
    return surest


def viterbi(emissions: Floats, lengths: NDArray[np.int32], crf: Crf) -> list[list[int]]:
    """The best label sequence of each column of ``emissions`` ``[length, batch, labels]``."""
    best = emissions[0] + crf.start
    pointers = np.zeros(emissions.shape, dtype=np.int8)
    finals = np.empty_like(best)
    for step in range(emissions.shape[0]):
        if step:
            total = best[:, :, None] + crf.transitions[None]
            pointers[step] = total.argmax(axis=1)
            best = total.max(axis=1) + emissions[step]
        done = lengths == step + 1
        finals[done] = best[done] + crf.end
    paths = []
    for column, length in enumerate(lengths):
        path = [int(finals[column].argmax())]
        for step in range(int(length) - 1, 0, -1):
            path.append(int(pointers[step, column, path[-1]]))
        paths.append(path[::-1])
    return paths


@lru_cache(maxsize=2)
def shipped(*, fast: bool = True) -> Recognizer:
    """The recogniser that the package ships; ``fast``: its small net alone."""
    with as_file(files("kg.nlp") / "data" / "recognizer") as folder:
        return Recognizer(folder, place_names(), fast=fast)
