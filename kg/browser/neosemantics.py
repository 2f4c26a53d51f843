"""Names for neosemantics (n10s), so that its RDF export speaks the ontology's language."""

from __future__ import annotations

from collections.abc import Iterator

import ontology
from kg.browser.names import joining
from kg.graph.terms import PREFIXES

USED = ("gr", "rdfs", "skos", "dcterms")
# neosemantics names a thing by its property `uri`, else by its number in the database.
IRIS = "MATCH (n) WHERE n.kg_dataset IS NOT NULL SET n.uri = n.iri"
CONSTRAINT = "CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE"


def statements() -> Iterator[str]:
    """The Cypher statements that tell neosemantics the term of each label, relation and property."""
    yield CONSTRAINT
    yield "CALL n10s.graphconfig.init({handleVocabUris: 'MAP'})"
    for prefix in USED:
        yield f"CALL n10s.nsprefixes.add('{prefix}', '{PREFIXES[prefix]}')"
    for name, term in names().items():
        prefix, _, local = term.partition(":")
        yield f"CALL n10s.mapping.add('{PREFIXES[prefix]}{local}', '{name}')"
    yield IRIS


def names() -> dict[str, str]:
    """Label, relation or property → its term (``gr:locatedIn``), where the export can use it.

    Only one name may have a term: of several properties (``name`` and ``title``) the first has it.
    A property whose term joins things has none, as its value here is text (``level``, ``modality``).
    """
    schema = ontology.schema()
    wanted = {label: node.cls for label, node in schema.nodes.items()}
    wanted |= {label: f"gr:{label}" for node in schema.nodes.values() for label in node.refined_by.values()}
    wanted |= {type_: edge.term for type_, edge in schema.edges.items()}
    wanted |= {name: one.term for name, one in schema.properties.items() if one.term not in joining()}
    found: dict[str, str] = {}
    for name, term in wanted.items():
        if term.partition(":")[0] in USED and term not in found.values():
            found[name] = term
    return found


def script() -> str:
    """The statements as a file for Browser or cypher-shell."""
    return "".join(f"{one};\n" for one in statements())
