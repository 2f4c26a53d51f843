"""A data set is read in its order, in whatever order and shape its file is."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.graph import lines
from kg.graph.rdf import quads
from kg.graph.store import ordered, write_nquads
from tests.graph.nasty import NO_XML, nasty_graph
from tests.graphs import rich_graph


@pytest.fixture
def written(tmp_path: Path) -> bytes:
    """The lines of a data set as they are written."""
    write_nquads(quads(nasty_graph(NO_XML)), tmp_path / "graph.nq")
    return (tmp_path / "graph.nq").read_bytes()


def _read(content: bytes, folder: Path) -> bytes:
    (folder / "again.nq").write_bytes(content)
    return b"".join(line for run in ordered(folder / "again.nq").runs() for line in run.lines)


def test_a_file_in_order_is_read_as_it_is(written: bytes, tmp_path: Path) -> None:
    assert _read(written, tmp_path) == written


def test_other_shapes_are_brought_into_order(written: bytes, tmp_path: Path) -> None:
    content = written.splitlines(keepends=True)
    middle = len(content) // 2
    shapes = {
        "turned": content[::-1],
        "cut and changed": content[middle:] + content[:middle],
        "one line late": [*content[:3], *content[4:], content[3]],
        "doubled": sorted(content * 2),
        "comments": [b"# of another tool\n", *content],
        "blanks": [line.replace(b" ", b"  ", 1) for line in content],
        "blanks in the middle": [*content[:middle], b"\t" + content[middle], *content[middle + 1 :]],
        "no last line break": [*content[:-1], content[-1].rstrip(b"\n")],
    }
    for name, shape in shapes.items():
        assert _read(b"".join(shape), tmp_path) == written, name


def test_what_is_cut_off_is_told(written: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="again"):
        _read(written[:-20], tmp_path)
    zipped = gzip.compress(written)
    (tmp_path / "half.nq.gz").write_bytes(zipped[: len(zipped) // 2])
    with pytest.raises(InputError, match="half"):
        ordered(tmp_path / "half.nq.gz")


@given(st.integers(1, 400))
@settings(deadline=None)
def test_runs_are_of_one_graph_however_lines_come(size: int) -> None:
    said = {f"{quad} .\n".encode(): f"{quad.triple} .\n".encode() for quad in quads(rich_graph())}
    content = sorted(said, key=lambda line: (lines.graph_of(line), line))
    found = list(lines.runs(content[at : at + size] for at in range(0, len(content), size)))
    assert [line for run in found for line in run.lines] == content
    assert all(lines.graph_of(line) == run.graph for run in found for line in run.lines)
    assert all(run.lines and lines.plain(run) for run in found)
    assert [line for chunk in lines.triples(found) for line in chunk] == [said[line] for line in content]
