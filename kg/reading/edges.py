"""Where the report begins and ends in its file, among page dirt, abstract, and list of terms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.reading.lines import Line
from kg.reading.rules import match
from kg.reading.spans import Range, joined, within, without

SEARCHED = 60
ELLIPSIS = ("…", "...", "。。。")
SHORT = 20
NOTE = re.compile(r"^[\[［【〔（(]?(?P<number>\d{1,3}|[①-⑳])[\]］】〕）).．、:：\s]*(?=\D)")
NOTE_BODY = re.compile(r"[：:]|指|即|是")
NOTES_FROM = 0.55
MIN_NOTES = 3
NOTE_REACH = 60


def clean(text: str, noise: Sequence[Range], line: Line) -> str:
    """A line's text without noise."""
    return joined(text, without([(line.start, line.end)], within(noise, line.start, line.end))).strip()


def running(texts: Sequence[str]) -> tuple[int, int]:
    """The half-open range of those lines (given without noise) that hold the report."""
    first = _first(texts)
    return first, _last(texts, first)


def _first(texts: Sequence[str]) -> int:
    greeting = next(
        (at for at, one in enumerate(texts[:SEARCHED]) if _greets(one)), min(SEARCHED, len(texts))
    )
    first = 0
    for at in range(min(greeting, len(texts))):
        if match("front", texts[at]):
            first = at + 1
        elif match("abstract", texts[at]):
            first = min(at + 2, len(texts) - 1)
    return first


def _greets(line: str) -> bool:
    return match("salutation", line) is not None and not line.endswith(ELLIPSIS)


def _last(texts: Sequence[str], first: int) -> int:
    total = sum(map(len, texts[first:]))
    read = 0
    for at in range(first, len(texts)):
        line = texts[at]
        if match("back", line) and (read > total / 4 or _page_foot(line)):
            return _without_tags(texts, first, at) if _page_foot(line) else at
        if read > NOTES_FROM * total and _notes_from(texts, at):
            return at
        read += len(line)
    return len(texts)


def _page_foot(line: str) -> bool:
    return match("back", line) is not None and not re.search("[释义解注说]", line)


def _without_tags(texts: Sequence[str], first: int, end: int) -> int:
    """``end`` moved up over short lines without punctuation (a page's tags)."""
    while end > first + 1 and len(texts[end - 1]) <= SHORT and not re.search("[。！!？；，]", texts[end - 1]):
        end -= 1
    return end


def _notes_from(texts: Sequence[str], at: int) -> bool:
    """Whether a list of numbered notes on terms, of at least three, begins at a line."""
    if _note_number(texts[at]) != 1 or not texts[at - 1].endswith(("！", "!", "。", "”")):
        return False
    numbers = [_note_number(one) for one in texts[at : at + 3 * MIN_NOTES]]
    rest = [one for one in texts[at:] if not match("back", one)]
    noted = sum(_note_number(one) is not None for one in rest)
    return all(number in numbers for number in range(1, MIN_NOTES + 1)) and noted > len(rest) / 3


def _note_number(line: str) -> int | None:
    found = NOTE.match(line)
    if not found or not NOTE_BODY.search(line[:NOTE_REACH]):
        return None
    number = found["number"]
    return int(number) if number.isdecimal() else ord(number) - ord("①") + 1
