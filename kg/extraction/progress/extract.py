"""Progress statements of a report, by a linear classifier over each name of a project or park."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction import linear
from kg.extraction.clauses import Layout, layout
from kg.extraction.evidence import evidence
from kg.extraction.progress.features import TYPES, bag
from kg.types import Marked, Modality, Predicate, Report, SectionRole, Statement, Status

RULE = "model.progress"
ACTUAL = "actual"
STATUSES = tuple(Status)


@dataclass(frozen=True, slots=True)
class Sample:
    """A mention to decide on: where it stands, and its features."""

    layout: Layout
    mention: int
    features: tuple[str, ...]


@functools.lru_cache(maxsize=1)
def model() -> linear.Linear:
    """The classifier that the package ships: a class for each status, and one for ``actual``."""
    return linear.load(importlib.resources.files(__package__) / "model.npz")


def role(report: Report, marked: Marked) -> SectionRole:
    """What the section of a passage does."""
    number = marked.passage.section
    return SectionRole.OTHER if number is None else report.sections[number].role


def samples(report: Report, marked: Sequence[Marked]) -> Iterator[Sample]:
    """All mentions of projects and parks, with their features."""
    for one in marked:
        wanted = [number for number, mention in enumerate(one.mentions) if mention.type in TYPES]
        if not wanted:
            continue
        parts, does = layout(one), role(report, one)
        for number in wanted:
            yield Sample(parts, number, tuple(bag(parts, number, does)))


def extract(report: Report, marked: Sequence[Marked], by: linear.Linear | None = None) -> list[Statement]:
    """Progress of the projects and parks that ``marked`` names, in text order.

    Args:
        report: the report that the passages are of.
        marked: its passages with the mentions in them.
        by: another model than the shipped one (as training measures them).

    Returns:
        One statement for each name, status and modality that a passage tells. Evidence is the
        clause that holds the name and what rules it.
    """
    held = list(samples(report, marked))
    if not held:
        return []
    judge = by or model()
    chances = judge.chances([one.features for one in held])
    statements = []
    for one, row in zip(held, chances.tolist(), strict=True):
        by_class = dict(zip(judge.classes, row, strict=True))
        modality = Modality.ACTUAL if by_class[ACTUAL] >= judge.cuts[ACTUAL] else Modality.PLANNED
        statements += [
            _statement(report, one, Status(status), modality, by_class[status])
            for status in STATUSES
            if by_class[status] >= judge.cuts[status]
        ]
    return distinct(statements)


def _statement(report: Report, one: Sample, status: Status, modality: Modality, chance: float) -> Statement:
    group = one.layout.groups[one.layout.group_of[one.mention]]
    start, end = one.layout.clauses[group.clause][0], one.layout.clauses[group.last_clause][1]
    mention = one.layout.marked.mentions[one.mention]
    return Statement(
        subject=mention.ref,
        predicate=Predicate.PROGRESS,
        evidence=evidence(report, one.layout.marked, (start, end), RULE, chance),
        status=status,
        modality=modality,
        year=year(report, one.layout.marked, modality),
    )


def year(report: Report, marked: Marked, modality: Modality) -> int | None:
    """The year that a passage speaks of: its section's, else what the report's year tells."""
    number = marked.passage.section
    while number is not None:
        section = report.sections[number]
        if section.year is not None:
            return section.year
        number = section.parent
    if report.year is None:
        return None
    return report.year - 1 if modality is Modality.ACTUAL else report.year


def distinct(statements: Sequence[Statement]) -> list[Statement]:
    """The statements without those that repeat another of the same passage."""
    seen: dict[tuple[object, ...], Statement] = {}
    for one in statements:
        place = (one.subject, one.predicate, one.object, one.status, one.modality, one.evidence.paragraph)
        if place not in seen or seen[place].evidence.confidence < one.evidence.confidence:
            seen[place] = one
    return list(seen.values())
