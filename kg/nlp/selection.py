"""Choosing among overlapping names of different sources."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span

from kg.nlp.patterns.rules import rules


def select(recognized: Iterable[Span], matched: Iterable[Span]) -> list[Span]:
    """Names that do not overlap, in text order.

    Rules that win come first, then the recogniser, then rules that fill gaps; within a source
    the longer name, then the earlier one.
    """
    winners = {rule.data.id for rule in rules() if rule.data.over}
    hits = list(matched)
    ranked = [
        *_ranked(0, (one for one in hits if one.id_ in winners)),
        *_ranked(1, recognized),
        *_ranked(2, (one for one in hits if one.id_ not in winners)),
    ]
    chosen: list[Span] = []
    taken: set[int] = set()
    for _, _, _, span in sorted(ranked, key=lambda row: row[:3]):
        inside = range(span.start, span.end)
        if taken.isdisjoint(inside):
            taken.update(inside)
            chosen.append(span)
    return sorted(chosen, key=lambda span: span.start)


def _ranked(rank: int, spans: Iterable[Span]) -> list[tuple[int, int, int, Span]]:
    return [(rank, span.start - span.end, span.start, span) for span in spans]
