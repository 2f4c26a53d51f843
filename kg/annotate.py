"""An extraction as lines of the annotation format (tab-separated, see docs/extraction.md)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.evaluation.gold import nth_offset
from kg.places import divisions
from kg.types import EntityType, Extraction, Mention, Modality, Predicate, Ref, Report, Statement


def lines(report: Report, extraction: Extraction) -> Iterator[str]:
    """M, R, P and O lines of ``extraction`` without line ends, after two comment lines.

    Names that run over a line break of the file cannot be written in the format; they are left
    out, and a comment at the end counts them.
    """
    yield f"# {report.title}"
    yield f"# report {report.id}"
    left_out = 0
    for mention in extraction.mentions:
        line = _mention(report, mention)
        left_out += line is None
        if line is not None:
            yield line
    known = {one.ref for one in extraction.mentions}
    yield from dict.fromkeys(_statement(report, one) for one in extraction.statements if _sayable(one, known))
    if left_out:
        yield f"# left out: {left_out} names that run over a line break"


def _mention(report: Report, mention: Mention) -> str | None:
    paragraph = report.paragraphs[mention.paragraph]
    if mention.end > paragraph.end:
        return None
    text = report.text[paragraph.start : paragraph.end]
    at, nth = mention.start - paragraph.start, 1
    while nth_offset(text, mention.surface, nth) not in (at, -1):
        nth += 1
    name = [] if mention.name == mention.surface else [mention.name]
    return "\t".join(["M", str(mention.paragraph), str(nth), mention.type, mention.surface, *name])


def _sayable(statement: Statement, known: set[Ref]) -> bool:
    """Progress needs a mention line of its subject; relations may name what only a name tells."""
    return statement.predicate is not Predicate.PROGRESS or statement.subject in known


def _statement(report: Report, one: Statement) -> str:
    paragraph, subject = str(one.evidence.paragraph), _ref(one.subject)
    year = str(one.year or report.year or 0)
    if one.predicate is Predicate.PROGRESS:
        return f"P\t{paragraph}\t{subject}\t{one.status or ''}\t{one.modality}\t{year}"
    if one.predicate is Predicate.OBSERVATION and one.quantity is not None:
        figure = one.quantity
        told = (figure.indicator, figure.kind, figure.value, figure.unit)
        return "\t".join(("O", paragraph, subject, *told, one.modality, year))
    planned = ["planned"] if one.modality is Modality.PLANNED else []
    head = subject if one.subject else f"{EntityType.PLACE}:{own_name(report)}"
    return "\t".join(["R", paragraph, one.predicate, head, _ref(one.object), *planned])


def _ref(ref: Ref | None) -> str:
    return f"{ref.type}:{ref.name}" if ref else "."


def own_name(report: Report) -> str:
    """The official name of the report's own body, or "" where it is not known."""
    division = divisions.load().get(report.division)
    return division.name if division else ""
