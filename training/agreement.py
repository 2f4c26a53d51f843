"""How well two annotators agree who read the same report independently: ``python -m training.agreement``.

The second annotations lie in ``training/gold/second``. Prints F1 of exact mentions, by report and
pooled, and by type, counted as the scorer counts; and of overlapping mentions.
"""

from __future__ import annotations

from pathlib import Path

from kg.evaluation import gold
from kg.evaluation.score import Figures, compare, facts, total
from kg.reading import read
from kg.types import EntityType
from training.reports import ROOT, gold_reports

SECOND = ROOT / "training" / "gold" / "second"


def figures(second: Path, report_path: Path, first: Path) -> dict[str, Figures]:
    """The second annotation of a report held against the first."""
    report, one, other = read(report_path), gold.load(first), gold.load(second)
    return compare(facts(report, one, one), facts(report, other, one))


def main() -> None:
    """Print the table."""
    pairs = gold_reports(names_only=True)
    rows = {path.stem: figures(path, *pairs[path.stem]) for path in sorted(SECOND.glob("*.tsv"))}
    print("report", "exact", "overlapping", *EntityType, sep="\t")
    for name, one in (*rows.items(), ("pooled", total(rows.values()))):
        values = (one["mention"].f1, one["overlap"].f1, *(one[f"mention {kind}"].f1 for kind in EntityType))
        print(name, *(f"{value:.3f}" for value in values), sep="\t")


if __name__ == "__main__":
    main()
