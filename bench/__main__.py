"""Speed of extraction and of dumps, beside other tools on the same input in the same run.

    python -m bench [REPORT ...]

Prints characters (or triples) a second of processor time, and ratios. Ratios are what to quote.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.build import DATASET, Settings, build
from kg.extraction.report import documents, extract
from kg.graph.dump import dump, to_rdflib
from kg.nlp.pipeline import load
from kg.reading import read

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"


def seconds(action: Callable[[], object]) -> float:
    """Processor seconds of one call, after one call to warm up."""
    action()
    began = time.process_time()
    action()
    return time.process_time() - began


def main() -> None:
    """Measure and print."""
    import jieba.posseg

    paths = [Path(one) for one in sys.argv[1:]] or sorted(EXAMPLES.iterdir())
    reports, nlp = [read(path) for path in paths], load()
    size = sum(len(one.text) for one in reports)
    rates = {
        "jieba.posseg": seconds(lambda: [list(jieba.posseg.cut(one.text)) for one in reports]),
        "pipeline (names)": seconds(lambda: [documents(one, nlp) for one in reports]),
        "extraction (all)": seconds(lambda: [extract(one, nlp) for one in reports]),
    }
    for name, took in rates.items():
        print(
            f"{name:20} {size / took:10,.0f} characters/s  {rates['jieba.posseg'] / took:6.2f} x jieba.posseg"
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(Settings(paths, folder))
        dataset = to_rdflib(folder / DATASET)
        flat = [(s, p, o) for s, p, o, _ in dataset.quads()]
        ours = seconds(lambda: dump(folder / DATASET, folder / "x.ttl", "ttl"))
        theirs = seconds(lambda: dataset.serialize(folder / "y.trig", format="trig"))
        print(f"{'Turtle, ours':20} {len(flat) / ours:10,.0f} triples/s")
        print(f"{'TriG, rdflib':20} {len(flat) / theirs:10,.0f} triples/s  ratio {theirs / ours:.2f}")


if __name__ == "__main__":
    main()
