"""Whose report a text is: what it states of itself, the file's name, and the names that it speaks of most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.places import divisions
from kg.places.divisions import Division
from kg.reading import names
from kg.reading.rules import match, rules

MASKS = re.compile(r"[*＊×█■□▇]")
# A text is masked where more than this share of its characters is (guarded by a test on invented text).
MASKED = 0.004
OPENING = 4000
SCANNED = 80_000
CONTEXT = 8
# What a name counts for: standing free, where only the own body's name stands, and each county of a city.
PLAIN, OWN, CHILD = 1.0, 3.0, 2.0
MIN_SCORE = 5.0
MARGIN = 1.4
FILE_BONUS = 2.5
FEW = 3
# Shorter Latin names of files (x, a1) are no city's name in pinyin.
LATIN_NAME = 4
# A report of this length names its own body; a shorter text is taken for what its file name says.
LONG = 3000
# A county whose city or province is named this often has its full score.
NEAR = 10.0
UPPER = ("省", "自治区")
#: What a report calls its own body, and how the names of such bodies end.
CLASSES = {
    "省": (("省委", "全省", "我省", "省政府"), ("省",)),
    "自治区": (("自治区党委", "全区", "我区", "自治区政府"), ("自治区",)),
    "市": (("市委", "全市", "我市", "市政府"), ("市",)),
    "州": (("州委", "全州", "我州", "州政府"), ("州",)),
    "盟": (("盟委", "全盟", "我盟", "行署"), ("盟", "地区")),
    "县": (("县委", "全县", "我县", "县政府"), ("县",)),
    "区": (("区委", "全区", "我区", "区政府"), ("区",)),
    "旗": (("旗委", "全旗", "我旗", "旗政府"), ("旗",)),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report a text is.

    ``division`` is None where nothing tells it. ``stated`` says that the text names its
    body outright; ``other`` is what the file name says where the text says otherwise.
    """

    division: Division | None = None
    stated: bool = False
    masked: bool = False
    state_council: bool = False
    other: str = ""


def identify(front: Sequence[str], running: str, page: Sequence[str], file: str) -> Identity:
    """Whose report a text is.

    Args:
        front: the lines before the salutation.
        running: the running text, passages joined by line feeds.
        page: lines of a web page before the report (its headline).
        file: the name that the file's name holds, "" for none.
    """
    masked = len(MASKS.findall(running)) > MASKED * len(running)
    opening = [*front, *running[:OPENING].split("\n")]
    if any(match("state_council", line) for line in opening):
        return Identity(state_council=True, masked=masked, other=file if names.HAN.fullmatch(file) else "")
    scores = _scores(running, _class_of(running))
    stated = _stated(opening, scores) or _stated(page, scores)
    if stated:
        return Identity(stated, stated=True, masked=masked, other=_other(file, stated))
    if masked:
        # Neither a file name nor counted names may undo what was masked on purpose.
        return Identity(masked=True)
    best = _best(scores, file, long=len(running) > LONG)
    return Identity(best, other=_other(file, best))


def _stated(lines: Sequence[str], scores: Mapping[str, float]) -> Division | None:
    """The body that one of ``lines`` names outright; among bearers of one name, the one most spoken of."""
    for rule in rules()["body"]:
        for line in lines:
            found = rule.found(re.sub(r"[\s—\-（）()]", "", line))
            bearers = names.body_named(found["body"]) if found else ()
            if bearers:
                return max(bearers, key=lambda one: (scores.get(one.code, 0.0), -len(one.code)))
    return None


def _other(file: str, division: Division | None) -> str:
    """The name in a file's name where it is a body's and stands for another one than ``division``."""
    if not file or (division is not None and names.fits(file, division)):
        return ""
    return file if names.body_named(file) or (len(file) >= LATIN_NAME and names.bearers_of(file)) else ""


