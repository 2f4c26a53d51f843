"""Figures with their units, as Chinese reports write them.

:func:`find` lists the figures of a text: digits and Chinese numerals, ranges (``3—5``,
``1至2``), ranks (``第3位``, ``首位``, ``前十``), ratios (``1:2``), fractions, ``翻番``, with the
unit as written, the number multiplied out (``1.2万亩`` is 12,000) and a unit code.
Dates, and digits that are part of a name (``5G``, ``G108``, ``T800``), are no figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kg.extraction import quantities_units
from kg.extraction.quantities_numbers import WIDTHS, parse
from kg.extraction.quantities_units import Units

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
CHINESE = "[零〇一二三四五六七八九两十百千万亿]+"
TO = "(?:-|—|–|~|～|－|至|到)"
TIMES = "(?:[十百千万亿]*[万亿]|[百千])??"
NOTE = "(?:[（(](?:[A-Za-z]+|[^\\W\\d]{1,2}(?:、[^\\W\\d]{1,2})*)[）)])?"
DATE = (
    r"(?:19|20)\d\d(?:[-—–~至、](?:19|20)?\d\d)*年|(?:19|20)\d\d(?=[—-](?:19|20)\d\d)"
    r"|\d{1,2}月(?:\d{1,2}日|底|初|末|份|中旬)?|[一二三四1-4]季度|\d{1,2}·\d{1,2}"
)
LETTERED = r"[A-Za-z+·×/]+-?\d[\d.A-Za-z]*|\d+号"
RANK = (
    rf"第(?P<rank>{NUMBER}|{CHINESE})|(?P<first>首)(?=[位名])"
    r"|(?<=[之居列])(?P<first2>首)(?![个次批家条府都先要])"
)
TOP = rf"前(?P<top>{NUMBER}|{CHINESE})(?![年个期季天月后条])"
LOOK = 6
SPELLED = (("numeral", "counter"), ("large", "power"), ("roman", "class"))
DOUBLED = {"一": 2, "两": 4, "二": 4, "三": 8, "四": 16}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text.

    ``start:end`` is the range in the text from its first word (第, 超过) to its last (以上),
    ``at:after`` the range from the value to the unit. ``value`` and ``unit`` are as written,
    without 余 and 多. ``number``, ``upper``, ``unit_code`` and ``bound`` are those of
    :class:`kg.types.Quantity`. ``form`` is ``number``, ``spelled`` (Chinese or Roman
    numerals), ``rank``, ``ratio``, ``fraction`` or ``doubling``.
    """

    start: int
    end: int
    at: int
    after: int
    value: str
    unit: str
    form: str
    number: float | None = None
    upper: float | None = None
    unit_code: str = ""
    bound: str = ""


def find(text: str) -> list[Figure]:
    """The figures of ``text`` in text order; their ranges ``at:after`` do not overlap."""
    grammar = _grammar()
    plain = text.translate(WIDTHS)
    found = []
    for match in grammar.figure.finditer(plain):
        figure = _made(match, text, grammar.units)
        if figure:
            found.append(_bounded(figure, text, grammar))
    return _shared(found, text)


@dataclass(frozen=True, slots=True)
class _Grammar:
    units: Units
    figure: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    units = quantities_units.load()
    digits, spelled = units.pattern(units.after_digits), units.pattern(units.after_numerals)
    letters = "|".join(unit for unit in units.after_digits if unit[0].isascii() and unit[0].isalpha())
    number = (
        rf"(?P<value>{NUMBER}%?{TO}{NUMBER}|{NUMBER})(?:[余多几]?(?P<times>{TIMES})[余多]?"
        rf"(?P<unit>(?:{digits}){NOTE})|[余多]?(?P<only>[十百千万亿]*[万亿]))?"
    )
    numeral = (
        rf"(?P<numeral>{CHINESE}?)[余多]?(?P<counter>[万亿]*(?:{spelled}){NOTE})"
        r"|(?P<large>[十百千万]+)(?P<power>[万亿]+)(?!级)|(?P<roman>[ⅠⅡⅢⅣⅤⅥ]|I{1,3})(?P<class>类)"
    )
    alternatives = {
        "date": DATE,
        "ranked": rf"(?:{RANK}|{TOP})(?P<place>[位名强城%]?)",
        "ratio": rf"{NUMBER}(?:[:：∶]{NUMBER})+",
        "name": rf"{LETTERED}|(?!{NUMBER}(?:{letters})(?![A-Za-z\d])){NUMBER}[A-Za-z+＋×]+(?:\d[\w+]*)?",
        "figure": number,
        "fraction": rf"(?P<under>{CHINESE})分之(?P<over>{CHINESE})|一半(?!以上的)",
        "doubling": "翻(?P<fold>[一两二三四]?)番",
        "spelled": numeral,
    }
    whole = "|".join(f"(?P<{name}>{body})" for name, body in alternatives.items())
    before = re.compile(f"({'|'.join(units.before)})[了到至在]?$")
    return _Grammar(units, re.compile(whole), before, re.compile("|".join(units.after)))


