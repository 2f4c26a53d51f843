"""All that a graph knows of one thing, with the sentence behind each statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg import build
from kg.engines import Connection, EmbeddedConnection
from kg.errors import UsageError
from kg.resolution.names import normalise
from kg.types import EntityType

COLUMNS = ("thing", "what", "value", "quote", "report", "rule", "start", "end")
EVIDENCE = ("quotes", "report_titles", "rules", "char_starts", "char_ends")
FACTS = ("HAS_PROGRESS", "HAS_OBSERVATION")
SKIPPED = "MENTIONS"

THINGS = """
MATCH (n) WHERE n.type <> 'Progress' AND n.type <> 'Observation'
RETURN n.iri AS iri, n.name AS name, n.aliases AS aliases, n.type AS label, n.old_iris AS old
ORDER BY iri
"""
NODE = "MATCH (n) WHERE n.iri = $iri RETURN properties(n) AS node"
EDGES = """
MATCH (a)-[r]->(b) WHERE {side}.iri = $iri
RETURN type(r) AS relation, r.id AS id, properties(r) AS edge, properties({other}) AS node
ORDER BY relation, id
"""

Row = tuple[str, str, str, str | None, str | None, str | None, int | None, int | None]
Properties = Mapping[str, Any]


def explain(name: str, folder: Path) -> list[Row]:
    """Rows of :data:`COLUMNS` about each thing that bears ``name`` (a name, alias or IRI).

    ``start``/``end`` is the half-open character range of the quote in the report's text.

    Raises:
        UsageError: nothing bears the name.
        BackendError: there is no build in ``folder``.
    """
    with EmbeddedConnection(folder / build.DATABASE) as connection:
        found = find(connection, name)
        if not found:
            message = f"nothing is called {name!r} in {folder}"
            raise UsageError(message, "look for a part of the name with: kg query search --param text=…")
        return [row for iri, title in found for row in _thing(connection, iri, title)]


def find(connection: Connection, name: str) -> list[tuple[str, str]]:
    """(IRI, name) of what is called ``name``: by IRI, name or alias to the letter.

    Where nothing is, by the forms in which names are compared (成渝高速扩容 for 成渝高速公路扩容改造工程).
    """
    _, rows = connection.rows(THINGS, {})
    exact = [
        (iri, title or iri)
        for iri, title, aliases, _, old in rows
        if name in (iri, title) or name in (aliases or ()) or name in (old or ())
    ]
    return exact or [
        (iri, title)
        for iri, title, aliases, label, _ in rows
        if title and _alike(label, name, (title, *(aliases or ())))
    ]


def _alike(label: str, name: str, names: tuple[str, ...]) -> bool:
    if label.upper() not in EntityType.__members__:
        return False
    type_ = EntityType(label.upper())
    wanted = normalise(type_, name).key
    return any(normalise(type_, one).key == wanted for one in names)


def _thing(connection: Connection, iri: str, title: str) -> Iterator[Row]:
    _, nodes = connection.rows(NODE, {"iri": iri})
    node = nodes[0][0]
    yield (title, "IRI", iri, None, None, None, None, None)
    for key in ("type", "code", "level", "division", "city", "year", "source"):
        if node.get(key) is not None:
            yield (title, key, str(node[key]), None, None, None, None, None)
    for key, what in (("aliases", "alias"), ("old_iris", "former IRI")):
        for value in sorted(node.get(key) or ()):
            yield (title, what, value, None, None, None, None, None)
    for reason, names in zip(node.get("merged_because") or (), node.get("merged_names") or (), strict=False):
        yield (title, "merged", names, None, None, reason, None, None)
    for side, other, arrow in (("a", "b", "{} →"), ("b", "a", "← {}")):
        _, edges = connection.rows(EDGES.format(side=side, other=other), {"iri": iri})
        for relation, _, edge, far in edges:
            if relation != SKIPPED:
                yield from _fact(title, arrow.format(relation), relation, edge, far)


def _fact(title: str, what: str, relation: str, edge: Properties, far: Properties) -> Iterator[Row]:
    said = far if relation in FACTS else edge
    value = _value(relation, edge, far)
    columns = [said.get(key) or () for key in EVIDENCE]
    if not any(columns):
        yield (title, what, value, None, None, "; ".join(said.get("known_by") or ()), None, None)
    for quote, report, rule, start, end in zip(*columns, strict=True):
        yield (title, what, value, quote, report, rule, start, end)


def _value(relation: str, edge: Properties, far: Properties) -> str:
    said = far if relation in FACTS else edge
    when = ", ".join(str(one) for one in (said.get("modality"), said.get("year")) if one)
    if relation == "HAS_OBSERVATION":
        told = f"{far.get('indicator')}: {far.get('value')}{far.get('unit') or ''} ({far.get('kind')})"
    else:
        told = str(far.get("status") if relation in FACTS else far.get("name"))
    return f"{told} [{when}]" if when else told
