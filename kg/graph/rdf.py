"""The graph as RDF: entities and plain facts, and beside each fact what every report says of it.

The default graph holds reports, entities, merges, progress and observations, and one plain
triple a relation that is not merely planned. One named graph a report (named by the report's
IRI) holds its mentions, and an ``rdf:Statement`` for every place where it states a fact.
There are no blank nodes: whatever has no name gets an IRI hashed from its content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.graph.terms import code, digest, hashed, predicate, report_iri, term, zh
from kg.types import (
    Entity,
    EntityType,
    Evidence,
    Fact,
    Graph,
    MentionRef,
    Merge,
    Modality,
    Quantity,
    ReportInfo,
)
from ontology import schema

_DEFAULT = DefaultGraph()
_MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
_DIGITS_OF_CITY, _DIGITS_OF_COUNTY = 4, 6


def quads(graph: Graph) -> Iterator[Quad]:
    """All quads of ``graph``: the default graph, then report after report.

    A plain triple that several statements give is yielded once for each of them; writers
    drop repeats. The order is that of ``graph``, which is sorted.
    """
    places = place_iris(graph.entities)
    for report in graph.reports:
        yield from report_quads(report, places)
    for entity in graph.entities:
        yield from entity_quads(entity, places)
    by_report: dict[str, list[Fact]] = defaultdict(list)
    for fact in graph.facts:
        yield from fact_quads(fact)
        if fact.evidence is None:
            yield from statement_quads(fact)
        else:
            by_report[fact.evidence.report].append(fact)
    mentions: dict[str, list[tuple[str, MentionRef]]] = defaultdict(list)
    for entity in graph.entities:
        for mention in entity.mentions:
            mentions[mention.report].append((entity.iri, mention))
    for report_id in sorted(by_report.keys() | mentions.keys()):
        for iri, mention in mentions[report_id]:
            yield from mention_quads(iri, mention)
        for fact in by_report[report_id]:
            yield from statement_quads(fact)


def place_iris(entities: Iterable[Entity]) -> dict[str, str]:
    """The IRI of each place that has a division code, by code."""
    places = (one for one in entities if one.type is EntityType.PLACE and one.division)
    return {one.division: one.iri for one in places if one.division}


def home_city(division: str | None, places: Mapping[str, str]) -> str | None:
    """What ``places`` (by code) has for the city of a division, or None.

    The city is a prefecture, a municipality, or a county right under its province.
    """
    if division is None:
        return None
    if division[:2] in _MUNICIPALITIES:
        return places.get(division[:2])
    if len(division) < _DIGITS_OF_CITY:
        return None
    return places.get(division[:_DIGITS_OF_CITY]) or places.get(division[:_DIGITS_OF_COUNTY])


def report_quads(report: ReportInfo, places: Mapping[str, str]) -> Iterator[Quad]:
    """What the default graph says of a report; ``places`` are IRIs of places by code."""
    node = NamedNode(report_iri(report.id))
    yield _quad(node, "rdf:type", term("gr:Report"))
    yield _quad(node, "rdfs:label", zh(report.title or report.source or report.id))
    yield _quad(node, "gr:length", Literal(report.length))
    if report.source:
        yield _quad(node, "dcterms:source", Literal(report.source))
    if report.division:
        yield _quad(node, "gr:divisionCode", Literal(report.division))
    if report.year is not None:
        yield _quad(node, "gr:year", Literal(report.year))
    if place := places.get(report.division or ""):
        yield _quad(node, "gr:reportOf", NamedNode(place))
    if city := home_city(report.division, places):
        yield _quad(node, "gr:homeCity", NamedNode(city))


def entity_quads(entity: Entity, places: Mapping[str, str]) -> Iterator[Quad]:
    """What the default graph says of an entity, its merges included; not its mentions.

    ``places`` are IRIs of places by code, of which one may be its home city.
    """
    node = NamedNode(entity.iri)
    yield _quad(node, "rdf:type", _class_of(entity.type))
    yield _quad(node, "rdfs:label", zh(entity.name))
    for alias in entity.aliases:
        yield _quad(node, "skos:altLabel", zh(alias))
    if entity.division:
        own = entity.type is EntityType.PLACE
        yield _quad(node, "gr:code" if own else "gr:divisionCode", Literal(entity.division))
    if city := home_city(entity.division, places):
        yield _quad(node, "gr:homeCity", NamedNode(city))
    if entity.level:
        yield _quad(node, "gr:level", code("level", entity.level))
    if entity.sector:
        yield _quad(node, "gr:sector", code("sector", entity.sector))
    for old in entity.old_iris:
        yield _quad(node, "dcterms:replaces", NamedNode(old))
    for merge in entity.merges:
        yield from _merge_quads(entity.iri, merge)


def _merge_quads(entity: str, merge: Merge) -> Iterator[Quad]:
    members = sorted(set(merge.members))
    node = NamedNode(hashed("merge", entity, members, merge.reason, merge.score))
    yield _quad(node, "rdf:type", term("gr:Merge"))
    yield _quad(node, "gr:mergeOf", NamedNode(entity))
    yield _quad(node, "gr:reason", Literal(merge.reason))
    yield _quad(node, "gr:score", Literal(float(merge.score)))
    for member in members:
        yield _quad(node, "gr:member", zh(member))


def mention_quads(entity: str, mention: MentionRef) -> Iterator[Quad]:
    """A mention in its report's graph, and the plain triple that the report mentions ``entity``."""
    report = NamedNode(report_iri(mention.report))
    yield _quad(report, "gr:mentions", NamedNode(entity))
    parts = (mention.paragraph, mention.start, mention.end, mention.surface, mention.source)
    node = NamedNode(hashed("mention", entity, mention.report, *parts, float(mention.confidence)))
    yield _quad(node, "rdf:type", term("gr:Mention"), report)
    yield _quad(node, "gr:refersTo", NamedNode(entity), report)
    yield _quad(node, "gr:surface", Literal(mention.surface), report)
    yield _quad(node, "gr:rule", Literal(mention.source), report)
    yield _quad(node, "gr:confidence", Literal(float(mention.confidence)), report)
    yield from _place_quads(node, report, mention.paragraph, mention.start, mention.end)


