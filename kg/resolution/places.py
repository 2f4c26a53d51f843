"""Place mentions linked to divisions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.places.divisions import Division, Divisions
from kg.resolution.scope import Scope

VILLAGE = re.compile(r"(?:村|社区|组|屯|坝|岛|镇|乡|街道|片区|小区|[路街])$")


def link(name: str, home: str | None, nearby: Sequence[str], divisions: Divisions) -> Division | None:
    """The division that ``name`` means in a report of ``home``, or None where nothing is clear."""
    del nearby
    found = divisions.by_name(name)
    if home:
        found = tuple(
            sorted(found, key=lambda one: (divisions.nearness(one.code, home), len(one.code), one.code))
        )
    return found[0] if found and len(name) > 1 else None


def place_scope(base: str, home: str) -> Scope:
    """Where a place that no table knows is at home: villages with the body, rivers everywhere."""
    return Scope(home if VILLAGE.search(base) else None, base)
