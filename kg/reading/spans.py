"""Ranges of a text: what is kept of it, and passages made of that."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Sequence

from kg.types import Passage

Range = tuple[int, int]


def merged(ranges: Iterable[Range]) -> list[Range]:
    """``ranges`` sorted, overlapping and touching ones made one, empty ones dropped."""
    found: list[Range] = []
    for start, end in sorted(one for one in ranges if one[0] < one[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def without(kept: Sequence[Range], dropped: Sequence[Range]) -> list[Range]:
    """``kept`` less ``dropped``; both as :func:`merged` gives them."""
    found = []
    for start, end in kept:
        at = start
        for low, high in within(dropped, start, end):
            found.append((at, low))
            at = high
        found.append((at, end))
    return merged(found)


def within(kept: Sequence[Range], start: int, end: int) -> list[Range]:
    """The parts of ``kept`` (sorted, not overlapping) that lie in ``start:end``."""
    found = []
    for at in range(max(bisect.bisect_right(kept, start, key=_start) - 1, 0), len(kept)):
        if kept[at][0] >= end:
            break
        found.append((max(kept[at][0], start), min(kept[at][1], end)))
    return merged(found)


def split(kept: Sequence[Range], cuts: Sequence[int]) -> list[list[Range]]:
    """``kept`` cut at ascending offsets of the text."""
    edges = [kept[0][0], *cuts, kept[-1][1]] if kept else []
    return [within(kept, start, end) for start, end in itertools.pairwise(edges)]


def joined(text: str, kept: Sequence[Range]) -> str:
    """The kept parts of ``text``, one after the other."""
    return "".join(text[start:end] for start, end in kept)


def passage(text: str, kept: Sequence[Range]) -> Passage:
    """The passage that ``kept`` makes, each character mapped back to ``text``."""
    runs = []
    length = 0
    for start, end in kept:
        runs.append((length, start))
        length += end - start
    return Passage(joined(text, kept), tuple(runs))


def raw_offsets(kept: Sequence[Range], offsets: Sequence[int]) -> list[int]:
    """The offsets in the text of characters of the kept parts, given by ascending ``offsets`` in these."""
    starts = list(itertools.accumulate((end - start for start, end in kept), initial=0))
    found = []
    for offset in offsets:
        at = min(bisect.bisect_right(starts, offset) - 1, len(kept) - 1)
        found.append(kept[at][0] + offset - starts[at])
    return found


def stripped(text: str, kept: Sequence[Range]) -> list[Range]:
    """``kept`` without blanks at its two ends."""
    ranges = list(kept)
    while ranges:
        start, end = ranges[0]
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if start < end:
            ranges[0] = (start, end)
            break
        ranges.pop(0)
    while ranges:
        start, end = ranges[-1]
        end = start + len(text[start:end].rstrip())
        if start < end:
            ranges[-1] = (start, end)
            break
        ranges.pop()
    return ranges


def _start(one: Range) -> int:
    return one[0]
