"""Turtle and TriG: terms of N-Triples are terms of Turtle, so that only names are made shorter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO

from kg.graph.lines import Block
from kg.graph.terms import PREFIXES, term
from ontology import ID

_LOCAL = re.compile(rb"[A-Za-z][A-Za-z0-9_-]*")
_INTEGER = re.compile(rb'"(0|-?[1-9][0-9]*)"')
_TYPE = str(term("rdf:type")).encode()
_XSD_INTEGER = str(term("xsd:integer")).encode()
_OWN = f"<{ID}".encode()
_KEPT, _SHORT = 50_000, 120
_FIRST = {
    str(term(name)).encode(): rank for rank, name in enumerate(("rdf:type", "rdfs:label", "skos:altLabel"))
}


def write(blocks: Iterable[Block], file: IO[bytes], prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write blocks as Turtle, or as TriG if some are of named graphs; a thing's type and names come first."""
    properties, graph = _Properties(prefixes), b""
    targets = _Targets(properties)
    file.writelines(f"@prefix {prefix}: <{iri}> .\n".encode() for prefix, iri in prefixes.items())
    for block in blocks:
        if block.graph != graph:
            file.write((b"}\n" if graph else b"") + (b"\n" + block.graph + b" {\n" if block.graph else b""))
            graph = block.graph
        file.write(_said(block, properties, targets))
    if graph:
        file.write(b"}\n")


class _Properties(dict[bytes, bytes]):
    """How properties are called."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__({_TYPE: b"a"})
        self._prefixes = {f"<{iri}".encode(): f"{prefix}:".encode() for prefix, iri in prefixes.items()}

    def __missing__(self, token: bytes) -> bytes:
        self[token] = found = self.short(token)
        return found

    def short(self, token: bytes) -> bytes:
        """An IRI's token, shorter where a prefix makes it so safely."""
        cut = max(token.rfind(b"#"), token.rfind(b"/")) + 1
        prefix, local = self._prefixes.get(token[:cut]), token[cut:-1]
        return token if prefix is None or _LOCAL.fullmatch(local) is None else prefix + local


class _Targets(dict[bytes, bytes]):
    """How objects are written; those that come again are kept, up to a number."""

    def __init__(self, properties: _Properties) -> None:
        super().__init__()
        self._properties = properties

    def __missing__(self, token: bytes) -> bytes:
        last = token[-1:]
        if last == b'"' or token.startswith(_OWN):
            return token
        found = token
        if token[:1] == b"<":
            found = self._properties.short(token)
        elif last == b">":
            text, _, datatype = token.rpartition(b"^^")
            number = _INTEGER.fullmatch(text) if datatype == _XSD_INTEGER else None
            found = number[1] if number else text + b"^^" + self._properties.short(datatype)
        if len(self) < _KEPT and len(token) < _SHORT:
            self[token] = found
        return found


def _said(block: Block, properties: _Properties, targets: _Targets) -> bytes:
    said, last = block.said, b""
    if said[0][0] != _TYPE:
        said = sorted(said, key=lambda pair: _FIRST.get(pair[0], len(_FIRST)))
    parts = [block.subject]
    for predicate, token in said:
        if predicate == last:
            parts += (b" ,\n\t\t", targets[token])
        else:
            parts += (b" ;\n\t" if last else b" ", properties[predicate], b" ", targets[token])
            last = predicate
    parts.append(b" .\n")
    return b"".join(parts)
