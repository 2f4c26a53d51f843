"""A text's paragraphs: its non-blank lines, stripped, as gold annotations count them."""

from __future__ import annotations

from kg.types import Paragraph


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The non-blank lines of ``text`` (``str.splitlines``), stripped, with half-open character offsets."""
    found: list[Paragraph] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = offset + len(line) - len(line.lstrip())
            found.append(Paragraph(len(found), start, start + len(stripped)))
        offset += len(line)
    return tuple(found)
