"""Relation statements of a report: candidates of all sources, judged by linear classifiers."""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Mapping, Sequence

from kg.extraction import linear
from kg.extraction.evidence import evidence
from kg.extraction.relations.candidates import SOURCES, Candidate, find
from kg.extraction.relations.modality import still_striven_for
from kg.extraction.relations.settle import settle
from kg.places import divisions
from kg.types import Marked, Modality, Predicate, Ref, Report, SectionRole, Statement

TIMELESS = frozenset(
    {Predicate.LOCATED_IN, Predicate.SPANS, Predicate.PART_OF, Predicate.UNDERTAKEN_BY, Predicate.IN_INDUSTRY}
)
Models = Mapping[str, linear.Linear]


@functools.lru_cache(maxsize=1)
def models() -> Models:
    """The classifiers that the package ships, one a source of candidates."""
    folder = importlib.resources.files(__package__)
    return {source: linear.load(folder / f"{source}.npz") for source in SOURCES}


def own_body(report: Report) -> str:
    """The official name of the body whose report it is, or nothing where that is unknown."""
    division = divisions.load().get(report.division)
    return division.name if division else ""


def extract(report: Report, marked: Sequence[Marked], by: Models | None = None) -> list[Statement]:
    """Relations between the names of ``marked``, and those of the report's own body.

    Args:
        report: the report that the passages are of; where its division is unknown, nothing is
            told of its own body.
        marked: its passages with the mentions in them.
        by: other models than the shipped ones (as training measures them).

    Returns:
        One statement for each relation, ends and paragraph, ordered by where it is told.
    """
    own = own_body(report)
    found: dict[tuple[Predicate, Ref, Ref, int], Statement] = {}
    for source, judge in (by or models()).items():
        held = list(find(report, marked, own, source))
        rows = settle(held, judge.chances([one.features for one in held]).tolist(), judge.classes)
        columns = {name: number for number, name in enumerate(judge.classes)}
        for one, row in zip(held, rows, strict=True):
            for relation in one.relations:
                chance = row[columns[relation]]
                if chance < judge.cuts[relation]:
                    continue
                made = _statement(report, one, relation, f"model.relations.{source}", chance)
                place = _place(made)
                if place not in found or found[place].evidence.confidence < chance:
                    found[place] = made
    return sorted(found.values(), key=_order)


def _place(one: Statement) -> tuple[Predicate, Ref, Ref, int]:
    if one.subject is None or one.object is None:
        message = "a relation has two ends"
        raise ValueError(message)
    first, second = one.subject, one.object
    if one.predicate is Predicate.COOPERATES_WITH:
        first, second = sorted((first, second))
    return one.predicate, first, second, one.evidence.paragraph


def _order(one: Statement) -> tuple[object, ...]:
    return (one.evidence.start, one.evidence.end, str(one.predicate), one.subject, one.object)


def _statement(report: Report, one: Candidate, relation: Predicate, rule: str, chance: float) -> Statement:
    section = None if one.marked.passage.section is None else report.sections[one.marked.passage.section]
    planned = section is not None and section.role is SectionRole.PLAN
    if relation is Predicate.RECEIVED:
        planned = still_striven_for(one.quote, planned=planned)
    modality = Modality.PLANNED if planned and relation not in TIMELESS else Modality.ACTUAL
    return Statement(
        subject=one.head,
        predicate=relation,
        evidence=evidence(report, one.marked, one.span, rule, chance),
        object=one.tail,
        modality=modality,
        year=None if section is None else section.year,
    )
