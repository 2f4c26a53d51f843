"""What the trainings of relations and progress share: gold reports, folds, fitting, figures."""

from __future__ import annotations

import collections
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from kg.evaluation import gold
from kg.places import divisions
from kg.reading import read
from kg.types import Marked, Report
from training.reports import KEPT_OUT, gold_reports

QUOTES = re.compile(r"[\s“”\"'‘’「」『』《》〈〉]")
TAILS = {
    "PROJECT": re.compile(r"(?:(?:建设)?(?:项目|工程)|建设)$"),
    "ENTERPRISE": re.compile(r"(?:股份)?(?:有限)?(?:责任)?公司$"),
    "PLACE": re.compile(r"(?<=..)(?:省|市|县|区|镇|乡|街道|村)$"),
}
PARKS = (
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
)


@dataclass(frozen=True)
class Case:
    """A report with its gold annotation and its passages with the gold mentions in them."""

    name: str
    report: Report
    gold: gold.Gold
    marked: tuple[Marked, ...]


def cases() -> list[Case]:
    """All annotated reports, sorted by name."""
    found = []
    for name, (path, tsv) in sorted(gold_reports().items()):
        annotation = gold.load(tsv)
        report = read(path)
        held = gold.mark(report, gold.mentions(report, annotation))
        found.append(Case(name, report, annotation, tuple(held)))
    return found


def shipped(held: Iterable[Case]) -> list[Case]:
    """The cases that models are trained on: all but those kept for the last figure."""
    return [case for case in held if case.name not in KEPT_OUT]


def folds(held: Sequence[Case], number: int) -> Iterator[tuple[list[Case], list[Case]]]:
    """Pairs (to train on, to measure on); no report is in both."""
    for left in range(number):
        yield (
            [case for at, case in enumerate(held) if at % number != left],
            [case for at, case in enumerate(held) if at % number == left],
        )


def key(typed: str) -> str:
    """The form of ``TYPE:name`` under which two names count as the same."""
    kind, name = typed.split(":", 1)
    name = QUOTES.sub("", unicodedata.normalize("NFKC", name)).lower()
    if kind in TAILS:
        bare = TAILS[kind].sub("", name)
        name = bare or name
    if kind == "PARK":
        for long, short in PARKS:
            name = name.replace(long, short)
    return f"{kind}:{name}"


class Fit:
    """Logistic regressions, one a class, over the same bags of feature names."""

    def __init__(self, classes: Sequence[str], *, strength: float = 1.0, least: int = 2) -> None:
        self.classes = tuple(classes)
        self.strength = strength
        self.least = least
        self.names: list[str] = []
        self.index: dict[str, int] = {}
        self.weights: Any = None
        self.bias: Any = None

    def matrix(self, bags: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401  (scipy carries no types)
        """The bags as a sparse matrix over the names that training knows."""
        rows = [[self.index[name] for name in set(bag) if name in self.index] for bag in bags]
        ends = np.cumsum([0, *map(len, rows)])
        flat = np.array([sorted_id for row in rows for sorted_id in sorted(row)], dtype=np.int32)
        shape = (len(bags), len(self.names))
        return sparse.csr_matrix((np.ones(len(flat)), flat, ends), shape=shape)

    def train(self, bags: Sequence[Sequence[str]], labels: Any, weights: Any = None) -> Fit:  # noqa: ANN401
        """Fit to ``labels`` (a row a bag, a column a class, 0 or 1; -1 leaves the bag out)."""
        counts = collections.Counter(name for bag in bags for name in set(bag))
        self.names = sorted(name for name, count in counts.items() if count >= self.least)
        self.index = {name: number for number, name in enumerate(self.names)}
        held = self.matrix(bags)
        self.weights = np.zeros((len(self.names), len(self.classes)), np.float32)
        self.bias = np.full(len(self.classes), -9.0, np.float32)
        for column in range(len(self.classes)):
            used = np.flatnonzero(labels[:, column] >= 0)
            if len(set(labels[used, column])) < 2:
                continue
            model = LogisticRegression(C=self.strength, solver="liblinear", max_iter=300, random_state=0)
            share = None if weights is None else weights[used]
            model.fit(held[used], labels[used, column], sample_weight=share)
            self.weights[:, column] = model.coef_[0]
            self.bias[column] = model.intercept_[0]
        return self

    def chances(self, bags: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401
        """Chances, a row a bag and a column a class."""
        return 1 / (1 + np.exp(-(self.matrix(bags) @ self.weights + self.bias)))

    def save(self, path: Path, cuts: Mapping[str, float], floor: float = 0.02) -> None:
        """Write the model for :mod:`kg.extraction.linear`; weights under ``floor`` are dropped."""
        kept = np.flatnonzero(np.abs(self.weights).max(axis=1) >= floor)
        np.savez_compressed(
            path,
            names=np.frombuffer("\n".join(self.names[one] for one in kept).encode(), np.uint8),
            classes=np.frombuffer("\n".join(self.classes).encode(), np.uint8),
            weights=self.weights[kept].astype(np.float16),
            bias=self.bias.astype(np.float32),
            cuts=np.array([cuts[one] for one in self.classes], np.float32),
        )


def figures(hits: int, told: int, wanted: int) -> str:
    """Precision, recall and F1 in one line."""
    precision, recall = hits / max(told, 1), hits / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  (told {told}, gold {wanted})"


def own_body(case: Case) -> str:
    """The name of the body whose report it is, read from the gold where the report tells none."""
    division = divisions.load().get(case.report.division)
    if division:
        return division.name
    heads = collections.Counter(
        line.fields[1].split(":", 1)[1]
        for line in case.gold.of("R")
        if line.fields[0] in ("DEVELOPS", "HOSTED", "ISSUED", "RECEIVED")
        and line.fields[1].startswith("PLACE:")
    )
    return max(sorted(heads), key=lambda name: heads[name]) if heads else ""
