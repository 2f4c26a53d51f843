"""From the characters that name an indicator to its wording, or wordings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extraction.observations.sheet import BEGINS, ENDS, Sheet, distributed
from kg.extraction.quantities import Figure

EVERY = re.compile("(?:均|各|都|皆|同时)[^，。；]{0,8}$")
COMMON = re.compile("[、和与及]")
BOTH = "城乡居民"
EACH_OF_BOTH = ("城镇居民", "农村居民")
BARE = frozenset(
    (
        "增速",
        "增幅",
        "降幅",
        "涨幅",
        "总量",
        "总数",
        "总额",
        "总值",
        "余额",
        "占比",
        "比重",
        "增量",
        "数量",
        "规模",
    )
)
QUOTE = 12
LEAST = 2
STRAY = re.compile("^[的了和与及、（）()%]+|[的了和与及、（(]+$")


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a figure in a list behind 分别: which one it is, of how many, where 分别 stands."""

    index: int
    many: int
    pivot: int


def places(sheet: Sheet) -> list[Place | None]:
    """The place of each figure of ``sheet``; None where it is in no such list."""
    shares, pivots = (one.tolist() for one in distributed(sheet))
    sizes = Counter(pivot for share, pivot in zip(shares, pivots, strict=True) if share >= 0)
    return [
        Place(sizes[pivot] - 1 - share, sizes[pivot], pivot) if share >= 0 else None
        for share, pivot in zip(shares, pivots, strict=True)
    ]


def wordings(sheet: Sheet, figure: Figure, positions: Sequence[int], place: Place | None = None) -> list[str]:
    """The indicators that ``figure`` is told of; several where it holds of each item of a list.

    ``positions`` are the offsets of the characters that name it, ascending.
    """
    whole = _completed(sheet, positions)
    text = _spelled(sheet, whole)
    before = sheet.text[sheet.clause_range(figure.at)[0] : figure.at]
    if place is not None and place.many > 1:
        whole = _own_item(sheet, whole, place)
        text = _spelled(sheet, whole)
        if place.many == len(EACH_OF_BOTH):
            text = text.replace(BOTH, EACH_OF_BOTH[place.index])
    elif EVERY.search(before):
        items = _items(sheet, [at for at in whole if at < figure.at])
        if BOTH in text:
            return [text.replace(BOTH, one) for one in EACH_OF_BOTH]
        if len(items) > 1:
            return items
        listed = _listed(sheet, figure, whole)
        if len(listed) > 1:
            return listed
    return [text]


def _listed(sheet: Sheet, figure: Figure, whole: list[int]) -> list[str]:
    """The items before 均 where the last of them is what ``whole`` spells."""
    start = sheet.clause_range(figure.at)[0]
    found = EVERY.search(sheet.text, start, figure.at)
    if found is None or sheet.text[found.start()] not in "均都皆":
        return []
    items = _ranges(sheet, start, found.start())
    if len(items) < LEAST or not all(items[-1][0] <= at < items[-1][1] for at in whole):
        return []
    many = len(items)
    spelled = (_own_item(sheet, whole, Place(index, many, found.start())) for index in range(many))
    return [_spelled(sheet, item) for item in spelled]


def carried(text: str, former: str) -> str:
    """``text``, or behind ``former`` (the indicator told before it) if it is a bare head (增速, 总量)."""
    return former.removesuffix(text) + text if text in BARE else text


def _own_item(sheet: Sheet, whole: list[int], place: Place) -> list[int]:
    """Of the items before 分别, the one that is meant, and the head that all of them share."""
    start = sheet.clause_range(place.pivot)[0]
    items = _ranges(sheet, start, place.pivot)[-place.many :]
    if len(items) < place.many:
        return whole
    low, high = items[place.index]
    own = [at for at in whole if low <= at < high] or list(range(low, high))
    head, end = _word_range(sheet, items[-1][1] - 1)
    tail = range(max(head, items[-1][0]), end)
    shared = place.index < place.many - 1 and set(tail) <= set(whole)
    if set(own) <= set(tail):
        own = list(range(low, high))
    alike = sheet.text[low:high].endswith(sheet.text[tail.start : tail.stop])
    return [at for at in whole if at < start] + own + (list(tail) if shared and not alike else [])


def _ranges(sheet: Sheet, start: int, end: int) -> list[tuple[int, int]]:
    """The items of the list in a range, cut at joints outside of brackets and quotation marks."""
    cuts, depth = [start - 1], 0
    for at in range(start, end):
        depth += (sheet.text[at] in "“（《") - (sheet.text[at] in "”）》")
        if not depth and COMMON.fullmatch(sheet.text[at]):
            cuts.append(at)
    return [(low + 1, high) for low, high in pairwise([*cuts, end]) if low + 1 < high]


def _completed(sheet: Sheet, positions: Sequence[int]) -> list[int]:
    """The positions in whole words, with the rest of a quotation that they begin in the middle of."""
    whole = _whole_words(sheet, positions)
    for at in sorted(whole):
        if sheet.text[at] == "”" and at - 1 in whole:
            start = sheet.text.rfind("“", max(at - QUOTE, 0), at)
            if start >= 0 and start not in whole:
                whole.update(range(start, at))
    return sorted(whole)


def _whole_words(sheet: Sheet, positions: Sequence[int]) -> set[int]:
    """All of each word of which at least half is among ``positions``, nothing of other words."""
    shares = Counter(_word_range(sheet, at) for at in positions)
    return {
        at for (start, end), many in shares.items() if many * 2 >= end - start for at in range(start, end)
    }


def _word_range(sheet: Sheet, at: int) -> tuple[int, int]:
    """The half-open range of the word that holds ``at``; of the character alone if no word does."""
    start, end = at, at + 1
    while sheet.inner[start] and not sheet.inner[start] & BEGINS:
        start -= 1
    while sheet.inner[end - 1] and not sheet.inner[end - 1] & ENDS:
        end += 1
    return start, end


def _spelled(sheet: Sheet, positions: Sequence[int]) -> str:
    text = STRAY.sub("", "".join(sheet.text[at] for at in positions))
    for opening, closing in ("“”", "（）", "《》"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text


def _items(sheet: Sheet, positions: Sequence[int]) -> list[str]:
    """The items of a list whose names ``positions`` hold, where a joint stands between them."""
    items: list[list[int]] = [[]]
    for number, at in enumerate(positions):
        if number and COMMON.search(sheet.text[positions[number - 1] + 1 : at]):
            items.append([])
        if COMMON.fullmatch(sheet.text[at]):
            items.append([])
        else:
            items[-1].append(at)
    texts = [_spelled(sheet, item) for item in items if item]
    return [text for text in texts if len(text) > 1]
