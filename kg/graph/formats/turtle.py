"""Turtle and TriG: terms of N-Triples are terms of Turtle, so that only names are made shorter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO

from kg.graph.lines import Block
from kg.graph.terms import PREFIXES, term

_LOCAL = re.compile(rb"[A-Za-z][A-Za-z0-9_-]*")
_INTEGER = re.compile(rb'"(0|-?[1-9][0-9]*)"')
_TYPE = str(term("rdf:type")).encode()
_XSD_INTEGER = str(term("xsd:integer")).encode()
_FIRST = {
    str(term(name)).encode(): rank for rank, name in enumerate(("rdf:type", "rdfs:label", "skos:altLabel"))
}


def write(blocks: Iterable[Block], file: IO[bytes]) -> None:
    """Write blocks as Turtle, or as TriG if some are of named graphs; of a thing type and names come first."""
    names, graph = _Names(), b""
    file.writelines(f"@prefix {prefix}: <{iri}> .\n".encode() for prefix, iri in PREFIXES.items())
    for block in blocks:
        if block.graph != graph:
            file.write((b"}\n" if graph else b"") + (b"\n" + block.graph + b" {\n" if block.graph else b""))
            graph = block.graph
        file.write(_said(block, names))
    if graph:
        file.write(b"}\n")


class _Names(dict[bytes, bytes]):
    """Tokens of IRIs in the vocabularies by prefix, as Turtle writes them: shorter where that is safe."""

    def __init__(self) -> None:
        super().__init__({_TYPE: b"a"})
        self._prefixes = {f"<{iri}".encode(): f"{prefix}:".encode() for prefix, iri in PREFIXES.items()}

    def __missing__(self, token: bytes) -> bytes:
        cut = max(token.rfind(b"#"), token.rfind(b"/")) + 1
        prefix, local = self._prefixes.get(token[:cut]), token[cut:-1]
        if prefix is None or _LOCAL.fullmatch(local) is None:
            return token
        self[token] = prefix + local
        return self[token]

    def target(self, token: bytes) -> bytes:
        """The object that ``token`` stands for."""
        if token[:1] != b'"':
            return b"rdf:type" if token == _TYPE else self[token]
        if token[-1:] != b">":
            return token
        text, _, datatype = token.rpartition(b"^^")
        if datatype == _XSD_INTEGER and (number := _INTEGER.fullmatch(text)):
            return number[1]
        return text + b"^^" + self[datatype]


def _said(block: Block, names: _Names) -> bytes:
    said, last = block.said, b""
    if said[0][0] != _TYPE:
        said = sorted(said, key=lambda pair: _FIRST.get(pair[0], len(_FIRST)))
    parts = [block.subject]
    for predicate, token in said:
        if predicate == last:
            parts += (b" ,\n\t\t", names.target(token))
        else:
            parts += (b" ;\n\t" if last else b" ", names[predicate], b" ", names.target(token))
            last = predicate
    parts.append(b" .\n")
    return b"".join(parts)
