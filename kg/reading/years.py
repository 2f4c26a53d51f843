"""The year in which a report was given, as its text tells it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.reading.headings import Heading, bare
from kg.reading.rules import match

FIRST, LAST = 1980, 2079
NUMERALS = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    "零": 0,
    "○": 0,
    "O": 0,
    "o": 0,
}
YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d|[一二][九〇○零Oo][〇○零Oo一二三四五六七八九]{2})年")
DATED = re.compile(YEAR.pattern + r"[\d一二三四五六七八九十]{1,3}月")
PAST = re.compile(r"过去的?" + YEAR.pattern)
OPENING = 3000
# How much each kind of evidence weighs; what a file's front says outweighs all that is inferred.
DATE, PLANNED, REVIEWED, TITLE, PASSED, SPOKEN_OF = 6.0, 4.0, 4.0, 3.0, 2.0, 1.0
#: From this weight on, the text's year is certain enough to overrule a file name.
CERTAIN = 4.0


@dataclass(frozen=True, slots=True)
class Year:
    """A year and how much speaks for it."""

    year: int
    weight: float


def in_words(text: str) -> list[int]:
    """The years that ``text`` names (``2030年``, ``二〇三〇年``), in order."""
    return [year for found in YEAR.finditer(text) if (year := number(found[1])) is not None]


def number(digits: str) -> int | None:
    """The number that four digits or Chinese numerals write, None outside of any report's time."""
    value = sum(NUMERALS[digit] * 10**power for power, digit in enumerate(reversed(digits)))
    return value if FIRST <= value <= LAST else None


def told(front: Sequence[str], found: Iterable[Heading], running: str) -> Year | None:
    """The year that a report tells of itself.

    Args:
        front: the lines before the salutation.
        found: the report's headings; the review is of the year before, the plan of the report's.
        running: the running text.
    """
    votes: Counter[int] = Counter()
    for line in front:
        dated = [number(one[1]) for one in DATED.finditer(line)]
        for year in dated[:1] or (in_words(line)[:1] if match("title", line) else []):
            if year is not None:
                votes[year] += DATE if dated else TITLE
    for year, weight in _headed(found):
        votes[year] += weight
    for year, weight in _spoken(running):
        votes[year] += weight
    best = max(votes.items(), key=lambda one: (one[1], one[0]), default=None)
    return Year(*best) if best else None


def _headed(found: Iterable[Heading]) -> Iterable[tuple[int, float]]:
    seen = set()
    for heading in found:
        title = bare(heading.title)
        years = in_words(title)
        if not years or not match("part_title", title):
            continue
        review = match("review", title) is not None
        if review not in seen:
            seen.add(review)
            yield (years[-1] + 1, REVIEWED) if review else (years[-1], PLANNED)


def _spoken(running: str) -> Iterable[tuple[int, float]]:
    opening = running[:OPENING]
    passed = PAST.search(opening)
    year = number(passed[1]) if passed else None
    if year is not None:
        yield year + 1, PASSED
    named = Counter(in_words(running))
    if named:
        # The review speaks of the year before, the plan of the report's: the later of the two.
        first = max(named.items(), key=lambda one: (one[1], one[0]))[0]
        later = first + 1 if in_words(opening)[:1] == [first] or named[first + 1] else first
        yield later, SPOKEN_OF
