from __future__ import annotations

from pathlib import Path

import pytest

from kg.reading import read_with_problems

from .samples import FILL, report


def found(path: Path, text: str) -> dict[str, str]:
    path.write_text(text, encoding="utf-8")
    return {one.code: one.message for one in read_with_problems(path)[1]}


def test_a_whole_report_has_no_problems(tmp_path: Path) -> None:
    assert found(tmp_path / "a.txt", report()) == {}


@pytest.mark.parametrize(
    ("cut", "missing"),
    [
        (lambda text: text[: text.index("二、2031")], "no plan"),
        (lambda text: text[text.index("二、2031") :], "no review"),
        (lambda text: text[: text.index("各位代表！")], "no closing words"),
        (lambda text: text.replace("各位代表", "诸位"), "no opening"),
    ],
    ids=["plan", "review", "closing", "opening"],
)
def test_parts_that_are_missing_are_told(tmp_path: Path, cut: object, missing: str) -> None:
    assert callable(cut)
    assert missing in found(tmp_path / "a.txt", cut(report(fill=60)))["reading.incomplete"]


def test_short_and_foreign_texts(tmp_path: Path) -> None:
    assert "reading.short" in found(tmp_path / "a.txt", "各位代表：\n修桥。")
    assert "reading.no_report" in found(tmp_path / "a.txt", "很久以前，山里有一座桥。" * 300)


def test_nothing_tells_body_or_year(tmp_path: Path) -> None:
    codes = found(tmp_path / "a.txt", f"各位代表：\n{FILL * 90}\n一起努力！")
    assert {"reading.unknown_body", "reading.unknown_year"} <= set(codes)


def test_damaged_characters_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = report().encode()
    path.write_bytes(data[:100] + b"\xff" + data[100:])
    assert "reading.damaged" in {one.code for one in read_with_problems(path)[1]}
