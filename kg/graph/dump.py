"""The data set in the formats that other tools read, written as streams."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Literal, Quad, RdfFormat, Triple

from kg.errors import UsageError
from kg.graph.property_graph import property_graph
from kg.graph.store import by_subject, ordered, write_nquads, written
from kg.graph.tables import joined, write_tables
from kg.graph.terms import PREFIXES, term
from kg.types import PropertyGraph, Value

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

_RDF = {
    "nt": RdfFormat.N_TRIPLES,
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
FORMATS = ("nq", *_RDF, "graphml", "csv")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def dump(dataset: Path, out: Path, format: str) -> None:  # noqa: A002 (the word that users know)
    """Write the data set ``dataset`` (a dump or build folder) to ``out`` in ``format``.

    ``out`` is a file, gzipped if its name ends in ``.gz``; for ``csv`` it is a folder for
    one table each of entities, statements, progress, observations and mentions. ``nt``,
    ``ttl`` and ``rdfxml`` know no named graphs: there all stands in one graph, and
    ``prov:wasDerivedFrom`` and ``oa:hasSource`` still tell the report. In XML formats
    characters that XML does not allow become U+FFFD. What was at ``out`` is replaced when
    all is written.

    Raises:
        InputError: the data set cannot be read.
        UsageError: the format does not exist.
    """
    if format == "nq":
        write_nquads(ordered(dataset), out)
    elif format == "csv":
        _write_folder(property_graph(dataset), out)
    elif format == "graphml":
        _write_graphml(property_graph(dataset), out)
    elif format in _RDF:
        _write_rdf(ordered(dataset), out, _RDF[format])
    else:
        message = f"no format '{format}'"
        raise UsageError(message, f"formats are {', '.join(FORMATS)}")


def to_rdflib(path: Path) -> rdflib.Dataset:
    """The data set at ``path`` (a dump or build folder) as an rdflib ``Dataset``, all in memory.

    Raises:
        InputError: the data set cannot be read.
    """
    import rdflib

    dataset = rdflib.Dataset()
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri)
    lines = (f"{quad} .\n" for quad in ordered(path))
    dataset.parse(data="".join(lines), format="nquads")
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


def _write_rdf(quads: Iterable[Quad], out: Path, kind: RdfFormat) -> None:
    quads = quads if kind == RdfFormat.N_TRIPLES else _name_first(quads)
    with written(out) as file:
        if kind.supports_datasets:
            pyoxigraph.serialize(quads, file, format=kind, prefixes=_prefixes(kind))
        else:
            triples = (quad.triple for quad in quads)
            said = map(_in_xml, triples) if kind == RdfFormat.RDF_XML else triples
            pyoxigraph.serialize(said, file, format=kind, prefixes=_prefixes(kind))


def _name_first(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The type and the names of each subject in front of the rest, as people look for them."""
    rank = {term("rdf:type"): 0, term("rdfs:label"): 1, term("skos:altLabel"): 2}
    for _, group in by_subject(quads):
        yield from sorted(group, key=lambda quad: rank.get(quad.predicate, len(rank)))


def _prefixes(kind: RdfFormat) -> dict[str, str] | None:
    return None if kind in (RdfFormat.N_TRIPLES, RdfFormat.JSON_LD) else dict(PREFIXES)


def _in_xml(said: Triple) -> Triple:
    value = said.object
    if not isinstance(value, Literal) or not _NO_XML.search(value.value):
        return said
    text = _NO_XML.sub("\ufffd", value.value)
    literal = (
        Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
    )
    return Triple(said.subject, said.predicate, literal)


def _write_graphml(graph: PropertyGraph, out: Path) -> None:
    import networkx as nx

    flat = PropertyGraph(
        lambda: (replace(node, properties=_flat(node.properties)) for node in graph.nodes()),
        lambda: (replace(edge, properties=_flat(edge.properties)) for edge in graph.edges()),
    )
    with written(out) as file:
        nx.write_graphml(to_networkx(flat), file, prettyprint=False)


def _flat(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {name: _flat_value(value) for name, value in properties.items()}


def _flat_value(value: Value) -> Value:
    if isinstance(value, tuple):
        value = joined(value)
    return _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value


def _write_folder(graph: PropertyGraph, out: Path) -> None:
    aside = out.with_name(out.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        write_tables(graph, aside)
        if out.is_dir():
            for old in aside.iterdir():
                old.replace(out / old.name)
        else:
            aside.rename(out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
