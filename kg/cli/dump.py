"""``kg dump``."""

from __future__ import annotations

from pathlib import Path

import click

FORMATS = ("nt", "nq", "ttl", "trig", "jsonld", "rdfxml", "graphml", "csv")


@click.command()
@click.option(
    "--build",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Folder of a build.",
)
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="File (csv: folder) to write."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default=None,
    help="Format; without it the ending of the file tells.",
)
def dump(folder: Path, out: Path, format_: str | None) -> None:
    """Write the graph in a format that other tools read.

    Example: kg dump --build build -o graph.jsonld
    """
    from kg import manifest
    from kg.build import DATASET
    from kg.errors import UsageError
    from kg.graph.dump import dump as run

    chosen = format_ or out.suffix.removeprefix(".")
    if chosen not in FORMATS:
        message = f"{out}: the ending tells no format"
        raise UsageError(message, f"give --format, one of {', '.join(FORMATS)}")
    manifest.read(folder)
    run(folder / DATASET, out, chosen)
    click.echo(f"{out}: written", err=True)
