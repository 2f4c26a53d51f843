"""Which files a user's paths stand for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import InputError
from kg.reading.formats import READERS
from kg.types import Problem, Severity


def discover(paths: Sequence[Path]) -> tuple[list[Path], tuple[Problem, ...]]:
    """The report files that ``paths`` stand for, sorted and each once, and what was found wrong.

    A folder stands for all files below it with a suffix that is read; hidden files and
    folders, and Word's lock files (``~$``), are passed over. A file that is named stands for itself.

    Raises:
        InputError: a path does not exist.
    """
    found: set[Path] = set()
    problems = []
    for path in paths:
        if not path.exists():
            message = f"{path}: no such file or folder"
            raise InputError(message, "name report files, or folders that hold them")
        below = set(_below(path)) if path.is_dir() else {path}
        if not below:
            hint = f"reports are files with one of {' '.join(sorted(READERS))}"
            problems.append(
                Problem(Severity.WARNING, "reading.no_reports", str(path), "no reports in the folder", hint)
            )
        found |= below
    return sorted(found), tuple(problems)


def _below(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in READERS
        and path.is_file()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    ]