def fact_quads(fact: Fact) -> Iterator[Quad]:
    """What the default graph says of a fact: nothing if it is a relation that is merely planned."""
    subject, verb = NamedNode(fact.subject), predicate(fact.predicate)
    if fact.object is not None:
        if fact.modality is not Modality.PLANNED:
            yield Quad(subject, verb, NamedNode(fact.object), _DEFAULT)
        return
    node = NamedNode(object_iri(fact))
    yield Quad(subject, verb, node, _DEFAULT)
    yield _quad(node, "gr:modality", code("modality", fact.modality))
    if fact.year is not None:
        yield _quad(node, "gr:year", Literal(fact.year))
    if fact.quantity is not None:
        yield from _quantity_quads(node, fact.quantity)
    else:
        yield _quad(node, "rdf:type", term("gr:Progress"))
    if fact.status is not None:
        yield _quad(node, "gr:status", code("status", fact.status))


def _quantity_quads(node: NamedNode, quantity: Quantity) -> Iterator[Quad]:
    yield _quad(node, "rdf:type", term("gr:Observation"))
    yield _quad(node, "gr:kind", code("kind", quantity.kind))
    texts = {
        "gr:indicator": quantity.indicator,
        "gr:valueText": quantity.value,
        "gr:unitText": quantity.unit,
        "gr:unitCode": quantity.unit_code,
    }
    for name, text in texts.items():
        if text:
            yield _quad(node, name, Literal(text))
    for name, number in (("gr:number", quantity.number), ("gr:upper", quantity.upper)):
        if number is not None:
            yield _quad(node, name, Literal(float(number)))
    if quantity.bound:
        yield _quad(node, "gr:bound", code("bound", quantity.bound))


