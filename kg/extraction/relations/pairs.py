"""Candidates of relations in the text: pairs of names that stand near enough, and the own body.

Two names pair up within a sentence; across sentences only with what a paragraph is about: the
nearest industries, programmes, parks and places before, and those of the heading above. So the
number of candidates grows with the names, not with their square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.clauses import Layout
from kg.extraction.relations.signatures import relations
from kg.types import EntityType, Mention

REACH = 7  # groups of names between the ends of a pair, at most
TOPICS = frozenset({EntityType.INDUSTRY, EntityType.PROGRAM, EntityType.PARK, EntityType.PLACE})
TOPICAL = frozenset({EntityType.PROJECT, EntityType.PARK, EntityType.PROGRAM, EntityType.ENTERPRISE})
TOPIC_DEPTH = 2  # groups of one type before the sentence that are tried
OWN = {
    EntityType.INDUSTRY: "DEVELOPS",
    EntityType.HONOR: "RECEIVED",
    EntityType.EVENT: "HOSTED",
    EntityType.POLICY: "ISSUED",
    EntityType.PLACE: "COOPERATES_WITH",
    EntityType.PARK: "COOPERATES_WITH",
    EntityType.ORGANIZATION: "COOPERATES_WITH",
    EntityType.ENTERPRISE: "COOPERATES_WITH",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Head and tail, as indexes into ``layout.marked.mentions``; ``head`` None is the own body."""

    layout: Layout
    head: int | None
    tail: int

    @property
    def tail_mention(self) -> Mention:
        """The mention at the tail."""
        return self.layout.marked.mentions[self.tail]

    @property
    def head_mention(self) -> Mention | None:
        """The mention at the head, None for the own body."""
        return None if self.head is None else self.layout.marked.mentions[self.head]


def own_pairs(layout: Layout, own: str) -> Iterator[Pair]:
    """The own body with each name that it may have a relation to."""
    for number, mention in enumerate(layout.marked.mentions):
        if mention.type in OWN and not (mention.type is EntityType.PLACE and mention.name == own):
            yield Pair(layout, None, number)


def text_pairs(layout: Layout, own: str) -> Iterator[Pair]:
    """Pairs of names that some relation may join; the own body is no head here."""
    mentions = layout.marked.mentions
    may, groups = relations(), layout.groups
    for number, mention in enumerate(mentions):
        group = layout.group_of[number]
        for other in _near(layout, group):
            for partner in range(groups[other].first, groups[other].last + 1):
                if partner != number:
                    yield from _tried(layout, number, partner, own)
        if mention.type in TOPICAL:
            for partner in _topics(layout, group):
                if (mention.type, mentions[partner].type) in may and mentions[partner].name != mention.name:
                    yield Pair(layout, number, partner)


def _tried(layout: Layout, head: int, tail: int, own: str) -> Iterator[Pair]:
    """The pair, where types allow it; of two that cooperate the first in the text is the head."""
    first, second = layout.marked.mentions[head], layout.marked.mentions[tail]
    found = relations().get((first.type, second.type), ())
    if not found or first.ref == second.ref:
        return
    same = layout.group_of[head] == layout.group_of[tail]
    symmetric = "COOPERATES_WITH" in found
    if (same and not symmetric) or (symmetric and len(found) == 1 and head > tail):
        return
    if first.type is EntityType.PLACE and first.name == own and set(found) <= set(OWN.values()):
        return
    yield Pair(layout, head, tail)


def _near(layout: Layout, group: int) -> Iterator[int]:
    """Groups of the same sentence within reach."""
    sentence = layout.groups[group].sentence
    for other in range(max(0, group - REACH), min(len(layout.groups), group + REACH + 1)):
        if layout.groups[other].sentence == sentence:
            yield other


def _topics(layout: Layout, group: int) -> Iterator[int]:
    """First mentions of the nearest groups of topic types in sentences before."""
    seen: dict[EntityType, int] = {}
    sentence = layout.groups[group].sentence
    for other in range(group - 1, -1, -1):
        one = layout.groups[other]
        kind = layout.marked.mentions[one.first].type
        if one.sentence == sentence or kind not in TOPICS or one.first != one.last:
            continue
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= TOPIC_DEPTH:
            yield one.first


def types_between(layout: Layout, first: int, second: int) -> Sequence[EntityType]:
    """The type of each group that stands between groups ``first`` and ``second``."""
    return [layout.marked.mentions[one.first].type for one in layout.groups[first + 1 : second]]
