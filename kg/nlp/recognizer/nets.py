"""The two nets at run time: characters and features in, emissions out, by ONNX Runtime.

The small one (1.9 MB) reads everything; the large one (18 MB, some ten times as slow) reads again
where the small one is in doubt. ``training.recognizer.export`` writes their files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
FAR = np.float32(-1e9)
"""What is added to the attention that padding would get."""


@dataclass(frozen=True, slots=True)
class Crf:
    """Scores of a linear chain: label to label, label first, label last."""

    transitions: Floats
    start: Floats
    end: Floats

    def mean(self, other: Crf) -> Crf:
        """The mean of two chains' scores."""
        pairs = ((self.transitions, other.transitions), (self.start, other.start), (self.end, other.end))
        return Crf(*((one + another) / np.float32(2) for one, another in pairs))


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts of like length as numbers, padded: [length, batch], [length, batch, kinds], [batch]."""

    characters: Ints
    features: Ints
    lengths: NDArray[np.int32]


def batch(characters: Sequence[Ints], features: Sequence[Ints]) -> Batch:
    """Pad the texts to the longest of them."""
    lengths = np.array([len(one) for one in characters], dtype=np.int32)
    padded = np.zeros((int(lengths.max()), len(lengths)), dtype=np.int64)
    marked = np.zeros((*padded.shape, features[0].shape[1]), dtype=np.int64)
    for column, length in enumerate(lengths):
        padded[:length, column] = characters[column]
        marked[:length, column] = features[column]
    return Batch(padded, marked, lengths)


class Small:
    """The recurrent net over LAC's character vectors.

    Args:
        folder: holds ``small.onnx`` and ``small.npz``.
    """

    NAME = "small"

    def __init__(self, folder: Path) -> None:
        self._session = _session(folder / f"{self.NAME}.onnx")
        with np.load(folder / f"{self.NAME}.npz") as arrays:
            self.crf = Crf(arrays["transitions"], arrays["start"], arrays["end"])

    def emissions(self, texts: Batch) -> Floats:
        """Scores ``[length, batch, labels]`` of each character's labels."""
        found: Floats = self._session.run(None, self._inputs(texts))[0]
        return found

    def _inputs(self, texts: Batch) -> dict[str, NDArray[np.generic]]:
        return {"characters": texts.characters, "features": texts.features, "lengths": texts.lengths}


class Large(Small):
    """The transformer.

    Args:
        folder: holds ``large.onnx`` and ``large.npz``.
        known: how many characters have a number; the two numbers behind mark a text's start and end.
    """

    NAME = "large"

    def __init__(self, folder: Path, known: int) -> None:
        super().__init__(folder)
        self._marks = (known, known + 1)

    def _inputs(self, texts: Batch) -> dict[str, NDArray[np.generic]]:
        longest, count = texts.characters.shape
        padded = np.full((count, longest + 2), self._marks[0], dtype=np.int64)
        padded[:, 1:-1] = texts.characters.T
        padded[np.arange(count), texts.lengths + 1] = self._marks[1]
        away = np.arange(longest + 2) >= (texts.lengths + 2)[:, None]
        wall = np.where(away, FAR, np.float32(0))[:, None, None, :]
        return {**super()._inputs(texts), "characters": padded, "wall": wall}


def _session(path: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
