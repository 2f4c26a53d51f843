"""Evidence of a statement, made of a range in a passage."""

from __future__ import annotations

from kg.types import Evidence, Marked, Report


def evidence(report: Report, marked: Marked, span: tuple[int, int], rule: str, confidence: float) -> Evidence:
    """The evidence that ``span`` (half-open offsets in the cleaned passage) holds.

    ``quote`` is what the file has there, so ``quote == report.text[start:end]``.
    """
    start, end = marked.passage.raw(*span)
    return Evidence(
        report.id,
        report.paragraph_at(start),
        start,
        end,
        report.text[start:end],
        rule,
        round(float(confidence), 4),
    )
