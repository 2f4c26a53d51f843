"""Gold annotations (tab-separated, see docs/extraction.md) read into the types of the pipeline."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.types import EntityType, Marked, Mention, Report

ANNOTATED = re.compile(r"# annotated: (\d+)-(\d+)")
FIELDS = {"M": (5, 6), "R": (5, 6), "P": (6, 6), "O": (9, 9)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a gold file: its kind (M, R, P or O), paragraph and further fields."""

    kind: str
    paragraph: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: its lines, and the paragraphs that it annotates (first, last) or None for all."""

    name: str
    lines: tuple[Line, ...]
    limits: tuple[int, int] | None = None

    def covers(self, paragraph: int) -> bool:
        """Whether ``paragraph`` (an index) was annotated."""
        return self.limits is None or self.limits[0] <= paragraph <= self.limits[1]

    def of(self, kind: str) -> Iterator[Line]:
        """The lines of one kind within the annotated paragraphs."""
        return (line for line in self.lines if line.kind == kind and self.covers(line.paragraph))


def load(path: Path) -> Gold:
    """Read a gold file.

    Raises:
        InputError: a line has an unknown kind or the wrong number of fields.
    """
    return parse(path.read_text(encoding="utf-8").splitlines(), path.name)


def parse(rows: Iterable[str], name: str) -> Gold:
    """An annotation from its lines; ``name`` is told in errors.

    Raises:
        InputError: a line has an unknown kind or the wrong number of fields.
    """
    lines, limits = [], None
    for number, row in enumerate(rows, 1):
        stated = ANNOTATED.match(row)
        if stated:
            limits = (int(stated[1]), int(stated[2]))
        if not row.strip() or row.startswith("#"):
            continue
        kind, *fields = row.split("\t")
        low, high = FIELDS.get(kind, (0, 0))
        if not low <= len(fields) + 1 <= high:
            message = f"{name}:{number}: a line of kind {kind!r} with {len(fields) + 1} fields"
            raise InputError(message, "see the file format in docs/extraction.md")
        lines.append(Line(kind, int(fields[0]), tuple(fields[1:])))
    return Gold(name, tuple(lines), limits)


def nth_offset(text: str, surface: str, nth: int) -> int:
    """The offset of the ``nth`` occurrence (from 1) of ``surface`` in ``text``, or -1."""
    at = -1
    for _ in range(nth):
        at = text.find(surface, at + 1)
        if at < 0:
            break
    return at


def mentions(report: Report, gold: Gold) -> list[Mention]:
    """The gold mentions of ``report``, in text order, with offsets in ``report.text``.

    Raises:
        InputError: a surface string does not stand in its paragraph.
    """
    found = []
    for line in gold.of("M"):
        nth, type_, surface, *name = line.fields
        paragraph = report.paragraphs[line.paragraph]
        at = nth_offset(report.text[paragraph.start : paragraph.end], surface, int(nth))
        if at < 0:
            message = f"{gold.name}: {surface!r} (nth {nth}) is not in paragraph {line.paragraph}"
            raise InputError(message, "is this the report that the annotation was made on?")
        start = paragraph.start + at
        canonical = name[0] if name and name[0] else surface
        end = start + len(surface)
        kind = EntityType(type_)
        found.append(Mention(kind, start, end, line.paragraph, surface, canonical, "gold"))
    return sorted(found, key=lambda one: one.start)


def mark(report: Report, found: list[Mention]) -> list[Marked]:
    """The passages of ``report`` with the mentions that lie wholly in each.

    Mentions that no passage holds (cleaning left their text out) are dropped.
    """
    return [
        _mark(report, number, by_passage)
        for by_passage in [_by_passage(report, found)]
        for number in range(len(report.passages))
    ]


def _by_passage(report: Report, found: list[Mention]) -> Mapping[int, list[tuple[int, int, Mention]]]:
    where: dict[int, tuple[int, int]] = {}
    for number, passage in enumerate(report.passages):
        ends = [clean for clean, _ in passage.runs[1:]] + [len(passage.text)]
        for (clean, raw), end in zip(passage.runs, ends, strict=True):
            where.update((raw + step, (number, clean + step)) for step in range(end - clean))
    placed: dict[int, list[tuple[int, int, Mention]]] = defaultdict(list)
    for one in found:
        first, last = where.get(one.start), where.get(one.end - 1)
        if first and last and first[0] == last[0]:
            placed[first[0]].append((first[1], last[1] + 1, one))
    return placed


def _mark(report: Report, number: int, placed: Mapping[int, list[tuple[int, int, Mention]]]) -> Marked:
    own = sorted(placed.get(number, ()), key=lambda row: row[:2])
    spans = tuple(row[:2] for row in own)
    return Marked(report.passages[number], tuple(row[2] for row in own), spans)
