"""``kg build``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import emit, fast_option, format_option

if TYPE_CHECKING:
    from kg.build import Listener
    from kg.manifest import Manifest
    from kg.types import Problem

STAGES = {
    "extract": "reading and extracting",
    "resolve": "resolving",
    "rdf": "writing RDF",
    "database": "writing the database",
}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Folder to write.",
)
@click.option(
    "--manifest",
    "rows",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="CSV file with the columns path, city, year, source.",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="CSV file of your own merges: decision (same or different), one, other.",
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Number of processes.")
@fast_option
@click.option("--quiet", is_flag=True, help="No progress bar, no list of problems.")
@format_option
@click.pass_context
def build(
    ctx: click.Context,
    paths: tuple[Path, ...],
    out: Path,
    rows: Path | None,
    decisions: Path | None,
    jobs: int,
    fast: bool,
    quiet: bool,
    format_: str | None,
) -> None:
    """Build the graph of reports: files and folders in, a folder of graph files out.

    Writes graph.nq and graph.ttl (RDF), graph.lbug (embedded database), manifest.json and the
    extraction of each report. What did not change since the last build is not done again. The
    exit status is 1 where a file had to be left out.

    Example: kg build reports/ more/资阳市-2024.docx -o build --jobs 2
    """
    from kg.build import Settings
    from kg.build import build as run
    from kg.types import Severity

    with _progress(quiet=quiet) as listener:
        result = run(Settings(paths, out, rows, decisions, jobs, fast), listener)
    if not quiet:
        for problem in result.manifest.problems:
            _tell(problem)
    emit(("what", "count"), _summary(result.manifest), format_)
    click.echo(
        f"{out}: {'built' if result.changed else 'nothing changed'}, {result.extracted} files extracted anew",
        err=True,
    )
    if any(one.severity is Severity.ERROR for one in result.manifest.problems):
        ctx.exit(1)


def _tell(problem: Problem) -> None:
    click.echo(f"{problem.severity}: {problem.place}: {problem.message} [{problem.code}]", err=True)
    if problem.hint:
        click.echo(f"    {problem.hint}", err=True)


def _summary(made: Manifest) -> Iterator[tuple[str, int]]:
    yield "reports", len(made.reports)
    yield "mentions", made.mentions
    yield from ((f"entity {name}", count) for name, count in made.entities.items())
    yield from ((f"statement {name}", count) for name, count in made.facts.items())
    yield "RDF quads", made.triples
    yield "problems", len(made.problems)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Listener]:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

    from kg.build import Listener

    console = Console(stderr=True)
    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal) as bar:

        def stage(name: str, total: int) -> None:
            for task in bar.tasks:
                bar.stop_task(task.id)
            bar.add_task(STAGES[name], total=total or None)

        def file(_path: Path) -> None:
            bar.advance(bar.task_ids[-1])

        yield Listener(stage, file)
