"""Train and measure the classifier of progress: ``python -m training.progress [--errors N] [--save]``."""

from __future__ import annotations

import argparse
import collections
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.extraction.progress.extract import ACTUAL, STATUSES, Sample, samples
from training.statement_data import Case, Fit, cases, figures, folds, key, shipped

CLASSES = (*map(str, STATUSES), ACTUAL)
TARGET = Path(__file__).resolve().parents[1] / "kg" / "extraction" / "progress" / "model.npz"
FOLDS = 6
CUTS = {"planned": 0.3, "started": 0.35, "in_operation": 0.4, ACTUAL: 0.5}
"""Thresholds that are not 0.45; those from 0.25 to 0.55 lie within one point of F1."""
Triple = tuple[str, str, str]


def wanted(case: Case) -> dict[tuple[int, str], set[tuple[str, str]]]:
    """Gold (status, modality) by paragraph and entity key."""
    held: dict[tuple[int, str], set[tuple[str, str]]] = collections.defaultdict(set)
    for line in case.gold.of("P"):
        held[line.paragraph, key(line.fields[0])].add((line.fields[1], line.fields[2]))
    return held


def place(one: Sample) -> tuple[int, str]:
    """Paragraph and entity key of a sample."""
    mention = one.layout.marked.mentions[one.mention]
    return mention.paragraph, key(f"{mention.type}:{mention.name}")


def labelled(held: Sequence[Case]) -> tuple[list[Sample], Any, Any]:
    """Samples of all cases, labels, and the numbers of those that share entity and paragraph."""
    found: list[Sample] = []
    rows, groups = [], []
    for number, case in enumerate(held):
        gold = wanted(case)
        for one in samples(case.report, case.marked):
            mention = one.layout.marked.mentions[one.mention]
            if not case.gold.covers(mention.paragraph):
                continue
            told = gold.get(place(one), set())
            row = [int(any(status == wish for wish, _ in told)) for status in CLASSES[:-1]]
            modalities = {modality for _, modality in told}
            actual = -1 if not modalities else int("actual" in modalities)
            found.append(one)
            rows.append([*row, actual])
            groups.append((number, *place(one)))
    return found, np.array(rows), groups


def train(held: Sequence[Case]) -> Fit:
    """Fit in two rounds: of several mentions in a paragraph the second keeps the likeliest."""
    found, labels, groups = labelled(held)
    bags = [one.features for one in found]
    fit = Fit(CLASSES, strength=0.5).train(bags, labels)
    chances = fit.chances(bags)
    by_group: dict[Any, list[int]] = collections.defaultdict(list)
    for number, group in enumerate(groups):
        by_group[group].append(number)
    second = labels.copy()
    for numbers in by_group.values():
        for column in range(len(CLASSES) - 1):
            if len(numbers) > 1 and labels[numbers[0], column] == 1:
                best = max(numbers, key=lambda one: chances[one, column])
                for one in numbers:
                    second[one, column] = 1 if one == best else -1 if chances[one, column] > 0.2 else 0
    return Fit(CLASSES, strength=0.5).train(bags, second)


def decide(fit: Fit, cuts: dict[str, float], held: Sequence[Case]) -> list[dict[Triple, Sample]]:
    """What the model tells of each case: triples with the sample that told them."""
    result = []
    for case in held:
        found = [one for one in samples(case.report, case.marked) if case.gold.covers(place(one)[0])]
        chances = fit.chances([one.features for one in found]) if found else []
        told: dict[Triple, Sample] = {}
        for one, row in zip(found, chances, strict=True):
            modality = "actual" if row[-1] >= cuts[ACTUAL] else "planned"
            for column, status in enumerate(CLASSES[:-1]):
                if row[column] >= cuts[status]:
                    told[place(one)[1], status, modality] = one
        result.append(told)
    return result


def triples(case: Case) -> set[Triple]:
    """The gold triples of a report."""
    return {(entity, *one) for (_, entity), held in wanted(case).items() for one in held}


def measure(held: Sequence[Case], cuts: dict[str, float], errors: int) -> None:
    """Print figures over folds of reports, in all and by status, and some errors."""
    hits: collections.Counter[str] = collections.Counter()
    told: collections.Counter[str] = collections.Counter()
    gold: collections.Counter[str] = collections.Counter()
    wrong: list[str] = []
    for learn, left in folds(held, FOLDS):
        fit = train(learn)
        for case, found in zip(left, decide(fit, cuts, left), strict=True):
            want = triples(case)
            for which, rows in ((hits, want & set(found)), (told, set(found)), (gold, want)):
                which.update(status for _, status, _ in rows)
            wrong += _errors(case, found, want)
    for status in CLASSES[:-1]:
        print(f"{status:20} {figures(hits[status], told[status], gold[status])}")
    print(f"{'progress':20} {figures(hits.total(), told.total(), gold.total())}")
    print(*wrong[:: max(1, len(wrong) // errors)] if errors else (), sep="\n")


def _errors(case: Case, found: dict[Triple, Sample], want: set[Triple]) -> list[str]:
    rows = []
    for entity, status, modality in sorted(set(found) ^ want):
        true = sorted(f"{one[1]}/{one[2]}" for one in want if one[0] == entity)
        said = sorted(f"{one[1]}/{one[2]}" for one in found if one[0] == entity)
        sign = "+" if (entity, status, modality) in found else "-"
        around = _around(case, entity)
        rows.append(f"{sign} {case.name} {entity} {status}/{modality} gold={true} told={said} {around}")
    return rows


def _around(case: Case, entity: str) -> str:
    for one in samples(case.report, case.marked):
        if place(one)[1] == entity:
            start, end = one.layout.marked.spans[one.mention]
            return f"…{one.layout.text[max(0, start - 25) : end + 30]}…"
    return ""


def main() -> None:
    """Measure by leaving reports out; with ``--save`` train on all and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    cuts = dict.fromkeys(CLASSES, 0.45) | CUTS
    held = cases()
    if args.save:
        train(shipped(held)).save(TARGET, cuts)
    else:
        measure(shipped(held), cuts, args.errors)


if __name__ == "__main__":
    main()
