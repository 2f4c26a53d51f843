"""The shipped models of relations and progress on the reports kept out: ``python -m training.last``.

Mentions are the gold ones; counting is that of score.py.
"""

from __future__ import annotations

import collections

from kg.extraction import progress, relations
from training import progress as progress_training
from training.relations import RELATIONS, gold_lines, triple
from training.reports import KEPT_OUT
from training.statement_data import Case, cases, figures, key

Counts = dict[str, collections.Counter[str]]


def _relations(case: Case) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    found = set()
    for one in relations.extract(case.report, case.marked):
        if one.subject and one.object and case.gold.covers(one.evidence.paragraph):
            ends = (f"{end.type}:{end.name}" for end in (one.subject, one.object))
            found.add(triple(str(one.predicate), *ends))
    return found, set(gold_lines(case))


def _progress(case: Case) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    found = {
        (key(f"{one.subject.type}:{one.subject.name}"), str(one.status), str(one.modality))
        for one in progress.extract(case.report, case.marked)
        if one.subject and case.gold.covers(one.evidence.paragraph)
    }
    return found, progress_training.triples(case)


def main() -> None:
    """Print figures of each relation, of all relations, and of progress."""
    counts: Counts = {name: collections.Counter() for name in ("hit", "told", "gold")}
    for case in cases():
        if case.name not in KEPT_OUT:
            continue
        found, want = _relations(case)
        for name, rows in (("hit", found & want), ("told", found), ("gold", want)):
            counts[name].update(one[0] for one in rows)
            counts[name]["relation"] += len(rows)
        found, want = _progress(case)
        for name, rows in (("hit", found & want), ("told", found), ("gold", want)):
            counts[name]["progress"] += len(rows)
    for name in (*RELATIONS, "relation", "progress"):
        print(f"{name:16} {figures(*(counts[side][name] for side in ('hit', 'told', 'gold')))}")


if __name__ == "__main__":
    main()
