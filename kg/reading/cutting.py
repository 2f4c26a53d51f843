"""Cutting of blocks that hold many paragraphs: at wide blanks, at headings inside, at sentence ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg.reading.rules import matches
from kg.reading.spans import Range, joined, raw_offsets, split, stripped, without

LONGEST = 1500
GIANT = 3000
WIDE = re.compile(r"(?<=[。！？：；!?:”）)\w])[ \xa0\u2000-\u200a\u202f\u205f\u3000]{2,}(?=\S)")
SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’）)]*|[^。！？!?]+$")
HARD = re.compile(rf".{{1,{LONGEST}}}", re.DOTALL)


def pieces(text: str, kept: Sequence[Range], noise: Sequence[Range]) -> list[list[Range]]:
    """The passages of a block: ranges of ``text`` without noise, none longer than :data:`LONGEST`.

    A block of usual length is one passage. Wide blanks are paragraph breaks in giant blocks
    only, where no line breaks are left; elsewhere they are noise.
    """
    whole = without(list(kept), noise)
    length = sum(end - start for start, end in whole)
    if length <= LONGEST:
        found = [whole]
    else:
        blanks = _wide(text, kept) if length > GIANT else []
        parts = [
            one for part in split(list(kept), blanks) for one in _at_headings(text, without(part, noise))
        ]
        found = [one for part in parts for one in _at_sentences(text, part)]
    return [one for one in (stripped(text, part) for part in found) if one]


def _wide(text: str, kept: Sequence[Range]) -> list[int]:
    return [found.end() for start, end in kept for found in WIDE.finditer(text, start, end)]


def _at_headings(text: str, kept: list[Range]) -> list[list[Range]]:
    clean = joined(text, kept)
    cuts = sorted(
        {at for found in matches("inline_heading", clean) for at in found.span() if 0 < at < len(clean)}
    )
    return split(kept, raw_offsets(kept, cuts))


def _at_sentences(text: str, kept: list[Range]) -> list[list[Range]]:
    """Parts of about equal length, each as many whole sentences as fit."""
    clean = joined(text, kept)
    if len(clean) <= LONGEST:
        return [kept]
    parts = -(-len(clean) // LONGEST)
    aim = -(-len(clean) // parts)
    cuts, start = [], 0
    for found in SENTENCE.finditer(clean):
        if found.end() - start > LONGEST and found.start() > start:
            start = found.start()
            cuts.append(start)
        elif found.end() - start >= aim and found.end() < len(clean):
            start = found.end()
            cuts.append(start)
    return _hard(clean, kept, cuts)


def _hard(clean: str, kept: list[Range], cuts: Sequence[int]) -> list[list[Range]]:
    """Parts at ``cuts``; what has no sentence end within reach is cut where it gets too long."""
    edges = [0, *cuts, len(clean)]
    every = [
        one.start() + low for low, high in itertools.pairwise(edges) for one in HARD.finditer(clean[low:high])
    ]
    return split(kept, raw_offsets(kept, [at for at in every if at]))
