"""Rows to standard output, in the format that is asked for."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

FORMATS = ("table", "json", "jsonl", "csv")
Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(command: Command) -> Command:
    """The option ``--format`` that every listing has."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default=None,
        help="How rows are printed; table on a terminal, jsonl in a pipe.",
    )(command)


def build_option(command: Command) -> Command:
    """The option ``--build`` of commands that read a build."""
    return click.option(
        "--build",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("build"),
        show_default=True,
        help="Folder of a build.",
    )(command)


def fast_option(command: Command) -> Command:
    """The option ``--fast`` that every command has which recognises names."""
    text = "Let the small net alone find the names: several times as fast, less right."
    return click.option("--fast", is_flag=True, help=text)(command)


def emit(columns: Sequence[str], rows: Iterable[Sequence[Any]], format_: str | None) -> None:
    """Print rows to standard output as ``format_`` says (None: what fits where it goes)."""
    chosen = format_ or ("table" if sys.stdout.isatty() else "jsonl")
    _WRITERS[chosen](columns, rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value, "\n")) for value in row))
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table)


def _json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    click.echo(
        json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=1)
    )


def _jsonl(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value, "; ") for value in row] for row in rows)


def _cell(value: object, between: str) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return between.join(_cell(one, " ") for one in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


_WRITERS = {"table": _table, "json": _json, "jsonl": _jsonl, "csv": _csv}
