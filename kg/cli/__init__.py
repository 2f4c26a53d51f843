"""The command line. Standard output is data, standard error is talk.

Exit status: 0 fine, 1 findings (``validate``, ``verify``) or files left out (``build``), 2 wrong
usage, 3 bad input or configuration, 4 a backend is missing or unreachable, 5 a bug of ours.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback

import click

import kg

COMMANDS = {
    "build": "build",
    "query": "query",
    "cypher": "query",
    "sparql": "query",
    "explain": "explain",
    "annotate": "annotate",
    "evaluate": "evaluate",
    "validate": "validate",
    "dump": "dump",
    "load": "load",
    "verify": "verify",
    "browser": "browser",
    "rules": "rules",
}
BUG, FOUND, INTERRUPTED = 5, 1, 130


class LazyGroup(click.Group):
    """Imports a command's module when the command is wanted, so that ``--help`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command ``cmd_name``, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kg.__version__, prog_name="kg")
@click.option("-v", "--verbose", is_flag=True, help="Show tracebacks of errors.")
def cli(verbose: bool) -> None:
    """Knowledge graphs from Chinese government work reports.

    Example: kg build reports/ -o build && kg query cross-city-projects --build build
    """
    if verbose:
        os.environ["KG_VERBOSE"] = "1"


def main() -> None:
    """Run the command line and turn errors into one line and an exit status."""
    try:
        status = cli.main(prog_name="kg", standalone_mode=False)
    except click.exceptions.Exit as error:
        status = error.exit_code
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        status = INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        status = 0
    except Exception as error:  # noqa: BLE001 -- the one place where all errors end
        status = report(error)
    sys.exit(status if isinstance(status, int) else 0)


def report(error: Exception) -> int:
    """Tell of ``error`` on standard error; the exit status for it."""
    from kg.errors import KgError

    if os.environ.get("KG_VERBOSE"):
        traceback.print_exception(error)
    if isinstance(error, KgError):
        click.echo(f"kg: {error}", err=True)
        if error.hint:
            click.echo(f"    {error.hint}", err=True)
        return error.exit_code
    click.echo(f"kg: this is a bug of kg: {type(error).__name__}: {error}", err=True)
    click.echo("    run again with `kg -v …` for the traceback, and report it", err=True)
    return BUG
