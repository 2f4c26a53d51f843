"""Builds: what is in them, that they repeat, and what bad input does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import docx
import msgspec
import pypdf
import pytest

from kg import manifest, storage
from kg.build import CACHE, DATABASE, DATASET, OUTPUTS, TURTLE, Settings, build
from kg.graph.property_graph import property_graph
from kg.reading import read
from tests.build_fixture import EXAMPLES, rows, run

SAME_BYTES = (DATASET, TURTLE, manifest.NAME)


def test_all_outputs_are_there(built: Path) -> None:
    assert all((built / name).stat().st_size for name in OUTPUTS)
    made = manifest.read(built)
    assert [one.division for one in made.reports] == sorted(
        (one.division for one in made.reports), key=[one.division for one in made.reports].index
    )
    assert {one.division for one in made.reports} == {"5109", "5110", "5120"}
    assert made.entities["PROJECT"] >= 5


def test_quotes_are_what_the_report_says(built: Path) -> None:
    texts = {one.id: one.text for one in map(read, EXAMPLES.iterdir())}
    count = 0
    for path in (built / CACHE).glob("*.json"):
        extraction = storage.read(path).extraction
        assert extraction is not None
        text = texts[extraction.report.id]
        for mention in extraction.mentions:
            assert text[mention.start : mention.end] == mention.surface
        for statement in extraction.statements:
            seen = statement.evidence
            assert text[seen.start : seen.end] == seen.quote
            count += 1
    assert count > 20


def test_two_processes_and_one_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(Settings([EXAMPLES], tmp_path, jobs=2))
    for name in SAME_BYTES:
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes(), name


def test_a_second_run_does_nothing(built: Path) -> None:
    before = {name: (built / name).stat().st_mtime_ns for name in OUTPUTS}
    result = build(Settings([EXAMPLES], built))
    assert (result.extracted, result.changed) == (0, False)
    assert {name: (built / name).stat().st_mtime_ns for name in OUTPUTS} == before


def test_only_what_changed_is_done_again(tmp_path: Path) -> None:
    reports, out = tmp_path / "reports", tmp_path / "out"
    shutil.copytree(EXAMPLES, reports)
    build(Settings([reports], out))
    (reports / "遂宁市-2024.txt").unlink()
    changed = reports / "内江市-2024.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n建成内江东部新区图书馆。\n", encoding="utf-8")
    result = build(Settings([reports], out))
    assert (result.extracted, len(result.manifest.reports)) == (1, 2)
    assert len(list((out / CACHE).glob("*.json"))) == 2
    again = tmp_path / "again"
    build(Settings([reports], again))
    for name in SAME_BYTES:
        assert (again / name).read_bytes() == (out / name).read_bytes(), name


def test_nothing_is_joined_with_itself(built: Path) -> None:
    """A section of a line (绵遂内铁路内遂段) is the line's node: no part of itself."""
    assert not [edge for edge in property_graph(built).edges() if edge.source == edge.target]


def test_what_a_build_writes_conforms(built: Path) -> None:
    result = run("validate", built)
    assert (result.exit_code, result.stderr.strip()) == (0, "0 violations")


def test_cross_city_projects_of_the_examples(built: Path) -> None:
    found = {row["project"]: row for row in rows("query", "cross-city-projects", "--build", built)}
    high_speed = next(row for name, row in found.items() if name.startswith("成自宜"))
    assert {"成都市", "自贡市", "宜宾市"} <= set(high_speed["by_name"])
    assert set(high_speed["by_report"]) == {"内江市", "资阳市"}
    assert any("成自宜高铁" in quote for quote in high_speed["quotes"])
    merged = next(row for name, row in found.items() if name.startswith("成渝高速"))
    assert set(merged["cities"]) == {"成都市", "重庆市", "内江市", "资阳市"}


def _scanned(path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(path)


def _word(path: Path) -> None:
    document = docx.Document()
    for line in (EXAMPLES / "资阳市-2024.txt").read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(path))


