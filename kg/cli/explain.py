"""``kg explain``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.output import build_option, emit, format_option


@click.command()
@click.argument("name")
@build_option
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
