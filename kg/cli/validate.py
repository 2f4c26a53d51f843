"""``kg validate``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import emit, format_option

LEVELS = ("info", "warning", "error")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="Least severity for exit status 1.",
)
@format_option
@click.pass_context
def validate(ctx: click.Context, path: Path, fail_on: str, format_: str | None) -> None:
    """Check a build's folder or any RDF dump against the shapes of the ontology.

    Prints a row a finding; the number of findings goes to standard error.

    Example: kg validate build
    """
    from kg.graph.validate import validate as run

    found = list(run(path))
    emit(
        ("severity", "code", "place", "message", "hint"),
        [(one.severity.value, one.code, one.place, one.message, one.hint) for one in found],
        format_,
    )
    click.echo(f"{len(found)} violations", err=True)
    if any(LEVELS.index(one.severity) >= LEVELS.index(fail_on) for one in found):
        ctx.exit(1)
