"""Facts that the ontology does not allow are left out of the graph, and named."""

from __future__ import annotations

from dataclasses import replace

from kg.graph.terms import EDGE_OF, report_iri
from kg.types import Fact, Graph, Problem, Severity
from ontology import schema


def conforming(graph: Graph) -> Graph:
    """``graph`` without the facts whose ends are not described or may not be joined by their predicate.

    Each fact that is left out becomes a problem (``graph.ends``, a warning): extraction took
    one of the things for what it is not.
    """
    labels = _labels(graph)
    allowed = {
        (name, source, target) for name, edge in schema().edges.items() for source, target in edge.pairs
    }
    kept: list[Fact] = []
    problems = list(graph.problems)
    for fact in graph.facts:
        name = EDGE_OF.get(fact.predicate, fact.predicate)
        source, target = labels.get(fact.subject, ""), _target(fact, labels)
        if (name, source, target) in allowed:
            kept.append(fact)
        else:
            problems.append(_left_out(fact, source, target))
    return replace(graph, facts=tuple(kept), problems=tuple(problems))


def _labels(graph: Graph) -> dict[str, str]:
    by_type = {node.entity: label for label, node in schema().nodes.items()}
    labels = {one.iri: by_type[one.type] for one in graph.entities}
    return labels | {report_iri(one.id): "Report" for one in graph.reports}


def _target(fact: Fact, labels: dict[str, str]) -> str:
    if fact.object is not None:
        return labels.get(fact.object, "")
    return "Progress" if fact.quantity is None else "Observation"


def _left_out(fact: Fact, source: str, target: str) -> Problem:
    ends = f"{source or 'a thing that is not described'} and {target or 'a thing that is not described'}"
    seen = fact.evidence
    place = f"{report_iri(seen.report)}#char={seen.start},{seen.end}" if seen else fact.subject
    said = f": “{seen.quote}” by {seen.rule}" if seen else ""
    return Problem(
        Severity.WARNING,
        "graph.ends",
        place,
        f"{fact.predicate} does not join {ends}{said}",
        "the fact is left out; see which rule or model gave the types",
    )
