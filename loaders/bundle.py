"""CSV files for ``neo4j-admin database import full``, and the command that imports them.

The same graph as the driver loads, with its marks, so that a load by the driver goes on from
there. The import tool makes no constraints and indexes in Community Edition, and has no way
to write a list of one empty text; ``finish.cypher`` does both afterwards.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

import ontology
from kg.errors import BackendError, InputError, UsageError
from kg.types import Edge, Node, PropertyGraph, Value
from loaders import base
from loaders.base import Counts, Element, Progress, Summary
from loaders.neo4j_schema import DATASET, HASH, OWNER, schema_statements

#: Characters that may stand between the items of a list; the first that the data lacks is taken.
DELIMITERS = (
    "\x1f",
    "\x1e",
    "\x1d",
    "\x1c",
    *map(chr, range(0xFDD0, 0xFDF0)),
    *map(chr, range(0xE000, 0xF900)),
)
#: Characters that the import tool reads ahead; the longest value has to fit.
READ_BUFFER = 4 << 20
TYPES: Mapping[str, str] = {"str": "string", "int": "long", "float": "double", "bool": "boolean"}
SCRIPT, ARGUMENTS, FINISH = "import.sh", "import.args", "finish.cypher"
COMMAND = f"neo4j-admin database import full @{ARGUMENTS} neo4j"
UNFINISHED = "unfinished:"
SHELL = f"""\
#!/bin/sh
# The graph into an empty database of a Neo4j server that is stopped; then start the server and run
#   cypher-shell -u neo4j -f {FINISH}
# for the constraints and the index of names. NEO4J_ADMIN names the tool where it is not on the path;
# further options (as --overwrite-destination) may be given.
set -eu
cd "$(dirname "$0")"
exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full @{ARGUMENTS} "$@" "${{NEO4J_DATABASE:-neo4j}}"
"""


class _Column(NamedTuple):
    name: str
    kind: str


class _DelimiterTakenError(Exception):
    """A text holds the character that was to stand between texts."""


class Bundle:
    """The target: the folder ``path``, replaced as a whole. ``dataset`` marks what is ours."""

    def __init__(self, path: Path, dataset: str = DATASET) -> None:
        self.path = path
        self.part = path.parent / f".{path.name}.part"
        self._dataset = dataset
        self._counts = {Node: 0, Edge: 0}

    def open(self) -> None:
        """Start aside.

        Raises:
            UsageError: the folder holds something else than a bundle.
        """
        if self.path.exists() and not (self.path / ARGUMENTS).is_file() and any(self.path.iterdir()):
            message = f"{self.path}: the folder holds something else than a bundle"
            raise UsageError(message, "name a folder that is new or empty")
        with _translated(self.path):
            shutil.rmtree(self.part, ignore_errors=True)
            self.part.mkdir(parents=True)

    def write(self, graph: PropertyGraph, progress: Progress) -> None:
        """Write the files; from the start again where the character between texts is in use."""
        for delimiter in DELIMITERS:
            try:
                with _translated(self.path), _Files(self.part, delimiter, self._dataset) as files:
                    self._counts = {
                        Node: files.write(graph.nodes(), _node_group, progress),
                        Edge: files.write(graph.edges(), _edge_group, progress),
                    }
                    files.finish()
            except _DelimiterTakenError:
                continue
            return
        message = "the texts hold every character that could stand between the items of a list"
        raise InputError(message, "load with the driver instead: kg load neo4j --uri")

    def finish(self) -> Summary:
        """Put the new folder in the place of the old one."""
        with _translated(self.path):
            if self.path.exists():
                shutil.rmtree(self.path)
            self.part.replace(self.path)
        return Summary(Counts(created=self._counts[Node]), Counts(created=self._counts[Edge]))

    def abort(self) -> None:
        """Take away what was written; an older bundle stays as it was."""
        shutil.rmtree(self.part, ignore_errors=True)


def _node_group(schema: ontology.Schema, node: Node) -> tuple[str, Mapping[str, str]]:
    return node.labels[0], base.node_type(schema, node).properties


def _edge_group(schema: ontology.Schema, edge: Edge) -> tuple[str, Mapping[str, str]]:
    return edge.type, base.edge_type(schema, edge).properties


class _Files:
    """The open files of a bundle: one a label, one a type of edge."""

    def __init__(self, folder: Path, delimiter: str, dataset: str) -> None:
        self._folder = folder
        self._schema = ontology.schema()
        self._cells = _cells(delimiter)
        self._delimiter = delimiter
        self._dataset = _text(dataset)
        self._files: dict[tuple[type[Element], str], IO[str]] = {}
        self._columns: dict[str, tuple[_Column, ...]] = {}
        self._unfinished: list[str] = []
        self._longest = 0
        self._multiline = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def write(
        self,
        elements: Iterable[Any],
        group: Callable[[ontology.Schema, Any], tuple[str, Mapping[str, str]]],
        progress: Progress,
    ) -> int:
        """Write nodes or edges, each to the file of its name; their number."""
        count = 0
        for element in elements:
            name, properties = group(self._schema, element)
            if name not in self._columns:
                self._start(type(element), name, properties)
            self._files[type(element), name].write(self._line(name, element))
            count += 1
            progress(1)
        return count

    def _start(self, kind: type[Element], name: str, properties: Mapping[str, str]) -> None:
        file = self._folder / f"{_prefix(kind)}-{name}.csv"
        columns = tuple(_Column(*one) for one in properties.items() if one[0] not in ("iri", "id"))
        self._files[kind, name] = file.open("w", encoding="utf-8", newline="")
        self._columns[name] = columns
        own = [f"{column.name}:{_type(column.kind)}" for column in columns]
        first = ["iri:ID(kg)", ":LABEL"] if kind is Node else ["id:string", ":START_ID(kg)", ":END_ID(kg)"]
        marks = [f"{HASH}:string", f"{OWNER}:string"]
        self._files[kind, name].write(",".join((*first, *marks, *own)) + "\n")

    def _line(self, name: str, element: Element) -> str:
        if isinstance(element, Node):
            first = [_text(element.iri), self._delimiter.join(element.labels)]
            values = {"type": name, **element.properties}
        else:
            first = [_text(element.id), _text(element.source), _text(element.target)]
            values = {**element.properties}
        told = base.fingerprint(element)
        lost = [one for one, value in values.items() if value == ("",)]
        if lost:
            self._repair(name, element, told, lost)
            told = UNFINISHED + told
        cells = [*first, told, self._dataset, *self._converted(name, values)]
        self._note(cells)
        return ",".join(cells) + "\n"

    def _converted(self, name: str, values: Mapping[str, Value]) -> Iterator[str]:
        for column, kind in self._columns[name]:
            value = values.get(column)
            yield "" if value is None or value == () else self._cells[kind](value)

    def _note(self, cells: list[str]) -> None:
        longest = max(map(len, cells))
        self._longest = max(self._longest, longest)
        if not self._multiline:
            self._multiline = any("\n" in cell or "\r" in cell for cell in cells)

    def _repair(self, name: str, element: Element, told: str, lost: Iterable[str]) -> None:
        """A list of one empty text cannot be in the file: it is set afterwards, by the hash (hex digits)."""
        pattern = f"(x:`{name}`)" if isinstance(element, Node) else f"()-[x:`{name}`]->()"
        sets = "".join(f", x.`{one}` = ['']" for one in sorted(lost))
        self._unfinished.append(
            f"MATCH {pattern} WHERE x.`{HASH}` = '{UNFINISHED}{told}' SET x.`{HASH}` = '{told}'{sets}"
        )

    def finish(self) -> None:
        """Write the script, its arguments, and what is to be run afterwards."""
        statements = (*schema_statements(self._schema), *self._unfinished)
        self._write(FINISH, "".join(f"{one};\n" for one in statements))
        self._write(ARGUMENTS, "".join(f"{one}\n" for one in self._arguments()))
        self._write(SCRIPT, SHELL)
        (self._folder / SCRIPT).chmod(0o755)

    def _arguments(self) -> Iterator[str]:
        for kind, name in sorted(self._files, key=lambda one: (one[0] is Edge, one[1])):
            file = f"{_prefix(kind)}-{name}.csv"
            # Newer versions of the tool refuse a path without a folder.
            yield f"--nodes=./{file}" if kind is Node else f"--relationships={name}=./{file}"
        yield "--id-type=string"
        yield f"--array-delimiter=U+{ord(self._delimiter):04X}"
        if self._multiline:
            yield "--multiline-fields=true"
        if self._longest > READ_BUFFER // 4:
            yield f"--read-buffer-size={8 * self._longest}"

    def _write(self, name: str, text: str) -> None:
        (self._folder / name).write_text(text, encoding="utf-8", newline="\n")


def _prefix(kind: type[Element]) -> str:
    return "nodes" if kind is Node else "edges"


def _type(kind: str) -> str:
    return TYPES[kind.removesuffix(base.LIST)] + (base.LIST if kind.endswith(base.LIST) else "")


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _cells(delimiter: str) -> Mapping[str, Callable[[Any], str]]:
    """How a value of each type is written."""

    def texts(values: tuple[str, ...]) -> str:
        joined = delimiter.join(values)
        if joined.count(delimiter) != len(values) - 1:
            raise _DelimiterTakenError
        return _text(joined)

    def numbers(values: tuple[object, ...]) -> str:
        return delimiter.join(map(repr, values))

    return {
        "str": _text,
        "int": repr,
        "float": repr,
        "bool": lambda value: str(value).lower(),
        "str[]": texts,
        "int[]": numbers,
        "float[]": numbers,
    }


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{path}: the bundle cannot be written: {error.strerror or error}"
        raise BackendError(message, "is the folder writable, and is there room on the disk?") from error