def object_iri(fact: Fact) -> str:
    """The IRI of a fact's object: an entity, or the progress or observation that it states."""
    if fact.object is not None:
        return fact.object
    if (one := fact.quantity) is None:
        return hashed("progress", fact.subject, fact.status, fact.modality, fact.year)
    figure = [None if number is None else float(number) for number in (one.number, one.upper)]
    said = (one.indicator, one.kind, one.value, one.unit, figure, one.unit_code, one.bound)
    return hashed("observation", fact.subject, *said, fact.modality, fact.year)


def fact_id(fact: Fact) -> str:
    """The id of the edge that stands for a fact, whoever states it."""
    return digest(fact.subject, fact.predicate, object_iri(fact), fact.modality, fact.year)


def statement_quads(fact: Fact) -> Iterator[Quad]:
    """The statement of a fact in the graph of the report that makes it (default graph if none does)."""
    seen = fact.evidence
    graph: NamedNode | DefaultGraph = NamedNode(report_iri(seen.report)) if seen else _DEFAULT
    target = object_iri(fact)
    node = NamedNode(hashed("statement", fact_id(fact), *_evidence_parts(fact)))
    yield _quad(node, "rdf:type", term("rdf:Statement"), graph)
    yield _quad(node, "rdf:type", term("gr:Statement"), graph)
    yield _quad(node, "rdf:subject", NamedNode(fact.subject), graph)
    yield _quad(node, "rdf:predicate", predicate(fact.predicate), graph)
    yield _quad(node, "rdf:object", NamedNode(target), graph)
    yield _quad(node, "gr:modality", code("modality", fact.modality), graph)
    if fact.year is not None:
        yield _quad(node, "gr:year", Literal(fact.year), graph)
    yield _quad(node, "gr:rule", Literal(seen.rule if seen else fact.rule), graph)
    if seen is not None:
        yield from _evidence_quads(node, seen)
        if fact.basis is not None:
            yield _quad(node, "gr:basis", code("basis", fact.basis), graph)


def _evidence_parts(fact: Fact) -> tuple[object, ...]:
    if (seen := fact.evidence) is None:
        return (fact.rule,)
    where = (seen.report, seen.paragraph, seen.start, seen.end, seen.quote)
    return (*where, seen.rule, float(seen.confidence), fact.basis)


def _evidence_quads(statement: NamedNode, seen: Evidence) -> Iterator[Quad]:
    report = NamedNode(report_iri(seen.report))
    excerpt = NamedNode(hashed("excerpt", seen.report, seen.paragraph, seen.start, seen.end, seen.quote))
    yield _quad(statement, "gr:confidence", Literal(float(seen.confidence)), report)
    yield _quad(statement, "prov:wasDerivedFrom", report, report)
    yield _quad(statement, "gr:evidence", excerpt, report)
    yield _quad(excerpt, "rdf:type", term("gr:Excerpt"), report)
    yield _quad(excerpt, "gr:quote", Literal(seen.quote), report)
    yield from _place_quads(excerpt, report, seen.paragraph, seen.start, seen.end)


def _place_quads(node: NamedNode, report: NamedNode, paragraph: int, start: int, end: int) -> Iterator[Quad]:
    selector = NamedNode(f"{report.value}#char={start},{end}")
    yield _quad(node, "oa:hasSource", report, report)
    yield _quad(node, "oa:hasSelector", selector, report)
    yield _quad(node, "gr:paragraph", Literal(paragraph), report)
    yield _quad(selector, "rdf:type", term("oa:TextPositionSelector"), report)
    yield _quad(selector, "oa:start", Literal(start), report)
    yield _quad(selector, "oa:end", Literal(end), report)


def _class_of(kind: EntityType) -> NamedNode:
    return next(term(node.cls) for node in schema().nodes.values() if node.entity == kind)


def _quad(
    subject: NamedNode,
    verb: str,
    target: NamedNode | Literal,
    graph: NamedNode | DefaultGraph = _DEFAULT,
) -> Quad:
    return Quad(subject, term(verb), target, graph)
