from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading import discover


def test_folders_are_walked_and_each_file_comes_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "sub/c.docx", "sub/~$c.docx", ".git/d.txt", "e.xlsx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found, problems = discover([tmp_path, tmp_path / "b.txt"])
    assert [one.relative_to(tmp_path).as_posix() for one in found] == ["a.MD", "b.txt", "sub/c.docx"]
    assert problems == ()


def test_a_folder_without_reports_is_a_finding(tmp_path: Path) -> None:
    found, problems = discover([tmp_path])
    assert found == []
    assert [(one.code, one.place) for one in problems] == [("reading.no_reports", str(tmp_path))]


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        discover([tmp_path / "none"])
