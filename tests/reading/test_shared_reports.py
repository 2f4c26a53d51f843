"""Real reports: read without a crash, division and year right with the file's name and without."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.places import divisions
from kg.reading import discover, read, read_with_problems
from kg.reading.names import fits, of_file

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FOLDERS = ("reports", "corpus", "years", "docx")
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of real reports, ../shared, is not there"),
]
COUNCIL = ("台州", "襄阳", "贵阳")
#: Files that hold another body's or year's report than their name says.
OTHERS = {"唐县-2021": "371526", "唐县-2022": "371526", "唐县-2023": "371526", "唐县-2024": "371526"}
OTHERS |= {"唐县-2025": "371526", "易县-2023": "510421", "易县-2024": "510421", "黄山": "341003"}
YEARS = {"池州": 2023, "易县-2024": 2022}


def files() -> list[Path]:
    return discover([SHARED / one for one in FOLDERS])[0] if SHARED.is_dir() else []


def right(path: Path, division: str | None, year: int | None) -> bool:
    named = of_file(path.stem)
    if path.stem in COUNCIL or path.stem.startswith("guangan"):
        whose = division is None
    elif path.stem in OTHERS:
        whose = division == OTHERS[path.stem]
    else:
        known = divisions.load().get(division)
        whose = known is not None and fits(named.name, known)
    return whose and year == YEARS.get(path.stem, named.year or 2024)


@pytest.mark.parametrize("folder", FOLDERS)
def test_division_and_year_with_and_without_the_name(folder: str, tmp_path: Path) -> None:
    paths = [one for one in files() if one.parent.name == folder]
    wrong = []
    for path in paths:
        report = read(path)
        hidden = read(Path(shutil.copy(path, tmp_path / f"x{path.suffix}")))
        assert report.id == hidden.id
        wrong += [
            (path.name, one.division, one.year)
            for one in (report, hidden)
            if not right(path, one.division, one.year)
        ]
    assert len(paths) >= 5
    assert wrong == []


def test_offsets_and_lengths_over_all_files() -> None:
    for path in files():
        report, _ = read_with_problems(path)
        assert max(len(one.text) for one in report.passages) <= 1500
        for one in report.passages:
            for at, char in enumerate(one.text):
                assert report.text[one.raw(at, at + 1)[0]] == char


def test_clean_reports_keep_their_paragraphs() -> None:
    report = read(SHARED / "reports" / "ziyang-2024.txt")
    assert len(report.passages) == len(report.paragraphs)
