"""One file to one :class:`kg.types.Report`."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from kg.reading.formats import read_file
from kg.reading.manifest import ManifestRow
from kg.reading.paragraphs import paragraphs
from kg.reading.passages import body
from kg.reading.sections import outline
from kg.reading.years import told
from kg.types import Problem, Report


def read(path: Path, *, manifest: ManifestRow | None = None) -> Report:
    """The report in a file; see :func:`read_with_problems`."""
    return read_with_problems(path, manifest=manifest)[0]


def read_with_problems(
    path: Path, *, manifest: ManifestRow | None = None
) -> tuple[Report, tuple[Problem, ...]]:
    """The report in a file, and what was found odd about it."""
    source = read_file(path)
    text = source.text
    found = paragraphs(text)
    inner = body(text)
    running = "\n".join(one.text for one in inner.passages)
    year = told(inner.front, inner.headings, running)
    tree = outline(inner.passages, inner.headings, year.year if year else None)
    passages = tuple(replace(one, section=at) for one, at in zip(inner.passages, tree.of, strict=True))
    identity = hashlib.sha256("\n".join(text[one.start : one.end] for one in found).encode()).hexdigest()[:16]
    origin = manifest.source if manifest and manifest.source else path.name
    return Report(
        identity, path.stem, None, year.year if year else None, origin, text, found, passages, tree.sections
    ), ()
