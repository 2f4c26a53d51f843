"""The trained weights (``weights.npz``) and what they decide."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

from kg.errors import ConfigError
from kg.extraction.observations.hashing import BITS, Ints
from kg.types import ObservationKind

Floats = np.ndarray[Any, np.dtype[np.float32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

FILE = "weights.npz"
KINDS: tuple[ObservationKind | None, ...] = (None, *ObservationKind)
LEAST = 2
PUSHES = 12


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by row of the hashed table.

    ``kinds`` has a column a kind (the first: no observation), ``naming`` says that a
    character is part of an indicator, ``moves`` the same from one character to the next
    (from label, to label), ``subjects`` that a mention is the subject.
    """

    kinds: Floats
    naming: Floats
    moves: Floats
    subjects: Floats

    def chances(self, lines: Ints) -> Floats:
        """The probability of each of ``KINDS``, a line a figure."""
        scores = self.kinds[lines].sum(axis=1)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        result: Floats = powers / powers.sum(axis=1, keepdims=True)
        return result

    def named(self, lines: Ints, starts: Ints) -> Flags:
        """Which characters name the indicator; ``starts`` is where each figure's characters begin.

        The best path through the chain; where it takes in fewer than two characters, all
        scores are raised step by step until it does.
        """
        scores = self.naming[lines].sum(axis=1)
        sizes = np.diff(np.append(starts, len(lines)))
        steps = np.arange(int(sizes.max(initial=0)))
        mask = steps < sizes[:, None]
        grid = np.where(mask, np.append(scores, 0)[np.where(mask, starts[:, None] + steps, -1)], 0)
        labels = self._path(grid, mask)
        for push in range(1, PUSHES):
            short = np.flatnonzero((labels & mask).sum(axis=1) < LEAST)
            if not len(short):
                break
            labels[short] = self._path(grid[short] + push, mask[short])
        return labels[mask]

    def _path(self, grid: Floats, mask: Flags) -> Flags:
        many, size = grid.shape
        labels = np.zeros((many, size), bool)
        if not size:
            return labels
        came = np.zeros((many, size, 2), np.int64)
        best = np.stack([np.zeros(many), grid[:, 0]], axis=1)
        stays = np.tile(np.arange(2), (many, 1))
        for step in range(1, size):
            whole = best[:, :, None] + self.moves
            there = mask[:, step, None]
            came[:, step] = np.where(there, whole.argmax(axis=1), stays)
            gain = np.stack([np.zeros(many), grid[:, step]], axis=1)
            best = np.where(there, whole.max(axis=1) + gain, best)
        label = best.argmax(axis=1)
        for step in range(size - 1, -1, -1):
            labels[:, step] = label == 1
            label = np.take_along_axis(came[:, step], label[:, None], axis=1)[:, 0]
        return labels


@lru_cache(maxsize=1)
def load() -> Model:
    """The model that comes with the package.

    Raises:
        ConfigError: the file is missing or not one of this version.
    """
    path = resources.files("kg.extraction.observations").joinpath(FILE)
    try:
        with np.load(io.BytesIO(path.read_bytes())) as arrays:
            return unpacked(dict(arrays))
    except (OSError, ValueError, KeyError) as error:
        message = f"{FILE}: the observation model cannot be read: {error}"
        raise ConfigError(message, "install the package anew, or run training/observations.py") from error


def packed(model: Model) -> dict[str, np.ndarray[Any, Any]]:
    """The arrays of ``model`` as they are stored: rows that count, in eight bits."""
    arrays: dict[str, np.ndarray[Any, Any]] = {"moves": model.moves, "bits": np.array(BITS)}
    for name in ("kinds", "naming", "subjects"):
        table = getattr(model, name).reshape(1 << BITS, -1)
        scale = np.abs(table).max() / 127
        small = np.rint(table / scale).astype(np.int8)
        used = np.flatnonzero(small.any(axis=1))
        arrays[f"{name}_steps"] = np.diff(used, prepend=0).astype(np.uint16)
        arrays[f"{name}_weights"] = small[used]
        arrays[f"{name}_scale"] = np.array(scale, np.float32)
    return arrays


def unpacked(arrays: dict[str, np.ndarray[Any, Any]]) -> Model:
    """The model that :func:`packed` stored.

    Raises:
        ValueError: the tables are of another size.
        KeyError: an array is missing.
    """
    if int(arrays["bits"]) != BITS:
        message = f"tables of {int(arrays['bits'])} bits, not {BITS}"
        raise ValueError(message)
    tables = {}
    for name in ("kinds", "naming", "subjects"):
        weights = arrays[f"{name}_weights"]
        table = np.zeros((1 << BITS, weights.shape[1]), np.float32)
        table[np.cumsum(arrays[f"{name}_steps"].astype(np.int64))] = weights * arrays[f"{name}_scale"]
        tables[name] = table
    return Model(tables["kinds"], tables["naming"][:, 0], arrays["moves"], tables["subjects"][:, 0])
