"""Sentences, clauses and lists of names in a passage: what relations and progress reason over.

Report prose strings names together (``A、B、C等12个项目开工建设``), and what holds of one member
of such a list holds of all. A :class:`Layout` therefore cuts a passage into sentences and clauses
(punctuation inside of names does not cut) and joins neighbouring names into groups.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass

from kg.types import Marked

SENTENCE_END = re.compile(r"[。！？；!?;\n]+")
CLAUSE_END = re.compile(r"[，,：:。！？；!?;\n]+")
QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉\s]")
JOINT = re.compile(
    r"(?:（[^）]{0,20}）)?(?:等?(?:项目|工程|建设))?(?:[、/]|[、，]?(?:和|及|与|以及|暨)|[—-]{1,2})(?:[^，。；：]{1,14}[、和及与])?"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring names that a list joins: mentions ``first`` to ``last`` (inclusive).

    ``start``/``end`` are offsets in the passage; ``clause`` and ``sentence`` are the numbers of
    those that hold the first name, ``last_clause`` of the one that holds the last.
    """

    first: int
    last: int
    start: int
    end: int
    clause: int
    last_clause: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of one passage; all ranges are half-open offsets in ``text``."""

    marked: Marked
    sentences: tuple[tuple[int, int], ...]
    clauses: tuple[tuple[int, int], ...]
    groups: tuple[Group, ...]
    group_of: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text of the passage."""
        return self.marked.passage.text

    def clause_at(self, offset: int) -> int:
        """The number of the clause that holds ``offset``."""
        return _holding(self.clauses, offset)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds ``offset``."""
        return _holding(self.sentences, offset)

    def before(self, number: int) -> str:
        """What stands in its clause before group ``number``, back to the group before it."""
        group = self.groups[number]
        start = self.clauses[group.clause][0]
        if number:
            start = max(start, self.groups[number - 1].end)
        return self.text[start : group.start]

    def after(self, number: int) -> str:
        """What stands in its clause behind group ``number``, up to the group behind it."""
        group = self.groups[number]
        end = self.clauses[group.last_clause][1]
        if number + 1 < len(self.groups):
            end = min(end, self.groups[number + 1].start)
        return self.text[group.end : end]


def _holding(parts: tuple[tuple[int, int], ...], offset: int) -> int:
    return max(bisect.bisect_right(parts, offset, key=lambda part: part[0]) - 1, 0)


def layout(marked: Marked) -> Layout:
    """Cut ``marked`` into sentences, clauses and groups of names."""
    text = marked.passage.text
    bare = list(text)
    for start, end in marked.spans:
        bare[start:end] = "名" * (end - start)
    plain = "".join(bare)
    sentences, clauses = _cut(plain, SENTENCE_END), _cut(plain, CLAUSE_END)
    groups = _groups(marked, plain, clauses, sentences)
    group_of = tuple(number for number, one in enumerate(groups) for _ in range(one.last - one.first + 1))
    return Layout(marked, sentences, clauses, groups, group_of)


def _cut(text: str, end: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    """Ranges between the matches of ``end``; a range reaches up to its closing mark."""
    parts, start = [], 0
    for mark in end.finditer(text):
        if mark.start() > start:
            parts.append((start, mark.start()))
        start = mark.end()
    if start < len(text) or not parts:
        parts.append((start, len(text)))
    return tuple(parts)


def _groups(
    marked: Marked, text: str, clauses: tuple[tuple[int, int], ...], sentences: tuple[tuple[int, int], ...]
) -> tuple[Group, ...]:
    runs: list[list[int]] = []
    for number, (start, _) in enumerate(marked.spans):
        if number and joined(text[marked.spans[number - 1][1] : start]):
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(
        Group(
            run[0],
            run[-1],
            start := marked.spans[run[0]][0],
            end := max(marked.spans[one][1] for one in run),
            _holding(clauses, start),
            _holding(clauses, end - 1),
            _holding(sentences, start),
        )
        for run in runs
    )


@functools.lru_cache(maxsize=4096)
def joined(between: str) -> bool:
    """Whether ``between``, the text between two names, makes them members of one list."""
    if len(between) > 40:  # noqa: PLR2004 - longer than any joint that the pattern knows
        return False
    return JOINT.fullmatch(QUOTES.sub("", between)) is not None
