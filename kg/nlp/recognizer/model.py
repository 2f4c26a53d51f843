"""The trained recogniser at run time: ONNX Runtime for the net, Viterbi over its emissions."""

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
from kg.nlp.recognizer.units import units
from kg.types import EntityType

BATCH = 32
"""Units that go through the net at once, of like length."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """A recognised name: half-open range in the text, type, and the net's confidence in 0..1."""

    start: int
    end: int
    type: EntityType
    confidence: float


@dataclass(frozen=True, slots=True)
class _Unit:
    text: int
    start: int
    characters: NDArray[np.int64]
    features: NDArray[np.int64]


class Recognizer:
    """A recogniser read from a folder that ``training.recognizer.export`` wrote."""

    def __init__(self, folder: Path, places: PlaceNames) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        path = str(folder / "emissions.onnx")
        self._session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        known = (folder / "characters.txt").read_text(encoding="utf-8").split("\n")[:-1]
        self._characters, self._places = Characters(["", *known]), places
        with np.load(folder / "crf.npz") as arrays:
            self._transitions: Floats = arrays["transitions"]
            self._start: Floats = arrays["start"]
            self._end: Floats = arrays["end"]

    def find(self, texts: Sequence[str], words: Sequence[Sequence[tuple[int, int]]]) -> list[list[Found]]:
        """The names in each of ``texts``, whose words are ``words`` (half-open ranges)."""
        found: list[list[Found]] = [[] for _ in texts]
        cut = [one for at, text in enumerate(texts) for one in self._units(at, text, words[at])]
        cut.sort(key=lambda one: (len(one.characters), one.text, one.start))
        for at in range(0, len(cut), BATCH):
            batch = cut[at : at + BATCH]
            for unit, names in zip(batch, self._batch(batch), strict=True):
                found[unit.text] += names
        return [sorted(names, key=lambda one: one.start) for names in found]

    def _units(self, at: int, text: str, words: Sequence[tuple[int, int]]) -> Iterator[_Unit]:
        numbers = np.array(self._characters.numbers(text), dtype=np.int64)
        features = matrix(text, words, self._places)
        for start, end in units(text):
            yield _Unit(at, start, numbers[start:end], features[start:end])

    def _batch(self, batch: Sequence[_Unit]) -> Iterator[list[Found]]:
        lengths = np.array([len(one.characters) for one in batch], dtype=np.int32)
        longest = int(lengths.max())
        characters = np.zeros((longest, len(batch)), dtype=np.int64)
        features = np.zeros((longest, len(batch), batch[0].features.shape[1]), dtype=np.int64)
        for column, one in enumerate(batch):
            characters[: lengths[column], column] = one.characters
            features[: lengths[column], column] = one.features
        inputs = {"characters": characters, "features": features, "lengths": lengths}
        emissions: Floats = self._session.run(None, inputs)[0]
        paths = viterbi(emissions, lengths, self._transitions, (self._start, self._end))
        for column, one in enumerate(batch):
            path = paths[column]
            chosen = _confidences(emissions[: len(path), column], path)
            yield [
                Found(one.start + a, one.start + b, type_, round(float(chosen[a:b].min()), 4))
                for a, b, type_ in decode(path)
            ]


def _confidences(emissions: Floats, path: Sequence[int]) -> Floats:
    shifted = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    picked: Floats = shifted[np.arange(len(path)), path] / shifted.sum(axis=1)
    return picked


def viterbi(
    emissions: Floats, lengths: NDArray[np.int32], transitions: Floats, ends: tuple[Floats, Floats]
) -> list[list[int]]:
    """The best label sequence of each column of ``emissions`` ``[length, batch, labels]``.

    ``ends`` are the scores of a label as the first and as the last of a sequence.
    """
    best = emissions[0] + ends[0]
    pointers = np.zeros(emissions.shape, dtype=np.int8)
    finals = np.empty_like(best)
    for step in range(emissions.shape[0]):
        if step:
            total = best[:, :, None] + transitions[None]
            pointers[step] = total.argmax(axis=1)
            best = total.max(axis=1) + emissions[step]
        done = lengths == step + 1
        finals[done] = best[done] + ends[1]
    paths = []
    for column, length in enumerate(lengths):
        path = [int(finals[column].argmax())]
        for step in range(int(length) - 1, 0, -1):
            path.append(int(pointers[step, column, path[-1]]))
        paths.append(path[::-1])
    return paths


@lru_cache(maxsize=1)
def shipped() -> Recognizer:
    """The recogniser that the package ships."""
    with as_file(files("kg.nlp") / "data" / "recognizer") as folder:
        return Recognizer(folder, place_names())
