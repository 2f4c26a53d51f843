"""Speed and memory of RDF dumps beside rdflib's serializers, on the same triples in the same run.

    python -m bench.dumps BUILD [TRIPLES]

Each measurement has a process of its own, so that peaks of memory are its own too. Ours reads
the data set from its file and sorts it; rdflib's serializers start with all of it in memory, and
are not charged for reading. Triples a second of processor time, of `TRIPLES` (100,000 unless
told): the first of the build, which are things and their links, and as many taken evenly over
it, which are statements and evidence for the most part; rdflib's Turtle is quicker at the former.
Then of growing parts of the build for ours.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from kg.build import DATASET
from kg.graph.dump import dump
from kg.graph.formats import ntriples
from kg.graph.lines import blocks
from kg.graph.store import ordered

_RDFLIB = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
_FORMATS = ("ttl", "nt", "rdfxml", "jsonld", "trig", "nq")
_PARTS = (0.25, 0.5, 1.0)
_SAMPLE = 100_000


def measure(who: str, path: Path, kind: str) -> tuple[float, int]:
    """Processor seconds and peak memory (MB) of one dump, in a process of its own."""
    command = (sys.executable, "-m", "bench.dumps", who, str(path), kind)
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[-2]), int(said[-1])


def _ours(path: Path, kind: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        dump(path, Path(folder) / "out", kind)
        return time.process_time() - began


def _theirs(path: Path, kind: str) -> float:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(path, format="nt")
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        graph.serialize(Path(folder) / "out", format=_RDFLIB[kind])
        return time.process_time() - began


def _start(dataset: Path, out: Path, wanted: int) -> None:
    with dataset.open("rb") as whole, out.open("wb") as file:
        file.writelines(islice(whole, wanted))


def _spread(dataset: Path, out: Path, wanted: int) -> None:
    with dataset.open("rb") as file:
        step = max(sum(1 for _ in file) // wanted, 1)
    with out.open("wb") as file:
        ntriples.write(islice(blocks(ordered(dataset).runs()), 0, None, step), file)


def _compare(quads: Path, triples: Path, what: str) -> None:
    dump(quads, triples, "nt")
    with triples.open("rb") as file:
        number = sum(1 for _ in file)
    print(f"{number:,} triples, {what}: ours (reading, sorting, writing), rdflib (writing)")
    for kind, name in _RDFLIB.items():
        ours, theirs = measure("ours", quads, kind), measure("theirs", triples, kind)
        print(
            f"{kind:8}{number / ours[0]:12,.0f} triples/s {ours[1]:6} MB   "
            f"rdflib {name:8}{number / theirs[0]:10,.0f} triples/s {theirs[1]:6} MB   "
            f"ratio {theirs[0] / ours[0]:.1f}"
        )


def _grow(dataset: Path, folder: Path) -> None:
    with dataset.open("rb") as file:
        count = sum(1 for _ in file)
    for part in _PARTS:
        size = int(count * part)
        _start(dataset, folder / "part.nq", size)
        found = {kind: measure("ours", folder / "part.nq", kind) for kind in _FORMATS}
        said = "  ".join(f"{kind} {size / took:,.0f}/s {peak} MB" for kind, (took, peak) in found.items())
        print(f"{size:10,} triples: {said}")


def main() -> None:
    """Measure and print."""
    if sys.argv[1] in ("ours", "theirs"):
        who, path, kind = sys.argv[1:4]
        took = (_ours if who == "ours" else _theirs)(Path(path), kind)
        print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    dataset = Path(sys.argv[1]) / DATASET
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else _SAMPLE  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for sample, what in ((_start, "the first of the build"), (_spread, "spread over the build")):
            sample(dataset, folder / "sample.nq", wanted)
            _compare(folder / "sample.nq", folder / "sample.nt", what)
        _grow(dataset, folder)


if __name__ == "__main__":
    main()
