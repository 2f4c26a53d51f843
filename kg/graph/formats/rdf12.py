"""RDF 1.2: a statement names what it states by one triple term in place of three triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.lines import Block
from kg.graph.terms import term

_TYPE, _STATEMENT, _REIFIES, *_PARTS = (
    str(term(f"rdf:{name}")).encode()
    for name in ("type", "Statement", "reifies", "subject", "predicate", "object")
)


def reified(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in which each ``rdf:Statement`` is a reifier (``rdf:reifies <<( s p o )>>``)."""
    for block in blocks:
        parts = [[token for predicate, token in block.said if predicate == part] for part in _PARTS]
        if (_TYPE, _STATEMENT) in block.said and all(len(part) == 1 for part in parts):
            yield block._replace(said=_with_term(block.said, [part[0] for part in parts]))
        else:
            yield block


def _with_term(said: list[tuple[bytes, bytes]], parts: list[bytes]) -> list[tuple[bytes, bytes]]:
    gone = [(_TYPE, _STATEMENT), *zip(_PARTS, parts, strict=True)]
    rest = [pair for pair in said if pair not in gone]
    return sorted([*rest, (_REIFIES, b"<<( " + b" ".join(parts) + b" )>>")])
