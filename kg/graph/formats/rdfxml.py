"""RDF/XML: what XML cannot hold is replaced, and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import IO
from xml.sax.saxutils import escape

from kg.errors import InputError
from kg.graph.lines import Block, iri, is_literal, literal
from kg.graph.terms import PREFIXES

#: Characters that no XML 1.0 document holds, not even escaped.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REPLACEMENT = "\ufffd"
_NAME = re.compile(r"[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_.\u4e00-\u9fff-]*\Z")
_SYNTAX = frozenset(
    f"{PREFIXES['rdf']}{name}"
    for name in ("Description", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li")
)
_STRING = PREFIXES["xsd"] + "string"


def write(blocks: Iterable[Block], file: IO[bytes]) -> int:
    """Write triples; the number of literals in which characters that XML cannot hold became U+FFFD.

    Raises:
        InputError: a property has no name in XML (its IRI ends in a digit, say).
    """
    spaces = "".join(f'\n\txmlns:{prefix}="{escape(iri)}"' for prefix, iri in PREFIXES.items())
    file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'.encode())
    replaced = 0
    for block in blocks:
        parts = [f"<rdf:Description {_node(block.subject, 'about')}>\n"]
        for predicate, token in block.said:
            start, end = _element(predicate)
            if is_literal(token):
                value = literal(token)
                text = in_xml(value.text)
                replaced += text != value.text
                parts.append(f"\t<{start}{_kind(value.language, value.datatype)}>{_escaped(text)}</{end}>\n")
            else:
                parts.append(f"\t<{start} {_node(token, 'resource')}/>\n")
        parts.append("</rdf:Description>\n")
        file.write("".join(parts).encode())
    file.write(b"</rdf:RDF>\n")
    return replaced


def in_xml(text: str) -> str:
    """``text`` with U+FFFD for each character that XML cannot hold."""
    return NO_XML.sub(REPLACEMENT, text)


def _escaped(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


def _node(token: bytes, attribute: str) -> str:
    name = iri(token)
    if token.startswith(b"_:"):
        return f'rdf:nodeID="{name.removeprefix("_:")}"'
    return f'rdf:{attribute}="{escape(name)}"'


def _kind(language: str, datatype: str) -> str:
    if language:
        return f' xml:lang="{language}"'
    return "" if datatype == _STRING else f' rdf:datatype="{escape(datatype)}"'


@cache
def _element(predicate: bytes) -> tuple[str, str]:
    name = iri(predicate)
    found = _NAME.search(name)
    if found is None or name in _SYNTAX:
        message = f"<{name}>: a property that has no name in XML"
        raise InputError(message, "choose another format, as ttl or jsonld")
    space, local = name[: found.start()], found[0]
    for prefix, known in PREFIXES.items():
        if space == known:
            return f"{prefix}:{local}", f"{prefix}:{local}"
    return f'ns:{local} xmlns:ns="{escape(space)}"', f"ns:{local}"
