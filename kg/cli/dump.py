"""``kg dump``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kg.cli.output import build_option
from kg.cli.server import dataset_option, server_options

FORMATS = ("nt", "nq", "ttl", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv", "parquet")
FRAMES = ("projects",)


@build_option
@click.option(
    "--from",
    "origin",
    type=click.Choice(("build", "neo4j")),
    default="build",
    show_default=True,
    help="Where the graph comes from; neo4j wants --uri.",
)
@click.option(
    "-o",
    "--out",
    "outs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="File (csv, parquet: folder) to write, gzipped if its name ends in .gz; may be given several times.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default=None,
    help="Format; without it the ending of the file tells.",
)
@click.option("--rdf12", is_flag=True, help="Statements as reifiers of RDF 1.2 (nt, nq, ttl, trig).")
@click.option(
    "--frame",
    type=click.Choice(FRAMES),
    default=None,
    help="JSON-LD, an object a project with all inside.",
)
@click.option(
    "--describe",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="File for a description of the data set and the files of -o (VoID, DCAT), as void.ttl.",
)
@click.option("--title", default="", help="Of the description: title of the data set.")
@click.option("--licence", default="", help="Of the description: SPDX id (CC-BY-4.0) or address.")
@click.option("--date", default="", help="Of the description: day of issue, as 2024-05-01.")
@click.option("--publisher", default="", help="Of the description: who publishes.")
@click.option("--url", default="", help="Of the description: address that the files will be put under.")
@dataset_option
def _dump(
    folder: Path,
    origin: str,
    outs: tuple[Path, ...],
    format_: str | None,
    rdf12: bool,
    frame: str | None,
    describe: Path | None,
    dataset: str,
    server: Any,
    **about: str,
) -> None:
    """Write the graph in formats that other tools read.

    All is sorted, so that dumps compare by diff; RDF is written as a stream. From Neo4j it is the
    RDF dataset that was loaded, evidence and all.

    \b
    Examples: kg dump --build build -o graph.jsonld
              kg dump -o graph.ttl.gz -o graph.nt.gz --describe void.ttl --licence CC-BY-4.0
              kg dump --format csv -o tables
              kg dump --frame projects -o projects.jsonld
              kg dump --from neo4j --uri bolt://localhost:7687 -o graph.nq.gz
    """
    from kg.errors import UsageError
    from kg.graph.description import About
    from kg.graph.description import describe as write_description
    from kg.graph.dump import dump as run

    wanted = [(out, _format(out, format_)) for out in outs]
    if not wanted and describe is None:
        message = "nothing to write"
        raise UsageError(message, "name a file with -o, or one with --describe")
    if (origin == "neo4j") != (server is not None):
        message = "--from neo4j and --uri belong together"
        raise UsageError(message, "give both, or neither to dump a build")
    with _of_build(folder) if server is None else _of_server(server, dataset) as path:
        for out, chosen in wanted:
            for problem in run(path, out, chosen, rdf12=rdf12, frame=frame or ""):
                click.echo(f"{out}: {problem.message}; {problem.hint}", err=True)
            click.echo(f"{out}: written", err=True)
        if describe is not None:
            write_description(path, describe, About(**about), outs)
            click.echo(f"{describe}: written", err=True)


def _format(out: Path, given: str | None) -> str:
    from kg.errors import UsageError
    from kg.graph.dump import format_of

    chosen = given or format_of(out)
    if chosen is None:
        message = f"{out}: the ending tells no format"
        raise UsageError(message, f"give --format, one of {', '.join(FORMATS)}")
    return chosen


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
