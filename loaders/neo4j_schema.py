"""What our graph looks like inside Neo4j, whichever way it gets there or is read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import ontology
from kg.types import Value

#: Marks what is ours where nobody says otherwise.
DATASET = "govreport-kg"
#: The property that tells whose a node or edge is, the hash of all that it says, and, on a node
#: that others hold fast after we were done with it, whose it was.
OWNER, HASH, RELEASED = "kg_dataset", "kg_hash", "kg_released"
#: The full-text index of names and aliases.
NAMES = "kg_names"


def schema_statements(schema: ontology.Schema) -> Iterator[str]:
    """Constraints on the keys (Community Edition has uniqueness only), and the index of names.

    The analyzer ``cjk`` cuts Chinese into pairs of characters, so that parts of names are found.
    """
    for label in schema.nodes:
        yield f"CREATE CONSTRAINT `kg_{label}` IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.iri IS UNIQUE"
    for type_ in schema.edges:
        yield f"CREATE CONSTRAINT `kg_{type_}` IF NOT EXISTS FOR ()-[r:`{type_}`]-() REQUIRE r.id IS UNIQUE"
    labels = "|".join(f"`{node.label}`" for node in schema.nodes.values() if node.entity)
    yield (
        f"CREATE FULLTEXT INDEX `{NAMES}` IF NOT EXISTS FOR (n:{labels}) ON EACH [n.name, n.aliases] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )


def schema_names(schema: ontology.Schema) -> set[str]:
    """The names of the constraints and of the index that :func:`schema_statements` makes."""
    return {NAMES, *(f"kg_{name}" for name in (*schema.nodes, *schema.edges))}


def stored(properties: Mapping[str, Value]) -> dict[str, Any]:
    """Properties as Neo4j keeps them: lists for tuples, and nothing where a list is empty.

    An import file cannot tell an empty list from none, and an empty one says nothing.
    """
    plain = ((name, list(one) if isinstance(one, tuple) else one) for name, one in properties.items())
    return {name: one for name, one in plain if one != []}
