"""A Neo4j server, loaded so that a second load changes nothing and says so.

Every node and edge that is ours carries ``kg_dataset`` (whose it is) and ``kg_hash`` (a
hash of all that it says). A batch is one managed transaction: it reads the hashes that are
there, writes only what is new or says something else, and counts. Killed at any moment and
run again it ends in the same graph. Labels and types come from the ontology's mapping,
values are parameters only.
"""

from __future__ import annotations

import bisect
import hashlib
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ontology
from kg.errors import BackendError, InputError
from kg.types import Edge, Node, PropertyGraph
from loaders import base
from loaders.base import Counts, Element, Progress, Summary
from loaders.neo4j_schema import (
    COUNT_EDGES,
    COUNT_NODES,
    DATASET,
    HASH,
    OWNER,
    RELEASED,
    lacking,
    schema_statements,
    stored,
)
from loaders.server import Server, connect, records, translated

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction

BATCH = 1_000
CHARACTERS = 2_000_000
INDEX_SECONDS = 300
AHEAD = 2
Group = tuple[str, ...]
Work = Callable[[Any, Group, list[Any]], Counts]

KNOWN_NODES = """\
UNWIND $keys AS key MATCH (n:`{label}` {{iri: key}})
RETURN key, n.kg_hash, n.kg_dataset, n.kg_released"""
KNOWN_EDGES = """\
UNWIND $keys AS key MATCH ()-[r:`{type}` {{id: key}}]->()
RETURN key, r.kg_hash, r.kg_dataset, null"""
MERGE_NODES = """\
UNWIND $rows AS row
MERGE (n:`{label}` {{iri: row.key}})
{relabel}
SET n += row.properties
RETURN count(n)"""
# The key of an edge is made of its ends, so that only somebody's hand can have put it elsewhere.
MISPLACED = """\
UNWIND $rows AS row
MATCH (a)-[r:`{type}` {{id: row.key}}]->(b) WHERE a.iri <> row.source OR b.iri <> row.target DELETE r"""
MERGE_EDGES = """\
UNWIND $rows AS row
MATCH (a:`{source}` {{iri: row.source}}), (b:`{target}` {{iri: row.target}})
MERGE (a)-[r:`{type}` {{id: row.key}}]->(b)
SET r += row.properties
RETURN count(r)"""
OWNED_NODES = """\
MATCH (n:`{name}`) WHERE n.kg_dataset = $dataset AND n.iri > $after
RETURN n.iri AS key ORDER BY key LIMIT $limit"""
OWNED_EDGES = """\
MATCH ()-[r:`{name}`]->() WHERE r.kg_dataset = $dataset AND r.id > $after
RETURN r.id AS key ORDER BY key LIMIT $limit"""
DELETE_EDGES = """\
UNWIND $keys AS key MATCH ()-[r:`{name}` {{id: key}}]->() WHERE r.kg_dataset = $dataset
DELETE r RETURN count(r)"""
# A node to which others tied something of their own stays, without our marks, until it is said again.
DELETE_NODES = """\
UNWIND $keys AS key MATCH (n:`{name}` {{iri: key}}) WHERE n.kg_dataset = $dataset
OPTIONAL MATCH (n)-[r]-()
WITH n, count(r) AS ties
FOREACH (_ IN CASE WHEN ties = 0 THEN [1] ELSE [] END | DELETE n)
FOREACH (_ IN CASE WHEN ties = 0 THEN [] ELSE [1] END | SET n.kg_released = n.kg_dataset
  REMOVE n.kg_dataset, n.kg_hash)
RETURN count(*)"""


@dataclass(frozen=True, slots=True)
class Options:
    """How to load.

    ``dataset`` marks what is ours; ``prune`` deletes what is ours and no more in the graph,
    without it the summary only counts it as stale; ``rewrite`` writes all anew, also what its
    hash tells to be there already; ``batch`` is the number of nodes or edges in a transaction.
    """

    dataset: str = DATASET
    prune: bool = False
    rewrite: bool = False
    batch: int = BATCH


