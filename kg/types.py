"""The types that pass between the stages of a build.

All are frozen and typed, and free of spaCy and rdflib objects. Character ranges
are half-open. Ranges named ``start``/``end`` on :class:`Mention`, :class:`Evidence`,
:class:`Paragraph` and :class:`Section` point into ``Report.text``, which is the text
as the file has it (decoded, nothing removed). Ranges inside a :class:`Passage` point
into the cleaned ``Passage.text``; :meth:`Passage.raw` leads from there to ``Report.text``.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    """The ten types of named things."""

    PROJECT = "PROJECT"
    PARK = "PARK"
    ENTERPRISE = "ENTERPRISE"
    PROGRAM = "PROGRAM"
    PLACE = "PLACE"
    ORGANIZATION = "ORGANIZATION"
    POLICY = "POLICY"
    INDUSTRY = "INDUSTRY"
    EVENT = "EVENT"
    HONOR = "HONOR"


class Predicate(StrEnum):
    """What a statement says: one of the eleven relations, progress, or an observation."""

    LOCATED_IN = "LOCATED_IN"
    SPANS = "SPANS"
    PART_OF = "PART_OF"
    UNDERTAKEN_BY = "UNDERTAKEN_BY"
    IN_INDUSTRY = "IN_INDUSTRY"
    DEVELOPS = "DEVELOPS"
    RECEIVED = "RECEIVED"
    HOSTED = "HOSTED"
    ISSUED = "ISSUED"
    CARRIES_OUT = "CARRIES_OUT"
    COOPERATES_WITH = "COOPERATES_WITH"
    PROGRESS = "PROGRESS"
    OBSERVATION = "OBSERVATION"

    @property
    def is_relation(self) -> bool:
        """Whether the statement has another entity as its object."""
        return self not in (Predicate.PROGRESS, Predicate.OBSERVATION)


class Status(StrEnum):
    """How far a project or park has come."""

    PLANNED = "planned"
    AGREED = "agreed"
    STARTED = "started"
    UNDER_CONSTRUCTION = "under_construction"
    COMPLETED = "completed"
    IN_OPERATION = "in_operation"


class Modality(StrEnum):
    """Whether a statement tells what is, what is estimated, or what is announced."""

    ACTUAL = "actual"
    ESTIMATED = "estimated"
    PLANNED = "planned"


class ObservationKind(StrEnum):
    """What kind of figure an observation holds."""

    VALUE = "value"
    GROWTH = "growth"
    SHARE = "share"
    RANK = "rank"
    COUNT = "count"
    TARGET_GAP = "target_gap"


class SectionRole(StrEnum):
    """What a section of a report does: look back, look ahead, or neither."""

    REVIEW = "review"
    PLAN = "plan"
    OTHER = "other"


class Severity(StrEnum):
    """How bad a problem is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding of a reader or checker: a value, not an exception.

    ``code`` is stable and dotted (``reading.empty``), ``place`` names the file, IRI or
    line, ``hint`` says what to do.
    """

    severity: Severity
    code: str
    place: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A non-blank line of the file, stripped; ``index`` counts them from 0."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the section tree; ``parent`` is an index into ``Report.sections``.

    ``start``/``end`` take in the heading and all below it; ``level`` counts from 1.
    ``year`` is the year that the section reviews or plans, where it tells.
    """

    title: str
    level: int
    start: int
    end: int
    role: SectionRole
    year: int | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A cleaned stretch of running text or a heading: what the pipeline reads.

    ``runs`` are pairs (offset in ``text``, offset in ``Report.text``), ascending; within
    a run the two advance together, between runs characters of the file were left out.
    """

    text: str
    runs: tuple[tuple[int, int], ...]
    section: int | None = None
    heading: bool = False

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The range in ``Report.text`` of the non-empty range ``start:end`` of ``text``.

        Raises:
            ValueError: the range is empty or lies outside of the passage.
        """
        if not 0 <= start < end <= len(self.text):
            message = f"range {start}:{end} is empty or outside of 0:{len(self.text)}"
            raise ValueError(message)
        return self._raw_at(start), self._raw_at(end - 1) + 1

    def _raw_at(self, offset: int) -> int:
        clean, raw = self.runs[bisect.bisect_right(self.runs, offset, key=lambda run: run[0]) - 1]
        return raw + offset - clean