def _class_of(running: str) -> str:
    """Which class of body the text speaks of as its own, "" where that is not clear."""
    stated = match("class", running[:OPENING])
    if stated:
        return stated["class"] if stated["class"] in CLASSES else "盟"
    counts = Counter({kind: sum(map(running.count, words)) for kind, (words, _) in CLASSES.items()})
    # 自治区党委 holds 区党委; reports of cities and counties name province and region as well.
    counts["区"] -= counts["自治区"]
    lower = Counter({kind: count for kind, count in counts.items() if kind not in UPPER}).most_common(1)[0]
    upper = max(UPPER, key=lambda kind: counts[kind])
    if lower[1] < FEW and counts[upper] > lower[1]:
        return upper
    return lower[0] if lower[1] >= FEW else ""


def _scores(running: str, kind: str) -> Mapping[str, float]:
    """How much the text speaks of each division, of the class ``kind`` where that is known."""
    plain = _counted(running[:SCANNED])
    table = divisions.load()
    scores = dict(plain)
    for code in plain:
        one = table.get(code)
        if one is None or one.level != "county":
            continue
        near = max((plain.get(upper.code, 0.0) for upper in table.ancestors(code)), default=0.0)
        # A county's report names its city or province; a word that only looks like its name does not.
        scores[code] = plain[code] * min(near / NEAR, 1.0) + (plain[code] if near else 0.0)
        if one.parent is not None and one.parent in plain:
            scores[one.parent] += CHILD
    return {code: score for code, score in scores.items() if score and _is_of(table.get(code), kind)}


def _counted(text: str) -> Mapping[str, float]:
    """How often each division is named, weighed by what stands around its name."""
    counts: dict[str, float] = defaultdict(float)
    for found in names.scan(text):
        surface = text[found.start : found.end]
        if surface in names.ordinary():
            continue
        before, after = (
            text[max(0, found.start - CONTEXT) : found.start],
            text[found.end : found.end + CONTEXT],
        )
        own = match("own_before", before) or match("own_after", after)
        for one in _meant(found.bearers, surface):
            counts[one.code] += OWN if own else PLAIN
    return counts


def _meant(bearers: Sequence[Division], surface: str) -> list[Division]:
    """Those that ``surface`` may stand for: 河北 is the province, no district of Tianjin; 黄山 both."""
    return [
        one
        for one in bearers
        if one.name == surface
        or all(len(upper.code) >= len(one.code) or one.code.startswith(upper.code) for upper in bearers)
    ]


def _is_of(division: Division | None, kind: str) -> bool:
    if division is None or not kind:
        return division is not None
    if kind == "县":
        # Counties have become districts and cities since the report was given.
        return division.level == "county"
    if kind == "区" and division.name.endswith(("自治区", "地区")):
        return False
    return division.name.endswith(CLASSES[kind][1])


def _best(scores: Mapping[str, float], file: str, *, long: bool) -> Division | None:
    table = divisions.load()
    hinted = {code for code in scores if file and names.fits(file, _known(code))}
    weighed = {code: score * (FILE_BONUS if code in hinted else 1.0) for code, score in scores.items()}
    ranked = sorted(weighed.items(), key=lambda one: (-one[1], one[0]))
    if not ranked or (ranked[0][1] < MIN_SCORE and ranked[0][0] not in hinted):
        return None if long or (ranked and not hinted and ranked[0][1] > MIN_SCORE) else _by_file(file)
    rivals = [score for code, score in ranked[1:] if not _nested(code, ranked[0][0])]
    if rivals and ranked[0][1] < MARGIN * rivals[0]:
        return None
    return table.get(ranked[0][0])


def _by_file(file: str) -> Division | None:
    """What a file name says by itself, where it fits one division only (of one level: the higher one)."""
    fitting = names.bearers_of(file)
    for level in ("province", "city", "county"):
        codes = {one.code for one in fitting if one.level == level}
        if codes:
            return _known(min(codes)) if len(codes) == 1 else None
    return None


def _known(code: str) -> Division:
    found = divisions.load().get(code)
    if found is None:
        raise KeyError(code)
    return found


def _nested(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
