"""How alike two names of one home are: what they may differ in, and what they may not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from kg.resolution.names import Name
from kg.resolution.scope import load_patterns
from kg.resolution.variants import load_variants

FIRST_PHASE = "一期"
#: Numbers that tell things apart; those with a unit of measure are left out before.
NUMBER = re.compile(
    r"\d+|[一二三四五六七八九十]+(?=[号小中期环路街桥院])|第[一二三四五六七八九十]+|[a-z]+(?=[号区段座栋线])"
)
MEASURE = re.compile(r"±?\d+(?:\.\d+)?(?:千伏|kv|兆瓦|mw|万千瓦|千瓦|万吨|吨|亩|万亩|公里|亿元|米|吉瓦|gw)")
DIRECTION = re.compile(r"[东西南北](?:段|延|路|街|片区|区|线|环|侧|岸|站|门|广场|大道|扩)?")
#: Two things in one name.
JOINED = re.compile(r"[、和与及]")
MIN_PROPER = 4
#: A name that stands at the end of a longer one must be this long to be taken for the same.
MIN_TAIL = 5
ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two names are taken for one, and how surely (0..1)."""

    reason: str
    score: float


def compatible(one: Name, other: Name) -> bool:
    """Whether nothing in two names says that they are two things: phases, parts, numbers, directions."""
    phases = {name.phase or FIRST_PHASE for name in (one, other)}
    if len(phases) > 1 or one.part != other.part:
        return False
    bases = one.base, other.base
    numbers, directions = ([pattern(base) for base in bases] for pattern in (_numbers, _directions))
    return numbers[0] == numbers[1] and directions[0] == directions[1]


def likeness(one: Name, other: Name) -> Likeness | None:
    """Why two names that differ may be one thing in one home, or None."""
    if not compatible(one, other):
        return None
    short, long = sorted((one.base, other.base), key=lambda base: (len(base), base))
    if short == long:
        return Likeness("first-phase", 1.0)
    return _affixes(short, long) or _stems(short, long) or _left_out(short, long)


def _affixes(short: str, long: str) -> Likeness | None:
    """The longer name is the shorter with words before or behind it."""
    variants = load_variants()
    if long.startswith(short) and variants.behind.fullmatch(long[len(short) :]):
        return Likeness("works-behind", 0.95)
    if not long.endswith(short):
        return None
    before = long[: -len(short)]
    if variants.before.fullmatch(before):
        return Likeness("rank-before", 0.95)
    proper = len(short) >= MIN_TAIL and not load_patterns().is_generic(short)
    return Likeness("place-before", 0.85) if proper and not JOINED.search(before) else None


def _stems(short: str, long: str) -> Likeness | None:
    """Both names come down to one thing when works and ranks are cut off."""
    stems = {_stem(base) for base in (short, long)}
    return Likeness("same-stem", 0.9) if len(stems) == 1 and len(stems.pop()) > 1 else None


def _stem(base: str) -> str:
    variants = load_variants()
    found = variants.before.match(base)
    text = base[found.end() :] if found else base
    for at in range(2, len(text)):
        if variants.works.fullmatch(text[at:]):
            return text[:at]
    return text or base


def _left_out(short: str, long: str) -> Likeness | None:
    """The shorter name leaves words out of the middle of the longer, and begins and ends as it does."""
    if len(short) < MIN_PROPER or short[:2] != long[:2] or JOINED.search(long):
        return None
    score = Levenshtein.normalized_similarity(short, long)
    edits = [one for one in Levenshtein.opcodes(short, long) if one.tag != "equal"]
    if any(one.tag != "insert" or one.dest_end == len(long) for one in edits):
        return None
    variants = load_variants()
    words = [long[one.dest_start : one.dest_end] for one in edits]
    listed = all(variants.middle.fullmatch(word) or variants.behind.fullmatch(word) for word in words)
    # One character more may make another word of it: 医学院 is no 医院.
    if listed or (
        score >= ALIKE and len(words) == 1 < len(words[0]) and not load_patterns().is_generic(short)
    ):
        return Likeness("words-left-out", round(score, 4))
    return None


def _numbers(base: str) -> list[str]:
    return sorted(NUMBER.findall(MEASURE.sub("", base)))


def _directions(base: str) -> list[str]:
    return sorted(DIRECTION.findall(base))
