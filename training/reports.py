"""Where the annotated reports lie, and which of them no training may see."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FOLDERS = ("reports", "corpus", "years")
KEPT_OUT = ("linzhi-2024", "sanya-2024", "xiamen-2024", "yangquan-2024", "清苑-2022")
"""Reports of five provinces for the last honest figure."""


def gold_reports(*, names_only: bool = False) -> dict[str, tuple[Path, Path]]:
    """Name → (report, annotation) of every annotated report.

    The project's own annotations are read first, those beside it fill in. With ``names_only``
    also the reports in which nothing but names was annotated.
    """
    own = ROOT / "training" / "gold"
    found: dict[str, tuple[Path, Path]] = {}
    for folder in (own, SHARED / "gold", *([own / "mentions"] if names_only else [])):
        for path in sorted(folder.glob("*.tsv")):
            texts = [SHARED / part / f"{path.stem}.txt" for part in FOLDERS]
            text = next((one for one in texts if one.exists()), None)
            if text is not None:
                found.setdefault(path.stem, (text, path))
    return found
