"""JSON-LD with a context made from the ontology: a line a thing.

A value that is as the context expects is plain JSON; any other is written in full
(``{"@value": …, "@language": …}``), so that nothing depends on the context being complete.
Numbers but integers are strings, for JSON-LD would change how they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import IO, Any

import msgspec
import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.graph.lines import Block, iri, is_literal, literal
from kg.graph.terms import PREFIXES, term
from ontology import text

_TYPE = str(term("rdf:type")).encode()
_XSD = PREFIXES["xsd"]
_STRING = _XSD + "string"
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_KINDS = {f"{PREFIXES['owl']}{name}" for name in ("Class", "ObjectProperty", "DatatypeProperty")}
#: Terms of others that data sets hold and the ontology does not type by itself.
_OTHERS: Mapping[str, dict[str, str]] = {
    "label": {"@id": "rdfs:label", "@language": "zh"},
    "altLabel": {"@id": "skos:altLabel", "@language": "zh"},
    "member": {"@id": "gr:member", "@language": "zh"},
    "source": {"@id": "dcterms:source"},
    "replaces": {"@id": "dcterms:replaces", "@type": "@id"},
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": {"@id": "oa:hasSelector", "@type": "@id"},
    "TextPositionSelector": {"@id": "oa:TextPositionSelector"},
    "start": {"@id": "oa:start", "@type": _XSD + "integer"},
    "end": {"@id": "oa:end", "@type": _XSD + "integer"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object", "@type": "@id"},
    "ReifiedStatement": {"@id": "rdf:Statement"},
}


@cache
def context() -> Mapping[str, Mapping[str, str]]:
    """The context: how each term of the ontology is called, and what values it expects.

    Names are local names (``spans``, ``quote``). There are no prefixes, so that no IRI of the
    data can be taken for a name that is cut short.
    """
    own: dict[str, dict[str, str]] = {}
    ranges: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for quad in pyoxigraph.parse(text("govreport.ttl").encode(), format=RdfFormat.TURTLE):
        subject, target = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(target, NamedNode):
            continue
        if quad.predicate == term("rdf:type") and target.value in _KINDS:
            kinds[subject.value] = target.value.rpartition("#")[2]
        elif quad.predicate == term("rdfs:range"):
            ranges[subject.value] = target.value
    for name, kind in sorted(kinds.items()):
        if name.startswith(PREFIXES["gr"]):
            own[name.removeprefix(PREFIXES["gr"])] = {"@id": name} | _expected(kind, ranges.get(name, ""))
    others = {name: said | {"@id": term(said["@id"]).value} for name, said in _OTHERS.items()}
    return own | others


def _expected(kind: str, expected: str) -> dict[str, str]:
    if kind == "ObjectProperty":
        return {"@type": "@id"}
    if kind == "DatatypeProperty" and expected.startswith(_XSD) and expected != _STRING:
        return {"@type": expected}
    return {}


def write(blocks: Iterable[Block], file: IO[bytes]) -> None:
    """Write blocks as one JSON-LD document."""
    names, graph, between = Names(), b"", b"\n"
    file.write(b'{"@context":' + msgspec.json.encode(context()) + b',\n"@graph":[')
    for block in blocks:
        if block.graph != graph:
            file.write((b"\n]}" if graph else b"") + between)
            file.write(b'{"@id":' + msgspec.json.encode(iri(block.graph)) + b',"@graph":[')
            graph, between = block.graph, b"\n"
        file.write(between + msgspec.json.encode(names.node(block)))
        between = b",\n"
    file.write((b"\n]}" if graph else b"") + b"\n]}\n")


class Names:
    """Terms as the context calls them."""

    def __init__(self) -> None:
        self._names = {said["@id"]: (name, said) for name, said in context().items()}
        self._properties: dict[bytes, tuple[str, str, str]] = {}

    def node(self, block: Block) -> dict[str, Any]:
        """The node object of a subject; a property's values are a list if there are several."""
        said: dict[str, Any] = {"@id": iri(block.subject)}
        types = [self._class(token) for predicate, token in block.said if _is_class(predicate, token)]
        if types:
            said["@type"] = types[0] if len(types) == 1 else types
        last, name, kind, language = b"", "", "", ""
        for predicate, token in block.said:
            if _is_class(predicate, token):
                continue
            if predicate != last:
                last = predicate
                name, kind, language = self._property(predicate)
            value = _value(token, kind, language)
            if name not in said:
                said[name] = value
            elif isinstance(said[name], list):
                said[name].append(value)
            else:
                said[name] = [said[name], value]
        return said

    def _class(self, token: bytes) -> str:
        name = iri(token)
        return self._names[name][0] if name in self._names else name

    def _property(self, token: bytes) -> tuple[str, str, str]:
        if token not in self._properties:
            name = iri(token)
            short, said = self._names.get(name, (name, {}))
            self._properties[token] = (short, said.get("@type", ""), said.get("@language", ""))
        return self._properties[token]


def _is_class(predicate: bytes, token: bytes) -> bool:
    return predicate == _TYPE and not is_literal(token)


def _value(token: bytes, kind: str, language: str) -> object:
    if not is_literal(token):
        return iri(token) if kind == "@id" else {"@id": iri(token)}
    value = literal(token)
    if value.language:
        full = {"@value": value.text, "@language": value.language}
        return value.text if value.language == language else full
    if value.datatype != _STRING:
        if value.datatype != kind:
            return {"@value": value.text, "@type": value.datatype}
        whole = kind == _XSD + "integer" and _INTEGER.fullmatch(value.text)
        return int(value.text) if whole else value.text
    return {"@value": value.text} if kind or language else value.text
