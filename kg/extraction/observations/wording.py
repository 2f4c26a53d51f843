"""From the characters that name an indicator to its wording, or wordings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.extraction.observations.sheet import BEGINS, ENDS, Sheet
from kg.extraction.quantities import Figure

EVERY = re.compile("(?:均|各|都|皆|同时)[^，。；]{0,8}$")
SHARED = re.compile("分别[^，。；]{0,8}$")
COMMON = re.compile("[、]|和|与|及")
BOTH = "城乡居民"
EACH_OF_BOTH = ("城镇居民", "农村居民")
QUOTE = 12
STRAY = re.compile("^[的了和与及、（）()%]+|[的了和与及、（(]+$")


def wordings(sheet: Sheet, figure: Figure, positions: Sequence[int]) -> list[str]:
    """The indicators that ``figure`` is told of; several where it holds of each item of a list.

    ``positions`` are the offsets of the characters that name it, ascending.
    """
    whole = _completed(sheet, positions)
    text = _spelled(sheet, whole)
    before = sheet.text[sheet.clause_range(figure.at)[0] : figure.at]
    if EVERY.search(before):
        items = _items(sheet, [at for at in whole if at < figure.at])
        if BOTH in text:
            return [text.replace(BOTH, one) for one in EACH_OF_BOTH]
        if len(items) > 1:
            return items
    return [text]


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
