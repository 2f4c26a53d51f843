"""What Neo4j Browser needs to show the graph well: a style, a guide, saved queries, and a server for them.

All of it is made from the ontology (classes, relations and their Chinese labels), from the
query library, and from the two files in ``data``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.browser import guide, neosemantics, saved, style
from kg.errors import InputError
from kg.types import Scalar

STYLE, GUIDE, SAVED, INDEX = "govreport.grass", "guide.html", "queries.zip", "index.html"
NEOSEMANTICS = "neosemantics.cypher"
Values = Mapping[str, Mapping[str, Scalar]]


@dataclass(frozen=True, slots=True)
class Page:
    """A file that Browser fetches: its content and media type."""

    content: bytes
    media_type: str


def pages(values: Values | None = None) -> dict[str, Page]:
    """All files by name; ``values`` (query → parameter → value) go before those of the guide's data.

    The same values give the same bytes.

    Raises:
        ConfigError: ontology, library and the data of this package do not fit together.
    """
    given = values or {}
    html, plain = "text/html; charset=utf-8", "text/plain; charset=utf-8"
    return {
        STYLE: Page(style.grass().encode(), plain),
        GUIDE: Page(guide.document(given).encode(), html),
        SAVED: Page(saved.archive(given), "application/zip"),
        NEOSEMANTICS: Page(neosemantics.script().encode(), plain),
        INDEX: Page(guide.index(STYLE, GUIDE, SAVED).encode(), html),
    }


def write(made: Mapping[str, Page], folder: Path) -> None:
    """Write the files into ``folder``, which is made where it is missing.

    Raises:
        InputError: it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in made.items():
            (folder / name).write_bytes(page.content)
    except OSError as error:
        message = f"{folder}: {error.strerror}"
        raise InputError(message, "name a folder that you may write to") from None
