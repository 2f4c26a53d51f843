"""Evaluating the extraction of a folder of reports against a folder of gold annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import annotate
from kg.errors import InputError
from kg.evaluation import gold
from kg.evaluation.score import Facts, Figures, compare, facts
from kg.reading import read
from kg.types import Extraction, Report

SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report's figures, and what gold and prediction say, for lists of errors."""

    name: str
    report: Report
    gold: Facts
    predicted: Facts
    figures: dict[str, Figures]


def pairs(gold_folder: Path, reports: Sequence[Path], names: Sequence[str] = ()) -> list[tuple[Path, Path]]:
    """(report, gold file) for each gold file that has a report of its name.

    Raises:
        InputError: a folder does not exist, a named report has no gold, or nothing matches.
    """
    for folder in (gold_folder, *reports):
        if not folder.is_dir():
            message = f"{folder}: no such folder"
            raise InputError(message, "give a folder of .tsv files and a folder of reports")
    texts = {
        path.stem: path for folder in reports for path in sorted(folder.iterdir()) if path.suffix in SUFFIXES
    }
    found = {
        path.stem: (texts[path.stem], path)
        for path in sorted(gold_folder.glob("*.tsv"))
        if path.stem in texts
    }
    missing = sorted(set(names) - set(found))
    if missing or not found:
        message = f"{gold_folder}: no report and gold file for {', '.join(missing) or 'any name'}"
        raise InputError(message, "a gold file bears its report's name: ziyang-2024.tsv for ziyang-2024.txt")
    return [found[name] for name in (names or sorted(found))]


def evaluate(report_path: Path, gold_path: Path, extract: Callable[[Report], Extraction]) -> Comparison:
    """The figures of one report."""
    report, annotation = read(report_path), gold.load(gold_path)
    predicted = gold.parse(annotate.lines(report, extract(report)), f"extraction of {report_path.name}")
    said = [facts(report, one, annotation) for one in (annotation, predicted)]
    return Comparison(gold_path.stem, report, said[0], said[1], compare(said[0], said[1]))


def errors(row: Comparison) -> Iterator[tuple[str, str, str, str]]:
    """(kind, paragraph, type, name) of each mention that is missed, false, or wrong in type or boundary."""
    missed, false = row.gold.mentions - row.predicted.mentions, row.predicted.mentions - row.gold.mentions
    for side, title, others in ((missed, "missed", false), (false, "false", missed)):
        for paragraph, start, end, type_ in sorted(side):
            near = [one for one in others if one[0] == paragraph and one[1] < end and start < one[2]]
            where = row.report.paragraphs[paragraph]
            name = row.report.text[where.start + start : where.start + end]
            yield _kind(title, (start, end, type_), near), str(paragraph), type_, name


def _kind(title: str, span: tuple[int, int, str], near: Sequence[tuple[int, int, int, str]]) -> str:
    if any((one[1], one[2]) == span[:2] for one in near):
        return f"{title}: type"
    if any(one[3] == span[2] for one in near):
        return f"{title}: boundary"
    return f"{title}: both" if near else title
