"""IRIs of entities: made of type, resolved name and home, never of the order of a run."""

from __future__ import annotations

import re
from urllib.parse import quote

from kg.types import EntityType

BASE = "https://w3id.org/govreport-kg/id/"
#: RFC 3987: letters of any script may stand in an IRI; these of the ASCII range need no escape either.
KEPT = re.compile(r"[\w\-.~!$'()*+,;=\u4e00-\u9fff（）—－±“”]")


def segment(name: str) -> str:
    """``name`` with all that may not stand in a path segment of an IRI percent-encoded (UTF-8)."""
    return "".join(char if KEPT.fullmatch(char) else quote(char, safe="") for char in name)


def iri(type_: EntityType, name: str, home: str | None = None) -> str:
    """The IRI of the entity of ``type_`` that bears ``name`` at ``home`` (a division's code, or None)."""
    tail = f"@{segment(home)}" if home else ""
    return f"{BASE}{type_.value.lower()}/{segment(name)}{tail}"


def place_iri(code: str) -> str:
    """The IRI of a division, by its code."""
    return f"{BASE}place/{code}"
