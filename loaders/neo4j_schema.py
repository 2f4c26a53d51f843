"""What our graph looks like inside Neo4j, whichever way it gets there or is read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import ontology
from kg.types import Value
from loaders import base

#: Marks what is ours where nobody says otherwise.
DATASET = "govreport-kg"
#: The property that tells whose a node or edge is, the hash of all that it says, and, on a node
#: that others hold fast after we were done with it, whose it was.
OWNER, HASH, RELEASED = "kg_dataset", "kg_hash", "kg_released"
#: The full-text index of names and aliases.
NAMES = "kg_names"

#: How many are ours, by the label of the mapping ("" where there is none) or by the type.
COUNT_NODES = """\
MATCH (n) WHERE n.kg_dataset = $dataset WITH [label IN labels(n) WHERE label IN $names] AS found
UNWIND CASE WHEN found = [] THEN [''] ELSE found END AS name RETURN name, count(*) AS n"""
COUNT_EDGES = "MATCH ()-[r]->() WHERE r.kg_dataset = $dataset RETURN type(r) AS name, count(*) AS n"
UNIQUE = """\
SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties WHERE type CONTAINS 'UNIQUENESS'
RETURN labelsOrTypes AS names, properties AS keys"""
FULLTEXT = """\
SHOW INDEXES YIELD name, type, state, labelsOrTypes, properties, options
WHERE type = 'FULLTEXT' AND state = 'ONLINE' AND name = 'kg_names'
  AND options.indexConfig['fulltext.analyzer'] = 'cjk'
RETURN labelsOrTypes AS names, properties AS keys"""


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


def lacking(schema: ontology.Schema, run: Callable[[str], Iterable[Any]]) -> Iterator[str]:
    """What is not there of the constraints and of the index of names, in words.

    ``run`` gives the records of a query.
    """
    unique = {(*names, *keys) for names, keys in run(UNIQUE)}
    for key, named in (("iri", schema.nodes), ("id", schema.edges)):
        for name in named:
            if (name, key) not in unique:
                yield f"the constraint that {key} is unique on {name}"
    wanted = {node.label for node in schema.nodes.values() if node.entity}
    fulltext = (set(names) for names, keys in run(FULLTEXT) if set(keys) >= {"name", "aliases"})
    if not any(names >= wanted for names in fulltext):
        yield "the full-text index of names and aliases"


def stored(properties: Mapping[str, Value]) -> dict[str, Any]:
    """Properties as Neo4j keeps them: lists for tuples, and nothing where a list is empty."""
    said = base.said(properties)
    return {name: list(one) if isinstance(one, tuple) else one for name, one in said.items()}
