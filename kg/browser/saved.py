"""The query library as Browser's saved queries: two of a question, its graph and its rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import queries
from kg.browser import settings
from kg.browser.literals import inlined
from kg.types import Scalar
from queries import Query

EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Saved:
    """A question with its two statements: ``graph`` draws, ``rows`` lists.

    ``rows`` is empty where the answer needs a step in Python. ``values`` are written into both.
    """

    query: Query
    asks: str
    values: Mapping[str, Scalar]
    graph: str
    rows: str


def questions(given: Mapping[str, Mapping[str, Scalar]]) -> Iterator[Saved]:
    """All questions in the guide's order; values of ``given`` go before the guide's and the defaults."""
    for name, entry in settings.guide().queries.items():
        query = queries.get(name)
        values = query.bind({**entry.values, **given.get(name, {})})
        rows = "" if query.step else inlined(body(query.text), values)
        yield Saved(query, entry.asks, values, inlined(entry.graph.strip(), values), rows)


def body(text: str) -> str:
    """A query's text without its header."""
    lines = text.splitlines()
    start = next((at for at, line in enumerate(lines) if not line.startswith("// ")), len(lines))
    return "\n".join(lines[start:]).strip()


def archive(given: Mapping[str, Mapping[str, Scalar]]) -> bytes:
    """A zip of ``.cypher`` files, to be dropped on Browser's window; the same bytes for the same values.

    The files lie in no folder: of N files in one, Browser makes N folders, all but one empty.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in statements(given).items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, text)
    return target.getvalue()


def statements(given: Mapping[str, Mapping[str, Scalar]]) -> dict[str, str]:
    """The files of the archive: name → Cypher, its first line the title that Browser shows."""
    found = {}
    for number, one in enumerate(questions(given), 1):
        stem = f"{number:02}-{one.query.name}"
        found[f"{stem}-graph.cypher"] = _file(one, "图 graph", one.graph)
        if one.rows:
            found[f"{stem}-rows.cypher"] = _file(one, "表 rows", one.rows)
    return found


def _file(one: Saved, what: str, cypher: str) -> str:
    query = one.query
    head = [f"{query.title_zh} · {query.title_en} · {what}", one.asks, query.question]
    head += [f"{each.name}: {each.description}" for each in query.parameters]
    return "\n".join([*(f"// {' '.join(line.split())}" for line in head), cypher]) + "\n"
