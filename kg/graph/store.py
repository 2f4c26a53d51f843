"""Reading and writing the data set as a stream, in one order whatever the format.

The order: the default graph first, then graph after graph by IRI, in each the N-Quads lines
by code point. So equal graphs give equal bytes, a report's quads stand together, and so do
those of one subject.
"""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.errors import InputError
from kg.graph.sorting import SortedLines
from kg.graph.terms import term

#: The data set's file in a build folder.
DATASET = "graph.nq"
_BETWEEN = "\x00"
_POSITION = "#char="
_CHUNK = 10_000


def dataset_file(path: Path) -> Path:
    """The data set to read: ``path`` itself, or ``graph.nq`` in the build folder ``path``.

    Raises:
        InputError: there is no such file.
    """
    file = path / DATASET if path.is_dir() else path
    if not file.is_file():
        message = f"{path}: no data set here"
        raise InputError(message, f"name a dump, or a build folder that holds {DATASET}")
    return file


def write_nquads(quads: Iterable[Quad], path: Path) -> int:
    """Write ``quads`` as sorted N-Quads without repeats (gzip if the name ends in .gz); their number.

    The file appears when all is written, under a name beside it until then.
    """
    lines = SortedLines(map(_sortable, quads))
    count = 0
    with written(path) as file:
        for line in lines:
            file.write(f"{_quad_of(line)} .\n".encode())
            count += 1
    return count


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that appears at ``path`` when all is written; gzipped if the name ends in .gz.

    Equal content gives equal bytes: gzip files hold no time and no name.
    """
    aside = path.with_name(path.name + ".part")
    try:
        with aside.open("wb") as raw:
            if path.suffix == ".gz":
                with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as zipped:
                    yield cast("IO[bytes]", zipped)
            else:
                yield raw
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def parse(path: Path) -> Iterator[Quad]:
    """The quads of a dump as they come; the format is told by the name (``.gz`` may follow).

    Raises:
        InputError: no such file, an unknown format, or a syntax error (with its place).
    """
    file = dataset_file(path)
    kind, zipped = _format(file)
    with _opened(file, zipped=zipped) as stream:
        try:
            yield from pyoxigraph.parse(stream, format=kind)
        except (SyntaxError, OSError, EOFError, ValueError) as error:
            message = f"{file}: {error}".splitlines()[0]
            raise InputError(message, "the file is damaged or no RDF") from error


class ordered:  # noqa: N801 (reads as a function: its instances are iterables)
    """The quads of a dump in the order of the module, as often as they are iterated over.

    A file in that order is read as a stream, others are sorted first. Formats without named
    graphs get them back: what was derived from a report goes to the graph of that report.

    Raises:
        InputError: as :func:`parse`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: SortedLines | None = None
        if not _in_order(path):
            flat = SortedLines(map(_sortable, parse(path)))
            self._lines = SortedLines(_sortable(quad) for quad in _regraphed(_read_back(flat)))

    def __iter__(self) -> Iterator[Quad]:
        """All quads, from the start."""
        return parse(self._path) if self._lines is None else _read_back(self._lines)


def by_subject(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """Runs of quads of one graph with one subject."""
    for (_, subject), group in itertools.groupby(quads, key=lambda quad: (quad.graph_name, quad.subject)):
        yield subject, list(group)


def _opened(path: Path, *, zipped: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if zipped else path.open("rb")


def _format(path: Path) -> tuple[RdfFormat, bool]:
    file = dataset_file(path)
    zipped = file.suffix == ".gz"
    suffix = (file.with_suffix("") if zipped else file).suffix
    kind = RdfFormat.from_extension(suffix.removeprefix(".")) if suffix else None
    if kind is None:
        message = f"{file}: '{suffix}' is no RDF format that is known"
        raise InputError(message, "known are .nq, .nt, .ttl, .trig, .jsonld and .rdf")
    return kind, zipped


def _regraphed(quads: Iterable[Quad]) -> Iterator[Quad]:
    derived = {term("prov:wasDerivedFrom"), term("oa:hasSource")}
    for subject, group in by_subject(quads):
        graph = group[0].graph_name
        if isinstance(graph, DefaultGraph):
            objects = (quad.object for quad in group if quad.predicate in derived)
            sources = sorted(one.value for one in objects if isinstance(one, NamedNode))
            report, position, _ = subject.value.partition(_POSITION)
            if sources or position:
                graph = NamedNode(sources[0] if sources else report)
        for quad in group:
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _in_order(path: Path) -> bool:
    if _format(path)[0] != RdfFormat.N_QUADS:
        return False
    last = ""
    derived = {term("prov:wasDerivedFrom"), term("oa:hasSource")}
    for quad in parse(path):
        line = _sortable(quad)
        flat = isinstance(quad.graph_name, DefaultGraph) and quad.predicate in derived
        if line < last or flat:
            return False
        last = line
    return True


def _sortable(quad: Quad) -> str:
    graph = quad.graph_name
    name = "" if isinstance(graph, DefaultGraph) else str(graph)
    return f"{name}{_BETWEEN}{quad}"


def _quad_of(line: str) -> str:
    return line.partition(_BETWEEN)[2]


def _read_back(lines: Iterable[str]) -> Iterator[Quad]:
    rest = iter(lines)
    while chunk := list(itertools.islice(rest, _CHUNK)):
        text = "".join(f"{_quad_of(line)} .\n" for line in chunk)
        yield from pyoxigraph.parse(text.encode(), format=RdfFormat.N_QUADS)