@dataclass(frozen=True, slots=True)
class Report:
    """One report as read.

    ``id`` is made of the content (hex digest); ``division`` is the code of the body whose
    report it is, as in ``kg.places`` (``"51"`` province, ``"5120"`` city, ``"512021"``
    county), or None where nothing tells it; ``year`` is the year in which it was given.
    """

    id: str
    title: str
    division: str | None
    year: int | None
    source: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph that holds ``offset`` (a character offset in ``text``)."""
        at = bisect.bisect_right(self.paragraphs, offset, key=lambda one: one.start) - 1
        return max(at, 0)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a report; ``surface == Report.text[start:end]`` up to what cleaning drops.

    ``name`` is the canonical name (the fullest form that the report uses), ``source`` the
    id of the rule or model that found it, ``confidence`` in 0..1.
    """

    type: EntityType
    start: int
    end: int
    paragraph: int
    surface: str
    name: str
    source: str
    confidence: float = 1.0

    @property
    def ref(self) -> Ref:
        """The entity that the mention stands for within its report."""
        return Ref(self.type, self.name)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An entity as one report names it: type and canonical name."""

    type: EntityType
    name: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage with the mentions in it, what statements are extracted from.

    ``spans[i]`` is the range of ``mentions[i]`` in ``passage.text``; both are in text
    order. ``words`` are the ranges of the words in ``passage.text`` (spacy-pkuseg).
    """

    passage: Passage
    mentions: tuple[Mention, ...]
    spans: tuple[tuple[int, int], ...]
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a report says it: a character range, and the rule or model that read it so."""

    report: str
    paragraph: int
    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of an indicator, as written and normalised.

    ``value`` is as written without sign words (``"32.72"``), ``unit`` as written
    (``"亿元"``). ``number``/``upper`` hold the figure (and the end of a range) in
    ``unit_code`` (UCUM or ISO 4217: 亿元 → CNY with the number multiplied out), or are None
    where it cannot be computed. ``bound`` is one of ``""``, ``about`` (左右),
    ``at_least`` (以上), ``more_than`` (超过), ``at_most`` (以内), ``less_than`` (不足).
    """

    indicator: str
    kind: ObservationKind
    value: str
    unit: str
    number: float | None = None
    upper: float | None = None
    unit_code: str = ""
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one stretch of one report states.

    ``subject`` is None where an observation is of the report's own body. Relations have
    ``object``; progress has ``status``; observations have ``quantity``.
    """

    subject: Ref | None
    predicate: Predicate
    evidence: Evidence
    object: Ref | None = None
    quantity: Quantity | None = None
    status: Status | None = None
    modality: Modality = Modality.ACTUAL
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What the graph keeps of a report: all of :class:`Report` but its text."""

    id: str
    title: str
    division: str | None
    year: int | None
    source: str
    length: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """One report's mentions and statements."""

    report: ReportInfo
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Why names were taken for one thing: the ledger's line."""

    members: tuple[str, ...]
    reason: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class MentionRef:
    """A mention as an entity keeps it: where, in which report, and how written."""

    report: str
    paragraph: int
    start: int
    end: int
    surface: str
    source: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing over all reports.

    ``division`` is the home division's code for parks and others whose names repeat from
    city to city, and the place's own code for a PLACE that was linked to the table;
    ``level`` is ``province``, ``city``, ``county``, ``township`` or ``region`` for a PLACE;
    ``sector`` is a value of the code list of that name for a PROJECT, or empty.
    """

    iri: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    division: str | None = None
    level: str = ""
    mentions: tuple[MentionRef, ...] = ()
    merges: tuple[Merge, ...] = ()
    old_iris: tuple[str, ...] = ()
    sector: str = ""


class SpanBasis(StrEnum):
    """How it is known that a project concerns a city."""

    NAME = "name"
    TEXT = "text"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement whose ends are entities (IRIs) of the graph.

    ``predicate`` is a :class:`Predicate` value, or one that the graph adds: ``SPANS_CITY``
    (with ``basis``) and ``WITHIN`` (place → place, from the table of divisions, whose
    evidence may be None: then ``rule`` says by which table it is known).
    """

    subject: str
    predicate: str
    object: str | None = None
    quantity: Quantity | None = None
    status: Status | None = None
    modality: Modality = Modality.ACTUAL
    year: int | None = None
    basis: SpanBasis | None = None
    evidence: Evidence | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Entities and facts over all reports, each sorted (entities by IRI)."""

    reports: tuple[ReportInfo, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...] = ()


Scalar = str | int | float | bool
Value = Scalar | tuple[str, ...] | tuple[int, ...] | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the property graph; ``labels[0]`` is its class, further ones refine it."""

    iri: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the property graph; ``id`` is unique and made of what the edge says."""

    id: str
    type: str
    source: str
    source_label: str
    target: str
    target_label: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """All that a loader sees: nodes and edges, streamed anew at every call, sorted."""

    nodes: Callable[[], Iterator[Node]]
    edges: Callable[[], Iterator[Edge]]


def info(report: Report) -> ReportInfo:
    """What the graph keeps of ``report``."""
    names = {field.name for field in dataclasses.fields(ReportInfo)} - {"length"}
    return ReportInfo(length=len(report.text), **{name: getattr(report, name) for name in names})