class Neo4j:
    """The target: a database of a Neo4j server."""

    def __init__(self, server: Server, options: Options | None = None) -> None:
        self.server = server
        self.options = options or Options()
        self._schema = ontology.schema()
        self._driver: Driver | None = None
        self._counts = {Node: Counts(), Edge: Counts()}
        self._kept: dict[str, array[int]] = {}

    def open(self) -> None:
        """Connect; make constraints and the index of names where they are missing."""
        self._driver = connect(self.server)
        with translated(self.server), self._session() as session:
            if not any(lacking(self._schema, lambda text: session.execute_read(records, text))):
                return
            for statement in schema_statements(self._schema):
                session.execute_write(records, statement)
            session.execute_read(records, "CALL db.awaitIndexes($seconds)", seconds=INDEX_SECONDS)

    def write(self, graph: PropertyGraph, progress: Progress) -> None:
        """Write the nodes, then the edges, in batches of one label or pair of labels.

        While the server takes in a batch, the next ones are read and put together.
        """
        pool = ThreadPoolExecutor(1)
        try:
            self._write(pool, self._grouped(graph.nodes(), self._node_group), self._write_nodes, progress)
            self._write(pool, self._grouped(graph.edges(), self._edge_group), self._write_edges, progress)
        finally:
            pool.shutdown(cancel_futures=True)

    def finish(self) -> Summary:
        """Delete (or only count) what is ours and no more in the graph, edges first; close."""
        for kind in (Edge, Node):
            for name in self._grown(kind):
                self._counts[kind] += self._settle(kind, name)
        self.abort()
        return Summary(self._counts[Node], self._counts[Edge])

    def abort(self) -> None:
        """Close; every batch that was written stays, and a further load goes on from there."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def _session(self) -> Any:  # noqa: ANN401 -- a context manager of the driver
        if self._driver is None:
            message = f"{self.server.place}: not connected"
            raise BackendError(message, "open the target first")
        return self._driver.session(database=self.server.database)

    def _node_group(self, node: Node) -> Group:
        base.node_type(self._schema, node)
        return node.labels

    def _edge_group(self, edge: Edge) -> Group:
        base.edge_type(self._schema, edge)
        return edge.type, edge.source_label, edge.target_label

    def _grouped(
        self, elements: Iterable[Any], group: Callable[[Any], Group]
    ) -> Iterator[tuple[Group, list[Any]]]:
        """Batches of one group each, small also where names are very long."""
        waiting: dict[Group, list[Any]] = {}
        sizes: dict[Group, int] = {}
        for element in elements:
            name = group(element)
            self._keep(name[0], base.key(element))
            waiting.setdefault(name, []).append(element)
            sizes[name] = sizes.get(name, 0) + _size(element)
            if len(waiting[name]) >= self.options.batch or sizes[name] > CHARACTERS:
                yield name, waiting.pop(name)
                sizes[name] = 0
        yield from sorted(waiting.items())

    def _keep(self, name: str, key: str) -> None:
        self._kept.setdefault(name, array("Q")).append(_short(key))

    def _write(
        self,
        pool: ThreadPoolExecutor,
        batches: Iterable[tuple[Group, list[Any]]],
        work: Work,
        progress: Progress,
    ) -> None:
        waiting: deque[tuple[Future[Counts], list[Any]]] = deque()

        def settle() -> None:
            sent, elements = waiting.popleft()
            self._counts[type(elements[0])] += sent.result()
            progress(len(elements))

        for group, elements in batches:
            waiting.append((pool.submit(self._send, group, elements, work), elements))
            if len(waiting) > AHEAD:
                settle()
        while waiting:
            settle()

    def _send(self, group: Group, elements: list[Any], work: Work) -> Counts:
        with translated(self.server), self._session() as session:
            counts: Counts = session.execute_write(work, group, elements)
        return counts

    def _write_nodes(self, transaction: ManagedTransaction, labels: Group, nodes: list[Node]) -> Counts:
        label, *further = labels
        rows, counts = self._changed(transaction, KNOWN_NODES.format(label=label), label, nodes)
        if rows:
            refining = sorted(set(self._schema.nodes[label].refined_by.values()) - set(further))
            relabel = "".join(f"REMOVE n:`{one}` " for one in refining)
            relabel += "".join(f"SET n:`{one}` " for one in further)
            transaction.run(MERGE_NODES.format(label=label, relabel=relabel), rows=rows).consume()
        return counts

    def _write_edges(self, transaction: ManagedTransaction, group: Group, edges: list[Edge]) -> Counts:
        type_, source, target = group
        rows, counts = self._changed(transaction, KNOWN_EDGES.format(type=type_), type_, edges)
        ends = {edge.id: (edge.source, edge.target) for edge in edges}
        for row in rows:
            row["source"], row["target"] = ends[row["key"]]
        if rows:
            if self.options.rewrite:
                transaction.run(MISPLACED.format(type=type_), rows=rows).consume()
            text = MERGE_EDGES.format(type=type_, source=source, target=target)
            written = transaction.run(text, rows=rows).single(strict=True)[0]
            if written != len(rows):
                message = (
                    f"{len(rows) - written} edges {source}-{type_}->{target} join nodes that are not there"
                )
                raise InputError(message, "the dump is incomplete; kg validate names what is missing")
        return counts

    def _changed(
        self, transaction: ManagedTransaction, known: str, name: str, elements: list[Any]
    ) -> tuple[list[dict[str, Any]], Counts]:
        """What of ``elements`` is new or says something else, as rows; and the counts."""
        answer = transaction.run(known, keys=[base.key(one) for one in elements])
        found = {key: (told, owner or released) for key, told, owner, released in answer}
        rows, created = [], 0
        for element in elements:
            key, told = base.key(element), base.fingerprint(element)
            before, owner = found.get(key, (None, self.options.dataset))
            if owner != self.options.dataset:
                message = f"{self.server.place}: {name} {key} is there already and not ours"
                raise BackendError(message, f"it belongs to {owner or 'others'}: use another database")
            if before != told or self.options.rewrite:
                created += before is None
                values = self._properties(name, element, told, cleared=key in found)
                rows.append({"key": key, "properties": values})
        return rows, Counts(created, len(rows) - created, 0, len(elements) - len(rows))

    def _properties(self, name: str, element: Element, told: str, *, cleared: bool) -> dict[str, Any]:
        """What is stored; ``cleared`` of what is said no more (null), while what others added stays."""
        types: Mapping[str, Any] = {**self._schema.nodes, **self._schema.edges}
        empty = dict.fromkeys((*types[name].properties, RELEASED)) if cleared else {}
        keys = {"iri": base.key(element), "type": name} if isinstance(element, Node) else {"id": element.id}
        marks = {HASH: told, OWNER: self.options.dataset}
        return {**empty, **stored(element.properties), **keys, **marks}

    def _grown(self, kind: type[Element]) -> list[str]:
        """The labels or types of which the database holds more of ours than the graph."""
        text, names = (COUNT_NODES, self._schema.nodes) if kind is Node else (COUNT_EDGES, self._schema.edges)
        with translated(self.server), self._session() as session:
            counted = session.execute_read(records, text, dataset=self.options.dataset, names=list(names))
        found: dict[str, int] = {record["name"]: record["n"] for record in counted}
        return [name for name in names if found.get(name, 0) > len(self._kept.get(name, ()))]

    def _settle(self, kind: type[Element], name: str) -> Counts:
        """Deletes what is no more in the graph if it is to be pruned; else gives its number as stale."""
        kept = array("Q", sorted(self._kept.pop(name, array("Q"))))
        counts = Counts()
        for keys in self._gone(OWNED_NODES if kind is Node else OWNED_EDGES, name, kept):
            if not self.options.prune:
                counts += Counts(stale=len(keys))
                continue
            delete = DELETE_NODES if kind is Node else DELETE_EDGES
            with translated(self.server), self._session() as session:
                session.execute_write(_run, delete.format(name=name), self.options.dataset, keys)
            counts += Counts(deleted=len(keys))
        return counts

    def _gone(self, owned: str, name: str, kept: array[int]) -> Iterator[list[str]]:
        after = ""
        while True:
            with translated(self.server), self._session() as session:
                page = session.execute_read(
                    _page, owned.format(name=name), self.options.dataset, after, self.options.batch
                )
            if gone := [key for key in page if not _holds(kept, _short(key))]:
                yield gone
            if len(page) < self.options.batch:
                return
            after = page[-1]


def _run(transaction: ManagedTransaction, text: str, dataset: str, keys: list[str]) -> None:
    transaction.run(text, dataset=dataset, keys=keys).consume()


def _page(transaction: ManagedTransaction, text: str, dataset: str, after: str, limit: int) -> list[str]:
    answer = transaction.run(text, dataset=dataset, after=after, limit=limit)
    return [record["key"] for record in answer]


def _size(element: Element) -> int:
    """Roughly the number of characters that an element holds."""
    return sum(
        len(value)
        if isinstance(value, str)
        else sum(len(one) if isinstance(one, str) else 8 for one in value)
        for value in element.properties.values()
        if isinstance(value, str | tuple | list)
    )


def _short(key: str) -> int:
    """64 bits of a key's hash: eight bytes a key keep the memory flat on large graphs."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())


def _holds(ordered: array[int], value: int) -> bool:
    at = bisect.bisect_left(ordered, value)
    return at < len(ordered) and ordered[at] == value
