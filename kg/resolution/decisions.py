"""What users decided themselves: names or IRIs that are the same, or are not."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.resolution.names import fold
from kg.types import Problem, Severity

SAME, DIFFERENT = "same", "different"
COLUMNS = ("decision", "one", "other")


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """``one`` and ``other`` (names or IRIs) are the same thing, or two."""

    same: bool
    one: str
    other: str


def load_decisions(path: Path) -> tuple[Decision, ...]:
    """Read a CSV file with the columns decision (same or different), one, other.

    Raises:
        InputError: the file cannot be read, its header is another, or a line is faulty.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read ({error})"
        raise InputError(message, "Give a CSV file in UTF-8.") from error
    if not rows or tuple(cell.strip() for cell in rows[0]) != COLUMNS:
        message = f"{path}:1: the header must be {','.join(COLUMNS)}"
        raise InputError(message, "See docs/extraction.md.")
    return tuple(_decision(row, f"{path}:{at}") for at, row in enumerate(rows[1:], 2) if any(row))


def _decision(row: Sequence[str], place: str) -> Decision:
    cells = [cell.strip() for cell in row]
    if len(cells) != len(COLUMNS) or cells[0] not in (SAME, DIFFERENT) or not all(cells):
        message = f"{place}: expected same or different and two names, found {','.join(cells)!r}"
        raise InputError(message, "Write one decision a line: same,成渝高速扩容,成渝高速公路扩容改造工程")
    return Decision(cells[0] == SAME, cells[1], cells[2])


@dataclass(frozen=True, slots=True)
class Applied:
    """Decisions as pairs of nodes, and what was wrong with them."""

    same: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def apply(
    decisions: Iterable[Decision], by_name: Mapping[str, Collection[str]], iris: Collection[str]
) -> Applied:
    """Turn decisions into pairs of nodes. ``by_name`` gives the nodes that bear a folded name."""
    same: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    problems = []
    for decision in sorted(set(decisions)):
        ends = [_nodes(text, by_name, iris) for text in (decision.one, decision.other)]
        for text, nodes in zip((decision.one, decision.other), ends, strict=True):
            if not nodes:
                problems.append(_unknown(text))
        pairs = {tuple(sorted((one, other))) for one in ends[0] for other in ends[1] if one != other}
        (same if decision.same else apart).update((low, high) for low, high in pairs)
    return Applied(tuple(sorted(same - apart)), tuple(sorted(apart)), tuple(problems))


def _nodes(text: str, by_name: Mapping[str, Collection[str]], iris: Collection[str]) -> list[str]:
    return [text] if text in iris else sorted(by_name.get(fold(text), ()))


def _unknown(text: str) -> Problem:
    message = f"nothing in these reports is called {text}"
    hint = "Give a name as a report writes it, or an IRI of the graph."
    return Problem(Severity.WARNING, "resolution.decision-unknown", text, message, hint)
