"""One file to one :class:`kg.types.Report`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.places import divisions
from kg.reading import years
from kg.reading.formats import read_file
from kg.reading.identity import Identity, identify
from kg.reading.manifest import ManifestRow
from kg.reading.names import FileName, of_file
from kg.reading.paragraphs import paragraphs
from kg.reading.passages import Body, body
from kg.reading.problems import Reading, problems
from kg.reading.rules import match
from kg.reading.sections import outline
from kg.reading.years import Year
from kg.types import Problem, Report

ID_LENGTH = 16
BARE_TITLE = 6


def read(path: Path, *, manifest: ManifestRow | None = None) -> Report:
    """The report in a file; what is odd about it is dropped (see :func:`read_with_problems`).

    Raises:
        InputError: the file cannot be read as a text.
    """
    return read_with_problems(path, manifest=manifest)[0]


def read_with_problems(
    path: Path, *, manifest: ManifestRow | None = None
) -> tuple[Report, tuple[Problem, ...]]:
    """The report in a file, and what was found odd about it.

    Args:
        path: a file of one of the suffixes in ``kg.reading.formats.READERS``.
        manifest: what the user states of the file; it outweighs file name and text.

    Returns:
        The report and its findings (codes ``reading.*``). ``Report.id`` is made of the text's
        paragraphs, so that copies of a report in other formats or with other blank lines share it;
        offsets hold for ``Report.text`` of this file.

    Raises:
        InputError: the file cannot be read as a text.
    """
    source = read_file(path)
    return _report(source.text, path.stem, manifest, name=path.name, damaged=source.damaged)


def _report(
    text: str, stem: str, manifest: ManifestRow | None, *, name: str, damaged: int
) -> tuple[Report, tuple[Problem, ...]]:
    inner = body(text)
    file = of_file(stem)
    running = "\n".join(one.text for one in inner.passages)
    who = identify(inner.front, running, inner.dropped, file.name)
    told = years.told(inner.front, inner.headings, running)
    year = _year(told, file, manifest)
    tree = outline(inner.passages, inner.headings, year)
    division = _division(who, manifest)
    found = paragraphs(text)
    report = Report(
        id=_identity([text[one.start : one.end] for one in found]),
        title=_title(inner, who, division, year),
        division=division,
        year=year,
        source=(manifest.source if manifest else "") or name,
        text=text,
        paragraphs=found,
        passages=tuple(replace(one, section=at) for one, at in zip(inner.passages, tree.of, strict=True)),
        sections=tree.sections,
    )
    return report, tuple(problems(Reading(report, who, told.year if told else None, file, manifest, damaged)))


def _identity(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", errors="replace")).hexdigest()[:ID_LENGTH]


def _division(who: Identity, manifest: ManifestRow | None) -> str | None:
    if who.state_council:
        return None
    if manifest and manifest.division:
        return manifest.division
    return who.division.code if who.division else None


def _year(told: Year | None, file: FileName, manifest: ManifestRow | None) -> int | None:
    """The manifest's year, else the text's where it is certain, else the file name's, else the text's."""
    if manifest and manifest.year:
        return manifest.year
    if told and (told.weight >= years.CERTAIN or file.year is None):
        return told.year
    return file.year


def _title(inner: Body, who: Identity, division: str | None, year: int | None) -> str:
    known = divisions.load().get(division)
    name = "国务院" if who.state_council else known.name if known else ""
    own = next((one for one in inner.front if match("title", one) and len(one) > BARE_TITLE), "")
    if not name and own:
        return own
    return f"{name}{year}年政府工作报告" if year else f"{name}政府工作报告"
