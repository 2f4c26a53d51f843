"""Observations of a report: figures found, judged, named, and given their subjects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg.extraction.evidence import evidence
from kg.extraction.observations import model as models
from kg.extraction.observations.characters import character_rows, windows
from kg.extraction.observations.figures import figure_rows
from kg.extraction.observations.hashing import Ints
from kg.extraction.observations.modality import modality, year
from kg.extraction.observations.model import KINDS, Model
from kg.extraction.observations.sheet import Columns, Sheet, columns, lay_out
from kg.extraction.observations.subjects import candidates, pair_rows
from kg.extraction.observations.wording import carried, places, wordings
from kg.extraction.quantities import Figure
from kg.nlp.segmenter import shipped
from kg.types import Marked, ObservationKind, Predicate, Quantity, Ref, Report, Statement

LIKELY = -0.3
SOURCE = "observations.linear"
"""The id of the model, as the evidence names it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure that is an observation: its number on the sheet, and what was made of it."""

    figure: int
    kind: ObservationKind
    chance: float
    indicators: tuple[str, ...]
    subject: Ref | None


def extract(report: Report, marked: Sequence[Marked], model: Model | None = None) -> list[Statement]:
    """The observations that ``report`` states, in text order.

    ``marked`` are its passages with the mentions found in them; without mentions all is
    told of the report's own body. ``model`` is the one of the package if left out.
    """
    weights = model or models.load()
    sheet = lay_out([_segmented(one) for one in marked])
    if not sheet.figures:
        return []
    return [one for reading in read(report, sheet, weights) for one in _statements(report, sheet, reading)]


def _segmented(marked: Marked) -> Marked:
    """``marked`` with its words; where none were given, the package's segmenter finds them."""
    if marked.words or not marked.passage.text:
        return marked
    return replace(marked, words=tuple(shipped().words(marked.passage.text)))


def read(report: Report, sheet: Sheet, weights: Model) -> list[Reading]:
    """The observations on the sheet of ``report``."""
    figures = columns(sheet, report)
    chances = weights.chances(figure_rows(sheet, figures))
    best = chances.argmax(axis=1)
    wanted = np.flatnonzero(best > 0)
    if not len(wanted):
        return []
    around = windows(sheet, wanted)
    named = weights.named(character_rows(sheet, figures, around), around.starts)
    owners = _subjects(sheet, figures, wanted, weights)
    spots = places(sheet)
    readings: list[Reading] = []
    cuts = around.starts[1:]
    for number, at, flags in zip(
        wanted.tolist(), np.split(around.at, cuts), np.split(named, cuts), strict=True
    ):
        kind = KINDS[int(best[number])]
        texts = wordings(sheet, sheet.figures[number], at[flags].tolist(), spots[number])
        texts = [carried(text, _former(sheet, readings, number)) for text in texts if text]
        if texts and kind is not None:
            chance = float(chances[number, best[number]])
            readings.append(Reading(number, kind, chance, tuple(texts), owners.get(number)))
    return readings


def _former(sheet: Sheet, readings: list[Reading], number: int) -> str:
    """The indicator told last before figure ``number`` in its sentence, or nothing."""
    if not readings:
        return ""
    last, figure = sheet.figures[readings[-1].figure], sheet.figures[number]
    same = sheet.sentence[last.at] == sheet.sentence[figure.at]
    return readings[-1].indicators[-1] if same else ""


def _subjects(sheet: Sheet, figures: Columns, wanted: Ints, weights: Model) -> dict[int, Ref]:
    """The mention that each figure is told of, where one is likelier than the report's own body."""
    pairs = candidates(sheet, wanted)
    scores = weights.subjects[pair_rows(sheet, figures, pairs)].sum(axis=1)
    best: dict[int, tuple[float, int]] = {}
    for number, mention, score in zip(
        pairs.figure.tolist(), pairs.mention.tolist(), scores.tolist(), strict=True
    ):
        if score > LIKELY:
            best[number] = max(best.get(number, (score, mention)), (score, mention))
    return {number: sheet.mentions[mention].ref for number, (_, mention) in best.items()}


def _statements(report: Report, sheet: Sheet, reading: Reading) -> Iterator[Statement]:
    figure = sheet.figures[reading.figure]
    mode = modality(report, sheet, figure)
    passage = sheet.passage_at(figure.at)
    start, end = (at - sheet.begins[passage] for at in _sentence(sheet, figure))
    proof = evidence(report, sheet.passages[passage], (start, end), SOURCE, reading.chance)
    for indicator in reading.indicators:
        quantity = Quantity(
            indicator, reading.kind, figure.value, figure.unit,
            figure.number, figure.upper, figure.unit_code, figure.bound,
        )  # fmt: skip
        yield Statement(
            reading.subject, Predicate.OBSERVATION, proof,
            quantity=quantity, modality=mode, year=year(report, sheet, figure, mode),
        )  # fmt: skip


def _sentence(sheet: Sheet, figure: Figure) -> tuple[int, int]:
    """The range of the sentence that states the figure, without blanks around it."""
    start, end = sheet.sentence_range(figure.at)
    while sheet.text[start].isspace():
        start += 1
    while sheet.text[end - 1].isspace():
        end -= 1
    return start, max(end, figure.end)
