"""GraphML, for networkx, igraph, yEd and Gephi: every edge of the property graph is an edge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO
from xml.sax.saxutils import escape

from kg.graph.formats.attributes import attributes, flat, quoted
from kg.types import PropertyGraph

_TYPES = {"str": "string", "int": "long", "float": "double"}


def write(graph: PropertyGraph, file: IO[bytes]) -> None:
    """Write ``graph``; nodes by IRI, edges by id, their label or type in the attribute ``type``."""
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write(b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for of in ("node", "edge"):
        kinds = attributes(f"{of}s") | {"type": "str"}
        file.writelines(
            f'<key id="{of}.{name}" for="{of}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'.encode()
            for name, kind in kinds.items()
        )
    file.write(b'<graph edgedefault="directed">\n')
    for node in graph.nodes():
        file.write(f"<node id={quoted(node.iri)}>{_data('node', flat(node.properties))}</node>\n".encode())
    for edge in graph.edges():
        ends = f"id={quoted(edge.id)} source={quoted(edge.source)} target={quoted(edge.target)}"
        said = (*flat(edge.properties), ("type", edge.type))
        file.write(f"<edge {ends}>{_data('edge', said)}</edge>\n".encode())
    file.write(b"</graph>\n</graphml>\n")


def _data(of: str, said: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<data key="{of}.{name}">{escape(value, {chr(13): "&#13;"})}</data>' for name, value in said
    )
