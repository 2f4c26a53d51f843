"""Reports for tests, written as lines with inline tags: ``[滨湖大桥|PROJECT]建成通车。``."""

from __future__ import annotations

import re

from kg.types import EntityType, Marked, Mention, Paragraph, Passage, Report, Section, SectionRole

TAG = re.compile(r"\[([^|\]]+)\|([A-Z]+)(?:=([^\]]+))?\]")


def tagged(
    *lines: str,
    division: str | None = "5120",
    role: SectionRole = SectionRole.REVIEW,
    year: int = 2023,
) -> tuple[Report, list[Marked]]:
    """A report of one section whose paragraphs are ``lines``, and its passages with the tagged names."""
    plain, found, position = [], [], 0
    for number, line in enumerate(lines):
        text, mentions, spans = _line(line, number, position)
        plain.append(text)
        found.append((Paragraph(number, position, position + len(text)), mentions, spans))
        position += len(text) + 1
    whole = "\n".join(plain)
    section = Section("工作", 1, 0, len(whole), role, year)
    passages = [Passage(text, ((0, row[0].start),), 0) for text, row in zip(plain, found, strict=True)]
    paragraphs = tuple(row[0] for row in found)
    report = Report(
        "r1", "政府工作报告", division, 2024, "test", whole, paragraphs, tuple(passages), (section,)
    )
    marked = [Marked(one, row[1], row[2]) for one, row in zip(passages, found, strict=True)]
    return report, marked


def _line(
    line: str, number: int, offset: int
) -> tuple[str, tuple[Mention, ...], tuple[tuple[int, int], ...]]:
    text, mentions, spans, last = "", [], [], 0
    for tag in TAG.finditer(line):
        text += line[last : tag.start()]
        start, surface, last = len(text), tag[1], tag.end()
        text += surface
        kind = EntityType(tag[2])
        where = (offset + start, offset + len(text))
        mentions.append(Mention(kind, *where, number, surface, tag[3] or surface, "test"))
        spans.append((start, len(text)))
    return text + line[last:], tuple(mentions), tuple(spans)
