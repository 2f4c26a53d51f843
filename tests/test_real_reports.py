"""The whole way on real reports: quotes hold, shapes hold, known projects are found with their cities."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import storage
from kg.build import CACHE, Settings, build
from kg.reading import read
from tests.build_fixture import rows, run

NAMES = ("ziyang-2024", "suining-2024", "neijiang-2024")
PROJECTS = ("成达万高铁", "成自宜高铁", "资中至铜梁高速", "成渝高速", "绵遂内铁路")


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the three reports."""
    out = tmp_path_factory.mktemp("real")
    build(Settings([shared / "reports" / f"{name}.txt" for name in NAMES], out))
    return out


@pytest.mark.shared
def test_every_quote_is_what_the_report_says(built: Path, shared: Path) -> None:
    reports = [read(shared / "reports" / f"{name}.txt") for name in NAMES]
    texts = {one.id: one.text for one in reports}
    count = 0
    for path in (built / CACHE).glob("*.json"):
        extraction = storage.read(path).extraction
        assert extraction is not None
        for one in extraction.statements:
            seen = one.evidence
            assert texts[seen.report][seen.start : seen.end] == seen.quote
            count += 1
    assert count > 1000


@pytest.mark.shared
def test_the_build_conforms(built: Path) -> None:
    assert run("validate", built).stderr.strip() == "0 violations"


@pytest.mark.shared
def test_known_cross_city_projects(built: Path, shared: Path) -> None:
    found = rows("query", "cross-city-projects", "--build", built)
    wanted = {}
    for line in (shared / "gold" / "cross_city.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, by_name, by_report = (*line.split("\t"), "", "", "")[:4]
            wanted[name] = {one for one in f"{by_name};{by_report}".split(";") if one}
    for start in PROJECTS:
        cities = next(cities for name, cities in wanted.items() if name.startswith(start))
        row = next(row for row in found if row["project"].startswith(start) and set(row["cities"]) == cities)
        assert row["quotes"]


@pytest.mark.shared
def test_a_redacted_report_gives_no_masks(shared: Path, tmp_path: Path) -> None:
    build(Settings([shared / "reports" / "guangan-2023.txt"], tmp_path))
    (path,) = (tmp_path / CACHE).glob("*.json")
    extraction = storage.read(path).extraction
    assert extraction is not None
    assert extraction.report.division is None
    assert run("validate", tmp_path).stderr.strip() == "0 violations"
    assert extraction.mentions
    for one in extraction.mentions:
        assert any(len(part) > 1 for part in one.surface.split("*"))
