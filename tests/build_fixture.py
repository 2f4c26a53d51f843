"""Runs the command line in this process, for tests."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from kg.cli import cli, report

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit status."""

    exit_code: int
    stdout: str
    stderr: str


def run(*arguments: str | Path) -> Outcome:
    """The outcome of ``kg ARGUMENTS``; errors of ours become exit statuses as in ``kg.cli.main``."""
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    error, said = result.exception, io.StringIO()
    if not isinstance(error, Exception):
        return Outcome(result.exit_code, result.stdout, result.stderr)
    with redirect_stderr(said):
        status = report(error)
    return Outcome(status, result.stdout, result.stderr + said.getvalue())


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    """The rows that a listing prints as JSON lines; the command has to succeed."""
    result = run(*arguments, "--format", "jsonl")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
