"""Ranges of a text: what is kept of it, and passages made of that."""

from __future__ import annotations

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
    number = 0
    for start, end in kept:
        at = start
        while number < len(dropped) and dropped[number][1] <= at:
            number += 1
        ahead = number
        while ahead < len(dropped) and dropped[ahead][0] < end:
            found.append((at, dropped[ahead][0]))
            at = max(at, dropped[ahead][1])
            ahead += 1
        found.append((at, end))
    return merged(found)


def within(kept: Sequence[Range], start: int, end: int) -> list[Range]:
    """The parts of ``kept`` that lie in ``start:end``."""
    return merged((max(low, start), min(high, end)) for low, high in kept)


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


def raw_offset(kept: Sequence[Range], offset: int) -> int:
    """The offset in the text of the character ``offset`` of the kept parts (or their end)."""
    for start, end in kept:
        if offset < end - start:
            return start + offset
        offset -= end - start
    return kept[-1][1] if kept else 0


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
