"""Gold annotations as :class:`~kg.types.Extraction` values: what a perfect extraction would hand on.

``python training/gold_extractions.py`` prints how much each annotated report holds.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.evaluation import gold
from kg.reading import read
from kg.types import (
    EntityType,
    Evidence,
    Extraction,
    Mention,
    Modality,
    ObservationKind,
    Predicate,
    Quantity,
    Ref,
    Report,
    Statement,
    Status,
    info,
)

SHARED = Path(__file__).resolve().parents[2] / "shared"
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
PLANNED = "planned"
HOMES = {
    "changsha": "4301",
    "chenzhou": "4310",
    "deyang": "5106",
    "dezhou": "3714",
    "guangan": "5116",
    "guangzhou": "4401",
    "haerbin": "2301",
    "hefei": "3401",
    "huhehaote": "1501",
    "jian": "3608",
    "jiaxing": "3304",
    "jilin": "2202",
    "jining": "3708",
    "linzhi": "5404",
    "nanchong": "5113",
    "nantong": "3206",
    "neijiang": "5110",
    "ningbo": "3302",
    "qiandongnan": "5226",
    "sanya": "4602",
    "shenyang": "2101",
    "shiyan": "4203",
    "suining": "5109",
    "tianjin": "12",
    "wenzhou": "3303",
    "wuhan": "4201",
    "wuhu": "3402",
    "xiamen": "3502",
    "yangquan": "1403",
    "yichang": "4205",
    "yinchuan": "6401",
    "yixian": "130633",
    "zhongshan": "4420",
    "zibo": "3703",
    "ziyang": "5120",
    "zunyi": "5203",
    "清苑": "130608",
}
"""Whose report each annotated file is, for those whose text does not tell."""


def extraction(report: Report, annotation: gold.Gold) -> Extraction:
    """The gold annotation of ``report`` as the extraction that a perfect reader would make."""
    found = gold.mentions(report, annotation)
    kinds = {"R": _relation, "P": _progress, "O": _observation}
    statements = [
        kinds[line.kind](line, _evidence(report, line, found))
        for line in annotation.lines
        if line.kind in kinds and annotation.covers(line.paragraph)
    ]
    return Extraction(info(report), tuple(found), tuple(statements))


def load_all(shared: Path = SHARED) -> Iterator[Extraction]:
    """The extractions of all annotated reports of ``shared``, in the order of their file names."""
    for path in sorted(shared.glob("gold/*-20*.tsv")):
        yield load_one(path, shared)


def load_one(path: Path, shared: Path = SHARED) -> Extraction:
    """The extraction of the one report whose gold file is ``path``."""
    for folder in ("reports", "years", "corpus"):
        source = shared / folder / f"{path.stem}.txt"
        if source.exists():
            return extraction(_completed(read(source), path.stem), gold.load(path))
    message = f"no report for {path}"
    raise FileNotFoundError(message)


def _completed(report: Report, stem: str) -> Report:
    body, _, year = stem.rpartition("-")
    return dataclasses.replace(
        report, division=report.division or HOMES.get(body), year=report.year or int(year)
    )


def _ref(name: str) -> Ref:
    kind, _, rest = name.partition(":")
    return Ref(EntityType(kind), rest)


def _evidence(report: Report, line: gold.Line, found: list[Mention]) -> Evidence:
    """The sentence of the line's paragraph that names most of what the line speaks of."""
    paragraph = report.paragraphs[line.paragraph]
    text = report.text[paragraph.start : paragraph.end]
    named = {field.partition(":")[2] for field in line.fields if ":" in field}
    wanted = [(one.start, one.end) for one in found if one.paragraph == line.paragraph and one.name in named]
    values = (line.fields[3],) if line.kind == "O" else ()
    best = max(
        SENTENCE.finditer(text),
        key=lambda match: (
            sum(match.start() <= start - paragraph.start < match.end() for start, _ in wanted)
            + sum(value in match[0] for value in values),
            -match.start(),
        ),
    )
    start = paragraph.start + best.start()
    return Evidence(report.id, line.paragraph, start, start + len(best[0]), best[0], "gold")


def _relation(line: gold.Line, evidence: Evidence) -> Statement:
    name, head, tail, *modality = line.fields
    planned = bool(modality) and modality[0] == PLANNED
    return Statement(
        _ref(head),
        Predicate(name),
        evidence,
        object=_ref(tail),
        modality=Modality.PLANNED if planned else Modality.ACTUAL,
    )


def _progress(line: gold.Line, evidence: Evidence) -> Statement:
    name, status, modality, year = line.fields
    return Statement(
        _ref(name),
        Predicate.PROGRESS,
        evidence,
        status=Status(status),
        modality=Modality(modality),
        year=int(year),
    )


def _observation(line: gold.Line, evidence: Evidence) -> Statement:
    subject, indicator, kind, value, unit, modality, year = line.fields[:7]
    return Statement(
        None if subject == "." else _ref(subject),
        Predicate.OBSERVATION,
        evidence,
        quantity=Quantity(indicator, ObservationKind(kind), value, unit),
        modality=Modality(modality),
        year=int(year) if year.isdigit() else None,
    )


def main() -> int:
    """Print the number of mentions and statements of each annotated report."""
    for one in load_all():
        report = one.report
        print(report.source, report.division, report.year, len(one.mentions), len(one.statements), sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
