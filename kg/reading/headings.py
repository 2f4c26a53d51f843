"""Which passages are headings, and of which rank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.reading.rules import match

# Ranks order kinds of headings: a heading lies below the nearest one before it of a smaller rank.
TOP, NUMBERED, INNER_PART, SECOND, THIRD, FOURTH, UNNUMBERED = range(7)
RANKS = {
    "numbered_1": NUMBERED,
    "numbered_2": SECOND,
    "numbered_3": THIRD,
    "numbered_4": FOURTH,
}
LONGEST = 60
LONGEST_UNNUMBERED = 36
SHORTEST_UNNUMBERED = 5
FIRST_SENTENCE = re.compile(r"^[^。！？；]*")
ENDS = "。！？；：，、,.;:!?…”）)"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the number of its passage, rank, title, and whether the passage holds nothing else."""

    passage: int
    rank: int
    title: str
    alone: bool


def headings(texts: Sequence[str]) -> list[Heading]:
    """The headings among passages, given by their texts in order."""
    found = list(_headings(texts))
    if any(one.rank == NUMBERED and _tells_part(one.title) for one in found):
        # Where numbered headings are the report's main parts, un-numbered ones divide them.
        return [
            Heading(one.passage, INNER_PART, one.title, one.alone) if one.rank == TOP else one
            for one in found
        ]
    return found


def bare(title: str) -> str:
    """A heading's words without its number and closing stop."""
    for kind in RANKS:
        number = match(kind, title)
        if number:
            title = title[number.end() :]
            break
    return title.strip(" 　。：:")


def _tells_part(title: str) -> bool:
    return match("part_title", bare(title)) is not None


def _headings(texts: Sequence[str]) -> Iterator[Heading]:
    for at, text in enumerate(texts):
        kind = next((kind for kind in RANKS if match(kind, text)), None)
        if kind:
            title = FIRST_SENTENCE.match(text)
            words = title[0].strip() if title else ""
            if bare(words) and len(words) <= LONGEST:
                yield Heading(at, RANKS[kind], words, len(text) <= len(words) + 1)
        elif len(text) <= LONGEST and match("part_title", text.rstrip("：:")):
            yield Heading(at, TOP, text.rstrip("：:"), alone=True)
        elif _unnumbered(texts, at):
            yield Heading(at, UNNUMBERED, text, alone=True)


def _unnumbered(texts: Sequence[str], at: int) -> bool:
    text = texts[at]
    if not SHORTEST_UNNUMBERED <= len(text) <= LONGEST_UNNUMBERED or text[-1] in ENDS or at + 1 >= len(texts):
        return False
    if text[0] in "—－-·●" or sum("一" <= char <= "龥" for char in text) < len(text) / 2:
        return False
    # Running text must follow: lists of short lines (tables, tags) are no headings.
    follows = len(texts[at + 1]) > LONGEST_UNNUMBERED or any(match(kind, texts[at + 1]) for kind in RANKS)
    return follows and not any(match(kind, text) for kind in ("title", "meeting", "speaker", "salutation"))
