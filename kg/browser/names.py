"""What the ontology calls its classes and relations in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ontology import GR, text


@cache
def chinese() -> Mapping[str, str]:
    """The Chinese label of each term of the ontology (``gr:locatedIn`` → 位于)."""
    import pyoxigraph
    from pyoxigraph import Literal, NamedNode, RdfFormat

    from kg.graph.terms import term

    found: dict[str, str] = {}
    for quad in pyoxigraph.parse(text("govreport.ttl"), format=RdfFormat.TURTLE):
        named, label = quad.subject, quad.object
        if quad.predicate != term("rdfs:label") or not isinstance(named, NamedNode):
            continue
        if isinstance(label, Literal) and label.language == "zh":
            found[named.value.replace(GR, "gr:", 1)] = label.value
    return MappingProxyType(found)
