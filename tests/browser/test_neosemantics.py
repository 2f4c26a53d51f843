"""Names for neosemantics: terms of the ontology, each once."""

from __future__ import annotations

import re

import ontology
from kg.browser import neosemantics
from kg.browser.names import chinese


def test_every_label_and_relation_has_its_term() -> None:
    schema, names = ontology.schema(), neosemantics.names()
    for label, node in schema.nodes.items():
        assert names[label] == node.cls
        for refined in node.refined_by.values():
            assert names[refined] == f"gr:{refined}"
    for type_, edge in schema.edges.items():
        assert names[type_] == edge.term


def test_terms_exist_and_stand_for_one_name() -> None:
    names = neosemantics.names()
    assert len(set(names.values())) == len(names)
    assert (names["name"], names["aliases"]) == ("rdfs:label", "skos:altLabel")
    assert "title" not in names
    assert {term for term in names.values() if term.startswith("gr:")} <= set(chinese())


def test_the_script_is_plain_statements() -> None:
    statements = neosemantics.script().removesuffix(";\n").split(";\n")
    assert statements == list(neosemantics.statements())
    assert all(re.fullmatch(r"CALL n10s\.[a-z]+\.[a-z]+\([^;]*\)", one) for one in statements[1:])
    assert len(statements) == 2 + len(neosemantics.PREFIXES) + len(neosemantics.names())
