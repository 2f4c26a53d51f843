"""Runs the command line in this process, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from kg.cli import cli, report

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"


def run(*arguments: str | Path) -> Result:
    """The outcome of ``kg ARGUMENTS``; errors of ours become exit statuses as in ``kg.cli.main``."""
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    if isinstance(result.exception, Exception) and not isinstance(result.exception, SystemExit):
        result.exit_code = report(result.exception)
    return result


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    """The rows that a listing prints as JSON lines; the command has to succeed."""
    result = run(*arguments, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
