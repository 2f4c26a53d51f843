"""Fit the observation models, and measure them on reports that they were not fitted on.

``python -m training.observations`` measures: every annotated report (but those kept out for
the last figure) is scored by a model that never saw it. ``--write`` fits on all of them and
writes the weights into the package, ``--final`` scores the reports that were kept out.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

import kg.extraction.observations as package
from kg.extraction.observations.characters import character_rows, windows
from kg.extraction.observations.figures import figure_rows
from kg.extraction.observations.model import FILE, KINDS, Model, load, packed, unpacked
from kg.extraction.observations.reader import extract
from kg.extraction.observations.sheet import Columns, columns
from kg.extraction.observations.subjects import candidates, pair_rows
from kg.types import ObservationKind
from training.observations_data import Document, aligned, documents, ref_key
from training.observations_fit import fit_chain, fit_softmax
from training.observations_score import Tally, compare
from training.reports import KEPT_OUT

FOLDS = 6
EPOCHS = 14
Ints = np.ndarray


class Examples:
    """What one report teaches: lines of features and labels for each of the three models."""

    def __init__(self, document: Document) -> None:
        sheet, told = document.sheet, document.told
        figures = columns(sheet, document.report)
        lines = figure_rows(sheet, figures)
        kinds = [KINDS.index(ObservationKind(some[0].kind)) if some else 0 for some in told]
        self.kinds = [(lines[number], kinds[number]) for number in np.flatnonzero(document.covered)]
        wanted = np.flatnonzero(kinds)
        self.naming = list(self._naming(document, figures, wanted))
        self.subjects = list(self._subjects(document, figures, wanted))

    def _naming(self, document: Document, figures: Columns, wanted: Ints) -> Iterator[tuple[Ints, Ints]]:
        sheet, told = document.sheet, document.told
        around = windows(sheet, wanted)
        chars = character_rows(sheet, figures, around)
        for number in wanted.tolist():
            own = np.flatnonzero(around.owner == number)
            figure = sheet.figures[number]
            positions = around.at[own].tolist()
            labels = np.zeros(len(own), bool)
            for one in told[number]:
                labels |= aligned(one.indicator, sheet.text, positions, (figure.at, figure.after))
            if len(own):
                yield chars[own], labels.astype(np.int64)

    def _subjects(self, document: Document, figures: Columns, wanted: Ints) -> Iterator[tuple[Ints, int]]:
        sheet, told = document.sheet, document.told
        pairs = candidates(sheet, wanted)
        lines = pair_rows(sheet, figures, pairs)
        for line, number, mention in zip(lines, pairs.figure, pairs.mention, strict=True):
            key = ref_key(sheet.mentions[mention].ref)
            yield line, int(any(one.subject_key == key for one in told[number]))


def fit(examples: Sequence[Examples]) -> Model:
    """The model that ``examples`` teach."""
    kinds = [one for some in examples for one in some.kinds]
    naming = [one for some in examples for one in some.naming]
    subjects = [one for some in examples for one in some.subjects]
    starts = np.cumsum([0] + [len(labels) for _, labels in naming])[:-1]
    chain = fit_chain(
        np.concatenate([lines for lines, _ in naming]),
        np.concatenate([labels for _, labels in naming]),
        starts,
    )
    judged = fit_softmax(
        np.stack([line for line, _ in kinds]),
        np.array([kind for _, kind in kinds]),
        len(KINDS),
        epochs=EPOCHS,
    )
    owned = fit_softmax(
        np.stack([line for line, _ in subjects]), np.array([label for _, label in subjects]), 2, epochs=15
    )
    model = Model(
        judged.astype(np.float32),
        chain.table.astype(np.float32),
        chain.moves.astype(np.float32),
        (owned[:, 1] - owned[:, 0]).astype(np.float32),
    )
    return unpacked(packed(model))


def score(document: Document, model: Model, tally: Tally) -> None:
    """Add to ``tally`` what ``model`` finds in ``document``."""
    found = extract(document.report, document.sheet.passages, model)
    found = [one for one in found if document.annotation.covers(one.evidence.paragraph)]
    compare(document, found, tally)


def measure(examples: dict[str, Examples], folds: int, errors: int) -> None:
    """Print precision, recall and F1 over reports left out in turn, and classes of errors."""
    known = [one for one in documents() if one.name in examples]
    tally = Tally()
    for fold in range(folds):
        model = fit([examples[one.name] for at, one in enumerate(known) if at % folds != fold])
        for at, document in enumerate(known):
            if at % folds == fold:
                score(document, model, tally)
    print(tally.text(errors))


def write(model: Model) -> Path:
    """Write the weights of ``model`` into the package, the same bytes for the same weights."""
    path = Path(package.__file__).with_name(FILE)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, allow_pickle=False, **packed(model))
    path.write_bytes(buffer.getvalue())
    return path


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--errors", type=int, default=0, help="list up to N errors of each class")
    parser.add_argument("--write", action="store_true", help="fit on all but the kept-out reports and write")
    parser.add_argument(
        "--final", action="store_true", help="score the written model on the kept-out reports"
    )
    options = parser.parse_args()
    if options.final:
        tally = Tally()
        for document in documents():
            if document.name in KEPT_OUT:
                score(document, load(), tally)
        print(tally.text(0))
        return
    examples = {one.name: Examples(one) for one in documents() if one.name not in KEPT_OUT}
    if options.write:
        path = write(fit(list(examples.values())))
        print(f"{path}: {path.stat().st_size} bytes")
    else:
        measure(examples, options.folds, options.errors)


if __name__ == "__main__":
    main()
