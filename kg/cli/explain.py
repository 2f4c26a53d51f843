"""``kg explain``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import emit, format_option


@click.command()
@click.argument("name")
@click.option(
    "--build",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Folder of a build.",
)
@format_option
def explain(name: str, folder: Path, format_: str | None) -> None:
    """All that is known of the thing NAME (a name, an alias or an IRI).

    Its type, names and why they were taken for one; then every statement with its quote,
    report and rule.

    Example: kg explain 成渝高速扩容 --build build
    """
    from kg.explain import COLUMNS
    from kg.explain import explain as run

    emit(COLUMNS, run(name, folder), format_)
