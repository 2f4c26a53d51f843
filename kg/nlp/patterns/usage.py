"""How often rules fire on texts, and how often the recogniser says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kg.nlp.components import PATTERNS, RECOGNIZER
from kg.nlp.patterns.rules import rules


@dataclass(frozen=True, slots=True)
class Usage:
    """What became of one rule's hits: each of them either agrees, conflicts, or stands alone."""

    rule: str
    hits: int
    agree: int
    conflict: int
    alone: int


def usage(docs: Iterable[Doc]) -> list[Usage]:
    """The rules' use in ``docs``, rules without a hit included.

    A hit agrees with a name of the recogniser of the same range and type, conflicts with any other
    that overlaps it, and stands alone where there is none.
    """
    counted = Counter((hit.id_, kind) for doc in docs for hit, kind in _judged(doc))
    return [
        Usage(
            one.data.id,
            sum(counted[one.data.id, kind] for kind in ("agree", "conflict", "alone")),
            *(counted[one.data.id, kind] for kind in ("agree", "conflict", "alone")),
        )
        for one in rules()
    ]


def _judged(doc: Doc) -> Iterator[tuple[Span, str]]:
    for hit in doc.spans[PATTERNS]:
        near = [one for one in doc.spans[RECOGNIZER] if one.start < hit.end and hit.start < one.end]
        same = any((one.start, one.end, one.label) == (hit.start, hit.end, hit.label) for one in near)
        yield hit, "agree" if same else "conflict" if near else "alone"
