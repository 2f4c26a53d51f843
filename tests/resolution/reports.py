"""Small reports of our own for the tests of this folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from kg.types import (
    EntityType,
    Evidence,
    Extraction,
    Graph,
    Mention,
    Modality,
    Predicate,
    Ref,
    ReportInfo,
    SpanBasis,
    Statement,
    Status,
)

PROJECT, PARK, PLACE = EntityType.PROJECT, EntityType.PARK, EntityType.PLACE


def report(
    division: str | None, names: Sequence[tuple[EntityType, str]], year: int = 2024, *, built: bool = True
) -> Extraction:
    """A report of ``division`` with one sentence a name; projects are told to be under construction."""
    info = ReportInfo(
        hashlib.sha256(f"{division}{year}{list(names)}".encode()).hexdigest(),
        "报告",
        division,
        year,
        "t",
        9999,
    )
    mentions, statements = [], []
    for at, (type_, name) in enumerate(names):
        start = at * 100
        mentions.append(Mention(type_, start, start + len(name), at, name, name, "test"))
        if built and type_ is PROJECT:
            quote = f"{name}加快建设。"
            evidence = Evidence(info.id, at, start, start + len(quote), quote, "test")
            statements.append(progress(Ref(type_, name), evidence, year))
    return Extraction(info, tuple(mentions), tuple(statements))


def progress(subject: Ref, evidence: Evidence, year: int) -> Statement:
    return Statement(
        subject,
        Predicate.PROGRESS,
        evidence,
        status=Status.UNDER_CONSTRUCTION,
        modality=Modality.PLANNED,
        year=year,
    )


def iris(graph: Graph, name: str) -> set[str]:
    """The IRIs of the entities that bear ``name``."""
    return {one.iri for one in graph.entities if name in (one.name, *one.aliases)}


def cities(graph: Graph, name: str, basis: SpanBasis | None = None) -> set[str]:
    """The codes of the cities that the project ``name`` spans."""
    (own,) = iris(graph, name)
    return {
        fact.object.rsplit("/", 1)[1]
        for fact in graph.facts
        if fact.subject == own
        and fact.predicate == "SPANS_CITY"
        and fact.object
        and basis in (None, fact.basis)
    }
