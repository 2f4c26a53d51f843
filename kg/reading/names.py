"""Names of divisions as they stand in a text, and in file names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

from kg.places import divisions
from kg.places.divisions import Division

LEVELS = frozenset({"province", "city", "county"})
SHORTEST = 2
MANY_READINGS = 4
STEM_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LATIN = re.compile(r"[a-z]+", re.IGNORECASE)
HAN = re.compile(r"[一-鿿]+")
FILLERS = re.compile(r"(?:人民)?政府工作报告|政府|工作报告|报告|年|市级|全文|关于|附件|最终稿|定稿")
PROVINCE_CITY = re.compile("省|自治区")


@dataclass(frozen=True, slots=True)
class Name:
    """A division's name in a text: the range, and all divisions that bear it."""

    start: int
    end: int
    bearers: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class FileName:
    """What a file's name says: a name in Chinese characters or in Latin letters (pinyin), and a year."""

    name: str
    year: int | None


@cache
def names() -> Mapping[str, tuple[Division, ...]]:
    """All names of provinces, cities and counties, of two characters or more, with their bearers."""
    table = divisions.load()
    found: dict[str, list[Division]] = defaultdict(list)
    for one in table:
        if one.level in LEVELS:
            for name in dict.fromkeys((one.name, one.short, *one.aliases)):
                if len(name) >= SHORTEST:
                    found[name].append(one)
    return MappingProxyType({name: tuple(bearers) for name, bearers in found.items()})


def scan(text: str) -> Iterator[Name]:
    """The names in ``text`` from left to right, the longest first where several begin (米易县, not 易县)."""
    table = names()
    by_head = _lengths()
    at = 0
    while at < len(text) - 1:
        for length in by_head.get(text[at : at + SHORTEST], ()):
            bearers = table.get(text[at : at + length]) if at + length <= len(text) else None
            if bearers:
                yield Name(at, at + length, bearers)
                at += length
                break
        else:
            at += 1


def body_named(words: str) -> tuple[Division, ...]:
    """The divisions that ``words`` name as a body (保定市徐水区, 高唐县), () where they name none.

    The last name must end the words; names before it must be of divisions that hold it.
    """
    found = list(scan(words))
    if not found:
        return ()
    return _held(found[-1].bearers, found[:-1]) if found[-1].end == len(words) else _upgraded(words, found)


def _upgraded(words: str, found: list[Name]) -> tuple[Division, ...]:
    """Bearers of a name under the class of body that they were before (徐水县, now a district)."""
    last = found[-1]
    if words[-1] not in "县市区" or last.end != len(words) - 1:
        return ()
    bearers = tuple(
        one for one in last.bearers if one.level == "county" and words[last.start : -1] == one.short
    )
    return _held(bearers, found[:-1])


def _held(bearers: tuple[Division, ...], before: list[Name]) -> tuple[Division, ...]:
    table = divisions.load()
    above = [one for name in before for one in name.bearers]
    held = tuple(one for one in bearers if any(table.within(one.code, upper.code) for upper in above))
    return held or bearers


def of_file(stem: str) -> FileName:
    """What the name of a file (without suffix) says."""
    years = STEM_YEAR.findall(stem)
    rest = STEM_YEAR.sub(" ", stem)
    han = "".join(HAN.findall(FILLERS.sub(" ", rest)))
    latin = "".join(LATIN.findall(rest)).lower()
    return FileName(han or latin, int(years[-1]) if years else None)


def fits(name: str, division: Division) -> bool:
    """Whether a file name's ``name`` stands for ``division``: as written, or in pinyin."""
    own = (division.name, division.short, *division.aliases)
    if HAN.fullmatch(name):
        return name in own or any(one == division for one in body_named(name))
    return bool(name) and any(name in _pinyin(one) for one in own if len(one) >= SHORTEST)


def bearers_of(name: str) -> list[Division]:
    """All provinces, cities and counties that a file name's ``name`` may stand for."""
    found = {one.code: one for bearers in names().values() for one in bearers if name and fits(name, one)}
    return [found[code] for code in sorted(found)]


@cache
def ordinary() -> frozenset[str]:
    """Names that are ordinary words as well."""
    text = resources.files("kg.reading").joinpath("ordinary.yaml").read_text(encoding="utf-8")
    return frozenset(yaml.safe_load(text)["words"].split())


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    found: dict[str, set[int]] = defaultdict(set)
    for name in names():
        found[name[:SHORTEST]].add(len(name))
    return MappingProxyType({head: tuple(sorted(lengths, reverse=True)) for head, lengths in found.items()})


@cache
def _pinyin(name: str) -> frozenset[str]:
    """The ways to write ``name`` in Latin letters: usual reading, other readings, ü as v, u or yu."""
    from pypinyin import Style, lazy_pinyin, pinyin  # slow to import, only for such file names

    usual = "".join(lazy_pinyin(name))
    others = {""}
    # All combinations of readings: of short names only, they multiply.
    for readings in pinyin(name, style=Style.NORMAL, heteronym=True) if len(name) <= MANY_READINGS else ():
        others = {before + one for before in others for one in readings[:3]}
    return frozenset(_spelled({usual, *others}))


def _spelled(readings: Iterable[str]) -> Iterator[str]:
    for one in readings:
        plain = one.replace("ü", "v")
        yield from (plain, plain.replace("v", "u"), plain.replace("v", "yu"))
