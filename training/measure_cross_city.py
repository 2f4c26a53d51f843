"""Measure the resolution on the golden list of projects that span several cities.

usage: python -m training.measure_cross_city [--half first|second] [--extractions FOLDER] [--errors]

Prints pairwise and B³ precision, recall and F1 of the identity of ``tests/golden/cross_city.tsv`` and
precision and recall of the cities, for each half of the list (by the province of a project's first
report). Names come as the list gives them, or, with ``--extractions`` (the folder of that
name in a build), as the pipeline found them: a wording that it did not find stands alone.
Needs the reports beside the project.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg import storage
from kg.places.divisions import load as load_divisions
from kg.reading import read
from kg.resolution import resolve
from kg.types import (
    EntityType,
    Evidence,
    Extraction,
    Graph,
    Mention,
    Predicate,
    Report,
    SpanBasis,
    Statement,
    Status,
    info,
)
from training.gold_extractions import HOMES
from training.measure_resolution import Counts, b_cubed, members, rows, spanned
from training.reports import FOLDERS, ROOT, SHARED

GOLDEN = ROOT / "tests" / "golden" / "cross_city.tsv"
#: Provinces whose projects are the first half, the one whose errors may be looked at.
FIRST = frozenset(("11", "12", "13", "32", "34", "36", "52"))
HALVES = ("first", "second")
Item = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """How one report names a project; ``name`` is the full form where a list has one head for several."""

    report: str
    surface: str
    name: str

    @property
    def item(self) -> Item:
        """What is clustered."""
        return self.report, self.surface


@dataclass(frozen=True, slots=True)
class Project:
    """One line of the list."""

    name: str
    wordings: tuple[Wording, ...]
    by_name: frozenset[str]
    by_report: frozenset[str]

    @property
    def half(self) -> str:
        """The half that it belongs to."""
        division = report_of(self.wordings[0].report).division or ""
        return HALVES[0] if division[:2] in FIRST else HALVES[1]


def projects(path: Path = GOLDEN) -> list[Project]:
    """The lines of the list."""
    return [
        Project(name, tuple(map(_wording, wordings.split(";"))), _set(by_name), _set(by_report))
        for name, wordings, by_name, by_report in rows(path)
    ]


def _wording(text: str) -> Wording:
    report, _, rest = text.partition(":")
    surface, _, name = rest.partition("=")
    return Wording(report, surface, name or surface)


def _set(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split(";")))


@cache
def report_of(stem: str) -> Report:
    """The report of this file name, with the body that it is known to be of."""
    for folder in FOLDERS:
        path = SHARED / folder / f"{stem}.txt"
        if path.exists():
            found = read(path)
            return replace(found, division=found.division or HOMES.get(stem.rpartition("-")[0]))
    message = f"no report {stem}"
    raise FileNotFoundError(message)


def listed(wanted: Iterable[Project]) -> list[Extraction]:
    """The wordings of the list as what a perfect reader would hand on.

    A report that speaks of a project as its own tells of its progress.
    """
    by_report: dict[str, dict[Wording, bool]] = defaultdict(dict)
    for project in wanted:
        for one in project.wordings:
            city = load_divisions().city_of(report_of(one.report).division or "")
            by_report[one.report][one] = city is not None and city.name in project.by_report
    return [_extraction(stem, some) for stem, some in sorted(by_report.items())]


def _extraction(stem: str, wordings: Mapping[Wording, bool]) -> Extraction:
    report = report_of(stem)
    mentions, statements = [], []
    for at, one in enumerate(sorted(wordings, key=lambda one: one.item)):
        start, end = at * 100, at * 100 + len(one.surface)
        mentions.append(Mention(EntityType.PROJECT, start, end, at, one.surface, one.name, "gold"))
        if wordings[one]:
            evidence = Evidence(report.id, at, start, end, one.surface, "gold")
            statements.append(
                Statement(mentions[-1].ref, Predicate.PROGRESS, evidence, status=Status.UNDER_CONSTRUCTION)
            )
    return Extraction(replace(info(report), length=10**6), tuple(mentions), tuple(statements))


def placed(graph: Graph, wanted: Iterable[Project], *, exact: bool) -> dict[Item, str]:
    """The IRI of each wording: of the mention that is it, or (not ``exact``) that shares most of it."""
    mentions: dict[str, list[tuple[str, int, int, str]]] = defaultdict(list)
    for entity in graph.entities:
        for mention in entity.mentions:
            where = mention.surface, mention.start, mention.end, entity.iri
            mentions[mention.report].append(where)
    found = {}
    for project in wanted:
        for one in project.wordings:
            report = report_of(one.report)
            near = mentions[report.id]
            iri = _same(one.surface, near) if exact else _best(one.surface, report.text, near)
            found[one.item] = iri or f"missed {one.item}"
    return found


def _same(surface: str, near: Iterable[tuple[str, int, int, str]]) -> str | None:
    return next((iri for text, _, _, iri in near if text == surface), None)


def _best(surface: str, text: str, near: Sequence[tuple[str, int, int, str]]) -> str | None:
    """The mention that shares the largest part of an occurrence of ``surface``, above half of both."""
    best, chosen = 0.5, None
    for start in _occurrences(surface, text):
        end = start + len(surface)
        for _, first, last, iri in near:
            shared = (min(end, last) - max(start, first)) / (max(end, last) - min(start, first))
            if shared > best:
                best, chosen = shared, iri
    return chosen


def _occurrences(surface: str, text: str) -> Iterator[int]:
    at = text.find(surface)
    while at >= 0:
        yield at
        at = text.find(surface, at + 1)


def pairwise(predicted: Mapping[Item, str], gold: Mapping[Item, str]) -> Counts:
    """Pairs of wordings that are one thing: right, wrong and missed."""

    def pairs(clusters: Mapping[Item, str]) -> set[str]:
        return {
            f"{one} {other}"
            for some in members({str(item): where for item, where in clusters.items()}).values()
            for one in some
            for other in some
            if one < other
        }

    counts = Counts()
    counts.add(pairs(predicted), pairs(gold))
    return counts


def show(graph: Graph, wanted: Sequence[Project], where: Mapping[Item, str], *, errors: bool) -> None:
    """Print the figures of some projects."""
    gold = {one.item: project.name for project in wanted for one in project.wordings}
    predicted = {item: where[item] for item in gold}
    keys = {str(item): cluster for item, cluster in gold.items()}
    precision, recall, f1 = b_cubed({str(item): iri for item, iri in predicted.items()}, keys)
    missed = sum(iri.startswith("missed ") for iri in predicted.values())
    counts = pairwise(predicted, gold)
    print(f"  pairwise {_f1(counts):.3f}  {counts}")
    print(
        f"  B3       {f1:.3f}  P {precision:.3f}  R {recall:.3f}  ({len(gold)} wordings, {missed} not found)"
    )
    by_name, cities = Counts(), Counts()
    for project in wanted:
        iris = {iri for one in project.wordings if not (iri := where[one.item]).startswith("missed ")}
        said = spanned(graph, iris, {SpanBasis.NAME, SpanBasis.TEXT})
        all_ = said | spanned(graph, iris, {SpanBasis.REPORT})
        by_name.add(said - (project.by_report - project.by_name), set(project.by_name))
        cities.add(all_, set(project.by_name | project.by_report))
        if errors:
            _show_errors(project, where, said, all_)
    if errors:
        _show_joined(predicted, gold)
    print(f"  by name  {_f1(by_name):.3f}  {by_name}")
    print(f"  cities   {_f1(cities):.3f}  {cities}")


def _f1(counts: Counts) -> float:
    return 2 * counts.hit / ((2 * counts.hit + counts.wrong + counts.missed) or 1)


def _show_errors(project: Project, where: Mapping[Item, str], said: set[str], all_: set[str]) -> None:
    iris = {where[one.item] for one in project.wordings}
    if len(iris) > 1:
        print("    split ", project.name, [(one.item, where[one.item]) for one in project.wordings])
    wanted = set(project.by_name | project.by_report)
    if all_ != wanted or not project.by_name <= said:
        print(
            "    cities",
            project.name,
            "more",
            sorted(all_ - wanted),
            "less",
            sorted(wanted - all_),
            "not by name",
            sorted(project.by_name - said),
        )


def _show_joined(predicted: Mapping[Item, str], gold: Mapping[Item, str]) -> None:
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for item, iri in predicted.items():
        names[iri][gold[item]] += 1
    for iri, some in sorted(names.items()):
        if len(some) > 1:
            print("    joined", iri, dict(some))


def piped(folder: Path, wanted: Iterable[Project]) -> list[Extraction]:
    """The extractions of a build, of the list's reports, with the bodies that they are known to be of."""
    bodies = {report.id: report.division for report in _reports(wanted)}
    found = [one for path in sorted(folder.glob("*.json")) if (one := storage.read(path).extraction)]
    return [
        replace(one, report=replace(one.report, division=bodies[one.report.id]))
        for one in found
        if one.report.id in bodies
    ]


def _reports(wanted: Iterable[Project]) -> list[Report]:
    return [
        report_of(stem) for stem in sorted({one.report for project in wanted for one in project.wordings})
    ]


def main() -> int:
    """Print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--half", choices=HALVES, help="one half only")
    parser.add_argument(
        "--extractions", type=Path, help="what the pipeline extracted: that folder of a build"
    )
    parser.add_argument("--errors", action="store_true", help="list what is missed or wrong")
    args = parser.parse_args()
    wanted = projects()
    extractions = piped(args.extractions, wanted) if args.extractions else listed(wanted)
    graph = resolve(extractions)
    present = {one.report.id for one in extractions}
    wanted = [one for one in wanted if all(report_of(word.report).id in present for word in one.wordings)]
    where = placed(graph, wanted, exact=not args.extractions)
    for half in [args.half] if args.half else HALVES:
        some = [one for one in wanted if one.half == half]
        print(f"{half} half: {len(some)} projects, {len(extractions)} reports")
        show(graph, some, where, errors=args.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
