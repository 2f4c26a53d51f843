"""The code lists as Python reads them: which values a list has, and how they are called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat

from kg.graph.terms import term
from ontology import CODE, text


@cache
def code_list(scheme: str, language: str = "zh") -> Mapping[str, str]:
    """The values of a code list with their labels in ``zh`` or ``en``, in the order of the file."""
    labels: dict[str, str] = {}
    start = f"{CODE}{scheme}/"
    for quad in pyoxigraph.parse(text("codelists.ttl"), format=RdfFormat.TURTLE):
        subject, label = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(label, Literal):
            continue
        if quad.predicate == term("skos:prefLabel") and label.language == language:
            _, found, value = subject.value.partition(start)
            if found:
                labels[value] = label.value
    return MappingProxyType(labels)


def value_of(iri: str) -> str:
    """The value that a concept of any code list stands for (``…/status/planned`` → ``planned``)."""
    return iri.rpartition("/")[2]
