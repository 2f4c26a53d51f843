"""The data set in the formats that other tools read, written as streams."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from kg.errors import UsageError
from kg.graph import lines
from kg.graph.formats import frame as framing
from kg.graph.formats import gexf, graphml, jsonld, ntriples, rdfxml, turtle
from kg.graph.formats.rdf12 import reified
from kg.graph.property_graph import property_graph
from kg.graph.sorting import SortedBytes
from kg.graph.store import ending, ordered, written
from kg.graph.tables import write_csv, write_parquet
from kg.graph.terms import PREFIXES
from kg.types import Problem, PropertyGraph, Severity

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

#: Formats that keep a graph a report apart, and those that hold one graph.
_QUADS = ("nq", "trig", "jsonld")
_TRIPLES = ("nt", "ttl", "rdfxml")
_RDF12 = ("nt", "nq", "ttl", "trig")
_GRAPHS: Mapping[str, Callable[[PropertyGraph, IO[bytes]], None]] = MappingProxyType(
    {"graphml": graphml.write, "gexf": gexf.write}
)
#: Formats that are folders of tables.
FOLDERS: Mapping[str, Callable[[PropertyGraph, Path], None]] = MappingProxyType(
    {"csv": write_csv, "parquet": write_parquet}
)
FORMATS = ("nt", "nq", "ttl", "trig", "jsonld", "rdfxml", *_GRAPHS, *FOLDERS)
_ENDINGS = {"rdf": "rdfxml", "json": "jsonld"}


def format_of(path: Path) -> str | None:
    """The format that the ending of a name tells (``.gz`` may follow it), or None."""
    told = ending(path)
    found = _ENDINGS.get(told, told)
    return found if found in FORMATS else None


def dump(
    dataset: Path,
    out: Path,
    format: str,  # noqa: A002 (the word that users know)
    *,
    rdf12: bool = False,
    frame: str = "",
) -> tuple[Problem, ...]:
    """Write the data set ``dataset`` (a dump or build folder) to ``out`` in ``format``.

    ``out`` is a file, gzipped if its name ends in ``.gz``; for ``csv`` and ``parquet`` it is a
    folder for one table each of entities, reports, statements, progress, observations and
    mentions. What was at ``out`` is replaced when all is written. RDF is written as a stream:
    memory does not grow with the data set. It is sorted: ``nq``, ``trig`` and ``jsonld`` graph by
    graph, and in each, as ``nt``, ``ttl`` and ``rdfxml`` over all, by subject, property and value.

    ``nt``, ``ttl`` and ``rdfxml`` know no named graphs: there all stands in one graph, and
    ``prov:wasDerivedFrom`` and ``oa:hasSource`` still tell the report. In XML (``rdfxml``,
    ``graphml``, ``gexf``) characters that XML does not allow become U+FFFD.

    Args:
        dataset: what to write.
        out: where to.
        format: one of :data:`FORMATS`.
        rdf12: write statements as reifiers of RDF 1.2 (``nt``, ``nq``, ``ttl`` and ``trig``).
        frame: ``projects``: of ``jsonld``, one object a project with all that is said of it inside.

    Returns:
        What of the data set the format could not hold.

    Raises:
        InputError: the data set cannot be read, or holds a property that RDF/XML cannot name.
        UsageError: the format does not exist, or not with these options.
    """
    _check(format, rdf12=rdf12, frame=frame)
    if format in FOLDERS:
        with _folder(out) as aside:
            FOLDERS[format](property_graph(dataset), aside)
        return ()
    if format in _GRAPHS:
        graph = property_graph(dataset)
        with written(out) as file:
            _GRAPHS[format](graph, file)
        return ()
    quads = ordered(dataset)
    with written(out) as file:
        if frame:
            framing.write(quads, file)
            return ()
        return _write_rdf(quads, format, file, rdf12=rdf12)


def to_rdflib(path: Path) -> rdflib.Dataset:
    """The data set at ``path`` (a dump or build folder) as an rdflib ``Dataset``, all in memory.

    Raises:
        InputError: the data set cannot be read.
    """
    import rdflib

    dataset = rdflib.Dataset()
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri)
    dataset.parse(data=b"".join(line for run in ordered(path).runs() for line in run.lines), format="nquads")
    return dataset


def to_networkx(graph: PropertyGraph) -> nx.MultiDiGraph[str]:
    """The property graph in networkx: nodes by IRI, edges by id, properties as attributes.

    Lists stay tuples; the label is the attribute ``type`` of nodes and of edges.
    """
    import networkx as nx

    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes():
        result.add_node(node.iri, **node.properties)
    for edge in graph.edges():
        result.add_edge(edge.source, edge.target, edge.id, **{**edge.properties, "type": edge.type})
    return result


def _check(format_: str, *, rdf12: bool, frame: str) -> None:
    if format_ not in FORMATS:
        message = f"no format '{format_}'"
        raise UsageError(message, f"formats are {', '.join(FORMATS)}")
    if rdf12 and format_ not in _RDF12:
        message = f"{format_} has no reifiers of RDF 1.2"
        raise UsageError(message, f"formats that have are {', '.join(_RDF12)}")
    if frame and (format_ != "jsonld" or frame not in framing.FRAMES):
        message = f"no frame '{frame}' of {format_}"
        raise UsageError(message, f"frames of jsonld are {', '.join(framing.FRAMES)}")


def _write_rdf(quads: ordered, format_: str, file: IO[bytes], *, rdf12: bool) -> tuple[Problem, ...]:
    if format_ == "nq" and not rdf12:
        for run in quads.runs():
            file.writelines(run.lines)
        return ()
    if format_ in _QUADS:
        blocks = lines.blocks(quads.runs())
    else:
        triples = SortedBytes()
        for chunk in lines.triples(quads.runs()):
            triples.extend(chunk)
        if format_ == "nt" and not rdf12:
            for chunk in triples.chunks():
                file.writelines(chunk)
            return ()
        blocks = lines.triple_blocks(triples.chunks())
    blocks = reified(blocks) if rdf12 else blocks
    if format_ == "rdfxml":
        return _told(rdfxml.write(blocks, file))
    writers = {"nt": ntriples, "nq": ntriples, "jsonld": jsonld}
    writers.get(format_, turtle).write(blocks, file)
    return ()


def _told(replaced: int) -> tuple[Problem, ...]:
    if not replaced:
        return ()
    message = f"{replaced} literals hold characters that XML cannot; U+FFFD stands for them"
    return (Problem(Severity.WARNING, "dump.xml", "rdfxml", message, "other formats keep them"),)


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """A folder whose files appear in ``out`` when all are written."""
    aside = out.with_name(out.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        yield aside
        if out.is_dir():
            for old in aside.iterdir():
                old.replace(out / old.name)
        else:
            aside.rename(out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
