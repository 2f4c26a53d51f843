"""What formats for graph tools have in common: flat, typed attributes of nodes and edges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from kg.graph.formats.rdfxml import in_xml
from kg.types import Value
from ontology import schema

#: What stands between the items of a list in one attribute or cell.
BETWEEN = " | "


def attributes(of: str) -> dict[str, str]:
    """The attributes of all ``nodes`` or ``edges`` with their types: str, int or float; lists are str."""
    kinds = schema().nodes if of == "nodes" else schema().edges
    found = {name: kind for one in kinds.values() for name, kind in one.properties.items()}
    return {name: kind if kind in ("int", "float") else "str" for name, kind in sorted(found.items())}


def flat(properties: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Name and value of each property, as XML may hold it."""
    for name, value in properties.items():
        yield name, in_xml(joined(value) if isinstance(value, tuple) else str(value))


def joined(values: tuple[object, ...]) -> str:
    """The items of a list as one string."""
    return BETWEEN.join(str(value) for value in values)


def quoted(text: str) -> str:
    """``text`` as the value of an XML attribute, marks included."""
    return quoteattr(in_xml(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
