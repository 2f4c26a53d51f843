"""What the ontology says of its terms: their Chinese labels, and which of them join things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from ontology import GR, text


@cache
def chinese() -> Mapping[str, str]:
    """The Chinese label of each term of the ontology (``gr:locatedIn`` → 位于)."""
    from pyoxigraph import Literal

    return MappingProxyType(
        {
            term: said.value
            for term, said in _said("rdfs:label")
            if isinstance(said, Literal) and said.language == "zh"
        }
    )


@cache
def joining() -> frozenset[str]:
    """The terms whose values are things and codes, never text or numbers (OWL's object properties)."""
    from kg.graph.terms import term

    return frozenset(one for one, said in _said("rdf:type") if said == term("owl:ObjectProperty"))


def _said(predicate: str) -> Iterator[tuple[str, Any]]:
    """What the ontology says of each of its terms by ``predicate``: the term and the object."""
    import pyoxigraph
    from pyoxigraph import NamedNode, RdfFormat

    from kg.graph.terms import term

    for quad in pyoxigraph.parse(text("govreport.ttl"), format=RdfFormat.TURTLE):
        if quad.predicate == term(predicate) and isinstance(quad.subject, NamedNode):
            yield quad.subject.value.replace(GR, "gr:", 1), quad.object
