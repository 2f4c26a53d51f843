"""Tools of others read every RDF dump without a word, and count the same triples."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.dump import dump
from kg.graph.rdf import quads
from kg.graph.store import write_nquads
from tests import rdf_readers
from tests.graph.nasty import nasty_graph
from tests.lacking import lacking

_ENDINGS = ("nt", "nq", "ttl", "trig", "jsonld", "rdf")
_Dumps = dict[str, Path]


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> _Dumps:
    """A dump in each format, by ending."""
    folder = tmp_path_factory.mktemp("dumps")
    write_nquads(quads(nasty_graph()), folder / "graph.nq")
    found = {ending: folder / f"out.{ending}" for ending in _ENDINGS}
    for ending, path in found.items():
        dump(folder / "graph.nq", path, {"rdf": "rdfxml"}.get(ending, ending))
    return found


@pytest.fixture(scope="module")
def expected() -> int:
    """How many triples there are."""
    return len(set(quads(nasty_graph())))


def test_jena(dumps: _Dumps, expected: int) -> None:
    if reason := rdf_readers.lacks_jena():
        lacking(f"no Apache Jena for the tests: {reason}")
    counts = rdf_readers.jena(list(dumps.values()))
    assert counts == dict.fromkeys((path.name for path in dumps.values()), expected)


@pytest.mark.parametrize("ending", rdf_readers.RAPPER)
def test_rapper(ending: str, dumps: _Dumps, expected: int) -> None:
    if reason := rdf_readers.lacks_rapper():
        lacking(reason)
    assert rdf_readers.rapper(dumps[ending]) == expected


@pytest.mark.parametrize("ending", _ENDINGS)
def test_pyoxigraph(ending: str, dumps: _Dumps, expected: int) -> None:
    assert rdf_readers.oxigraph(dumps[ending]) == expected


@pytest.mark.parametrize("ending", _ENDINGS)
def test_rdflib(ending: str, dumps: _Dumps, expected: int) -> None:
    assert rdf_readers.of_rdflib(dumps[ending]) == expected
