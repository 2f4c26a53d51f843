"""Which nodes are one thing though their normalised names differ: blocks first, then matchers within each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.places.divisions import Divisions
from kg.resolution.ledger import Proposal
from kg.resolution.locals import Local


def proposals(locals_: Sequence[Local], divisions: Divisions) -> Iterator[Proposal]:
    """All pairs of nodes that a matcher takes for one thing."""
    del locals_, divisions
    yield from ()
