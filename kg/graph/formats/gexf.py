"""GEXF 1.2, for Gephi: every edge of the property graph is an edge of its own, with its id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from kg.graph.formats.attributes import attributes, flat, quoted
from kg.types import PropertyGraph

_TYPES = {"str": "string", "int": "long", "float": "double"}


def write(graph: PropertyGraph, file: IO[bytes]) -> None:
    """Write ``graph``; names are labels of nodes, types labels of edges."""
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write(b'<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n')
    file.write(b'<graph mode="static" defaultedgetype="directed">\n')
    for of in ("node", "edge"):
        file.write(f'<attributes class="{of}">\n'.encode())
        file.writelines(
            f'<attribute id="{name}" title="{name}" type="{_TYPES[kind]}"/>\n'.encode()
            for name, kind in (attributes(f"{of}s") | {"type": "str"}).items()
        )
        file.write(b"</attributes>\n")
    file.write(b"<nodes>\n")
    for node in graph.nodes():
        label = quoted(str(node.properties.get("name", "")))
        file.write(
            f"<node id={quoted(node.iri)} label={label}>{_values(flat(node.properties))}</node>\n".encode()
        )
    file.write(b"</nodes>\n<edges>\n")
    for edge in graph.edges():
        ends = f'id="{edge.id}" label="{edge.type}" source={quoted(edge.source)} target={quoted(edge.target)}'
        said = (*flat(edge.properties), ("type", edge.type))
        file.write(f"<edge {ends}>{_values(said)}</edge>\n".encode())
    file.write(b"</edges>\n</graph>\n</gexf>\n")


def _values(said: Iterable[tuple[str, str]]) -> str:
    values = "".join(f'<attvalue for="{name}" value={quoted(value)}/>' for name, value in said)
    return f"<attvalues>{values}</attvalues>"
