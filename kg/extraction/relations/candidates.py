"""All candidates of relations in a report, by source, each with what it would tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.clauses import Layout, layout
from kg.extraction.relations.features import own_bag, pair_bag
from kg.extraction.relations.names import name_candidates
from kg.extraction.relations.pairs import OWN, Pair, own_pairs, text_pairs
from kg.extraction.relations.signatures import relations
from kg.types import EntityType, Marked, Predicate, Ref, Report, SectionRole


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be related: two ends, the relations that their types allow, and the features.

    ``span`` is the range of the evidence in the passage of ``marked``, ``part`` that of the tail in
    the head's name where the name tells it.
    """

    head: Ref
    tail: Ref
    relations: tuple[Predicate, ...]
    features: tuple[str, ...]
    marked: Marked
    paragraph: int
    span: tuple[int, int]
    part: tuple[int, int] | None = None

    @property
    def quote(self) -> str:
        """The text of the evidence as cleaned."""
        return self.marked.passage.text[self.span[0] : self.span[1]]


def find(report: Report, marked: Sequence[Marked], own: str, source: str) -> Iterator[Candidate]:
    """The candidates of one of ``SOURCES``; ``own`` is the name of the report's body, or empty."""
    if source in ("names", "lines"):
        for told in name_candidates(report, marked, own, lines=source == "lines"):
            yield Candidate(
                told.head,
                told.tail,
                told.relations,
                told.features,
                told.marked,
                told.paragraph,
                told.span,
                told.part,
            )
        return
    for one in marked:
        if one.mentions:
            parts = layout(one)
            yield from BY_SOURCE[source](parts, _role(report, one), own)


def _role(report: Report, marked: Marked) -> SectionRole:
    number = marked.passage.section
    return SectionRole.OTHER if number is None else report.sections[number].role


def _pairs(parts: Layout, role: SectionRole, own: str) -> Iterator[Candidate]:
    for pair in text_pairs(parts, own):
        head, tail = pair.head_mention, pair.tail_mention
        if head is None:
            continue
        may = relations()[head.type, tail.type]
        if head.type is EntityType.PLACE and head.name == own:
            may = tuple(one for one in may if str(one) not in OWN.values())
        yield Candidate(
            head.ref,
            tail.ref,
            may,
            tuple(pair_bag(pair, role, own)),
            parts.marked,
            head.paragraph,
            _span(pair),
        )


def _own(parts: Layout, role: SectionRole, own: str) -> Iterator[Candidate]:
    if not own:
        return
    body = Ref(EntityType.PLACE, own)
    for pair in own_pairs(parts, own):
        tail = pair.tail_mention
        yield Candidate(
            body,
            tail.ref,
            (Predicate(OWN[tail.type]),),
            tuple(own_bag(pair, role, own)),
            parts.marked,
            tail.paragraph,
            _span(pair),
        )


def _span(pair: Pair) -> tuple[int, int]:
    """From the first to the last clause that the pair's names stand in."""
    parts = pair.layout
    spans = [parts.marked.spans[one] for one in (pair.head, pair.tail) if one is not None]
    first = parts.clause_at(min(start for start, _ in spans))
    last = parts.clause_at(max(end for _, end in spans) - 1)
    return parts.clauses[first][0], parts.clauses[last][1]


BY_SOURCE: Mapping[str, Callable[[Layout, SectionRole, str], Iterator[Candidate]]] = {
    "pairs": _pairs,
    "own": _own,
}
SOURCES = ("pairs", "own", "names", "lines")
