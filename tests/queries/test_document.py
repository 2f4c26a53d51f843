"""docs/queries.md is what the headers say."""

from __future__ import annotations

from pathlib import Path

from queries.__main__ import document

PAGE = Path(__file__).parent.parent.parent / "docs" / "queries.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run: python -m queries > docs/queries.md"
