"""``kg dump`` as users call it."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.cli import dump as command
from kg.graph.dump import FORMATS
from kg.graph.formats.frame import FRAMES
from tests.build_fixture import run

_DCT, _VOID = "http://purl.org/dc/terms/", "http://rdfs.org/ns/void#"
_DCAT, _SPDX = "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"


def test_the_command_offers_all_there_is() -> None:
    assert set(command.FORMATS) == set(FORMATS)
    assert command.FRAMES == FRAMES


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format(built: Path, tmp_path: Path, format_: str) -> None:
    out = tmp_path / "out"
    result = run("dump", "--build", built, "-o", out, "--format", format_)
    assert result.exit_code == 0, result.stderr
    assert out.is_dir() == (format_ in ("csv", "parquet"))


def test_endings_tell_formats_of_several_files(built: Path, tmp_path: Path) -> None:
    names = ("a.nt", "b.nt.gz", "c.rdf", "d.json", "e.gexf.gz", "f.parquet")
    asked = [part for name in names for part in ("-o", tmp_path / name)]
    assert run("dump", "--build", built, *asked).exit_code == 0
    assert gzip.decompress((tmp_path / "b.nt.gz").read_bytes()) == (tmp_path / "a.nt").read_bytes()
    assert json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))["@context"]
    assert (tmp_path / "f.parquet" / "entities.parquet").is_file()


def test_reifiers_and_frame(built: Path, tmp_path: Path) -> None:
    assert run("dump", "--build", built, "-o", tmp_path / "a.nt", "--rdf12").exit_code == 0
    assert "<<( " in (tmp_path / "a.nt").read_text(encoding="utf-8")
    assert run("dump", "--build", built, "-o", tmp_path / "p.jsonld", "--frame", "projects").exit_code == 0
    projects = json.loads((tmp_path / "p.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert {project["@type"] for project in projects} == {"Project"}
    assert run("dump", "--build", built, "-o", tmp_path / "p.csv", "--rdf12").exit_code == 2


def test_a_description_tells_counts_files_licence_and_date(built: Path, tmp_path: Path) -> None:
    out, described = tmp_path / "graph.nt.gz", tmp_path / "void.ttl"
    about = ("--licence", "CC-BY-4.0", "--date", "2024-05-01", "--url", "https://example.org/data/")
    asked = ("dump", "--build", built, "-o", out, "--describe", described, "--title", "示例", *about)
    assert run(*asked).exit_code == 0
    said: dict[str, set[str]] = {}
    for triple in parse(path=described, format=RdfFormat.TURTLE):
        assert isinstance(triple.object, NamedNode | Literal)
        said.setdefault(triple.predicate.value, set()).add(triple.object.value)
    lines = gzip.decompress(out.read_bytes()).splitlines()
    assert str(len(lines)) in said[f"{_VOID}triples"]
    assert said[f"{_VOID}documents"] == {"3"}
    assert len(said[f"{_DCT}source"]) == 3
    assert said[f"{_DCT}license"] == {"https://spdx.org/licenses/CC-BY-4.0"}
    assert said[f"{_DCT}issued"] == {"2024-05-01"}
    assert said[f"{_DCT}title"] == {"示例", "graph.nt.gz"}
    assert said[f"{_DCAT}downloadURL"] == {"https://example.org/data/graph.nt.gz"} == said[f"{_VOID}dataDump"]
    assert said[f"{_SPDX}checksumValue"] == {hashlib.sha256(out.read_bytes()).hexdigest()}
    assert said[f"{_DCAT}mediaType"] == {"https://www.iana.org/assignments/media-types/application/n-triples"}
    before = described.read_bytes()
    assert run(*asked).exit_code == 0
    assert described.read_bytes() == before


@pytest.mark.parametrize("name", ["void.ttl", "void.nt", "void.jsonld", "void.rdf"])
def test_a_description_alone_is_the_same_in_each_format(built: Path, tmp_path: Path, name: str) -> None:
    for one in ("x.nt", name):
        assert run("dump", "--build", built, "--describe", tmp_path / one).exit_code == 0
    kind = RdfFormat.from_extension(name.rpartition(".")[2])
    found = {(str(one.subject), str(one.object)) for one in parse(path=tmp_path / name, format=kind)}
    expected = parse(path=tmp_path / "x.nt", format=RdfFormat.N_TRIPLES)
    assert found == {(str(one.subject), str(one.object)) for one in expected}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing"),
        (("-o", "graph.xyz"), "graph.xyz"),
        (("--describe", "void.xyz"), "void.xyz"),
        (("--describe", "void.ttl", "--date", "May"), "May"),
        (("--describe", "void.ttl", "--licence", "a b"), "a b"),
    ],
)
def test_wrong_usage(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("dump", "--build", built, *arguments)
    assert (result.exit_code, said in result.stderr) == (2, True)
    assert not list(tmp_path.iterdir())