BAD = {
    "empty.txt": lambda path: path.write_bytes(b""),
    "junk.txt": lambda path: path.write_bytes(bytes(range(256)) * 50),
    "broken.docx": lambda path: path.write_bytes(b"PK\x03\x04 no archive"),
    "scanned.pdf": _scanned,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_rest_is_built(name: str, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    _word(reports / "资阳市-2024.docx")
    BAD[name](reports / name)
    result = run("build", reports, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert name in result.stderr
    assert "Traceback" not in result.stderr
    assert len(manifest.read(tmp_path / "out").reports) == 1


def test_nothing_but_bad_files_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("build", tmp_path / "empty.txt", "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert "empty.txt" in result.stderr
    assert not [name for name in OUTPUTS if (tmp_path / "out" / name).exists()]


@pytest.mark.parametrize("missing", ["nothing-here", "empty-folder"])
def test_a_path_without_reports(missing: str, tmp_path: Path) -> None:
    (tmp_path / "empty-folder").mkdir()
    result = run("build", tmp_path / missing, "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert missing in result.stderr


@pytest.mark.parametrize(
    ("line", "said"), [("gone.txt,资阳市,2024,", "gone.txt"), ("资阳市-2024.txt,无此市,2024,", "无此市")]
)
def test_a_faulty_manifest_is_named(line: str, said: str, tmp_path: Path) -> None:
    table = tmp_path / "reports.csv"
    shutil.copy(EXAMPLES / "资阳市-2024.txt", tmp_path)
    table.write_text(f"path,city,year,source\n{line}\n", encoding="utf-8")
    result = run("build", tmp_path / "资阳市-2024.txt", "-o", tmp_path / "out", "--manifest", table)
    assert result.exit_code in (1, 3)
    assert said in result.stderr


def test_a_manifest_overrides_the_file_name(tmp_path: Path) -> None:
    table = tmp_path / "reports.csv"
    (tmp_path / "x.txt").write_text("各位代表：\n一年来，交通建设加快推进。\n", encoding="utf-8")
    table.write_text("path,city,year,source\nx.txt,绵阳市,2019,档案馆\n", encoding="utf-8")
    run("build", tmp_path / "x.txt", "-o", tmp_path / "out", "--manifest", table)
    (report,) = manifest.read(tmp_path / "out").reports
    assert (report.division, report.year, report.source) == ("5107", 2019, "档案馆")


def test_the_same_text_twice_counts_once(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("资阳市-2024.txt", "copy-of-资阳市-2024.txt"):
        shutil.copy(EXAMPLES / "资阳市-2024.txt", reports / name)
    result = build(Settings([reports], tmp_path / "out"))
    assert len(result.manifest.reports) == 1
    assert [one.code for one in result.manifest.problems if one.code == "reading.duplicate"]


def test_a_damaged_cache_is_told(tmp_path: Path) -> None:
    build(Settings([EXAMPLES / "资阳市-2024.txt"], tmp_path))
    (record,) = (tmp_path / CACHE).glob("*.json")
    record.write_bytes(b"{")
    (tmp_path / DATASET).unlink()
    result = run("build", EXAMPLES / "资阳市-2024.txt", "-o", tmp_path)
    assert result.exit_code == 3
    assert record.name in result.stderr


def test_a_full_disk_leaves_the_build_before(built: Path, tmp_path: Path) -> None:
    """A small tmpfs, filled in the middle of a build."""
    out = tmp_path / "small"
    out.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(out)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a tmpfs")
    try:
        result = run("build", EXAMPLES, "-o", out)
        assert result.exit_code == 4
        assert "full" in result.stderr
        assert not [name for name in OUTPUTS if (out / name).exists()]
        assert not list(out.glob(".building-*"))
    finally:
        subprocess.run(["umount", str(out)], check=True)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, kg.cli; heavy = {'spacy', 'numpy', 'rdflib', 'onnxruntime', 'neo4j', 'ladybug'}; "
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_manifest_round_trip(built: Path) -> None:
    made = manifest.read(built)
    assert msgspec.json.decode(msgspec.json.encode(made), type=manifest.Manifest) == made


def test_the_database_is_read_only_for_queries(built: Path) -> None:
    result = run("cypher", "CREATE (:Park {iri: 'x'})", "--build", built)
    assert result.exit_code == 2
    assert (built / DATABASE).exists()
