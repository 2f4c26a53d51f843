"""Make all models that the package ships, one after the other: ``python -m training.make``.

Needs the annotated reports beside the project Maven and the ``train`` extra; takes a night on two cores.
"""

from __future__ import annotations

import subprocess
import sys

from training.reports import ROOT, SHARED

WORK = ROOT / "training" / "work"
DATA = ROOT / "kg" / "nlp" / "data"
STEPS = (
    ("training/segmenter.py", str(SHARED), str(WORK / "segmenter")),
    ("training/prune_segmenter.py", str(WORK / "segmenter" / "model"), str(DATA / "segmenter")),
    ("-m", "training.recognizer.train", str(WORK / "small.pt"), "--epochs", "30"),
    ("-m", "training.recognizer.export", "small", str(WORK / "small.pt"), str(DATA / "recognizer")),
    ("-m", "training.recognizer.train", str(WORK / "large.pt"), "--net", "large"),
    ("-m", "training.recognizer.export", "large", str(WORK / "large.pt"), str(DATA / "recognizer")),
    ("-m", "training.relations", "--save"),
    ("-m", "training.progress", "--save"),
    ("-m", "training.observations", "--write"),
)


def main() -> None:
    """Run the steps; stop at the first that fails."""
    WORK.mkdir(parents=True, exist_ok=True)
    for step in STEPS:
        print("==", *step, flush=True)
        subprocess.run([sys.executable, *step], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
