"""Words by spacy-pkuseg, as character ranges of the text they were cut from."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from kg.nlp.recognizer.units import units

SPACE = re.compile(r"\s")


class Segmenter:
    """A spacy-pkuseg model.

    Args:
        folder: the model's folder (features and weights).
    """

    def __init__(self, folder: Path) -> None:
        import spacy_pkuseg

        self._model = spacy_pkuseg.pkuseg(str(folder), user_dict=None)

    def words(self, text: str) -> list[tuple[int, int]]:
        """Half-open ranges of the words of ``text``; blanks belong to no word."""
        found = []
        for start, end in units(text):
            at = start
            for word in self._model.cut(text[start:end]):
                at = text.index(word, at, end)
                found.append((at, at + len(word)))
                at += len(word)
        return found


@lru_cache(maxsize=1)
def shipped() -> Segmenter:
    """The segmenter that the package ships."""
    with as_file(files("kg.nlp") / "data" / "segmenter") as folder:
        return Segmenter(folder)
