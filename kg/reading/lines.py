r"""The lines that a report was written in, undone of what files and pages did to them.

Some files hold the two characters ``\`` and ``n`` where a line ended; others break every
line at the page's width. Both are undone here, on ranges of the text, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.rules import match
from kg.reading.spans import Range, stripped

BREAK = re.compile(r"(?:\\r\\n|\\n|\\r)+|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
SENTENCE_END = "。！？：；!?:;…”"
OPEN_END = "，、,"
INDENT = re.compile(r"(?:[\u2003\u3000]{2}|[ \xa0\t\u2002]{4})")
# A text is wrapped where this share of its longer lines ends inside of a sentence ...
WRAPPED = 0.35
LONGER = 15
MIN_LINES = 20
# ... and no line is longer than a page is wide (in half-width columns).
PAGE = 130
FULL = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """A line, stripped: its range in the text, and whether it was indented."""

    start: int
    end: int
    indented: bool = False

    def of(self, text: str) -> str:
        """The line's text."""
        return text[self.start : self.end]


def lines(text: str) -> list[Line]:
    """The non-blank lines of ``text``, stripped."""
    found = []
    start = 0
    for end, after in [(one.start(), one.end()) for one in BREAK.finditer(text)] + [(len(text), len(text))]:
        kept = stripped(text, [(start, end)])
        if kept:
            found.append(Line(*kept[0], INDENT.match(text, start, end) is not None))
        start = after
    return found


def blocks(text: str, kept: Sequence[Line]) -> list[list[Range]]:
    """Lines joined to what they were before a page's width or a stray break cut them."""
    width = _wrapped_width(text, kept)
    found: list[list[Range]] = []
    last: Line | None = None
    for line in kept:
        if last and _continues(text, last, line, width):
            found[-1].append((line.start, line.end))
        else:
            found.append([(line.start, line.end)])
        last = line
    return found


def columns(line: str) -> int:
    """How many half-width columns ``line`` takes."""
    return sum(1 if char < "\u0300" else 2 for char in line)


def _wrapped_width(text: str, kept: Sequence[Line]) -> int:
    """The width that the text was wrapped to, 0 for one that was not."""
    longer = [one.of(text) for one in kept if one.end - one.start > LONGER]
    if len(longer) < MIN_LINES:
        return 0
    cut = sum(one[-1] not in SENTENCE_END for one in longer)
    widths = sorted(columns(one) for one in longer)
    usual = widths[len(widths) * 9 // 10]
    return usual if cut > WRAPPED * len(longer) and widths[len(widths) * 98 // 100] <= PAGE else 0


def _continues(text: str, last: Line, line: Line, width: int) -> bool:
    before, after = last.of(text), line.of(text)
    if starts_anew(after):
        return False
    if before[-1] in OPEN_END:
        return True
    full = width and columns(before) >= FULL * width
    return bool(full and not line.indented and before[-1] not in SENTENCE_END)


def starts_anew(line: str) -> bool:
    """Whether a line cannot go on with the sentence of the line before it."""
    if line[0] in "—-–●★■◆▲":
        return True
    kinds = (
        "numbered_1",
        "numbered_2",
        "salutation",
        *(("meeting", "part_title") if len(line) <= PAGE else ()),
    )
    return any(match(kind, line) for kind in kinds)
