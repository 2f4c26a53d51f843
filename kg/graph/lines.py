"""N-Quads lines taken apart as text: a term stays the token that it is in the line.

Dumps are made of tokens, for making an object of every term costs ten times what writing it
does. A token is the term as canonical N-Quads have it: ``<iri>``, ``_:label``, or a literal with
its quotation marks, escapes, and language or datatype. :func:`plain` tells whether a line is
one that may be taken apart by its blanks; whoever reads files of others asks it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_NODE = (b"<", b"_")
_TERM = (b"<", b'"', b"_")
_END = b" .\n"
_TRIPLE_TERM = b"<<"
_PARTS_WITH_GRAPH = 3
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ECHAR = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class Block(NamedTuple):
    """What one graph (``b""``: the default graph) says of one subject: pairs of predicate and object."""

    graph: bytes
    subject: bytes
    said: list[tuple[bytes, bytes]]


class Value(NamedTuple):
    """A literal: its text, its language or ``""``, and the IRI of its datatype."""

    text: str
    language: str
    datatype: str


def plain(line: bytes) -> bool:
    """Whether ``line`` is a statement of three or four terms, one blank after each, and a dot."""
    parts = line.split(b" ", 2)
    if len(parts) != _PARTS_WITH_GRAPH:
        return False
    subject, predicate, rest = parts
    return (
        subject[:1] in _NODE
        and predicate[:1] == b"<"
        and rest[:1] in _TERM
        and rest[:2] != _TRIPLE_TERM
        and rest[-3:] == _END
    )


def graph_of(line: bytes) -> bytes:
    """The graph's token in a plain line, ``b""`` for the default graph."""
    return _graph(line.split(b" ", 2)[2])


def without_graph(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The triples of plain lines as lines."""
    ending, size = b"\n\n", 0  # that no line has
    for line in lines:
        if line.endswith(ending):
            yield line[:size] + _END
        elif graph := graph_of(line):
            ending = b" " + graph + _END
            size = -len(ending)
            yield line[:size] + _END
        else:
            yield line


def blocks(lines: Iterable[bytes]) -> Iterator[Block]:
    """Plain lines put together: a block for each run of lines of one graph and subject."""
    block = Block(b"", b"", [])
    ending = b"\n\n"
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        graph = block.graph
        if not (graph and rest.endswith(ending)):
            graph = _graph(rest)
            ending = b" " + graph + _END if graph else _END
        if subject != block.subject or graph != block.graph:
            if block.said:
                yield block
            block = Block(graph, subject, [])
        block.said.append((predicate, rest[: -len(ending)]))
    if block.said:
        yield block


def triple_blocks(lines: Iterable[bytes]) -> Iterator[Block]:
    """As :func:`blocks`, of lines that hold triples."""
    current, said = b"", list[tuple[bytes, bytes]]()
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        if subject != current:
            if said:
                yield Block(b"", current, said)
            current, said = subject, []
        said.append((predicate, rest[:-3]))
    if said:
        yield Block(b"", current, said)


def is_literal(token: bytes) -> bool:
    """Whether the token is a literal."""
    return token.startswith(b'"')


def iri(token: bytes) -> str:
    """The IRI, or ``_:label``, that a token stands for."""
    return unescaped(token[1:-1] if token.startswith(b"<") else token)


def literal(token: bytes) -> Value:
    """The literal that a token stands for."""
    end = token.rindex(b'"')
    text, suffix = unescaped(token[1:end]), token[end + 1 :].decode()
    if suffix.startswith("@"):
        return Value(text, suffix[1:], _LANG_STRING)
    return Value(text, "", suffix[3:-1] if suffix else _XSD_STRING)


def unescaped(content: bytes) -> str:
    """The text of what stands between the marks of a token."""
    text = content.decode()
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    short, long, char = match.groups()
    return _ECHAR.get(char, char) if char else chr(int(short or long, 16))


def _graph(rest: bytes) -> bytes:
    tail = _tail(rest)
    return tail[1] if len(tail) == _PARTS_WITH_GRAPH else b""


def _tail(rest: bytes) -> list[bytes]:
    """Object (of a literal what follows its text), graph if any, and the dot."""
    return rest[rest.rfind(b'"') + 1 :].split(b" ")
