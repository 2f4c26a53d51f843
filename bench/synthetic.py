"""Synthetic graphs of any size, shaped as those of real reports.

    python -m bench.synthetic EDGES FILE

Ten edges a project: two cities, who builds it, its industry, a program, two records of progress
and three mentions; each with its evidence. Nothing is random: the same number, the same graph.
Written as a stream, so that the size is limited by the disk only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad

from kg.graph.rdf import entity_quads, fact_quads, mention_quads, report_quads, statement_quads
from kg.graph.store import write_nquads
from kg.types import (
    Entity,
    EntityType,
    Evidence,
    Fact,
    MentionRef,
    Modality,
    Predicate,
    ReportInfo,
    Status,
)
from ontology import ID

EDGES_OF_A_PROJECT = 10
CITIES, INDUSTRIES, PROGRAMS = 300, 40, 25
PROJECTS_OF_A_REPORT, PROJECTS_OF_A_BUILDER = 100, 5
STATUSES = tuple(Status)


def quads(edges: int) -> Iterator[Quad]:
    """The quads of a graph with about ``edges`` edges (a multiple of ten)."""
    projects = edges // EDGES_OF_A_PROJECT
    places = {_code(city): _iri("place", city) for city in range(CITIES)}
    for kind, count in ((EntityType.INDUSTRY, INDUSTRIES), (EntityType.PROGRAM, PROGRAMS)):
        for number in range(count):
            yield from entity_quads(_thing(kind, number), places)
    for city in range(CITIES):
        place = Entity(
            _iri("place", city), EntityType.PLACE, f"第{city}市", division=_code(city), level="city"
        )
        yield from entity_quads(place, places)
    for builder in range(projects // PROJECTS_OF_A_BUILDER + 1):
        yield from entity_quads(_thing(EntityType.ENTERPRISE, builder), places)
    for report in range(projects // PROJECTS_OF_A_REPORT + 3):
        title = f"第{report % CITIES}市{2010 + report % 15}年政府工作报告"
        info = ReportInfo(
            f"r{report:08}", title, _code(report % CITIES), 2010 + report % 15, f"{report}.txt", 20_000
        )
        yield from report_quads(info, places)
    for project in range(projects):
        yield from _project_quads(project, places)


def _project_quads(project: int, places: dict[str, str]) -> Iterator[Quad]:
    thing = _thing(EntityType.PROJECT, project)
    yield from entity_quads(thing, places)
    for number, fact in enumerate(_facts(project, thing)):
        yield from fact_quads(fact)
        yield from statement_quads(fact)
        if number < len(_REPORTS):
            yield from mention_quads(thing.iri, _mention(project, thing, number))


def _facts(project: int, thing: Entity) -> Iterator[Fact]:
    ends = (
        (Predicate.SPANS, _iri("place", project % CITIES)),
        (Predicate.SPANS, _iri("place", (project + 1) % CITIES)),
        (Predicate.UNDERTAKEN_BY, _iri("enterprise", project // PROJECTS_OF_A_BUILDER)),
        (Predicate.IN_INDUSTRY, _iri("industry", project % INDUSTRIES)),
        (Predicate.PART_OF, _iri("program", project % PROGRAMS)),
    )
    for number, (predicate, target) in enumerate(ends):
        yield Fact(thing.iri, predicate, target, year=2024, evidence=_evidence(project, thing, number))
    for number, modality in enumerate((Modality.ACTUAL, Modality.PLANNED)):
        yield Fact(
            thing.iri,
            Predicate.PROGRESS,
            status=STATUSES[(project + number) % len(STATUSES)],
            modality=modality,
            year=2024 + number,
            evidence=_evidence(project, thing, len(ends) + number),
        )


_REPORTS = (0, 1, 2)


def _report(project: int, number: int) -> str:
    return f"r{project // PROJECTS_OF_A_REPORT + _REPORTS[number % len(_REPORTS)]:08}"


def _evidence(project: int, thing: Entity, number: int) -> Evidence:
    builder = project // PROJECTS_OF_A_BUILDER
    quote = f"加快推进{thing.name}建设，由第{builder}家企业承担，第{number}项任务年内完成。"
    start = 40 * (project % PROJECTS_OF_A_REPORT) + number
    return Evidence(_report(project, number), number, start, start + len(quote), quote, "synthetic", 0.9)


def _mention(project: int, thing: Entity, number: int) -> MentionRef:
    start = 40 * (project % PROJECTS_OF_A_REPORT)
    end = start + len(thing.name)
    return MentionRef(_report(project, number), number, start, end, thing.name, "synthetic", 0.9)


def _thing(kind: EntityType, number: int) -> Entity:
    return Entity(_iri(kind.value.lower(), number), kind, f"第{number}号{kind.value.lower()}")


def _iri(kind: str, number: int) -> str:
    return f"{ID}{kind}/synthetic-{number:08}"


def _code(city: int) -> str:
    return f"{city // 90 + 13}{city % 90 + 10}"


if __name__ == "__main__":
    write_nquads(quads(int(sys.argv[1])), Path(sys.argv[2]))
