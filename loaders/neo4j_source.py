"""Our graph read back out of a Neo4j server, as a stream in the order of the property graph."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import ontology
from kg.types import Edge, Node, PropertyGraph, Value
from loaders.neo4j_schema import COUNT_EDGES, COUNT_NODES, DATASET, HASH, lacking
from loaders.server import Server, connect, records, translated

if TYPE_CHECKING:
    from neo4j import Driver

# The comparison with '' lets the index of the constraint give the order: nothing is sorted then.
NODES = """\
MATCH (n:`{name}`) WHERE n.iri >= '' AND n.kg_dataset = $dataset
RETURN properties(n) AS found, labels(n) AS labels ORDER BY n.iri"""
EDGES = """\
MATCH (a)-[r:`{name}`]->(b) WHERE r.id >= '' AND r.kg_dataset = $dataset
RETURN properties(r) AS found, a.iri AS source, labels(a) AS source_labels,
  b.iri AS target, labels(b) AS target_labels ORDER BY r.id"""
Item = TypeVar("Item", Node, Edge)
#: A node or edge, and the hash that it carries.
Told = tuple[Item, str | None]


@dataclass(frozen=True, slots=True)
class Source:
    """A database that holds a graph of ours; open as long as :func:`source` says.

    Only what carries the mark ``dataset`` is read, and only labels and properties of the
    ontology's mapping: what others added to our nodes is theirs.
    """

    driver: Driver
    server: Server
    dataset: str

    def graph(self) -> PropertyGraph:
        """The graph, nodes sorted by IRI, edges by type and id; empty lists are not there."""
        return PropertyGraph(
            lambda: (node for node, _ in self.nodes()), lambda: (edge for edge, _ in self.edges())
        )

    def nodes(self) -> Iterator[Told[Node]]:
        """All nodes, sorted by IRI."""
        streams = [self._rows(NODES, label, _node) for label in self._held(Node)]
        return heapq.merge(*streams, key=lambda told: told[0].iri)

    def edges(self) -> Iterator[Told[Edge]]:
        """All edges, sorted by type and id."""
        for name in sorted(self._held(Edge)):
            yield from self._rows(EDGES, name, _edge)

    def count(self, kind: type[Node | Edge]) -> int:
        """How many nodes or edges carry the mark, also those that have lost their key or label."""
        return sum(self._counted(kind).values())

    def _counted(self, kind: type[Node | Edge]) -> dict[str, int]:
        text = COUNT_NODES if kind is Node else COUNT_EDGES
        return {record["name"]: record["n"] for record in self._all(text)}

    def _held(self, kind: type[Node | Edge]) -> list[str]:
        """The labels or types of the mapping that there is something of: a query for each costs time."""
        known = ontology.schema().nodes if kind is Node else ontology.schema().edges
        return [name for name in self._counted(kind) if name in known]

    def lacking(self) -> Iterator[str]:
        """What is not there of the constraints and of the index of names, in words."""
        return lacking(ontology.schema(), self._all)

    def _rows(
        self, text: str, name: str, make: Callable[[str, Any], Told[Item] | None]
    ) -> Iterator[Told[Item]]:
        made = (make(name, record) for record in self._stream(text.format(name=name)))
        return (one for one in made if one is not None)

    def _all(self, text: str) -> list[Any]:
        with translated(self.server), self._session() as session:
            found: list[Any] = session.execute_read(
                records, text, dataset=self.dataset, names=list(ontology.schema().nodes)
            )
        return found

    def _session(self) -> Any:  # noqa: ANN401 -- a context manager of the driver
        from neo4j import READ_ACCESS

        return self.driver.session(database=self.server.database, default_access_mode=READ_ACCESS)

    def _stream(self, text: str) -> Iterator[Any]:
        """The records of one reading transaction, as they are wanted."""
        with translated(self.server), self._session() as session:
            yield from session.run(text, dataset=self.dataset, names=list(ontology.schema().nodes))


@contextmanager
def source(server: Server, dataset: str = DATASET) -> Iterator[Source]:
    """The graph of ``dataset`` in a database.

    Raises:
        BackendError: the server cannot be reached or read, or is too old.
        UsageError: the address is none of Neo4j.
    """
    driver = connect(server)
    try:
        yield Source(driver, server, dataset)
    finally:
        driver.close()


def _node(label: str, record: Any) -> Told[Node]:  # noqa: ANN401 -- a record of the driver
    kind = ontology.schema().nodes[label]
    further = sorted(set(record["labels"]) & set(kind.refined_by.values()))
    found = record["found"]
    return Node(found["iri"], (label, *further), _said(found, kind.properties, "iri")), found.get(HASH)


def _edge(name: str, record: Any) -> Told[Edge]:  # noqa: ANN401 -- a record of the driver
    found = record["found"]
    ends = (
        record["source"] or "",
        _label(record["source_labels"]),
        record["target"] or "",
        _label(record["target_labels"]),
    )
    said = _said(found, ontology.schema().edges[name].properties, "id")
    return Edge(found["id"], name, *ends, said), found.get(HASH)


def _said(found: Mapping[str, Any], known: Iterable[str], key: str) -> dict[str, Value]:
    return {
        name: tuple(found[name]) if isinstance(found[name], list) else found[name]
        for name in sorted(known)
        if name != key and name in found
    }


def _label(labels: Iterable[str]) -> str:
    return min(set(labels) & ontology.schema().nodes.keys(), default="")
