"""Measure the resolution on gold mentions: cross-city projects, identity over years, and all merges.

usage: python -m training.measure_resolution [--merges] [--errors]

Prints precision and recall of the cities of the projects listed in ``cross_city.tsv`` and
B³ precision, recall and F1 of the projects of ``promises_yixian.tsv`` over the years (names
as the reports write them, which the answer list gives). ``--merges`` lists every merge over all
annotated reports, ``--errors`` what was missed or wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.places.divisions import load as load_divisions
from kg.resolution import resolve
from kg.resolution.names import fold
from kg.types import (
    EntityType,
    Evidence,
    Extraction,
    Graph,
    Mention,
    Modality,
    Predicate,
    Ref,
    ReportInfo,
    SpanBasis,
    Statement,
    Status,
)
from training.gold_extractions import SHARED, load_all, load_one

THREE = ("ziyang-2024", "suining-2024", "neijiang-2024")
YIXIAN = "130633"


def rows(path: Path) -> Iterator[list[str]]:
    """The fields of the lines of a tab-separated answer list that are no comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


@dataclass(slots=True)
class Counts:
    """Right, wrong and missed."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[str], wanted: set[str]) -> None:
        """Count one set of answers."""
        self.hit += len(found & wanted)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)

    def __str__(self) -> str:
        precision = self.hit / ((self.hit + self.wrong) or 1)
        recall = self.hit / ((self.hit + self.missed) or 1)
        return (
            f"P {precision:.3f}  R {recall:.3f}  ({self.hit} right, {self.wrong} wrong, {self.missed} missed)"
        )


def cross_city(graph: Graph, path: Path, *, errors: bool) -> None:
    """Print precision and recall of the cities of the listed projects, and whether each is one node."""
    by_name, by_report, both, nodes = Counts(), Counts(), Counts(), Counts()
    for name, also, ends, reports in rows(path):
        forms = {name, *filter(None, also.split(";"))}
        iris = {iri for form in forms for iri in projects(graph, form)}
        nodes.add({str(len(iris))}, {"1"})
        wanted = [set(filter(None, cell.split(";"))) for cell in (ends, reports)]
        found = [
            spanned(graph, iris, {SpanBasis.NAME, SpanBasis.TEXT}),
            spanned(graph, iris, {SpanBasis.REPORT}),
        ]
        # What the text tells of the reporting city itself is listed as told by the report.
        found[0] -= wanted[1] - wanted[0]
        by_name.add(found[0], wanted[0])
        by_report.add(found[1], wanted[1])
        both.add(found[0] | found[1], wanted[0] | wanted[1])
        if errors and (found != wanted or len(iris) != 1):
            print("  cross-city", name, sorted(iris), found, wanted)
    for title, counts in (
        ("one node", nodes),
        ("by name", by_name),
        ("by report", by_report),
        ("cities", both),
    ):
        print(f"cross_city {title:10} {counts}")


def projects(graph: Graph, name: str) -> set[str]:
    """The IRIs of the projects that bear ``name``."""
    return {
        one.iri
        for one in graph.entities
        if one.type is EntityType.PROJECT and fold(name) in {fold(form) for form in (one.name, *one.aliases)}
    }


def spanned(graph: Graph, iris: set[str], bases: set[SpanBasis]) -> set[str]:
    """The names of the cities that the projects ``iris`` span on one of ``bases``."""
    divisions = load_divisions()
    found = set()
    for fact in graph.facts:
        if fact.subject in iris and fact.basis in bases and fact.object:
            place = divisions.get(fact.object.rsplit("/", 1)[1])
            found.add(place.name if place else fact.object)
    return found


def b_cubed(predicted: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 of two clusterings of the same items (item → cluster).

    Bagga and Baldwin, "Entity-based cross-document coreferencing using the vector space
    model", 1998.
    """
    groups = [members(one) for one in (predicted, gold)]
    precision = recall = 0.0
    for item in gold:
        mine, theirs = groups[0][predicted[item]], groups[1][gold[item]]
        shared = len(mine & theirs)
        precision += shared / len(mine)
        recall += shared / len(theirs)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def members(clusters: Mapping[str, str]) -> dict[str, set[str]]:
    """The items of each cluster."""
    found: dict[str, set[str]] = defaultdict(set)
    for item, cluster in clusters.items():
        found[cluster].add(item)
    return found


