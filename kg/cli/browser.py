"""``kg browser``."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

PORT = 7480
TICK = 0.5  # seconds; a signal that comes just before a sleep begins is seen after it


@click.command()
@click.option("--port", type=int, default=PORT, show_default=True, help="Port of this machine; 0 takes any.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write them to."
)
@click.option("--serve/--no-serve", default=True, help="Serve them until Ctrl-C (default), or only write.")
@click.option(
    "--build",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of a build whose names and years the guide's questions take.",
)
def browser(port: int, out: Path | None, serve: bool, folder: Path | None) -> None:
    """Style, guide and saved queries for Neo4j Browser, served on this machine.

    Example: kg browser --build build -o browser
    """
    from kg.browser import pages, write
    from kg.browser.examples import values
    from kg.errors import UsageError

    if not serve and out is None:
        message = "--no-serve leaves nothing to do"
        raise UsageError(message, "name a folder with --out")
    made = pages(values(folder) if folder else None)
    if out is not None:
        write(made, out)
        click.echo(f"{out}: {', '.join(made)} written", err=True)
    if serve:
        from kg.browser.server import serving

        with stopped_by_signals(), serving(made, port) as address:
            click.echo(instructions(address))
            sys.stdout.flush()
            while True:
                time.sleep(TICK)


def instructions(address: str) -> str:
    """What to type into Browser, as lines."""
    from kg.browser import GUIDE, SAVED, STYLE

    return (
        f"In Neo4j Browser:  :style {address}/{STYLE}\n"
        f"                   :play {address}/{GUIDE}\n"
        f"Saved queries:     {address}/{SAVED} (drop it on Browser's window)\n"
        "Ctrl-C stops."
    )


class StopError(Exception):
    """Ctrl-C, SIGTERM or the end of the terminal."""


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Leaves the block when the process is asked to end; what the block opened is closed in order.

    Asked again, it does not hurry: closing goes on.
    """

    def stop(number: int, _: object) -> None:
        for each in asked:
            signal.signal(each, signal.SIG_IGN)
        raise StopError(number)

    known = {one.name: one for one in signal.Signals}
    asked = [known[name] for name in ("SIGINT", "SIGTERM", "SIGHUP") if name in known]
    before = {number: signal.signal(number, stop) for number in asked}
    try:
        yield
    except StopError:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