def _made(match: re.Match[str], text: str, units: Units) -> Figure | None:
    """The figure that ``match`` is, by the alternative that matched; None for dates and names."""
    match match.lastgroup:
        case "figure":
            return _figure(match, text, units)
        case "spelled":
            return _spelled(match, text, units)
        case "ranked":
            return _ranked(match, text)
        case "ratio" | "fraction" | "doubling":
            return _worded(match, text)
    return None


def _ranked(match: re.Match[str], text: str) -> Figure:
    name = next(name for name in ("rank", "first", "first2", "top") if match[name])
    value = text[slice(*match.span(name))]
    unit = text[slice(*match.span("place"))]
    number = parse(value)
    share = unit in ("%", "％")
    code = "%" if share else "1"
    end = match.end("place")
    bound = "at_most" if name == "top" else ""
    return Figure(
        match.start(), end, match.start(name), end, value, unit, "rank", _float(number), None, code, bound
    )


def _figure(match: re.Match[str], text: str, units: Units) -> Figure:
    value = text[slice(*match.span("value"))]
    times = match["times"] or match["only"] or ""
    base = text[slice(*match.span("unit"))] if match["unit"] else ""
    end = max(match.end(name) for name in ("value", "unit", "only"))
    low, *high = re.split(f"[%％]?{TO}", value)
    code, factor = units.code(base) or ("", Decimal(1))
    scale = factor * (parse(times) or 1) if times else factor
    numbers = [_scaled(one, scale) for one in (low, *high)]
    upper = numbers[1] if len(numbers) > 1 else None
    at = match.start("value")
    return Figure(at, end, at, end, value, times + base, "number", numbers[0], upper, code)


def _spelled(match: re.Match[str], text: str, units: Units) -> Figure:
    names = next(pair for pair in SPELLED if match[pair[0]])
    value, unit = (text[slice(*match.span(name))] for name in names)
    base = unit.lstrip("万亿")
    code, factor = units.code(base) or ("", Decimal(1))
    scale = factor * (parse(unit[: len(unit) - len(base)]) or 1)
    number = _scaled(value, scale)
    return Figure(*match.span(), *match.span(), value, unit, "spelled", number, None, code)


def _worded(match: re.Match[str], text: str) -> Figure:
    """A ratio, fraction or doubling: no unit, and a number where the words tell one."""
    form = str(match.lastgroup)
    number: float | None = None
    if form == "fraction":
        under, over = parse(match["under"] or "二"), parse(match["over"] or "一")
        number = float(over / under) if under and over is not None else None
    elif form == "doubling":
        number = float(DOUBLED[match["fold"] or "一"])
    value = text[match.start() : match.end()]
    code = "" if number is None else "1"
    return Figure(*match.span(), *match.span(), value, "", form, number, None, code)


def _bounded(figure: Figure, text: str, grammar: _Grammar) -> Figure:
    before = grammar.before.search(text, max(figure.at - LOOK, 0), figure.at)
    after = grammar.after.match(text, figure.after)
    bound = figure.bound
    if before:
        bound = grammar.units.before[before[1]]
    if after:
        bound = grammar.units.after[after[0]]
    start = before.start() if before else figure.start
    return replace(figure, start=start, end=after.end() if after else figure.end, bound=bound)


def _shared(figures: list[Figure], text: str) -> list[Figure]:
    """Figures that end a list share its unit: in ``1.7和0.9个百分点`` it is that of both."""
    for number in range(len(figures) - 2, -1, -1):
        one, follower = figures[number], figures[number + 1]
        bare = one.form == follower.form == "number" and not one.unit and follower.unit
        if bare and text[one.after : follower.at] in ("和", "、", "与"):
            figures[number] = replace(one, unit=follower.unit, unit_code=follower.unit_code)
    return figures


def _scaled(text: str, scale: Decimal) -> float | None:
    number = parse(text)
    return None if number is None else float(number * scale)


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
