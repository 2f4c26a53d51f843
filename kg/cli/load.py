"""``kg load``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import emit, format_option
from kg.cli.server import dataset_option, server_options, source_argument

if TYPE_CHECKING:
    from loaders.base import Target


@click.group()
def load() -> None:
    """Load a graph into another database.

    Example: kg load neo4j build --uri bolt://localhost:7687
    """


@source_argument
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Instead of a server: a folder of CSV files for neo4j-admin database import.",
)
@click.option("--prune", is_flag=True, help="Remove what an earlier load wrote and this graph lacks.")
@click.option(
    "--rewrite", is_flag=True, help="Write all anew, also what is there already by its hash (see kg verify)."
)
@dataset_option
@format_option
def _neo4j(
    path: Path,
    bundle: Path | None,
    prune: bool,
    rewrite: bool,
    dataset: str,
    server: Any,
    format_: str | None,
) -> None:
    """Load SOURCE (a build's folder or any RDF dump) into a Neo4j server, or write it for its import.

    A second load changes nothing; a changed graph changes what is changed. What others keep in
    the same database stays as it is. The password comes from NEO4J_PASSWORD, a file or a prompt.

    \b
    Examples: NEO4J_PASSWORD=… kg load neo4j build --uri bolt://localhost:7687
              kg load neo4j graph.ttl.gz --bundle import/
    """
    from kg.errors import UsageError
    from loaders.bundle import Bundle
    from loaders.neo4j import Neo4j, Options

    if (server is None) == (bundle is None):
        message = "where to?" if server is None else "--uri and --bundle exclude each other"
        raise UsageError(message, "give --uri for a server, or --bundle for files to be imported")
    if bundle is not None:
        _loaded(path, Bundle(bundle, dataset), format_)
        _tell_import(bundle)
    else:
        summary = _loaded(path, Neo4j(server, Options(dataset, prune, rewrite)), format_)
        if summary.stale:
            told = f"{summary.nodes.stale} nodes and {summary.edges.stale} edges"
            click.echo(f"{told} of an earlier load are not in this graph; --prune removes them", err=True)


def _loaded(path: Path, target: Target, format_: str | None) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from kg.cli.server import graph_of
    from loaders import base

    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("reading", total=None)
        summary = base.load(
            graph_of(path),
            target,
            lambda count: bar.update(task, advance=count, description="nodes and edges"),
        )
    emit(
        ("what", "created", "updated", "deleted", "unchanged", "stale"),
        [("nodes", *_row(summary.nodes)), ("edges", *_row(summary.edges))],
        format_,
    )
    return summary


def _tell_import(bundle: Path) -> None:
    from loaders.bundle import COMMAND, FINISH

    click.echo(f"With the server stopped:  cd {bundle} && {COMMAND}", err=True)
    click.echo(f"With the server started:  cypher-shell -u neo4j -f {bundle / FINISH}", err=True)


def _row(counts: Any) -> tuple[int, int, int, int, int]:
    return counts.created, counts.updated, counts.deleted, counts.unchanged, counts.stale


neo4j = click.command("neo4j")(server_options(_neo4j, "--uri"))
load.add_command(neo4j)
