"""The year in which a report was given, as its text tells it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.reading.headings import Heading, bare
from kg.reading.rules import match, matches

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
DATE, PLANNED, REVIEWED, TITLE, TARGETS, PASSED, SPOKEN_OF = 6.0, 4.0, 4.0, 3.0, 3.0, 2.0, 1.0
#: From this weight on, the text's year is certain enough to overrule a file name.
CERTAIN = 4.0
#: Below this weight nothing is told.
ENOUGH = 2.0


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
    votes: dict[int, float] = defaultdict(float)
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
    return Year(*best) if best and best[1] >= ENOUGH else None


def _headed(found: Iterable[Heading]) -> Iterable[tuple[int, float]]:
    """The votes of main headings: the first review's year, and the latest of those that are no review."""
    titles = [title for one in found if (title := bare(one.title)) and match("part_title", title)]
    reviews = [in_words(one) for one in titles if match("review", one)]
    others = [in_words(one) for one in titles if not match("review", one)]
    yield from ((years[-1] + 1, REVIEWED) for years in [one for one in reviews if one][:1])
    planned = [years[-1] for years in others if years]
    if planned:
        yield max(planned), PLANNED


def _spoken(running: str) -> Iterable[tuple[int, float]]:
    """The votes of running text: years that are said to have passed, to be planned, or to be special."""
    passed = PAST.search(running[:OPENING])
    for year, weight in ((number(passed[1]) if passed else None, PASSED), (_planned(running), TARGETS)):
        if year is not None:
            yield (year + 1 if weight == PASSED else year), weight
    opened = [year for one in matches("year_is", running) if (year := number(one["year"])) is not None]
    if opened and opened[0] + 1 in opened:
        yield opened[0] + 1, TARGETS
    elif opened and opened[0] in in_words(running[:OPENING]):
        yield opened[0] + 1, PASSED
    named = Counter(in_words(running))
    if named:
        yield max(named.items(), key=lambda one: (one[1], one[0]))[0] + 1, SPOKEN_OF


def _planned(running: str) -> int | None:
    cue = match("plan_year", running)
    return number(cue["year"] or cue["next"]) if cue else None
