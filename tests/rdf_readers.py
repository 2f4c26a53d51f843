"""RDF tools of others that read what we write: each counts the triples of a file, or says what is wrong."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph
import rdflib
from pyoxigraph import RdfFormat

from tests.neo4j_server import CACHE, Release, fetch, java, missing

ROOT = Path(__file__).parent
JENA = Release(ROOT / "jena" / "pom.xml", CACHE / "jena", 17, "riotcmd.riot")
#: How each tool calls the formats that it reads.
RAPPER = {"nt": "ntriples", "nq": "nquads", "ttl": "turtle", "trig": "trig", "rdf": "rdfxml"}
RDFLIB = {"nt": "nt", "nq": "nquads", "ttl": "turtle", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}
_COUNT = re.compile(r"(?:Triples|Quads) = ([\d,]+)")


def lacks_jena() -> str:
    """Why Jena cannot be used, or ``""``."""
    return missing(JENA)


def lacks_rapper() -> str:
    """Why rapper cannot be used, or ``""``."""
    return "" if shutil.which("rapper") else "rapper is not installed (Debian: raptor2-utils)"


def jena(paths: Sequence[Path]) -> Mapping[str, int]:
    """Triples in each file as ``riot --validate`` reads them.

    Raises:
        AssertionError: it finds an error or warns.
    """
    command = (java(JENA) or "java", "-cp", f"{fetch(JENA)}/*", JENA.main, "--validate", "--count")
    said = subprocess.run((*command, *map(str, paths)), check=False, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    assert not re.search(r"\] (?:WARN|ERROR|FATAL) ", said.stderr), said.stderr
    lines = [line for line in (said.stdout + said.stderr).splitlines() if _COUNT.search(line)]
    counts = [sum(int(number.replace(",", "")) for number in _COUNT.findall(line)) for line in lines]
    return {path.name: count for path, count in zip(paths, counts, strict=True)}


def rapper(path: Path) -> int:
    """Triples in a file as ``rapper`` reads them.

    Raises:
        AssertionError: it finds an error or warns.
    """
    command = ("rapper", "--count", "--input", RAPPER[path.suffix[1:]], str(path))
    said = subprocess.run(command, check=False, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    assert "rror" not in said.stderr, said.stderr
    assert "arning" not in said.stderr, said.stderr
    found = re.search(r"returned (\d+) triple", said.stderr)
    assert found, said.stderr
    return int(found[1])


def oxigraph(path: Path) -> int:
    """Triples in a file as pyoxigraph reads them."""
    kind = RdfFormat.from_extension(path.suffix[1:])
    assert kind is not None
    return len(pyoxigraph.Dataset(pyoxigraph.parse(path=path, format=kind)))


def of_rdflib(path: Path) -> int:
    """Triples in a file as rdflib reads them."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format=RDFLIB[path.suffix[1:]])
    return len(list(dataset.quads()))
