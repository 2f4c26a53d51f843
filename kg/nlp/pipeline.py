"""The shipped pipeline."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from kg.nlp import components, tokenizer  # noqa: F401 -- importing them registers them

COMPONENTS = ("kg_words", "kg_recognizer", "kg_patterns", "kg_select")
CONFIG = {"nlp": {"tokenizer": {"@tokenizers": "kg.CharacterTokenizer.v1"}}}


def load(*, fast: bool = False) -> Language:
    """The pipeline: one token a character, names in ``doc.ents`` (labels of ``kg.types.EntityType``).

    ``fast`` lets the small net of the recogniser decide alone: several times as fast, less right.
    """
    return _loaded(fast)


@cache
def _loaded(fast: bool) -> Language:
    nlp = spacy.blank("zh", config=CONFIG)
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"fast": fast} if name == "kg_recognizer" else {})
    return nlp
