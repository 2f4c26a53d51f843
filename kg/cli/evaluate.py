"""``kg evaluate``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from kg.cli.output import emit, format_option

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
@format_option
def evaluate(
    gold: Path,
    reports: tuple[Path, ...],
    only: tuple[str, ...],
    errors: bool,
    by_report: bool,
    format_: str | None,
) -> None:
    """Precision, recall and F1 of the extraction against gold annotations.

    The shipped model has seen most annotated reports; see docs/extraction.md for the figures on
    reports that it has not seen.

    Example: kg evaluate --gold gold --reports reports --only yangquan-2024
    """
    from kg.evaluation import run
    from kg.evaluation.score import total
    from kg.extraction.report import extract
    from kg.nlp.pipeline import load

    nlp = load()
    rows = [run.evaluate(*pair, lambda one: extract(one, nlp)) for pair in run.pairs(gold, reports, only)]
    if errors:
        listed = [(row.name, *one) for row in rows for one in run.errors(row)]
        emit(("report", "error", "paragraph", "type", "name"), listed, format_)
        for kind, count in Counter(one[1] for one in listed).most_common():
            click.echo(f"{kind}: {count}", err=True)
        return
    named = (
        [(row.name, row.figures) for row in rows]
        if by_report
        else [("all", total(row.figures for row in rows))]
    )
    emit(
        ("reports", "figure", "precision", "recall", "f1", "predicted", "gold"),
        [
            (
                name,
                key,
                round(one.precision, 4),
                round(one.recall, 4),
                round(one.f1, 4),
                one.predicted,
                one.gold,
            )
            for name, figures in named
            for key, one in figures.items()
            if one.gold or one.predicted
        ],
        format_,
    )
