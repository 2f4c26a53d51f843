"""The pictures of the docs: there, small, and shown."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHOWN = re.compile(r"!\[[^\]]+\]\(([^)]+\.png)\)")


def test_every_picture_is_shown_and_small() -> None:
    shown = {
        (page.parent / link).resolve()
        for page in (ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "docs" / "neo4j.md")
        for link in SHOWN.findall(page.read_text(encoding="utf-8"))
    }
    browsers = set((ROOT / "docs" / "images").glob("browser-*.png"))
    assert len(browsers) == 3
    assert browsers <= shown
    assert all(path.stat().st_size < 150_000 for path in shown)


def test_both_readmes_show_the_cross_city_projects() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        assert "docs/images/browser-cross-city.png" in SHOWN.findall(
            (ROOT / name).read_text(encoding="utf-8")
        )
