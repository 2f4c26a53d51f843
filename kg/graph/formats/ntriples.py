"""N-Triples and N-Quads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from kg.graph.lines import Block


def write(blocks: Iterable[Block], file: IO[bytes]) -> None:
    """Write blocks a line a triple, or a quad where they are of named graphs."""
    for block in blocks:
        ending = b" " + block.graph + b" .\n" if block.graph else b" .\n"
        start = block.subject + b" "
        file.write(b"".join(start + predicate + b" " + token + ending for predicate, token in block.said))
