"""Gold reports as training examples of the recogniser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kg.evaluation import gold
from kg.nlp.recognizer.features import Characters, PlaceNames, matrix
from kg.nlp.recognizer.labels import encode
from kg.nlp.recognizer.units import units
from kg.nlp.segmenter import Segmenter
from kg.reading import read


@dataclass(frozen=True)
class Example:
    """A unit: its characters' numbers, features and labels, and the weight of its loss."""

    characters: np.ndarray
    features: np.ndarray
    labels: np.ndarray
    weight: float = 1.0


@dataclass(frozen=True)
class Resources:
    """What turns text into numbers."""

    characters: Characters
    places: PlaceNames
    segmenter: Segmenter


def examples(report_path: Path, gold_path: Path, resources: Resources) -> list[Example]:
    """The annotated units of one report.

    Units that a mention's boundary cuts lose that mention.
    """
    report, annotation = read(report_path), gold.load(gold_path)
    found = []
    for marked in gold.mark(report, gold.mentions(report, annotation)):
        text = marked.passage.text
        first = report.paragraph_at(marked.passage.raw(0, 1)[0])
        if not annotation.covers(first):
            continue
        features = matrix(text, resources.segmenter.words(text), resources.places)
        spans = [(*span, one.type) for span, one in zip(marked.spans, marked.mentions, strict=True)]
        numbers = resources.characters.numbers(text)
        for start, end in units(text):
            inside = [(a - start, b - start, type_) for a, b, type_ in spans if start <= a and b <= end]
            labels = encode(end - start, inside)
            found.append(Example(np.array(numbers[start:end]), features[start:end], np.array(labels)))
    return found


def batches(found: list[Example], size: int, rng: np.random.Generator) -> list[list[Example]]:
    """Batches of some ``size`` characters, of units of like length, shuffled by ``rng``."""
    noisy = sorted(range(len(found)), key=lambda at: len(found[at].labels) + rng.random() * 6)
    groups: list[list[Example]] = [[]]
    for at in noisy:
        longest = len(found[at].labels)
        if groups[-1] and longest * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(found[at])
    return [groups[number] for number in rng.permutation(len(groups))]


def tensors(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Padded characters, features, labels and mask (int64) of a batch."""
    length = max(len(one.labels) for one in batch)
    characters = np.zeros((len(batch), length), dtype=np.int64)
    features = np.zeros((len(batch), length, batch[0].features.shape[1]), dtype=np.int64)
    labels, mask = np.zeros_like(characters), np.zeros_like(characters)
    for row, one in enumerate(batch):
        end = len(one.labels)
        characters[row, :end], features[row, :end], labels[row, :end], mask[row, :end] = (
            one.characters,
            one.features,
            one.labels,
            1,
        )
    return tuple(torch.from_numpy(part) for part in (characters, features, labels, mask))  # type: ignore[return-value]
