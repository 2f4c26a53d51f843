"""Reading and writing the data set as a stream, in one order whatever the format.

The order: the default graph first, then graph after graph by IRI, in each the N-Quads lines
by code point. So equal graphs give equal bytes, a report's quads stand together, and so do
those of one subject.
"""

from __future__ import annotations

import gzip
import io
import itertools
import operator
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from kg.errors import InputError
from kg.graph import lines
from kg.graph.lines import Run
from kg.graph.sorting import SortedBytes
from kg.graph.terms import term

#: The data set's file in a build folder.
DATASET = "graph.nq"
_BETWEEN = "\0"
_LEVEL, _BUFFER = 6, 1 << 16
_POSITION = "#char="
_DERIVED = re.compile(
    rb"[^ ]+ <(?:http://www.w3.org/ns/prov#wasDerivedFrom|http://www.w3.org/ns/oa#hasSource)> "
)


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
    in_order = SortedBytes(map(_sortable, quads))
    count = 0
    with written(path) as file:
        for chunk in in_order.chunks():
            file.writelines(map(_quad_of, chunk))
            count += len(chunk)
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
                zipped = gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0, compresslevel=_LEVEL)
                with io.BufferedWriter(cast("io.RawIOBase", zipped), _BUFFER) as file:
                    yield file
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
    kind = _format(file)
    with _opened(file) as stream:
        try:
            yield from pyoxigraph.parse(stream, format=kind)
        except (SyntaxError, OSError, EOFError, ValueError, zlib.error) as error:
            message = f"{file}: {error}".splitlines()[0]
            raise InputError(message, "the file is damaged or no RDF") from error


class ordered:  # noqa: N801 (reads as a function: its instances are iterables)
    """The quads of a dump in the order of the module, as often as they are iterated over.

    A file in that order is read as a stream, others are sorted first. Formats without named
    graphs get them back: what was derived from a report goes to the graph of that report. What
    a dump tells with reifiers of RDF 1.2 comes as ``rdf:Statement``.

    Raises:
        InputError: as :func:`parse`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: SortedBytes | None = None
        if not _in_order(path):
            flat = SortedBytes(map(_sortable, _classic(parse(path))))
            self._lines = SortedBytes(_sortable(quad) for quad in _regraphed(_read_back(flat)))

    def __iter__(self) -> Iterator[Quad]:
        """All quads, from the start."""
        return parse(self._path) if self._lines is None else _read_back(self._lines)

    def runs(self) -> Iterator[Run]:
        """All quads as lines of N-Quads, from the start."""
        if self._lines is not None:
            yield from lines.runs([*map(_quad_of, chunk)] for chunk in self._lines.chunks())
            return
        with _opened(dataset_file(self._path)) as file:
            yield from lines.runs(lines.pieces(file))


def by_subject(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """Runs of quads of one graph with one subject."""
    for (_, subject), group in itertools.groupby(quads, key=lambda quad: (quad.graph_name, quad.subject)):
        yield subject, list(group)


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def ending(path: Path) -> str:
    """What the name of a file ends in, without the dot and without ``.gz``: the name of its format."""
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix.removeprefix(".")


def _format(path: Path) -> RdfFormat:
    file = dataset_file(path)
    kind = RdfFormat.from_extension(ending(file)) if ending(file) else None
    if kind is None:
        message = f"{file}: '{ending(file)}' is no RDF format that is known"
        raise InputError(message, "known are .nq, .nt, .ttl, .trig, .jsonld and .rdf")
    return kind


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


def _classic(quads: Iterable[Quad]) -> Iterator[Quad]:
    reifies, parts = term("rdf:reifies"), ("rdf:subject", "rdf:predicate", "rdf:object")
    for quad in quads:
        said = quad.object
        if quad.predicate == reifies and isinstance(said, Triple):
            yield Quad(quad.subject, term("rdf:type"), term("rdf:Statement"), quad.graph_name)
            for name, part in zip(parts, said, strict=True):
                yield Quad(quad.subject, term(name), part, quad.graph_name)
        else:
            yield quad


def _in_order(path: Path) -> bool:
    """Whether the file is N-Quads as :func:`write_nquads` writes them, with its graphs named."""
    if _format(path) != RdfFormat.N_QUADS:
        return False
    graph, last = b"", b""
    with _opened(dataset_file(path)) as file:
        try:
            for run in lines.runs(lines.pieces(file)):
                found = run.lines
                rises = run.graph > graph or (run.graph == graph and found[0] > last)
                if not (rises and all(map(operator.lt, found, found[1:])) and lines.plain(run)):
                    return False
                if not run.graph and any(map(_DERIVED.match, found)):
                    return False
                graph, last = run.graph, found[-1]
        except (OSError, EOFError, zlib.error):
            return False  # whoever parses it next says what is wrong
    return True


def _sortable(quad: Quad) -> bytes:
    graph = quad.graph_name
    name = "" if isinstance(graph, DefaultGraph) else str(graph)
    return f"{name}{_BETWEEN}{quad} .\n".encode()


def _quad_of(line: bytes) -> bytes:
    return line.partition(b"\0")[2]


def _read_back(in_order: SortedBytes) -> Iterator[Quad]:
    for chunk in in_order.chunks():
        yield from pyoxigraph.parse(b"".join(map(_quad_of, chunk)), format=RdfFormat.N_QUADS)
