"""What commands around a Neo4j server take: the server, and the graph to load or compare.

The password comes from the environment, a file or a prompt.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from kg.cli.output import build_option

if TYPE_CHECKING:
    from kg.types import PropertyGraph
    from loaders.server import Server

Command = TypeVar("Command", bound=Callable[..., Any])
PASSWORD = "NEO4J_PASSWORD"  # noqa: S105 -- the variable's name, no password


def source_argument(command: Command) -> Command:
    """The argument SOURCE (or the option ``--build``): ``path``, to be given to :func:`graph_of`."""

    @click.argument("source", required=False, type=click.Path(path_type=Path))
    @build_option
    @wraps(command)
    def with_path(*args: Any, source: Path | None, folder: Path, **kwargs: Any) -> Any:
        return command(*args, path=source or folder, **kwargs)

    return cast("Command", with_path)


def graph_of(path: Path) -> PropertyGraph:
    """The property graph of a build's folder or of a dump, whatever its format.

    It is read when the first node or edge is asked for, which takes a while: a server that
    cannot be reached, or a folder that cannot be written, is told before.

    Raises:
        InputError: there is none.
    """
    from kg import manifest
    from kg.graph.property_graph import property_graph
    from kg.graph.store import dataset_file
    from kg.types import PropertyGraph

    if path.is_dir():
        manifest.read(path)
    dataset_file(path)
    graph = cache(lambda: property_graph(path))
    return PropertyGraph(lambda: graph().nodes(), lambda: graph().edges())


def dataset_option(command: Command) -> Command:
    """The option ``--dataset``: the mark of what is ours in a database that others use too."""
    return click.option(
        "--dataset", default="govreport-kg", show_default=True, help="Mark of what is ours in the database."
    )(command)


def server_options(command: Command, flag: str = "--neo4j", *, required: bool = False) -> Any:
    """Options of a command that takes ``server``: a ``loaders.server.Server``, or None without ``flag``."""

    @click.option(flag, "uri", required=required, help="Address of a Neo4j server (bolt://…).")
    @click.option("--user", default="neo4j", show_default=True, help="User of the server.")
    @click.option("--database", default="neo4j", show_default=True, help="Database of the server.")
    @click.option(
        "--password-file",
        type=click.Path(path_type=Path, dir_okay=False),
        default=None,
        help=f"File with the password; else the variable {PASSWORD}, else a prompt.",
    )
    @wraps(command)
    def with_server(
        *args: Any,
        uri: str | None,
        user: str,
        database: str,
        password_file: Path | None,
        **kwargs: Any,
    ) -> Any:
        server = _server(uri, user, database, password_file) if uri else None
        return command(*args, server=server, **kwargs)

    return with_server


def _server(uri: str, user: str, database: str, password_file: Path | None) -> Server:
    from loaders.server import Server

    # What the driver warns of (as that it tries again) would stand between our own lines.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    return Server(uri, user, _password(password_file), database)


def _password(password_file: Path | None) -> str:
    from kg.errors import InputError

    if password_file is not None:
        try:
            return password_file.read_text(encoding="utf-8").rstrip("\r\n")
        except OSError as error:
            message = f"{password_file}: {error.strerror or error}"
            raise InputError(message, "name a file that holds the password and nothing else") from error
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    return str(click.prompt("Password", hide_input=True, err=True))
