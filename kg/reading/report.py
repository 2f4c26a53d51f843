"""One file to one :class:`kg.types.Report`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.reading.formats import read_file
from kg.reading.manifest import ManifestRow
from kg.reading.paragraphs import paragraphs
from kg.types import Passage, Problem, Report


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
    passages = tuple(
        Passage(
            text[one.start : one.end],
            ((0, one.start),),
            None,
            one.end - one.start < 40 and text[one.end - 1] not in "。！？：",
        )
        for one in found
    )
    identity = hashlib.sha256("\n".join(text[one.start : one.end] for one in found).encode()).hexdigest()[:16]
    origin = manifest.source if manifest and manifest.source else path.name
    return Report(identity, path.stem, None, None, origin, text, found, passages, ()), ()
