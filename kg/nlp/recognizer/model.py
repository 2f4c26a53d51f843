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

from kg.nlp.recognizer.chain import posteriors, viterbi
from kg.nlp.recognizer.features import Characters, PlaceNames, matrix
from kg.nlp.recognizer.labels import decode
from kg.nlp.recognizer.names import place_names
from kg.nlp.recognizer.nets import Crf, Floats, Ints, Large, Small, batch
from kg.nlp.recognizer.units import units
from kg.types import EntityType

BATCH = 64
"""Units that go through a net at once, of like length."""
SURE = 0.75
"""The small net alone decides a unit of whose every label it is this sure (a probability)."""


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


@dataclass(frozen=True, slots=True)
class _Reading:
    """A unit's emissions, its best labels, and how likely each of them is."""

    emissions: Floats
    path: Sequence[int]
    shares: Floats

    @property
    def surest(self) -> float:
        """How likely the least likely of its labels is."""
        return float(self.shares.min())

    def names(self, origin: int) -> Iterator[Found]:
        for start, end, type_ in decode(self.path):
            sure = round(float(self.shares[start:end].min()), 4)
            yield Found(origin + start, origin + end, type_, sure)


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
        read = list(_readings(list(_scores(self._small, cut)), self._small.crf))
        for at, one in self._again(cut, read):
            read[at] = one
        for unit, one in zip(cut, read, strict=True):
            found[unit.text] += one.names(unit.start)
        return [sorted(names, key=lambda one: one.start) for names in found]

    def _again(self, cut: Sequence[_Unit], read: Sequence[_Reading]) -> Iterator[tuple[int, _Reading]]:
        """New readings of the doubtful units, with the large net's help."""
        doubtful = [at for at, one in enumerate(read) if one.surest < SURE]
        if self._large is None or not doubtful:
            return
        second = _scores(self._large, [cut[at] for at in doubtful])
        means = [(read[at].emissions + one) / np.float32(2) for at, one in zip(doubtful, second, strict=True)]
        yield from zip(doubtful, _readings(means, self._small.crf.mean(self._large.crf)), strict=True)

    def _units(self, at: int, text: str, words: Sequence[tuple[int, int]]) -> Iterator[_Unit]:
        numbers = np.array(self._characters.numbers(text), dtype=np.int64)
        features = matrix(text, words, self._places)
        for start, end in units(text):
            yield _Unit(at, start, numbers[start:end], features[start:end])


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


def _readings(scored: Sequence[Floats], crf: Crf) -> Iterator[_Reading]:
    for at in range(0, len(scored), BATCH):
        group = scored[at : at + BATCH]
        lengths = np.array([len(one) for one in group], dtype=np.int32)
        emissions = np.zeros((int(lengths.max()), len(group), group[0].shape[1]), dtype=np.float32)
        for column, one in enumerate(group):
            emissions[: len(one), column] = one
        paths, shares = viterbi(emissions, lengths, crf), posteriors(emissions, lengths, crf)
        for column, (path, one) in enumerate(zip(paths, group, strict=True)):
            yield _Reading(one, path, shares[np.arange(len(path)), column, path])


@lru_cache(maxsize=2)
def shipped(*, fast: bool = False) -> Recognizer:
    """The recogniser that the package ships; ``fast``: its small net alone."""
    with as_file(files("kg.nlp") / "data" / "recognizer") as folder:
        return Recognizer(folder, place_names(), fast=fast)
