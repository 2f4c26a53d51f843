"""How well observations were found: as ``gold/score.py`` counts, and what went wrong."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.types import Statement
from training.observations_data import Document, Told, plain, ref_key

QUOTES = re.compile(r"[\s“”\"'‘’「」『』《》〈〉]")
HALF = 0.5


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
        lines = [
            f"observation  P {precision:.3f}  R {recall:.3f}  F1 {mean:.3f}  predicted {self.predicted}  gold {self.gold}",
            f"of the hits  modality {self.modality / max(self.hits, 1):.3f}  year {self.year / max(self.hits, 1):.3f}",
        ]
        for name, some in sorted(self.errors.items(), key=lambda item: -len(item[1])):
            lines.append(f"{len(some):5d} {name}")
            shown = random.Random(1).sample(some, min(errors, len(some)))
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
    left = defaultdict(list)
    for told in document.all:
        left[told.paragraph, told.value, plain(told.unit)].append(told)
    tally.gold += len(document.all)
    tally.predicted += len(found)
    rest = [one for one in found if not _hit(one, left, tally)]
    for one in rest:
        quantity = one.quantity
        if quantity is None:
            continue
        key = (one.evidence.paragraph, quantity.value, plain(quantity.unit))
        pool = left[key]
        told = min(pool, key=lambda told: len(_differences(one, told)), default=None)
        if told is not None:
            pool.remove(told)
        name = "false" if told is None else "wrong " + " and ".join(_differences(one, told))
        tally.errors[name].append(f"{document.name} {told} <- {_shown(one)}")
    for some in left.values():
        for told in some:
            lost = "missed, no figure" if told in document.lost else "missed"
            tally.errors[lost].append(f"{document.name} {told}")


def _hit(one: Statement, left: dict[tuple[int, str, str], list[Told]], tally: Tally) -> bool:
    quantity = one.quantity
    if quantity is None:
        return False
    pool = left[one.evidence.paragraph, quantity.value, plain(quantity.unit)]
    for told in pool:
        if not _differences(one, told):
            pool.remove(told)
            tally.hits += 1
            tally.modality += told.modality == one.modality
            tally.year += told.year == str(one.year)
            return True
    return False


def _differences(one: Statement, told: Told) -> list[str]:
    quantity = one.quantity
    assert quantity is not None
    subject = "." if one.subject is None else ref_key(one.subject)
    checks = {
        "kind": quantity.kind == told.kind,
        "subject": subject == told.subject_key,
        "indicator": alike(quantity.indicator, told.indicator),
    }
    return [name for name, right in checks.items() if not right]


def _shown(one: Statement) -> str:
    quantity = one.quantity
    assert quantity is not None
    return (
        f"{one.subject or '.'} | {quantity.indicator} | {quantity.kind} {quantity.value}{quantity.unit} | {one.evidence.quote}"
    )
