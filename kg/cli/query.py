"""``kg query``, ``kg cypher`` and ``kg sparql``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.output import FORMATS, build_option, emit, format_option
from kg.cli.server import server_options

if TYPE_CHECKING:
    from kg.engines import Connection

#: Formats of SPARQL's own, by the names of their files: what pyoxigraph calls them.
RESULTS: Mapping[str, Callable[[Any], Any]] = {
    "srj": lambda formats: formats.JSON,
    "srx": lambda formats: formats.XML,
    "tsv": lambda formats: formats.TSV,
}
TRIPLES: Mapping[str, Callable[[Any], Any]] = {
    "ttl": lambda formats: formats.TURTLE,
    "nt": lambda formats: formats.N_TRIPLES,
}
Command = TypeVar("Command", bound=Callable[..., Any])


def param_option(command: Command) -> Command:
    """The option ``--param`` of commands that run Cypher."""
    return click.option(
        "--param", "params", multiple=True, metavar="K=V", help="A parameter; may be repeated."
    )(command)


@click.command()
@click.argument("name", required=False)
@param_option
@click.option("--columns", default="", metavar="A,B,…", help="Only these columns, in this order.")
@click.option("--list", "list_", is_flag=True, help="List the queries with their parameters and columns.")
@click.option(
    "--sparql", "in_sparql", is_flag=True, help="Ask the RDF dataset, by the query's twin in SPARQL."
)
@click.option("--show", is_flag=True, help="Print the query with its parameters, to be run elsewhere.")
@build_option
@server_options
@format_option
def query(
    name: str | None,
    params: tuple[str, ...],
    columns: str,
    list_: bool,
    in_sparql: bool,
    show: bool,
    folder: Path,
    server: Any,
    format_: str | None,
) -> None:
    """Ask the query NAME of the library.

    Examples: kg query cross-city-projects --build build --param city=资阳
    · kg query --list · kg query hubs --neo4j bolt://localhost:7687
    · kg query search --param text=高铁 --sparql --show
    """
    from kg import query as library
    from kg.errors import UsageError

    if list_:
        emit(("name", "question", "zh", "parameters", "columns"), _listing(library.library()), format_)
        return
    if name is None:
        message = "which query?"
        raise UsageError(message, "list them with: kg query --list")
    if show:
        click.echo(_shown(name, parse(params), in_sparql=in_sparql), nl=False)
        return
    with _dataset(folder) if in_sparql else _open(folder, server) as connection:
        result = library.run(connection, name, **parse(params))
    emit(*chosen(result.columns, result.rows, columns), format_)


def chosen(columns: list[str], rows: list[list[Any]], wanted: str) -> tuple[list[str], list[list[Any]]]:
    """The columns that ``wanted`` names (separated by commas; all where it is empty), in its order.

    Raises:
        UsageError: there is no such column.
    """
    from kg.errors import UsageError

    names = [one.strip() for one in wanted.split(",") if one.strip()] or columns
    unknown = [name for name in names if name not in columns]
    if unknown:
        message = f"no column {', '.join(unknown)}"
        raise UsageError(message, f"it has {', '.join(columns)}")
    places = [columns.index(name) for name in names]
    return names, [[row[at] for at in places] for row in rows]


def _listing(found: Iterable[Any]) -> Iterator[tuple[object, ...]]:
    for one in found:
        parameters = [f"{row.name} ({row.type}): {row.description}" for row in one.parameters]
        yield one.name, one.question, one.title_zh, parameters, [row.name for row in one.columns]


@click.command()
@click.argument("text")
@param_option
@build_option
@server_options
@format_option
def cypher(text: str, params: tuple[str, ...], folder: Path, server: Any, format_: str | None) -> None:
    """Run Cypher of your own (TEXT, or - for standard input), for reading.

    Example: kg cypher "MATCH (p:Project) RETURN p.name AS name LIMIT 5" --build build
    """
    from kg import query as library

    with _open(folder, server) as connection:
        result = library.cypher(connection, _given(text), typed(params))
    for problem in result.problems:
        click.echo(f"{problem.severity}: {problem.message} [{problem.code}]", err=True)
    emit(result.columns, result.rows, format_)


@click.command()
@click.argument("text")
@param_option
@build_option
@click.option(
    "--format",
    "format_",
    type=click.Choice((*FORMATS, *RESULTS, *TRIPLES)),
    default=None,
    help="How the answer is printed; table on a terminal, jsonl in a pipe, triples as ttl. "
    "srj, srx and tsv are the results formats of SPARQL, ttl and nt are for CONSTRUCT and DESCRIBE.",
)
def sparql(text: str, params: tuple[str, ...], folder: Path, format_: str | None) -> None:
    """Run SPARQL of your own (TEXT, or - for standard input) over the RDF dataset.

    TEXT may be the name of a query of the library. The default graph is the union of all graphs;
    prefixes of the vocabulary (gr, rdf, rdfs, skos, oa, prov …) need no declaration.

    Examples: kg sparql "SELECT ?p WHERE { ?p a gr:Project }" --build build
    · kg sparql search --param text=高铁 · kg sparql "DESCRIBE ?p WHERE { ?p rdfs:label '成达万高铁'@zh }"
    """
    from kg import query as library

    if text in {one.name for one in library.library()}:
        if format_ in (*RESULTS, *TRIPLES):
            text = _shown(text, parse(params), in_sparql=True)
        else:
            with _dataset(folder) as connection:
                result = library.run(connection, text, **parse(params))
            emit(result.columns, result.rows, format_)
            return
    _print(folder, _given(text), typed(params), format_)


def _print(folder: Path, text: str, params: dict[str, Any], format_: str | None) -> None:
    """Stream the answer to SPARQL to standard output."""
    import pyoxigraph as ox

    from kg import sparql as asked
    from kg.errors import UsageError

    dataset = _dataset_file(folder)
    answer = asked.ask(asked.store(dataset), asked.bound(text, params))
    triples = isinstance(answer, ox.QueryTriples)
    if format_ in (RESULTS if triples else TRIPLES):
        message = f"--format {format_} is not for this kind of query"
        raise UsageError(
            message, "ttl and nt are for CONSTRUCT and DESCRIBE, srj, srx and tsv for SELECT and ASK"
        )
    if format_ is not None and format_ in RESULTS:
        answer.serialize(sys.stdout.buffer, RESULTS[format_](ox.QueryResultsFormat))
    elif triples and format_ in (None, *TRIPLES):
        kind = TRIPLES[format_ or "ttl"](ox.RdfFormat)
        ox.serialize(answer, sys.stdout.buffer, format=kind, prefixes=asked.prefixes())
    else:
        emit(*asked.table(answer), format_)


def parse(params: Iterable[str]) -> dict[str, str]:
    """``K=V`` texts as a mapping.

    Raises:
        UsageError: one of them has no ``=``.
    """
    from kg.errors import UsageError

    found = {}
    for one in params:
        name, equals, value = one.partition("=")
        if not equals or not name:
            message = f"--param {one}: expected NAME=VALUE"
            raise UsageError(message, "for example: --param city=资阳市")
        found[name] = value
    return found


def typed(params: Iterable[str]) -> dict[str, Any]:
    """As :func:`parse`, with values that are JSON (numbers, lists, true) read as such."""
    import json

    found: dict[str, Any] = {}
    for name, value in parse(params).items():
        try:
            found[name] = json.loads(value)
        except json.JSONDecodeError:
            found[name] = value
    return found


def _shown(name: str, params: dict[str, str], *, in_sparql: bool) -> str:
    import json

    import queries
    from kg.sparql import bound

    query = queries.get(name)
    given = query.bind(params)
    if in_sparql:
        return bound(query.sparql, given)
    lines = (f":param {key} => {json.dumps(value, ensure_ascii=False)};\n" for key, value in given.items())
    return "".join((*lines, query.text))


def _given(text: str) -> str:
    return sys.stdin.read() if text == "-" else text


def _dataset_file(folder: Path) -> Path:
    from kg import manifest
    from kg.build import DATASET

    manifest.read(folder)
    return folder / DATASET


@contextmanager
def _dataset(folder: Path) -> Iterator[Connection]:
    from kg import query as library

    with library.dataset(_dataset_file(folder)) as connection:
        yield connection


@contextmanager
def _open(folder: Path, server: Any) -> Iterator[Connection]:
    from kg import query as library
    from kg.build import DATABASE

    if server is None:
        with library.embedded(folder / DATABASE) as embedded:
            yield embedded
    else:
        with library.neo4j(server.uri, server.user, server.password, server.database) as remote:
            yield remote
