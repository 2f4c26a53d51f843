"""``kg verify``."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import click

from kg.cli.output import emit, format_option
from kg.cli.server import dataset_option, graph_of, server_options, source_argument


@click.group()
def verify() -> None:
    """Compare a database with the graph that was loaded into it.

    Example: kg verify neo4j build --uri bolt://localhost:7687
    """


@source_argument
@click.option("--limit", default=20, show_default=True, help="How many differences are listed.")
@dataset_option
@format_option
@click.pass_context
def _neo4j(
    ctx: click.Context, path: Path, limit: int, dataset: str, server: Any, format_: str | None
) -> None:
    """Compare a Neo4j database with SOURCE (a build's folder or any RDF dump): nodes, edges, every property.

    Prints a row a difference; their number goes to standard error. The exit status is 0 only if
    there are none, else 1.

    Example: kg verify neo4j build --uri bolt://localhost:7687
    """
    from loaders.neo4j_source import source
    from loaders.verify import Compared, differences

    compared = Compared()
    graph = graph_of(path)
    with source(server, dataset) as stored:
        found = differences(graph, stored, compared)
        first = list(itertools.islice(found, limit))
        count = len(first) + sum(1 for _ in found)
    emit(
        ("kind", "what", "key", "property", "wanted", "found"),
        [(one.kind, one.what, one.key, one.property, one.wanted, one.found) for one in first],
        format_,
    )
    click.echo(f"{count} differences in {compared.nodes} nodes and {compared.edges} edges", err=True)
    if count:
        click.echo("`kg load neo4j --rewrite --prune` makes the database as the graph is", err=True)
        ctx.exit(1)


neo4j = click.command("neo4j")(server_options(_neo4j, "--uri", required=True))
verify.add_command(neo4j)
