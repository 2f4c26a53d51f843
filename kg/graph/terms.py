"""Terms of the vocabulary as RDF nodes, and IRIs made of what a thing says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from ontology import CODE, GR, ID, schema

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dcterms": "http://purl.org/dc/terms/",
        "gr": GR,
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

#: The property of a statement's predicate that is no edge type of its own name.
EDGE_OF = MappingProxyType({"PROGRESS": "HAS_PROGRESS", "OBSERVATION": "HAS_OBSERVATION"})

_DIGITS = 24


@cache
def term(curie: str) -> NamedNode:
    """The node of ``gr:partOf``, ``rdf:type``, … (prefixes: :data:`PREFIXES`)."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@cache
def code(scheme: str, value: str) -> NamedNode:
    """The concept of a code list: ``code("status", "planned")``."""
    return NamedNode(f"{CODE}{scheme}/{value}")


@cache
def predicate(name: str) -> NamedNode:
    """The property of a fact's predicate (``PART_OF`` → gr:partOf, ``PROGRESS`` → gr:hasProgress)."""
    return term(schema().edges[EDGE_OF.get(name, name)].term)


def zh(text: str) -> Literal:
    """A Chinese literal."""
    return Literal(text, language="zh")


def report_iri(report: str) -> str:
    """The IRI of the report with the id ``report``; it also names the report's graph."""
    return f"{ID}report/{report}"


def report_id(iri: str) -> str:
    """The id of the report with the given IRI."""
    return iri.removeprefix(f"{ID}report/")


def hashed(kind: str, *parts: object) -> str:
    """An IRI made of ``parts`` (strings, numbers, None, lists of these): same parts, same IRI."""
    return f"{ID}{kind}/{digest(*parts)}"


def digest(*parts: object) -> str:
    """The first 96 bits of the SHA-256 of ``parts``, in hex."""
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
