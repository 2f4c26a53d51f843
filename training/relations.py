"""Train and measure the classifiers of relations: ``python -m training.relations [--errors N] [--save]``."""

from __future__ import annotations

import argparse
import collections
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from kg.extraction.relations import candidates
from kg.extraction.relations.candidates import Candidate
from kg.extraction.relations.settle import settle
from kg.types import Predicate
from training.statement_data import Case, Fit, cases, figures, folds, key, own_body, shipped

RELATIONS = tuple(str(one) for one in Predicate if one.is_relation)
TARGET = Path(__file__).resolve().parents[1] / "kg" / "extraction" / "relations"
FOLDS = 6
SOURCES = candidates.SOURCES
STRENGTH = {"pairs": 0.3, "own": 0.3, "names": 0.5, "lines": 0.5}
Triple = tuple[str, str, str]
Cuts = dict[str, dict[str, float]]


@dataclass
class Table:
    """The candidates of one source over some reports: bags, labels, triples."""

    found: list[Candidate] = field(default_factory=list)
    labels: list[list[int]] = field(default_factory=list)
    case: list[int] = field(default_factory=list)


def triple(relation: str, head: str, tail: str) -> Triple:
    """A relation as score.py compares it: names by key, either order where it means nothing."""
    head, tail = key(head), key(tail)
    if relation == "COOPERATES_WITH":
        head, tail = sorted((head, tail))
    return relation, head, tail


def gold_lines(case: Case) -> dict[Triple, set[int]]:
    """Gold triples of a report with the paragraphs of their lines."""
    held: dict[Triple, set[int]] = collections.defaultdict(set)
    for line in case.gold.of("R"):
        held[triple(*line.fields[:3])].add(line.paragraph)
    return held


def told(one: Candidate, relation: str) -> Triple:
    """What a candidate would tell."""
    return triple(relation, f"{one.head.type}:{one.head.name}", f"{one.tail.type}:{one.tail.name}")


def table(held: Sequence[Case], source: str) -> Table:
    """Candidates of ``source`` with a label a relation: 1, 0, or -1 where it does not count."""
    result = Table()
    for number, case in enumerate(held):
        if (case.name, source) not in _TABLES:
            _TABLES[case.name, source] = list(_rows(case, source))
        for one, row in _TABLES[case.name, source]:
            result.found.append(one)
            result.labels.append(row)
            result.case.append(number)
    return result


_TABLES: dict[tuple[str, str], list[tuple[Candidate, list[int]]]] = {}


def _rows(case: Case, source: str) -> Iterator[tuple[Candidate, list[int]]]:
    gold = gold_lines(case)
    for one in candidates.find(case.report, case.marked, own_body(case), source):
        if case.gold.covers(one.paragraph):
            yield one, [_label(one, relation, gold, source) for relation in RELATIONS]


def _label(one: Candidate, relation: str, gold: dict[Triple, set[int]], source: str) -> int:
    if relation not in one.relations:
        return -1
    where = gold.get(told(one, relation), set())
    here = bool(where) if source in ("names", "lines") else one.paragraph in where
    return 1 if here else -1 if where else 0


def train(held: Sequence[Case]) -> dict[str, Fit]:
    """One classifier a source of candidates."""
    fits = {}
    for source in SOURCES:
        rows = table(held, source)
        labels = np.array(rows.labels)
        fits[source] = Fit(RELATIONS, strength=STRENGTH[source]).train(
            [one.features for one in rows.found], labels
        )
    return fits


def settled(rows: Table, chances: Any) -> Any:  # noqa: ANN401
    """Chances as run time settles them, report by report."""
    result = []
    for number in sorted(set(rows.case)):
        members = [at for at, case in enumerate(rows.case) if case == number]
        own = [rows.found[at] for at in members]
        result += settle(own, [list(map(float, chances[at])) for at in members], RELATIONS)
    return np.array(result)


Scored = list[tuple[float, str, Triple, int, Candidate]]


def score(fits: dict[str, Fit], held: Sequence[Case], least: float = 0.05) -> dict[str, Scored]:
    """All candidates of unseen reports with their chances, by source."""
    result: dict[str, Scored] = {}
    for source in SOURCES:
        rows = table(held, source)
        chances = settled(rows, fits[source].chances([one.features for one in rows.found]))
        result[source] = [
            (float(chances[number, column]), relation, told(one, relation), rows.case[number], one)
            for number, one in enumerate(rows.found)
            for column, relation in enumerate(RELATIONS)
            if relation in one.relations and chances[number, column] >= least
        ]
    return result


