"""N-Quads lines taken apart as text: a term stays the token that it is in the line.

Dumps are made of tokens, for making an object of every term costs ten times what writing it
does. A token is the term as canonical N-Quads have it: ``<iri>``, ``_:label``, or a literal with
its quotation marks, escapes, and language or datatype. :func:`plain` tells whether lines may
be taken apart by their blanks; whoever reads files of others asks it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import methodcaller
from typing import IO, NamedTuple

_END = b" .\n"
_CHUNK = 1 << 16
# One character excluded at a time is what the regex engine is quick at.
_NODE = rb"(?:<[^ ]*>|_:[^ ]+)"
_HEAD = re.compile(_NODE + rb" <[^ ]*> (?:<[^<]|_:|\").* \.\n", re.DOTALL).match
_IN_DEFAULT = re.compile(
    _NODE + rb" <[^ ]*> (?:" + _NODE + rb"|\".*\"(?:@[^ ]+|\^\^<[^ ]*>)?) \.\n", re.DOTALL
).match
_WITH_GRAPH = 3
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ECHAR = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class Run(NamedTuple):
    """Successive lines of one graph (``b""``: the default graph), and what ends each after its triple."""

    graph: bytes
    ending: bytes
    lines: list[bytes]


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


def pieces(file: IO[bytes], size: int = _CHUNK) -> Iterator[list[bytes]]:
    """The lines of a file in lists of some ``size`` bytes."""
    while lines := file.readlines(size):
        yield lines


def runs(chunks: Iterable[list[bytes]]) -> Iterator[Run]:
    """Lists of lines in the order of graphs, cut where the graph changes.

    Only a list whose first and last lines are of different graphs costs a step a line.
    """
    graph, ending = b"", _END
    for chunk in chunks:
        start = 0
        if not graph_of(chunk[0]) == graph == graph_of(chunk[-1]):
            for at, line in enumerate(chunk):
                if (found := graph_of(line)) != graph:
                    if at > start:
                        yield Run(graph, ending, chunk[start:at])
                    graph, ending, start = found, b" " + found + _END if found else _END, at
        yield Run(graph, ending, chunk[start:])


def plain(run: Run) -> bool:
    """Whether all lines are statements of the run's graph, with one blank after each term, and a dot."""
    if not run.graph:
        return None not in map(_IN_DEFAULT, run.lines)
    return all(map(methodcaller("endswith", run.ending), run.lines)) and None not in map(_HEAD, run.lines)


def graph_of(line: bytes) -> bytes:
    """The graph's token in a plain line, ``b""`` for the default graph (and for no plain line)."""
    tail = line[line.rfind(b'"') + 1 :] if b'"' in line else line.split(b" ", 2)[-1]
    words = tail.split(b" ")
    return words[1] if len(words) == _WITH_GRAPH else b""


def triples(found: Iterable[Run]) -> Iterator[list[bytes]]:
    """The lines without their graph."""
    for _, ending, lines in found:
        if ending == _END:
            yield lines
        else:
            size = -len(ending)
            yield [line[:size] + _END for line in lines]


def blocks(found: Iterable[Run]) -> Iterator[Block]:
    """Lines put together: a block for each run of lines of one graph and subject."""
    current, last, said = b"", b"", list[tuple[bytes, bytes]]()
    for graph, ending, lines in found:
        size = -len(ending)
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            if subject != last or graph != current:
                if said:
                    yield Block(current, last, said)
                current, last, said = graph, subject, []
            said.append((predicate, rest[:size]))
    if said:
        yield Block(current, last, said)


def triple_blocks(chunks: Iterable[list[bytes]]) -> Iterator[Block]:
    """As :func:`blocks`, of lists of lines that hold triples."""
    return blocks(Run(b"", _END, chunk) for chunk in chunks)


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
