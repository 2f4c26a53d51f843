"""From RDF to the rows that the property graph's nodes and edges are put together of.

One pass over the data set in its order. Rows are spread over two sorters, so that what
belongs to one node or edge stands together afterwards, from however many reports it comes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import msgspec
from pyoxigraph import Quad

from kg.errors import InputError
from kg.graph.records import Record, records
from kg.graph.sorting import SortedLines
from kg.graph.terms import EDGE_OF, digest, term
from ontology import schema

BETWEEN = "\x00"

#: Of an evidence row: report, start, end, paragraph, quote, rule, confidence, basis.
EvidenceRow = tuple[str, int, int, int, str, str, float, str]


@dataclass(slots=True)
class Collected:
    """Rows of nodes and edges, and what is looked up when they are put together."""

    nodes: SortedLines = field(default_factory=SortedLines)
    edges: SortedLines = field(default_factory=SortedLines)
    labels: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def add_node(self, iri: str, kind: str, row: object) -> None:
        """A row of a node: its ``kind`` tells what ``row`` holds."""
        self.nodes.add(BETWEEN.join((iri, kind, _json(row))))

    def add_edge(self, name: str, key: str, ends: tuple[str, str], row: object) -> None:
        """A row of an edge with the id ``key``."""
        self.edges.add(BETWEEN.join((name, key, *ends, _json(row))))


@dataclass(slots=True)
class _Evidence:
    """What one graph holds of statements and mentions, until their parts are all seen."""

    excerpts: dict[str, Record] = field(default_factory=dict)
    selectors: dict[str, Record] = field(default_factory=dict)
    statements: list[Record] = field(default_factory=list)
    mentions: list[Record] = field(default_factory=list)

    def range(self, record: Record) -> tuple[int, int]:
        selector = _found(self.selectors, record.one("oa:hasSelector"), record.iri)
        return selector.integer("oa:start"), selector.integer("oa:end")


def collect(quads: Iterable[Quad]) -> Collected:
    """The rows of all nodes and edges of ``quads``, which are in the order of the data set.

    Raises:
        InputError: something lacks a part that it needs.
    """
    collected = Collected()
    labels = {term(node.cls).value: label for label, node in schema().nodes.items()}
    for _, group in itertools.groupby(quads, key=lambda quad: quad.graph_name):
        evidence = _Evidence()
        for record in records(group):
            _sort_in(record, evidence, collected, labels)
        for statement in evidence.statements:
            _add_statement(statement, evidence, collected)
        for mention in evidence.mentions:
            _add_mention(mention, evidence, collected)
    return collected


def _sort_in(record: Record, evidence: _Evidence, collected: Collected, labels: dict[str, str]) -> None:
    if record.is_a("gr:Statement"):
        evidence.statements.append(record)
    elif record.is_a("gr:Mention"):
        evidence.mentions.append(record)
    elif record.is_a("gr:Excerpt"):
        evidence.excerpts[record.iri] = record
    elif record.is_a("oa:TextPositionSelector"):
        evidence.selectors[record.iri] = record
    elif record.is_a("gr:Merge"):
        row = (record.one("gr:reason"), record.all("gr:member"), record.number("gr:score"))
        collected.add_node(record.one("gr:mergeOf"), "merge", row)
    else:
        kinds = record.values.get(term("rdf:type").value, ())
        for label in (labels[kind] for kind in kinds if kind in labels):
            _add_thing(label, record, collected)


def _add_thing(label: str, record: Record, collected: Collected) -> None:
    collected.add_node(record.iri, "node", (label, record.values))
    if label == "Report":
        collected.titles[record.iri] = record.one("rdfs:label")
        for place in record.all("gr:reportOf"):
            collected.add_edge("REPORT_OF", digest(record.iri, "REPORT_OF", place), (record.iri, place), None)
    if label == "Place" and (code := record.maybe("gr:code")):
        collected.places[code] = record.one("rdfs:label")
    if label not in ("Progress", "Observation"):
        collected.labels[record.iri] = label
    for name in EDGE_OF.values():
        for target in record.all(schema().edges[name].term):
            collected.add_edge(name, digest(record.iri, name, target), (record.iri, target), None)


def _add_statement(record: Record, evidence: _Evidence, collected: Collected) -> None:
    name = _edge_names().get(record.one("rdf:predicate"), "")
    ends = (record.one("rdf:subject"), record.one("rdf:object"))
    row = _evidence_row(record, evidence)
    if name in EDGE_OF.values():
        collected.add_node(ends[1], "evidence", row)
    elif name:
        modality, year = record.code("gr:modality"), record.year()
        key = digest(ends[0], name, ends[1], modality, year)
        collected.add_edge(name, key, ends, (modality, year, row))
    else:
        message = f"<{record.iri}>: no relation of the ontology: {record.one('rdf:predicate')}"
        raise InputError(message, "the data set is of another version, or of another tool")


def _evidence_row(record: Record, evidence: _Evidence) -> EvidenceRow:
    rule = record.one("gr:rule")
    if (name := record.maybe("gr:evidence")) is None:
        return ("", 0, 0, 0, "", rule, 0.0, "")
    excerpt = _found(evidence.excerpts, name, record.iri)
    start, end = evidence.range(excerpt)
    where = (
        excerpt.one("oa:hasSource"),
        start,
        end,
        excerpt.integer("gr:paragraph"),
        excerpt.one("gr:quote"),
    )
    return (*where, rule, float(record.one("gr:confidence")), record.code("gr:basis"))


def _add_mention(record: Record, evidence: _Evidence, collected: Collected) -> None:
    start, end = evidence.range(record)
    ends = (record.one("oa:hasSource"), record.one("gr:refersTo"))
    seen = (start, end, record.integer("gr:paragraph"), record.one("gr:surface"))
    row = (*seen, record.one("gr:rule"), float(record.one("gr:confidence")))
    collected.add_edge("MENTIONS", digest(ends[0], "MENTIONS", ends[1]), ends, row)


@cache
def _edge_names() -> dict[str, str]:
    return {term(edge.term).value: name for name, edge in schema().edges.items()}


def _found(parts: dict[str, Record], iri: str, owner: str) -> Record:
    if iri not in parts:
        message = f"<{owner}>: its part <{iri}> is missing"
        raise InputError(message, "`kg validate` on the data set names all that is wrong with it")
    return parts[iri]


def _json(row: object) -> str:
    return msgspec.json.encode(row).decode()
