"""Names by jieba's tagger, by rules, by the recogniser and its small net, and by the pipeline, side by side.

    python -m training.systems [NAME ...]     (default: the reports kept out of all training)

Prints F1 of exact mentions with its 95 % interval, and by type, one row a system. jieba's tags are
mapped as its documentation names them: ``ns`` places, ``nt`` organisations; it has no tag
for the other types.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from kg.evaluation import gold
from kg.evaluation.bootstrap import intervals
from kg.evaluation.score import Facts, Figures, compare, facts, total
from kg.extraction.report import documents
from kg.nlp.components import PATTERNS, RECOGNIZER
from kg.nlp.pipeline import load
from kg.reading import read
from kg.types import EntityType, Report
from training.reports import KEPT_OUT, gold_reports

TAGS = {"ns": EntityType.PLACE, "nt": EntityType.ORGANIZATION}
ROUNDS = 1000

Name = tuple[int, int, str]
System = Callable[[Report], list[list[Name]]]


def by_jieba(report: Report) -> list[list[Name]]:
    """Each passage's names by jieba.posseg."""
    import jieba.posseg

    found: list[list[Name]] = []
    for passage in report.passages:
        at, names = 0, []
        for word, tag in jieba.posseg.cut(passage.text):
            if tag in TAGS:
                names.append((at, at + len(word), str(TAGS[tag])))
            at += len(word)
        found.append(names)
    return found


@cache
def _docs(path: Path, fast: bool = False) -> tuple[Report, tuple[dict[str, list[Name]], ...]]:
    report = read(path)
    rows = []
    for doc in documents(report, load(fast=fast)):
        groups = {
            key: [(one.start, one.end, one.label_) for one in doc.spans[key]]
            for key in (PATTERNS, RECOGNIZER)
        }
        rows.append({**groups, "both": [(one.start, one.end, one.label_) for one in doc.ents]})
    return report, tuple(rows)


def figures(report: Report, found: list[list[Name]], gold_path: Path) -> dict[str, Figures]:
    """The figures of the names ``found`` in each passage of ``report``."""
    annotation = gold.load(gold_path)
    said = Facts()
    for passage, names in zip(report.passages, found, strict=True):
        for start, end, type_ in names:
            first, last = passage.raw(start, end)
            number = report.paragraph_at(first)
            if annotation.covers(number):
                origin = report.paragraphs[number].start
                said.mentions.add((number, first - origin, last - origin, type_))
    return compare(facts(report, annotation, annotation), said)


def rows(names: list[str]) -> Iterator[tuple[str, list[dict[str, Figures]]]]:
    """Each system's name and its figures by report."""
    pairs = gold_reports()
    reports = {name: read(pairs[name][0]) for name in names}
    yield "jieba.posseg", [figures(reports[one], by_jieba(reports[one]), pairs[one][1]) for one in names]
    for title, key, fast in (
        ("rules alone", PATTERNS, False),
        ("small net alone", RECOGNIZER, True),
        ("recogniser alone", RECOGNIZER, False),
        ("recogniser and rules", "both", False),
    ):
        each = [_docs(pairs[one][0], fast) for one in names]
        yield (
            title,
            [
                figures(report, [row[key] for row in docs], pairs[one][1])
                for one, (report, docs) in zip(names, each, strict=True)
            ],
        )


def main() -> None:
    """Print the table."""
    names = sys.argv[1:] or list(KEPT_OUT)
    print("system", "F1", "low", "high", *EntityType, sep="\t")
    for title, each in rows(names):
        sums, (low, high) = total(each), intervals(each, ROUNDS)["mention"]
        values = (sums["mention"].f1, low, high, *(sums[f"mention {one}"].f1 for one in EntityType))
        print(title, *(f"{one:.3f}" for one in values), sep="\t", flush=True)


if __name__ == "__main__":
    main()
