"""``kg load``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.output import emit, format_option
from kg.cli.query import build_option
from kg.cli.server import server_options


@click.group()
def load() -> None:
    """Load a build's graph into another database.

    Example: kg load neo4j --uri bolt://localhost:7687 --build build
    """


@click.option("--prune", is_flag=True, help="Remove what an earlier load wrote and this graph lacks.")
@build_option
@format_option
def _neo4j(folder: Path, server: Any, prune: bool, format_: str | None) -> None:
    """Load into a Neo4j server; a second load changes nothing.

    Example: NEO4J_PASSWORD=… kg load neo4j --uri bolt://localhost:7687 --build build
    """
    from rich.console import Console
    from rich.progress import Progress

    from kg import manifest
    from kg.build import DATASET
    from kg.graph.property_graph import property_graph
    from loaders import base
    from loaders.neo4j import Neo4j, Options

    manifest.read(folder)
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("loading", total=None)
        summary = base.load(
            property_graph(folder / DATASET),
            Neo4j(server, Options(prune=prune)),
            lambda count: bar.advance(task, count),
        )
    emit(
        ("what", "created", "updated", "deleted", "unchanged"),
        [("nodes", *_row(summary.nodes)), ("edges", *_row(summary.edges))],
        format_,
    )


def _row(counts: Any) -> tuple[int, int, int, int]:
    return counts.created, counts.updated, counts.deleted, counts.unchanged


neo4j = click.command("neo4j")(server_options(_neo4j, "--uri", required=True))
load.add_command(neo4j)
