from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading import load_manifest, read, read_with_problems

from .samples import report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a, b.txt").write_text(report("遂宁"), encoding="utf-8")
    return tmp_path


def manifest(folder: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = folder / "manifest.csv"
    path.write_text("\n".join(("path,city,year,source", *rows)), encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_quoted_rows_in_every_encoding(folder: Path, encoding: str) -> None:
    rows = load_manifest(manifest(folder, '"a, b.txt",遂宁市,2031,市政府网', encoding=encoding))
    file = (folder / "a, b.txt").resolve()
    assert (rows[file].division, rows[file].year, rows[file].source) == ("5109", 2031, "市政府网")
    assert read(file, manifest=rows[file]).source == "市政府网"


@pytest.mark.parametrize(
    ("city", "code"),
    [
        ("510900", None),
        ("5109", "5109"),
        ("遂宁", "5109"),
        ("吉林", "2202"),
        ("南京市鼓楼区", "320106"),
        ("", None),
    ],
)
def test_cities_by_name_or_code(folder: Path, city: str, code: str | None) -> None:
    path = manifest(folder, f'"a, b.txt",{city},,')
    if code is None and city:
        with pytest.raises(InputError, match="unknown city"):
            load_manifest(path)
    else:
        assert [one.division for one in load_manifest(path).values()] == [code]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("none.txt,遂宁,2031,", "no such file 'none.txt'"),
        ('"a, b.txt",遂拧,2031,', "unknown city '遂拧'"),
        ('"a, b.txt",鼓楼区,2031,', "may be"),
        ('"a, b.txt",遂宁,twenty,', "'twenty' is no year"),
        (",遂宁,2031,", "no such file ''"),
    ],
)
def test_faulty_rows_are_named(folder: Path, row: str, message: str) -> None:
    with pytest.raises(InputError, match=rf"manifest\.csv:2: .*{message}"):
        load_manifest(manifest(folder, row))


def test_a_file_that_is_listed_twice(folder: Path) -> None:
    row = '"a, b.txt",遂宁,2031,'
    with pytest.raises(InputError, match="listed twice"):
        load_manifest(manifest(folder, row, row))


def test_missing_manifest_and_unknown_columns(folder: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_manifest(folder / "none.csv")
    (folder / "bad.csv").write_text("file,town\n", encoding="utf-8")
    with pytest.raises(InputError, match="columns file, town"):
        load_manifest(folder / "bad.csv")


def test_what_the_user_states_outweighs_the_text_and_is_told(folder: Path) -> None:
    rows = load_manifest(manifest(folder, '"a, b.txt",资阳,2030,'))
    file = (folder / "a, b.txt").resolve()
    found, problems = read_with_problems(file, manifest=rows[file])
    assert (found.division, found.year) == ("5120", 2030)
    assert {one.code for one in problems} == {"reading.other_body", "reading.other_year"}
