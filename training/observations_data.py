"""Gold observations laid on the figures that state them: what the observation models learn from."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from kg.evaluation import gold
from kg.evaluation.gold import Gold
from kg.extraction.observations.sheet import Sheet, lay_out
from kg.extraction.quantities import Figure
from kg.nlp.segmenter import shipped
from kg.reading import read
from kg.types import EntityType, Ref, Report
from training.reports import gold_reports

Flags = np.ndarray[Any, np.dtype[np.bool_]]
NEAR = 40
QUOTES = re.compile(r"[\s“”\"'‘’「」『』《》〈〉]")
TAILS = {
    EntityType.PROJECT: re.compile("(?:(?:建设)?(?:项目|工程)|建设)$"),
    EntityType.ENTERPRISE: re.compile("(?:股份)?(?:有限)?(?:责任)?公司$"),
    EntityType.PLACE: re.compile("(?<=..)(?:省|市|县|区|镇|乡|街道|村)$"),
}
LONG = (
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
)


@dataclass(slots=True)
class Told:
    """A gold observation: its fields, and whether a figure was found for it."""

    paragraph: int
    subject: str
    indicator: str
    kind: str
    value: str
    unit: str
    modality: str
    year: str

    @property
    def subject_key(self) -> str:
        """The subject in the form in which two names of one thing are the same."""
        if self.subject == ".":
            return "."
        type_, name = self.subject.split(":", 1)
        return ref_key(Ref(EntityType(type_), name))


@dataclass(slots=True)
class Document:
    """An annotated report: its sheet, the gold of each figure, and what has none.

    ``told[i]`` are the observations of figure ``i``; ``covered[i]`` whether it stands in a
    paragraph that was annotated; ``all`` and ``lost`` all gold observations and those without
    a figure.
    """

    name: str
    report: Report
    annotation: Gold
    sheet: Sheet
    told: list[list[Told]]
    covered: list[bool]
    all: list[Told] = field(default_factory=list)
    lost: list[Told] = field(default_factory=list)


@lru_cache(maxsize=1)
def documents() -> tuple[Document, ...]:
    """All annotated reports, sorted by name."""
    return tuple(_document(name, *paths) for name, paths in sorted(gold_reports().items()))


def ref_key(ref: Ref) -> str:
    """The form under which ``gold/score.py`` takes two names of one type for the same."""
    name = QUOTES.sub("", unicodedata.normalize("NFKC", ref.name)).lower()
    tail = TAILS.get(ref.type)
    if tail:
        name = tail.sub("", name) or name
    for long, short in LONG if ref.type is EntityType.PARK else ():
        name = name.replace(long, short)
    return f"{ref.type}:{name}"


def plain(unit: str) -> str:
    """The form under which two units are the same."""
    return unicodedata.normalize("NFKC", unit)


def _document(name: str, text: Path, annotation: Path) -> Document:
    report = read(text)
    known = gold.load(annotation)
    marked = [
        replace(one, words=tuple(shipped().words(one.passage.text)))
        for one in gold.mark(report, gold.mentions(report, known))
    ]
    sheet = lay_out(marked)
    places = [_paragraph(report, sheet, figure) for figure in sheet.figures]
    document = Document(
        name, report, known, sheet, [[] for _ in sheet.figures], [known.covers(place) for place in places]
    )
    figures: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for number, (place, figure) in enumerate(zip(places, sheet.figures, strict=True)):
        figures[place, figure.value, plain(figure.unit)].append(number)
    groups: dict[tuple[int, str, str], list[Told]] = defaultdict(list)
    for line in known.of("O"):
        told = Told(line.paragraph, *line.fields)
        document.all.append(told)
        groups[told.paragraph, told.value, plain(told.unit)].append(told)
    for key, some in groups.items():
        if key not in figures:
            document.lost.extend(some)
        for told, number in _assigned(sheet, some, figures.get(key, [])):
            document.told[number].append(told)
    return document


def _paragraph(report: Report, sheet: Sheet, figure: Figure) -> int:
    passage = sheet.passage_at(figure.at)
    begin = sheet.begins[passage]
    return report.paragraph_at(
        sheet.passages[passage].passage.raw(figure.at - begin, figure.after - begin)[0]
    )


def _assigned(sheet: Sheet, some: list[Told], places: list[int]) -> Iterator[tuple[Told, int]]:
    """Gold lines and figures of one paragraph, value and unit, in text order where they are as many."""
    if len(some) == len(places):
        yield from zip(some, places, strict=True)
        return
    free = list(places)
    for told in some:
        pool = free or places
        if not pool:
            return
        best = max(pool, key=lambda place: (_near(sheet, told.indicator, place), -place))
        yield told, best
        if best in free:
            free.remove(best)


def _near(sheet: Sheet, indicator: str, number: int) -> float:
    figure = sheet.figures[number]
    around = sheet.text[max(figure.at - NEAR, 0) : figure.after + NEAR // 2]
    grams = [indicator[at : at + 2] for at in range(len(indicator) - 1)]
    return sum(gram in around for gram in grams) / max(len(grams), 1)


def aligned(indicator: str, text: str, positions: list[int], figure: tuple[int, int]) -> Flags:
    """Which of ``positions`` (offsets in ``text``) spell ``indicator``: longest pieces first.

    Of two equal pieces the one nearer to ``figure`` (its range in the text) is taken.
    """
    chars = "".join(text[at] for at in positions)
    taken = [False] * len(chars)
    _align(indicator, chars, positions, figure, taken)
    return np.array(taken, bool)


def _align(wanted: str, chars: str, positions: list[int], figure: tuple[int, int], taken: list[bool]) -> None:
    for size in range(len(wanted), 0, -1):
        best = None
        for at in range(len(wanted) - size + 1):
            piece = wanted[at : at + size]
            place = chars.find(piece)
            while place >= 0:
                whole = positions[place + size - 1] - positions[place] == size - 1
                if whole and not any(taken[place : place + size]):
                    first, last = positions[place], positions[place + size - 1]
                    gap = figure[0] - last if last < figure[0] else first - figure[1]
                    touches = (place and taken[place - 1]) or taken[place + size : place + size + 1] == [True]
                    if size > 1 or touches:
                        best = min(best or (gap, at, place), (gap, at, place))
                place = chars.find(piece, place + 1)
        if best:
            _, at, place = best
            taken[place : place + size] = [True] * size
            _align(wanted[:at], chars, positions, figure, taken)
            _align(wanted[at + size :], chars, positions, figure, taken)
            return
