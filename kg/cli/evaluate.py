"""``kg evaluate``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import emit, fast_option, format_option

if TYPE_CHECKING:
    from kg.evaluation.score import Figures

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--gold", required=True, type=FOLDER, help="Folder of gold annotations (.tsv).")
@click.option(
    "--reports", required=True, multiple=True, type=FOLDER, help="Folder of the reports; may be repeated."
)
@click.option(
    "--only", multiple=True, help="Evaluate only this report (name without suffix); may be repeated."
)
@click.option("--errors", is_flag=True, help="List the mentions that differ instead of the figures.")
@click.option("--by-report", is_flag=True, help="A row a report and figure instead of the sums.")
@click.option(
    "--bootstrap",
    type=click.IntRange(min=1),
    default=None,
    metavar="ROUNDS",
    help="Add the 95 % interval of F1, by ROUNDS draws of the reports.",
)
@fast_option
@format_option
def evaluate(
    gold: Path,
    reports: tuple[Path, ...],
    only: tuple[str, ...],
    errors: bool,
    by_report: bool,
    bootstrap: int | None,
    fast: bool,
    format_: str | None,
) -> None:
    """Precision, recall and F1 of the extraction against gold annotations.

    The shipped model has seen most annotated reports; see docs/extraction.md for the figures on
    reports that it has not seen.

    Example: kg evaluate --gold gold --reports reports --only yangquan-2024
    """
    from kg.evaluation import run
    from kg.extraction.report import extract
    from kg.nlp.pipeline import load

    nlp = load(fast=fast)
    rows = [run.evaluate(*pair, lambda one: extract(one, nlp)) for pair in run.pairs(gold, reports, only)]
    if errors:
        listed = [(row.name, *one) for row in rows for one in run.errors(row)]
        emit(("report", "error", "paragraph", "type", "name"), listed, format_)
        for kind, count in Counter(one[1] for one in listed).most_common():
            click.echo(f"{kind}: {count}", err=True)
        return
    _emit_figures([(row.name, row.figures) for row in rows], by_report, bootstrap, format_)


def _emit_figures(
    rows: Sequence[tuple[str, dict[str, Figures]]], by_report: bool, rounds: int | None, format_: str | None
) -> None:
    from kg.evaluation.bootstrap import intervals
    from kg.evaluation.score import total

    named = rows if by_report else [("all", total(figures for _, figures in rows))]
    edges = intervals([figures for _, figures in rows], rounds) if rounds and not by_report else {}
    columns = ("reports", "figure", "precision", "recall", "f1", "predicted", "gold")
    emit(
        (*columns, "low", "high") if edges else columns,
        [
            (
                name,
                key,
                *(round(value, 4) for value in (one.precision, one.recall, one.f1)),
                one.predicted,
                one.gold,
                *(round(value, 4) for value in edges.get(key, ())),
            )
            for name, figures in named
            for key, one in figures.items()
            if one.gold or one.predicted
        ],
        format_,
    )
