"""``kg annotate``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import fast_option


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="File to write instead of standard output.",
)
@fast_option
def annotate(report: Path, out: Path | None, fast: bool) -> None:
    """Print what is extracted from REPORT, in the format of the annotation guide.

    Example: kg annotate reports/ziyang-2024.txt -o ziyang-2024.tsv
    """
    from kg.annotate import lines
    from kg.extraction.report import extract
    from kg.nlp.pipeline import load
    from kg.reading import read_with_problems

    read, problems = read_with_problems(report)
    for problem in problems:
        click.echo(f"{problem.severity}: {problem.place}: {problem.message} [{problem.code}]", err=True)
    text = "".join(f"{line}\n" for line in lines(read, extract(read, load(fast=fast), problems)))
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