def best_cuts(scored: dict[str, Scored], held: Sequence[Case]) -> Cuts:
    """The threshold of each source and relation that gives the highest F1, sources one by one."""
    gold = [set(gold_lines(case)) for case in held]
    cuts: Cuts = {source: dict.fromkeys(RELATIONS, 1.1) for source in SOURCES}
    for relation in RELATIONS:
        total = sum(one[0] == relation for held_gold in gold for one in held_gold)
        kept: set[tuple[int, Triple]] = set()
        for source in ("lines", "names", "own", "pairs"):
            rows = sorted((row for row in scored[source] if row[1] == relation), key=lambda row: -row[0])
            cuts[source][relation], kept = _cut(rows, kept, gold, total)
    return cuts


def _cut(
    rows: Scored, kept: set[tuple[int, Triple]], gold: list[set[Triple]], total: int
) -> tuple[float, set[tuple[int, Triple]]]:
    have = set(kept)
    hits = sum(one in gold[case] for case, one in have)
    best, cut, size = 2 * hits / max(len(have) + total, 1), 1.1, 0
    grown: list[tuple[int, Triple]] = []
    for chance, _, one, case, _ in rows:
        if (case, one) not in have:
            have.add((case, one))
            grown.append((case, one))
            hits += one in gold[case]
        value = 2 * hits / max(len(have) + total, 1)
        if value > best:
            best, cut, size = value, chance, len(grown)
    return min(max(cut - 1e-4, 0.1), 1.1), kept | set(grown[:size])


def tell(scored: dict[str, Scored], cuts: Cuts, number: int) -> list[dict[Triple, Candidate]]:
    """What is told of each of ``number`` reports."""
    result: list[dict[Triple, Candidate]] = [{} for _ in range(number)]
    for source in SOURCES:
        for chance, relation, one, case, candidate in scored[source]:
            if chance >= cuts[source][relation]:
                result[case].setdefault(one, candidate)
    return result


def tuned(held: Sequence[Case], inner: int = 2) -> Cuts:
    """Thresholds by folds inside of the training reports."""
    scored: dict[str, Scored] = {source: [] for source in SOURCES}
    numbers = {case.name: number for number, case in enumerate(held)}
    for learn, left in folds(held, inner):
        found = score(train(learn), left)
        for source, rows in found.items():
            scored[source] += [(*row[:3], numbers[left[row[3]].name], row[4]) for row in rows]
    return best_cuts(scored, held)


def measure(held: Sequence[Case], errors: int, only: str) -> None:
    """Figures over folds of reports, in all and by relation."""
    counts: dict[str, collections.Counter[str]] = {
        name: collections.Counter() for name in ("hit", "told", "gold")
    }
    wrong: list[str] = []
    reach: collections.Counter[str] = collections.Counter()
    for learn, left in folds(held, FOLDS):
        cuts = tuned(learn)
        scored = score(train(learn), left)
        every = tell(scored, {source: dict.fromkeys(RELATIONS, 0.0) for source in SOURCES}, len(left))
        for case, found, all_found in zip(left, tell(scored, cuts, len(left)), every, strict=True):
            want = set(gold_lines(case))
            counts["hit"].update(one[0] for one in want & set(found))
            counts["told"].update(one[0] for one in found)
            counts["gold"].update(one[0] for one in want)
            reach.update(one[0] for one in want & set(all_found))
            wrong += _wrong(case, found, want, set(all_found))
    for relation in RELATIONS:
        line = figures(*(counts[name][relation] for name in ("hit", "told", "gold")))
        print(f"{relation:16} {line}  reachable {reach[relation] / max(counts['gold'][relation], 1):.3f}")
    print(f"{'relation':16} {figures(*(counts[name].total() for name in ('hit', 'told', 'gold')))}")
    wrong = [row for row in wrong if not only or only in row]
    print(*wrong[:: max(1, len(wrong) // errors)] if errors else (), sep="\n")


def _wrong(case: Case, found: dict[Triple, Candidate], want: set[Triple], every: set[Triple]) -> list[str]:
    rows = []
    for one in sorted(want ^ set(found)):
        sign = "+" if one in found else "-" if one in every else "--"
        at = found[one].paragraph if one in found else min(gold_lines(case)[one])
        text = found[one].quote if one in found else _near(case, one, at)
        rows.append(f"{sign} {case.name} {at} {' '.join(one)} …{text}…")
    return rows


def _near(case: Case, one: Triple, paragraph: int) -> str:
    held = case.report.paragraphs[paragraph]
    text = case.report.text[held.start : held.end]
    name = one[2].split(":", 1)[1]
    at = max(text.find(name[:3]), 0)
    return text[max(0, at - 50) : at + 30]


def main() -> None:
    """Measure by leaving reports out; with ``--save`` train on all and write the models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    held = shipped(cases())
    if not args.save:
        measure(held, args.errors, args.only)
        return
    cuts = tuned(held, 3)
    for source, fit in train(held).items():
        fit.save(TARGET / f"{source}.npz", cuts[source])
        print(source, {name: round(cut, 3) for name, cut in cuts[source].items()})


if __name__ == "__main__":
    main()
