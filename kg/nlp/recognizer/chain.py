"""A linear chain over emissions: the best sequence of labels, and how likely each label is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.nlp.recognizer.nets import Crf, Floats

Lengths = NDArray[np.int32]


def viterbi(emissions: Floats, lengths: Lengths, crf: Crf) -> list[list[int]]:
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


def posteriors(emissions: Floats, lengths: Lengths, crf: Crf) -> Floats:
    """The probability of each label of each character, ``[length, batch, labels]``.

    Forward and backward (Rabiner 1989), scaled to sum to one at each step. What stands behind a
    column's length means nothing.
    """
    potentials = np.exp(emissions - emissions.max(axis=2, keepdims=True))
    moves = np.exp(crf.transitions)
    found: Floats = np.empty_like(potentials)
    before = _scaled(potentials[0] * np.exp(crf.start))
    found[0] = before
    for step in range(1, len(potentials)):
        before = _scaled((before @ moves) * potentials[step])
        found[step] = before
    ends = np.exp(crf.end)
    after = np.ones_like(found[0])
    for step in range(len(potentials) - 1, -1, -1):
        after = np.where((lengths == step + 1)[:, None], ends, after)
        found[step] = _scaled(found[step] * after)
        after = _scaled((after * potentials[step]) @ moves.T)
    return found


def _scaled(rows: Floats) -> Floats:
    scaled: Floats = rows / np.maximum(rows.sum(axis=1, keepdims=True), np.float32(1e-30))
    return scaled
