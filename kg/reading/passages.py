"""The cleaned view of a report: running text and headings, each character mapped back to the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading import edges, headings, lines
from kg.reading.cutting import pieces
from kg.reading.headings import Heading
from kg.reading.rules import match, matches
from kg.reading.spans import Range, joined, merged, passage
from kg.types import Passage

FRONT = 12
FRONT_LINE = 80


@dataclass(frozen=True, slots=True)
class Body:
    """What was read of a text.

    ``front`` are the lines before the salutation (title, congress, speaker), ``dropped``
    those that a page put before them; all are cleaned.
    """

    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    front: tuple[str, ...]
    dropped: tuple[str, ...]


def body(text: str) -> Body:
    """The passages of ``text``, without sections, and the headings among them."""
    noise = merged(one.span() for one in matches("noise", text))
    found = lines.lines(text)
    texts = [edges.clean(text, noise, one) for one in found]
    kept = [(line, one) for line, one in zip(found, texts, strict=True) if one]
    first, last = edges.running([one for _, one in kept])
    running = [line for line, one in kept[first:last] if not match("page_number", one)]
    cut = [piece for block in lines.blocks(text, running) for piece in pieces(text, block, noise)]
    return _body(text, cut, tuple(one for _, one in kept[:first]))


def _body(text: str, cut: Sequence[list[Range]], dropped: tuple[str, ...]) -> Body:
    texts = [joined(text, one) for one in cut]
    greeting = _greeting(texts)
    # Title, congress and speaker are no headings of sections.
    found = [one for one in headings.headings(texts) if one.passage >= greeting]
    alone = {one.passage for one in found if one.alone}
    alone |= {at for at in range(greeting) if match("title", texts[at])}
    made = [passage(text, one) for one in cut]
    passages = tuple(
        Passage(one.text, one.runs, None, heading=True) if at in alone else one for at, one in enumerate(made)
    )
    return Body(passages, tuple(found), tuple(texts[:greeting]), dropped)


def _greeting(texts: Sequence[str]) -> int:
    """The number of lines before the salutation, 0 where running text or a heading comes before it."""
    for at, one in enumerate(texts[:FRONT]):
        if match("salutation", one):
            return at
        if len(one) > FRONT_LINE or match("numbered_1", one):
            break
    return 0