def promises(path: Path, shared: Path, *, errors: bool) -> None:
    """Print B³ of the listed projects' identity over the reports of the years."""
    texts = {year: paragraphs(year, shared) for year in range(2017, 2026)}
    gold: dict[str, str] = {}
    named: dict[str, tuple[int, str]] = {}
    listed = list(rows(path))
    common = shared_forms(listed)
    for name, other, statements, _ in listed:
        forms = [name, *(form for form in other.split(";") if form not in common and form != "-")]
        by_year: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for one in statements.split(";"):
            when, modality, _, paragraph = one.split(":")
            by_year[int(when)].append((int(paragraph), modality))
        for year, where in by_year.items():
            item = f"{name}@{year}"
            gold[item] = name
            named[item] = year, form_in(forms, [texts[year][at] for at, _ in where]) or name
    graph = resolve([of_year(year, named) for year in sorted({year for year, _ in named.values()})])
    iris = {(mention.report, mention.surface): one.iri for one in graph.entities for mention in one.mentions}
    predicted = {item: iris[f"易县-{year}", form] for item, (year, form) in named.items()}
    precision, recall, f1 = b_cubed(predicted, gold)
    print(f"promises_yixian  B3 P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({len(gold)} items)")
    if errors:
        show_errors(predicted, gold, named)


def show_errors(
    predicted: Mapping[str, str], gold: Mapping[str, str], named: Mapping[str, tuple[int, str]]
) -> None:
    """Print what was split and what was joined against the answers."""
    for cluster, items in sorted(members(gold).items()):
        groups = {predicted[item] for item in items}
        if len(groups) > 1:
            print("  split ", cluster, sorted({named[item][1] for item in items}))
    for cluster, items in sorted(members(predicted).items()):
        if len({gold[item] for item in items}) > 1:
            print("  joined", cluster, sorted({(gold[item], named[item][1]) for item in items}))


def shared_forms(listed: Iterable[list[str]]) -> set[str]:
    """Forms that several projects share (lists with one head), which the canonical name completes."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name, other, *_ in listed:
        for form in other.split(";"):
            owners[form].add(name)
    return {form for form, names in owners.items() if len(names) > 1}


def form_in(forms: Iterable[str], texts: Iterable[str]) -> str | None:
    """The longest form that stands in one of ``texts``."""
    found = [form for form in forms if any(fold(form) in fold(text) for text in texts)]
    return max(found, key=len, default=None)


def paragraphs(year: int, shared: Path) -> list[str]:
    """The non-blank lines of the report of a year, or none."""
    for name in (f"years/易县-{year}.txt", f"reports/yixian-{year}.txt"):
        path = shared / name
        if path.exists():
            return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return []


def of_year(year: int, named: Mapping[str, tuple[int, str]]) -> Extraction:
    """A report of one year that mentions the names listed for it."""
    info = ReportInfo(f"易县-{year}", f"易县 {year}", YIXIAN, year, "answers", 10**6)
    mentions, statements = [], []
    for at, name in enumerate(sorted({form for when, form in named.values() if when == year})):
        mentions.append(Mention(EntityType.PROJECT, at * 100, at * 100 + len(name), at, name, name, "gold"))
        evidence = Evidence(info.id, at, at * 100, at * 100 + len(name), name, "gold")
        statements.append(
            Statement(
                Ref(EntityType.PROJECT, name),
                Predicate.PROGRESS,
                evidence,
                status=Status.PLANNED,
                modality=Modality.PLANNED,
                year=year,
            )
        )
    return Extraction(info, tuple(mentions), tuple(statements))


def merges(graph: Graph) -> None:
    """Print every merge of the graph, one a line, and their number by reason."""
    counts: dict[str, int] = defaultdict(int)
    for one in graph.entities:
        for merge in one.merges:
            counts[merge.reason] += 1
            print(one.type, one.name, merge.reason, merge.score, " | ".join(merge.members), sep="\t")
    print("merges by reason:", dict(sorted(counts.items())))


def main() -> int:
    """Print all measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--merges", action="store_true", help="list every merge")
    parser.add_argument("--errors", action="store_true", help="list what is missed or wrong")
    args = parser.parse_args()
    three = resolve([load_one(SHARED / "gold" / f"{name}.tsv") for name in THREE])
    cross_city(three, SHARED / "gold" / "cross_city.tsv", errors=args.errors)
    promises(SHARED / "gold" / "promises_yixian.tsv", SHARED, errors=args.errors)
    extractions = list(load_all())
    began = time.perf_counter()
    graph = resolve(extractions)
    took = time.perf_counter() - began
    names = sum(len({mention.ref for mention in one.mentions}) for one in extractions)
    print(
        f"all: {len(extractions)} reports, {names} names, {len(graph.entities)} entities, "
        f"{sum(len(one.merges) for one in graph.entities)} merges, {took:.1f} s"
    )
    if args.merges:
        merges(graph)
    return 0


if __name__ == "__main__":
    sys.exit(main())
