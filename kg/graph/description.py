"""What a data set is, for those who find it: counts, sources, licence and files as VoID and DCAT."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import IO
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import UsageError
from kg.graph.formats import jsonld, ntriples, rdfxml, turtle
from kg.graph.lines import Block, blocks, iri, is_literal, literal, triple_blocks
from kg.graph.store import ending, ordered, written
from kg.graph.terms import PREFIXES, hashed, term
from ontology import GR, ID

_SPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
_USED = {name: PREFIXES[name] for name in ("dcterms", "gr", "rdf", "rdfs", "xsd")} | _SPACES
_MEDIA = "https://www.iana.org/assignments/media-types/"
_MEDIA_TYPES = {
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "ttl": "text/turtle",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "rdfxml": "application/rdf+xml",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "graphml": "application/xml",
    "gexf": "application/xml",
}
_RDF = ("nt", "nq", "ttl", "trig", "jsonld", "rdf", "rdfxml")
_TYPE = str(term("rdf:type")).encode()
_LABEL, _YEAR = str(term("rdfs:label")).encode(), str(term("gr:year")).encode()
_REPORT = f"{GR}Report"


@dataclass(frozen=True, slots=True)
class About:
    """What only the user knows of a data set.

    ``licence`` is an IRI or an SPDX id (``CC-BY-4.0``), ``date`` the day of issue
    (``2024-05-01``), ``url`` the address that the files will be put under.
    """

    title: str = ""
    licence: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""


@dataclass(slots=True)
class _Counts:
    triples: int = 0
    subjects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    reports: dict[str, str] = field(default_factory=dict)
    years: set[str] = field(default_factory=set)


def describe(dataset: Path, out: Path, about: About, dumps: Sequence[Path] = ()) -> None:
    """Write a description of ``dataset`` to ``out`` (.ttl, .nt, .jsonld or .rdf, told by the ending).

    ``dumps`` are files or folders of the data set that is described: each file becomes a
    distribution with its size, media type and SHA-256.

    Raises:
        InputError: the data set cannot be read.
        UsageError: an ending that is no RDF format, no date, or no IRI.
    """
    writer = _WRITERS.get(out.suffix)
    if writer is None:
        message = f"{out}: a description is written as {', '.join(_WRITERS)}"
        raise UsageError(message, "name it void.ttl, say")
    _check(about)
    counts = _count(dataset)
    said = {*_data_set(counts, about), *_distributions(counts, about, dumps)}
    in_order = [f"{triple} .\n".encode() for triple in sorted(said, key=_rank)]
    with written(out) as file:
        writer(triple_blocks([in_order]), file)


def _check(about: About) -> None:
    try:
        dt.date.fromisoformat(about.date or "2000-01-01")
    except ValueError as error:
        message = f"'{about.date}' is no date"
        raise UsageError(message, "write it as 2024-05-01") from error
    for name in (about.licence, about.url):
        try:
            NamedNode(name if "://" in name else f"x:{name}")
        except ValueError as error:
            message = f"'{name}' is no address"
            raise UsageError(message, "a licence is an address or an SPDX id, as CC-BY-4.0") from error


def _count(dataset: Path) -> _Counts:
    counts = _Counts()
    for block in blocks(ordered(dataset).runs()):
        counts.triples += len(block.said)
        counts.subjects += 1
        for predicate, token in block.said:
            counts.properties[iri(predicate)] += 1
            if predicate == _TYPE:
                counts.classes[iri(token)] += 1
        values = dict(block.said)
        if values.get(_TYPE) == f"<{_REPORT}>".encode():
            label = values.get(_LABEL, b"")
            counts.reports[iri(block.subject)] = literal(label).text if is_literal(label) else ""
            if is_literal(year := values.get(_YEAR, b"")):
                counts.years.add(literal(year).text)
    return counts


def _node(counts: _Counts) -> NamedNode:
    return NamedNode(hashed("dataset", *sorted(counts.reports), counts.triples))


def _data_set(counts: _Counts, about: About) -> Iterator[Triple]:
    node = _node(counts)
    yield Triple(node, term("rdf:type"), _name("void:Dataset"))
    yield Triple(node, term("rdf:type"), _name("dcat:Dataset"))
    title = about.title or f"{len(counts.reports)}份政府工作报告的知识图谱"
    yield Triple(node, term("dcterms:title"), Literal(title, language="zh"))
    if about.licence:
        address = about.licence if "://" in about.licence else f"https://spdx.org/licenses/{about.licence}"
        yield Triple(node, term("dcterms:license"), NamedNode(address))
    if about.date:
        yield Triple(node, term("dcterms:issued"), Literal(about.date, datatype=term("xsd:date")))
    if about.publisher:
        yield Triple(node, term("dcterms:publisher"), Literal(about.publisher))
    yield Triple(node, term("dcterms:conformsTo"), NamedNode(GR.removesuffix("#")))
    yield Triple(node, _name("void:vocabulary"), NamedNode(GR))
    yield Triple(node, _name("void:uriSpace"), Literal(ID))
    for name, number in (
        ("void:triples", counts.triples),
        ("void:distinctSubjects", counts.subjects),
        ("void:classes", len(counts.classes)),
        ("void:properties", len(counts.properties)),
        ("void:documents", len(counts.reports)),
    ):
        yield Triple(node, _name(name), Literal(number))
    for report, label in counts.reports.items():
        yield Triple(node, term("dcterms:source"), NamedNode(report))
        if label:
            yield Triple(NamedNode(report), term("rdfs:label"), Literal(label, language="zh"))
    for year in counts.years:
        yield Triple(node, term("dcterms:temporal"), Literal(year, datatype=term("xsd:gYear")))
    yield from _partitions(node, counts)


def _partitions(node: NamedNode, counts: _Counts) -> Iterator[Triple]:
    for name, kind, number, found in (
        ("void:classPartition", "void:class", "void:entities", counts.classes),
        ("void:propertyPartition", "void:property", "void:triples", counts.properties),
    ):
        for value, count in found.items():
            part = NamedNode(hashed("partition", node.value, kind, value))
            yield Triple(node, _name(name), part)
            yield Triple(part, _name(kind), NamedNode(value))
            yield Triple(part, _name(number), Literal(count))


def _distributions(counts: _Counts, about: About, dumps: Sequence[Path]) -> Iterator[Triple]:
    for dump in dumps:
        for path in sorted(dump.iterdir()) if dump.is_dir() else [dump]:
            name = f"{dump.name}/{path.name}" if dump.is_dir() else dump.name
            yield from _distribution(_node(counts), name, path, about)


def _distribution(data_set: NamedNode, name: str, path: Path, about: About) -> Iterator[Triple]:
    node = NamedNode(f"{data_set.value}#{quote(name)}")
    yield Triple(data_set, _name("dcat:distribution"), node)
    yield Triple(node, term("rdf:type"), _name("dcat:Distribution"))
    yield Triple(node, term("dcterms:title"), Literal(name))
    yield Triple(node, _name("dcat:byteSize"), Literal(path.stat().st_size))
    kind = ending(path)
    if media := _MEDIA_TYPES.get(kind):
        yield Triple(node, _name("dcat:mediaType"), NamedNode(_MEDIA + media))
    if path.suffix == ".gz":
        yield Triple(node, _name("dcat:compressFormat"), NamedNode(_MEDIA + "application/gzip"))
    if about.url:
        address = NamedNode(f"{about.url.rstrip('/')}/{quote(name)}")
        yield Triple(node, _name("dcat:downloadURL"), address)
        if kind in _RDF:
            yield Triple(data_set, _name("void:dataDump"), address)
    digest = NamedNode(f"{node.value}-checksum")
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    yield Triple(node, _name("spdx:checksum"), digest)
    yield Triple(digest, _name("spdx:algorithm"), _name("spdx:checksumAlgorithm_sha256"))
    yield Triple(digest, _name("spdx:checksumValue"), Literal(content, datatype=term("xsd:hexBinary")))


def _name(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(_SPACES[prefix] + local)


def _rank(said: Triple) -> tuple[bool, str]:
    """The data set first, then its parts."""
    return ("/id/dataset/" not in str(said.subject), f"{said.subject}".replace(">", " ") + str(said))


def _turtle(said: Iterable[Block], file: IO[bytes]) -> None:
    turtle.write(said, file, _USED)


_WRITERS: Mapping[str, Callable[[Iterable[Block], IO[bytes]], object]] = MappingProxyType(
    {".ttl": _turtle, ".nt": ntriples.write, ".jsonld": jsonld.write, ".rdf": rdfxml.write}
)
