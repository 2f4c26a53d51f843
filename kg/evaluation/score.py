"""Precision, recall and F1 of annotations, counted as the annotation guide's scorer counts them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kg.evaluation.gold import Gold, nth_offset
from kg.types import EntityType, Predicate, Report

QUOTES = re.compile(r"[\s“”\"'‘’「」『』《》〈〉]")
TAILS = {
    "PROJECT": re.compile(r"(?:(?:建设)?(?:项目|工程)|建设)$"),
    "ENTERPRISE": re.compile(r"(?:股份)?(?:有限)?(?:责任)?公司$"),
    "PLACE": re.compile(r"(?<=..)(?:省|市|县|区|镇|乡|街道|村)$"),
}
PARK_FORMS = (
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
)
ALIKE = 0.5
"""Least share of common bigrams of two wordings of one indicator."""

Span = tuple[int, int, int, str]
Observation = tuple[int, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a comparison, and what follows from them."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predicted that is right."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.predicted + self.gold
        return 2 * self.hits / both if both else 0.0

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)


@dataclass(slots=True)
class Facts:
    """What an annotation says of a report, in the forms that are compared."""

    mentions: set[Span] = field(default_factory=set)
    entities: set[tuple[str, str]] = field(default_factory=set)
    relations: set[tuple[str, str, str]] = field(default_factory=set)
    progress: set[tuple[str, str, str]] = field(default_factory=set)
    observations: list[Observation] = field(default_factory=list)


def key(type_: str, name: str) -> str:
    """The form under which two names of one type count as the same name."""
    name = QUOTES.sub("", unicodedata.normalize("NFKC", name)).lower()
    if type_ in TAILS:
        shorter = TAILS[type_].sub("", name)
        return shorter if shorter or type_ == "PLACE" else name
    if type_ == "PARK":
        for long, short in PARK_FORMS:
            name = name.replace(long, short)
    return name


def facts(report: Report, annotation: Gold, limits: Gold) -> Facts:
    """What ``annotation`` says within the paragraphs that ``limits`` annotates."""
    said = Facts()
    for line in annotation.lines:
        if limits.covers(line.paragraph):
            _READERS[line.kind](said, report, line.paragraph, line.fields)
    return said


def _mention(said: Facts, report: Report, paragraph: int, fields: tuple[str, ...]) -> None:
    nth, type_, surface, *name = fields
    where = report.paragraphs[paragraph]
    start = nth_offset(report.text[where.start : where.end], surface, int(nth))
    said.mentions.add((paragraph, start, start + len(surface), type_))
    said.entities.add((type_, key(type_, name[0] if name and name[0] else surface)))


def _relation(said: Facts, _report: Report, _paragraph: int, fields: tuple[str, ...]) -> None:
    head, tail = _typed(fields[1]), _typed(fields[2])
    if fields[0] == Predicate.COOPERATES_WITH:
        head, tail = sorted((head, tail))
    said.relations.add((fields[0], head, tail))


def _progress(said: Facts, _report: Report, _paragraph: int, fields: tuple[str, ...]) -> None:
    said.progress.add((_typed(fields[0]), fields[1], fields[2]))


def _observation(said: Facts, _report: Report, paragraph: int, fields: tuple[str, ...]) -> None:
    subject, indicator, kind, value, unit = fields[:5]
    unit = unicodedata.normalize("NFKC", unit)
    said.observations.append((paragraph, _typed(subject), indicator, kind, value, unit))


_READERS = {"M": _mention, "R": _relation, "P": _progress, "O": _observation}


def _typed(name: str) -> str:
    type_, colon, rest = name.partition(":")
    return f"{type_}:{key(type_, rest)}" if colon else name


def compare(gold: Facts, predicted: Facts) -> dict[str, Figures]:
    """Figures by level, and by type for mentions, overlaps and entities, by relation for relations."""
    result = {
        "mention": _sets(gold.mentions, predicted.mentions),
        "overlap": _overlap(gold.mentions, predicted.mentions),
        "entity": _sets(gold.entities, predicted.entities),
        "relation": _sets(gold.relations, predicted.relations),
        "progress": _sets(gold.progress, predicted.progress),
        "observation": _observations(gold.observations, predicted.observations),
    }
    for type_ in EntityType:
        spans = [{one for one in side.mentions if one[3] == type_} for side in (gold, predicted)]
        result[f"mention {type_}"] = _sets(*spans)
        result[f"overlap {type_}"] = _overlap(*spans)
        names = [{one for one in side.entities if one[0] == type_} for side in (gold, predicted)]
        result[f"entity {type_}"] = _sets(*names)
    for relation in (one for one in Predicate if one.is_relation):
        rows = [{one for one in side.relations if one[0] == relation} for side in (gold, predicted)]
        result[f"relation {relation}"] = _sets(*rows)
    return result


def total(rows: Iterable[dict[str, Figures]]) -> dict[str, Figures]:
    """The figures of several reports added up."""
    added: dict[str, Figures] = {}
    for row in rows:
        for name, figures in row.items():
            added[name] = added.get(name, Figures()) + figures
    return added


def _sets(gold: AbstractSet[object], predicted: AbstractSet[object]) -> Figures:
    return Figures(len(gold & predicted), len(predicted), len(gold))


def _overlap(gold: set[Span], predicted: set[Span]) -> Figures:
    """One-to-one matching of spans that overlap and share a type, longest overlap first."""
    near = defaultdict(list)
    for span in gold:
        near[span[0], span[3]].append(span)
    pairs = []
    for one in predicted:
        for other in near[one[0], one[3]]:
            shared = min(one[2], other[2]) - max(one[1], other[1])
            if shared > 0:
                pairs.append((-shared, one, other))
    taken: set[tuple[str, Span]] = set()
    for _, one, other in sorted(pairs):
        if ("predicted", one) not in taken and ("gold", other) not in taken:
            taken |= {("predicted", one), ("gold", other)}
    return Figures(len(taken) // 2, len(predicted), len(gold))


def _observations(gold: list[Observation], predicted: list[Observation]) -> Figures:
    left = defaultdict(list)
    for one in gold:
        left[one[0], *one[3:]].append(one)
    hits = 0
    for one in predicted:
        same = left[one[0], *one[3:]]
        match = next((other for other in same if one[1] == other[1] and alike(one[2], other[2])), None)
        if match is not None:
            same.remove(match)
            hits += 1
    return Figures(hits, len(predicted), len(gold))


def alike(one: str, other: str) -> bool:
    """Whether two wordings name one indicator: one holds the other, or half of their bigrams agree."""
    one, other = (QUOTES.sub("", unicodedata.normalize("NFKC", text)) for text in (one, other))
    if one in other or other in one:
        return True
    grams = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    union = grams[0] | grams[1]
    return bool(union) and len(grams[0] & grams[1]) / len(union) >= ALIKE
