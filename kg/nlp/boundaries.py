"""Mending the boundaries of recognised names: quotation marks and brackets come in pairs.

Marks that stand around a whole name stay outside of it (“四减四办”), marks around a part stay
inside (“三块田”模式).
"""

from __future__ import annotations

import re

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "〈": "〉"}
CLOSING = {close: opening for opening, close in PAIRS.items()}
SHORTEST = 2
QUOTES = "“‘「『"
TITLES = "《〈"
TAIL = re.compile(
    r"(?:(?:(?![等的和及])[\u4e00-\u9fff]){0,4}?(?:行动|活动|工程|计划|战略|改革|试点|机制|模式|名单|目录|系统|平台|体系))"
)
"""What belongs to a name after the marks around its label."""


def mend(text: str, start: int, end: int) -> tuple[int, int]:
    """The range ``start:end`` of ``text`` with its marks paired.

    An unpaired mark at an end of the name is left out; one inside the name is paired by going on
    to its partner, and to a head word right behind, where that is near. A pair of quotation or title
    marks around the whole name is left out. The range stays non-empty.
    """
    start, end = _paired(text, start, end)
    while end - start > SHORTEST and text[start] in QUOTES + TITLES and _partner(text, start, end) == end - 1:
        start, end = start + 1, end - 1
    return start, end


def _paired(text: str, start: int, end: int) -> tuple[int, int]:
    open_ = _unpaired(text, start, end)
    for at in open_:
        if text[at] in CLOSING:
            if at == end - 1 and end - start > 1:
                return _paired(text, start, end - 1)
            continue
        close = text.find(PAIRS[text[at]], end, end + 12)
        whole = at == start
        tail = TAIL.match(text, close + 1) if close >= 0 else None
        if whole and close == end and tail is None:
            return start + 1, end
        if close >= 0 and (not whole or tail is not None):
            return start, tail.end() if tail is not None and whole else close + 1
        if whole and end - start > 1:
            return _paired(text, start + 1, end)
    return start, end


def _unpaired(text: str, start: int, end: int) -> list[int]:
    """Offsets of the marks in ``start:end`` whose partner is not there."""
    stack: list[int] = []
    lost = []
    for at in range(start, end):
        if text[at] in PAIRS:
            stack.append(at)
        elif text[at] in CLOSING:
            if stack and text[stack[-1]] == CLOSING[text[at]]:
                stack.pop()
            else:
                lost.append(at)
    return sorted([*lost, *stack])


def _partner(text: str, start: int, end: int) -> int:
    """The offset of the mark that closes the one at ``start``, or -1."""
    depth = 0
    opening, closing = text[start], PAIRS[text[start]]
    for at in range(start, end):
        depth += (text[at] == opening) - (text[at] == closing)
        if depth == 0:
            return at
    return -1
