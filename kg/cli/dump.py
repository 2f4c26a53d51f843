"""``kg dump``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kg.cli.server import dataset_option, server_options

FORMATS = ("nt", "nq", "ttl", "trig", "jsonld", "rdfxml", "graphml", "csv")


@click.option(
    "--build",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Folder of a build.",
)
@click.option(
    "--from",
    "origin",
    type=click.Choice(("build", "neo4j")),
    default="build",
    show_default=True,
    help="Where the graph comes from; neo4j wants --uri.",
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
@dataset_option
def _dump(folder: Path, origin: str, out: Path, format_: str | None, dataset: str, server: Any) -> None:
    """Write the graph in a format that other tools read.

    From Neo4j it is the RDF dataset that was loaded, evidence and all.

    \b
    Examples: kg dump --build build -o graph.jsonld
              kg dump --from neo4j --uri bolt://localhost:7687 -o graph.nq.gz
    """
    from kg.errors import UsageError
    from kg.graph.dump import dump as run

    chosen = format_ or out.suffix.removeprefix(".")
    if chosen not in FORMATS:
        message = f"{out}: the ending tells no format"
        raise UsageError(message, f"give --format, one of {', '.join(FORMATS)}")
    if (origin == "neo4j") != (server is not None):
        message = "--from neo4j and --uri belong together"
        raise UsageError(message, "give both, or neither to dump a build")
    with _of_build(folder) if server is None else _of_server(server, dataset) as path:
        run(path, out, chosen)
    click.echo(f"{out}: written", err=True)


@contextmanager
def _of_build(folder: Path) -> Iterator[Path]:
    from kg import manifest
    from kg.build import DATASET

    manifest.read(folder)
    yield folder / DATASET


@contextmanager
def _of_server(server: Any, dataset: str) -> Iterator[Path]:
    """The dataset that a database holds, in a file for as long as it is wanted."""
    import tempfile

    from kg.errors import InputError
    from kg.graph.restoring import from_property_graph
    from kg.graph.store import write_nquads
    from loaders.neo4j_source import source

    with tempfile.TemporaryDirectory(prefix="kg-dump-") as name:
        path = Path(name) / "graph.nq"
        with source(server, dataset) as stored:
            count = write_nquads(from_property_graph(stored.graph()), path)
        if not count:
            message = f"{server.place}: the database holds no graph of the dataset {dataset}"
            raise InputError(message, "load one with kg load neo4j, or name another --dataset")
        yield path


dump = click.command("dump")(server_options(_dump, "--uri"))
