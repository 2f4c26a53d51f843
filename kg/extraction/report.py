"""From a report to its extraction: mentions, then statements about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction import observations, progress, relations
from kg.extraction.naming import name_mentions
from kg.types import EntityType as Type
from kg.types import Extraction, Marked, Mention, Passage, Problem, Report, Statement, info

MASK = "*"


def documents(report: Report, nlp: Language) -> list[Doc]:
    """The passages of ``report`` through the pipeline, one ``Doc`` each, in order."""
    return list(nlp.pipe(passage.text for passage in report.passages))


def extract(report: Report, nlp: Language, problems: Sequence[Problem] = ()) -> Extraction:
    """All that ``report`` says, as mentions and statements in text order.

    ``problems`` are those of reading; they are kept with the extraction.
    """
    marked = mark(report, documents(report, nlp))
    mentions = tuple(one for row in marked for one in row.mentions)
    return Extraction(info(report), mentions, tuple(state(report, marked)), tuple(problems))


def mark(report: Report, docs: Sequence[Doc]) -> list[Marked]:
    """The passages with their mentions, named by their canonical names."""
    rows = [list(_mentions(report, passage, doc)) for passage, doc in zip(report.passages, docs, strict=True)]
    named = iter(name_mentions(report, [one for row in rows for _, one in row]))
    return [
        Marked(passage, tuple(next(named) for _ in row), tuple(span for span, _ in row), _words(doc))
        for passage, doc, row in zip(report.passages, docs, rows, strict=True)
    ]


def state(report: Report, marked: Sequence[Marked]) -> list[Statement]:
    """The statements of all kinds, by where they stand."""
    found = [
        *relations.extract(report, marked),
        *progress.extract(report, marked),
        *observations.extract(report, marked),
    ]
    return sorted(found, key=lambda one: (one.evidence.start, one.evidence.end))


def _mentions(report: Report, passage: Passage, doc: Doc) -> Iterator[tuple[tuple[int, int], Mention]]:
    for span in doc.ents:
        if readable(passage.text[span.start : span.end]):
            yield (span.start, span.end), _mention(report, passage, span)


def readable(name: str) -> bool:
    """Whether a name of a redacted report leaves two characters in a row unmasked, or has no mask."""
    return MASK not in name or any(len(part) > 1 for part in name.split(MASK))


def _mention(report: Report, passage: Passage, span: Span) -> Mention:
    start, end = passage.raw(span.start, span.end)
    sure = span.doc.user_data.get("kg_confidence", {}).get((span.start, span.end), 1.0)
    return Mention(
        Type(span.label_),
        start,
        end,
        report.paragraph_at(start),
        report.text[start:end],
        passage.text[span.start : span.end],
        span.id_,
        sure,
    )


def _words(doc: Doc) -> tuple[tuple[int, int], ...]:
    return tuple((word.start, word.end) for word in doc.spans.get("words", ()))
