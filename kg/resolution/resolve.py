"""From the extractions of all reports to one graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.places import divisions as tables
from kg.places.divisions import Divisions
from kg.resolution.decisions import Applied, Decision, apply
from kg.resolution.entities import entity
from kg.resolution.facts import BY_REGION, facts_of, hierarchy, members_of_regions, phases, places_of
from kg.resolution.iris import iri
from kg.resolution.ledger import Ledger, Proposal
from kg.resolution.locals import Local, gather
from kg.resolution.matchers import conflicts, proposals
from kg.resolution.names import fold
from kg.resolution.namesakes import told_apart
from kg.resolution.nodes import nodes_of
from kg.resolution.spans import spans
from kg.types import Entity, Extraction, Fact, Graph

DECIDED = "user-decision"


def resolve(extractions: Sequence[Extraction], decisions: Sequence[Decision] = ()) -> Graph:
    """The graph that ``extractions`` tell, each report given once.

    The result depends on the set of extractions and decisions alone, not on their order.

    Args:
        extractions: what was extracted of each report; two of one report id are taken as one.
        decisions: users' own; they override all rules. Names that nothing bears become problems
            of the graph.
    """
    divisions = tables.load()
    once = {one.report.id: one for one in extractions}
    locals_, applied = _decided(told_apart(gather(once.values(), divisions), divisions), decisions)
    ledger = _merged(locals_, applied, divisions)
    entities, roots = _entities(locals_, ledger)
    facts = facts_of(once.values(), locals_, roots)
    facts |= spans(locals_, roots, divisions) | members_of_regions(locals_) | phases(locals_, roots)
    known, extra = places_of(facts, entities, once.values(), divisions)
    facts |= hierarchy(known, divisions)
    described = {one.iri for one in (*entities, *extra)}
    facts = {one for one in facts if one.rule != BY_REGION or one.subject in described}
    return Graph(
        tuple(sorted((one.report for one in once.values()), key=lambda one: one.id)),
        tuple(sorted((*entities, *extra), key=lambda one: one.iri)),
        tuple(sorted(facts, key=_order)),
        applied.problems,
    )


def _decided(locals_: list[Local], decisions: Iterable[Decision]) -> tuple[list[Local], Applied]:
    """The users' decisions as pairs of nodes; names told apart that share a node get one each."""
    split = {
        name
        for one in decisions
        if not one.same
        for name, other in ((fold(one.one), fold(one.other)), (fold(one.other), fold(one.one)))
        if name != other
    }
    by_name = _by_name(locals_)
    shared = {name for name in split if any(by_name[name] & by_name[other] for other in split - {name})}
    locals_ = [
        replace(one, node=iri(one.ref.type, fold(one.ref.name), one.home))
        if fold(one.ref.name) in shared
        else one
        for one in locals_
    ]
    return locals_, apply(decisions, _by_name(locals_), {one.node for one in locals_})


def _by_name(locals_: Iterable[Local]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in locals_:
        for name in {one.ref.name, *(mention.surface for mention in one.mentions)}:
            found[fold(name)].add(one.node)
    return found


def _merged(locals_: Sequence[Local], applied: Applied, divisions: Divisions) -> Ledger:
    nodes = nodes_of(locals_)
    ledger = Ledger(applied.apart, conflicts({one.iri: one for one in nodes}))
    for one, other in applied.same:
        ledger.union(Proposal(0, -1.0, one, other, DECIDED), decided=True)
    for proposal in sorted(set(proposals(nodes, divisions))):
        ledger.union(proposal)
    return ledger


def _entities(locals_: Iterable[Local], ledger: Ledger) -> tuple[list[Entity], dict[str, str]]:
    by_node: dict[str, list[Local]] = defaultdict(list)
    for one in locals_:
        by_node[one.node].append(one)
    entities, roots = [], {}
    for nodes in ledger.sets(by_node).values():
        members = [one for node in nodes for one in by_node[node]]
        made = entity(nodes, members, ledger)
        entities.append(made)
        roots.update(dict.fromkeys(nodes, made.iri))
    return entities, roots


def _order(fact: Fact) -> tuple[str, ...]:
    evidence = fact.evidence
    where = (
        (evidence.report, f"{evidence.start:09}", f"{evidence.end:09}", evidence.rule)
        if evidence
        else ("",) * 4
    )
    quantity = fact.quantity
    figure = (quantity.indicator, quantity.kind, quantity.value, quantity.unit) if quantity else ("",) * 4
    qualifiers = (fact.status or "", fact.modality, str(fact.year or ""), fact.basis or "", fact.rule)
    return (fact.subject, fact.predicate, fact.object or "", *qualifiers, *where, *figure)
