"""Speed of extraction and of dumps, beside other tools on the same input in the same run.

    python -m bench [REPORT ...]

Prints characters (or triples) a second of processor time, and ratios. Ratios are what to quote.
`python -m bench.dumps BUILD` measures the dumps of a larger build.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg.build import Settings, build
from kg.extraction.report import documents, extract
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
        build(Settings(paths, Path(name)))
        subprocess.run((sys.executable, "-m", "bench.dumps", name), check=True)


if __name__ == "__main__":
    main()
