"""The pipeline's components: each writes a span group of its own, the last one chooses.

``kg_words`` writes ``doc.spans["words"]`` (spacy-pkuseg), ``kg_recognizer`` writes
``doc.spans["recognizer"]``, ``kg_patterns`` writes ``doc.spans["patterns"]``; ``kg_select``
chooses among them and writes ``doc.ents``; what was not chosen stays in its group. A span's
``span_id`` names the rule or model that found it, ``doc.user_data["kg_confidence"]`` how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from kg.nlp import segmenter
from kg.nlp.boundaries import mend
from kg.nlp.patterns import matcher
from kg.nlp.recognizer import model
from kg.nlp.selection import select

WORDS, RECOGNIZER, PATTERNS = "words", "recognizer", "patterns"
MODEL = "recognizer"


class Words:
    """Writes the words of a text as spans."""

    def __call__(self, doc: Doc) -> Doc:
        """Segment one document."""
        doc.spans[WORDS] = [Span(doc, start, end) for start, end in segmenter.shipped().words(doc.text)]
        return doc


class Names:
    """Writes the names that the trained recogniser finds.

    Args:
        fast: let its small net decide alone.
    """

    def __init__(self, *, fast: bool = False) -> None:
        self._fast = fast

    def __call__(self, doc: Doc) -> Doc:
        """Recognise the names of one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Recognise the names of many documents at once."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            texts = [doc.text for doc in docs]
            words = [[(one.start, one.end) for one in doc.spans.get(WORDS, ())] for doc in docs]
            for doc, text, found in zip(
                docs, texts, model.shipped(fast=self._fast).find(texts, words), strict=True
            ):
                placed = [(mend(text, one.start, one.end), one) for one in found]
                doc.spans[RECOGNIZER] = [Span(doc, *where, one.type, span_id=MODEL) for where, one in placed]
                sure = {where: one.confidence for where, one in placed}
                doc.user_data.setdefault("kg_confidence", {}).update(sure)
                yield doc


class Patterns:
    """Writes the names that rules find."""

    def __call__(self, doc: Doc) -> Doc:
        """Match the rules on one document."""
        found = matcher.shipped().find(doc.text)
        doc.spans[PATTERNS] = [Span(doc, one.start, one.end, one.type, span_id=one.rule) for one in found]
        return doc


class Select:
    """Chooses among what the components before it found."""

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc.ents``."""
        doc.ents = select(doc.spans.get(RECOGNIZER, ()), doc.spans.get(PATTERNS, ()))
        return doc


@Language.factory("kg_words")
def create_words(nlp: Language, name: str) -> Words:  # noqa: ARG001
    """The component's registered maker."""
    return Words()


@Language.factory("kg_recognizer", default_config={"fast": False})
def create_names(nlp: Language, name: str, fast: bool) -> Names:  # noqa: ARG001
    """The component's registered maker."""
    return Names(fast=fast)


@Language.factory("kg_patterns")
def create_patterns(nlp: Language, name: str) -> Patterns:  # noqa: ARG001
    """The component's registered maker."""
    return Patterns()


@Language.factory("kg_select", assigns=["doc.ents"])
def create_select(nlp: Language, name: str) -> Select:  # noqa: ARG001
    """The component's registered maker."""
    return Select()
