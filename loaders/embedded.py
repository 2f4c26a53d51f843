"""The embedded Cypher database (Ladybug): one file, no server.

The file is built aside and put in its place as the last step, so that a reader never
sees half of it and a killed load leaves the old one as it was. Ladybug's own bytes differ
from run to run (it writes a random id and stray memory); :func:`loaders.base.digest` says
whether two graphs are the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import ontology
from kg.errors import BackendError
from kg.types import PropertyGraph
from loaders import base
from loaders.base import Counts, Progress, Summary

BUFFER = 512 << 20
ROWS = 2_000
TYPES: Mapping[str, str] = {"str": "STRING", "int": "INT64", "float": "DOUBLE", "bool": "BOOLEAN"}
MACROS = ("CREATE MACRO type(r) AS label(r)",)
FROM, TO = "from", "to"


def ddl(schema: ontology.Schema) -> Iterator[str]:
    """The statements that create all tables of ``schema`` (empty ones too) and the macro ``type``.

    Only the pairs of labels that the schema allows are made: each one costs memory.
    """
    for node in schema.nodes.values():
        columns = ", ".join(_columns(node.properties))
        yield f"CREATE NODE TABLE `{node.label}`({columns}, PRIMARY KEY (`iri`))"
    for edge in schema.edges.values():
        pairs = ", ".join(f"FROM `{source}` TO `{target}`" for source, target in edge.pairs)
        columns = ", ".join(_columns(edge.properties))
        yield f"CREATE REL TABLE `{edge.type}`({pairs}, {columns})"
    yield from MACROS


def _columns(properties: Mapping[str, str]) -> Iterator[str]:
    for name, kind in properties.items():
        lists = "[]" if kind.endswith(base.LIST) else ""
        yield f"`{name}` {TYPES[kind.removesuffix(base.LIST)]}{lists}"


class Embedded:
    """The target: a Ladybug file at ``path``, replaced as a whole.

    ``buffer`` is the engine's memory in bytes, ``threads`` the processors that it uses.
    """

    def __init__(self, path: Path, buffer: int = BUFFER, threads: int = 1) -> None:
        self.path = path
        self.buffer = buffer
        self.threads = threads
        self.part = path.parent / f".{path.name}.part"
        self.nodes = 0
        self.edges = 0

    def open(self) -> None:
        """Start aside, with what an earlier, killed load left there taken away."""
        with _translated(self.path):
            shutil.rmtree(self.part, ignore_errors=True)
            self.part.mkdir(parents=True)

    def write(self, graph: PropertyGraph, progress: Progress) -> None:
        """Write the graph to a new file beside the old one."""
        schema = ontology.schema()
        with _translated(self.path), _Tables(self.part) as tables:
            for node in graph.nodes():
                kind = base.node_type(schema, node)
                row = {**base.said(node.properties), "iri": node.iri, "type": kind.label}
                tables.add((kind.label,), row, kind.properties)
                self.nodes += 1
                progress(1)
            for edge in graph.edges():
                pair = base.edge_type(schema, edge)
                ends = {FROM: edge.source, TO: edge.target}
                columns = {FROM: "str", TO: "str", **pair.properties}
                row = {**ends, **base.said(edge.properties), "id": edge.id}
                tables.add((edge.type, edge.source_label, edge.target_label), row, columns)
                self.edges += 1
                progress(1)
            tables.close()
            self._copy(schema, tables.files)

    def _copy(self, schema: ontology.Schema, files: Mapping[tuple[str, ...], Path]) -> None:
        with _session(self._new, self.buffer, self.threads) as connection:
            for statement in ddl(schema):
                connection.execute(statement)
            for (table, *pair), file in sorted(files.items(), key=lambda item: (len(item[0]), item[0])):
                options = f" (from='{pair[0]}', to='{pair[1]}')" if pair else ""
                connection.execute(f"COPY `{table}` FROM {_literal(file)}{options}")
            written = connection.execute("MATCH ()-[r]->() RETURN count(r.id) AS n").get_all()[0][0]
        if written != self.edges:
            message = f"{self.path}: {self.edges - written} edges were not stored"
            raise BackendError(message, "every edge must join nodes that the graph holds")

    @property
    def _new(self) -> Path:
        return self.part / "new.lbug"

    def finish(self) -> Summary:
        """Put the new file in the place of the old one; readers of the old one go on with it."""
        with _translated(self.path):
            self.path.with_name(self.path.name + ".wal").unlink(missing_ok=True)
            self._new.replace(self.path)
            shutil.rmtree(self.part)
        return Summary(Counts(created=self.nodes), Counts(created=self.edges))

    def abort(self) -> None:
        """Take away what was written; an older file stays as it was."""
        shutil.rmtree(self.part, ignore_errors=True)


class _Tables:
    """Parquet files, one a table or pair of tables, written in row groups."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[tuple[str, ...], Path] = {}
        self._rows: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
        self._writers: dict[tuple[str, ...], Any] = {}
        self._schemas: dict[tuple[str, ...], Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def add(self, table: tuple[str, ...], row: Mapping[str, Any], columns: Mapping[str, str]) -> None:
        if table not in self.files:
            self._start(table, columns)
        rows = self._rows[table]
        rows.append(row)
        if len(rows) >= ROWS:
            self._flush(table)

    def close(self) -> None:
        for table in self.files:
            self._flush(table)
        self.__exit__()

    def _start(self, table: tuple[str, ...], columns: Mapping[str, str]) -> None:
        from pyarrow import parquet

        self.files[table] = self.folder / ("-".join(table) + ".parquet")
        self._rows[table] = []
        self._schemas[table] = _arrow_schema(columns)
        self._writers[table] = parquet.ParquetWriter(self.files[table], self._schemas[table])

    def _flush(self, table: tuple[str, ...]) -> None:
        import pyarrow as pa

        if rows := self._rows[table]:
            self._writers[table].write_table(pa.Table.from_pylist(rows, schema=self._schemas[table]))
            rows.clear()


def _arrow_schema(columns: Mapping[str, str]) -> Any:  # noqa: ANN401 -- pyarrow has no types
    import pyarrow as pa

    kinds = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    fields = []
    for name, kind in columns.items():
        one = kinds[kind.removesuffix(base.LIST)]
        fields.append((name, pa.list_(one) if kind.endswith(base.LIST) else one))
    return pa.schema(fields)


@contextmanager
def _session(path: Path, buffer: int, threads: int) -> Iterator[Any]:
    import ladybug

    # One checkpoint at the end, not one a statement: three times as fast.
    database = ladybug.Database(path, buffer_pool_size=buffer, max_num_threads=threads, auto_checkpoint=False)
    try:
        connection = ladybug.Connection(database, num_threads=threads)
        try:
            yield connection
        finally:
            connection.close()
    finally:
        database.close()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except (RuntimeError, OSError) as error:
        message = f"{path}: the embedded database cannot be written: {str(error).splitlines()[0]}"
        raise BackendError(message, "is the folder writable, and is there room on the disk?") from error


def _literal(path: Path) -> str:
    escaped = str(path.resolve()).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
