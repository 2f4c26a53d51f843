"""The ledger of merges: which nodes are one entity, why, and which may never be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.types import Merge


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """Two nodes (IRIs) that a matcher takes for one. ``rank`` orders the matchers, sure ones first."""

    rank: int
    negative: float
    one: str
    other: str
    reason: str

    @property
    def score(self) -> float:
        """How alike the two are, in 0..1."""
        return -self.negative


class Ledger:
    """Disjoint sets of nodes with a line for every union, and pairs that are kept apart."""

    def __init__(
        self, apart: Iterable[tuple[str, str]] = (), conflict: Callable[[str, str], bool] | None = None
    ) -> None:
        """``apart`` are pairs that users told apart; ``conflict`` says which nodes rules keep apart."""
        self._conflict = conflict
        self._parent: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._lines: dict[str, list[Merge]] = defaultdict(list)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def root(self, node: str) -> str:
        """The node that stands for the set of ``node``: its smallest."""
        while (parent := self._parent.get(node, node)) != node:
            self._parent[node] = self._parent.get(parent, parent)
            node = parent
        return node

    def members(self, node: str) -> set[str]:
        """All nodes of the set of ``node``."""
        return self._members.get(self.root(node), {node})

    def union(self, proposal: Proposal, *, decided: bool = False) -> bool:
        """Join two sets, unless they are one already or hold a pair that is kept apart.

        What a user decided overrides what rules keep apart.
        """
        one, other = self.root(proposal.one), self.root(proposal.other)
        mine, theirs = self.members(one), self.members(other)
        if one == other or self._forbidden(mine, theirs, decided=decided):
            return False
        low, high = sorted((one, other))
        self._parent[high] = low
        self._members[low] = mine | theirs
        self._members.pop(high, None)
        line = Merge((proposal.one, proposal.other), proposal.reason, round(proposal.score, 4))
        self._lines[low] += [*self._lines.pop(high, []), line]
        return True

    def _forbidden(self, mine: set[str], theirs: set[str], *, decided: bool) -> bool:
        if any(self._apart[node] & theirs for node in mine if node in self._apart):
            return True
        conflict = self._conflict
        return not decided and conflict is not None and any(conflict(a, b) for a in mine for b in theirs)

    def lines(self, node: str) -> tuple[Merge, ...]:
        """Why the set of ``node`` is one, sorted."""
        return tuple(sorted(self._lines.get(self.root(node), ()), key=lambda one: (one.reason, one.members)))

    def sets(self, nodes: Iterable[str]) -> Mapping[str, list[str]]:
        """``nodes`` by the root of their set, both sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for node in sorted(nodes):
            found[self.root(node)].append(node)
        return dict(sorted(found.items()))
