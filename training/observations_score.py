"""How well observations were found: as ``gold/score.py`` counts, and what went wrong."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.types import Quantity, Statement
from training.observations_data import Document, Told, plain, ref_key

QUOTES = re.compile(r"[\s“”\"'‘’「」『』《》〈〉]")
HALF = 0.5
Key = tuple[int, str, str]
"""Paragraph, value and unit."""


@dataclass(slots=True)
class Tally:
    """Counts over reports, and the errors by class."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0
    modality: int = 0
    year: int = 0
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_report: Counter[str] = field(default_factory=Counter)

    def text(self, errors: int) -> str:
        """The figures, and up to ``errors`` errors of each class."""
        precision, recall = self.hits / max(self.predicted, 1), self.hits / max(self.gold, 1)
        mean = 2 * self.hits / max(self.predicted + self.gold, 1)
        hits = max(self.hits, 1)
        lines = [
            f"observation  P {precision:.3f}  R {recall:.3f}  F1 {mean:.3f}",
            f"             predicted {self.predicted}  gold {self.gold}  hits {self.hits}",
            f"of the hits  modality {self.modality / hits:.3f}  year {self.year / hits:.3f}",
        ]
        for name, some in sorted(self.errors.items(), key=lambda item: -len(item[1])):
            lines.append(f"{len(some):5d} {name}")
            shown = some[:: max(len(some) // errors, 1)][:errors] if errors else []
            lines.extend(f"        {one}" for one in shown)
        return "\n".join(lines)


def alike(one: str, other: str) -> bool:
    """Whether two indicator wordings name one indicator, as ``gold/score.py`` has it."""
    one, other = (QUOTES.sub("", unicodedata.normalize("NFKC", text)) for text in (one, other))
    if one in other or other in one:
        return True
    first, second = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return bool(first | second) and len(first & second) / len(first | second) >= HALF


def compare(document: Document, found: Sequence[Statement], tally: Tally) -> None:
    """Add one report: gold observations against ``found``."""
    left: dict[Key, list[Told]] = defaultdict(list)
    for told in document.all:
        left[told.paragraph, told.value, plain(told.unit)].append(told)
    tally.gold += len(document.all)
    tally.predicted += len(found)
    stated = [(one, one.quantity) for one in found if one.quantity]
    rest = [(one, quantity) for one, quantity in stated if not _hit(one, quantity, left, tally)]
    for one, quantity in rest:
        key = (one.evidence.paragraph, quantity.value, plain(quantity.unit))
        pool = left[key]
        wrong = [(_differences(one, quantity, told), told) for told in pool]
        differences, nearest = min(wrong, key=lambda pair: len(pair[0]), default=(["false"], None))
        name = "wrong " + " and ".join(differences) if nearest else "false"
        if nearest:
            pool.remove(nearest)
        tally.errors[name].append(f"{document.name} {nearest} <- {_shown(one, quantity)}")
    for missed in (told for some in left.values() for told in some):
        lost = "missed, no figure" if missed in document.lost else "missed"
        tally.errors[lost].append(f"{document.name} {missed}")


def _hit(one: Statement, quantity: Quantity, left: dict[Key, list[Told]], tally: Tally) -> bool:
    pool = left[one.evidence.paragraph, quantity.value, plain(quantity.unit)]
    for told in pool:
        if not _differences(one, quantity, told):
            pool.remove(told)
            tally.hits += 1
            tally.modality += told.modality == one.modality
            tally.year += told.year == str(one.year)
            return True
    return False


def _differences(one: Statement, quantity: Quantity, told: Told) -> list[str]:
    subject = "." if one.subject is None else ref_key(one.subject)
    checks = {
        "kind": quantity.kind == told.kind,
        "subject": subject == told.subject_key,
        "indicator": alike(quantity.indicator, told.indicator),
    }
    return [name for name, right in checks.items() if not right]


def _shown(one: Statement, quantity: Quantity) -> str:
    subject = "." if one.subject is None else ref_key(one.subject)
    figure = f"{quantity.kind} {quantity.value}{quantity.unit}"
    return f"{subject} | {quantity.indicator} | {figure} | {one.evidence.quote}"
