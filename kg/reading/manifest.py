"""A table (CSV) that states whose report a file is, and of which year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One line of a manifest: what a user states of a file; what is not stated is "" or None."""

    path: Path
    city: str = ""
    year: int | None = None
    source: str = ""
    division: str | None = None


def load_manifest(path: Path) -> Mapping[Path, ManifestRow]:
    """TODO."""
    return MappingProxyType({})
