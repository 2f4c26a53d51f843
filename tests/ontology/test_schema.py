"""The mapping as loaders see it."""

from __future__ import annotations

import pytest

import ontology
from kg.errors import ConfigError
from kg.types import EntityType, Predicate


def test_every_entity_type_has_one_label() -> None:
    labels = [node.entity for node in ontology.schema().nodes.values() if node.entity]
    assert sorted(labels) == sorted(one.value for one in EntityType)


def test_every_relation_is_an_edge_type() -> None:
    relations = {one.value for one in Predicate if one.is_relation}
    assert relations <= set(ontology.schema().edges)


def test_nodes_are_keyed_by_iri_and_edges_by_id() -> None:
    schema = ontology.schema()
    assert all(node.properties["iri"] == "str" for node in schema.nodes.values())
    assert all(edge.properties["id"] == "str" for edge in schema.edges.values())


def test_every_property_is_used_and_described_in_both_languages() -> None:
    schema = ontology.schema()
    names = {name for node in schema.nodes.values() for name in node.properties}
    names |= {name for edge in schema.edges.values() for name in edge.properties}
    assert names == set(schema.properties)
    assert all(one.en and one.zh for one in schema.properties.values())


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("version: 1", "version: 2", "version"),
        ("{class: gr:Project,", "{klass: gr:Project,", "klass"),
        ('"Project -> Place"', '"Project -> Plaice"', "Plaice"),
        ("properties: [basis]", "properties: [bases]", "bases"),
        ("bundles: [fact, evidence]", "bundles: [facts]", "facts"),
        ("version: 1", "version: [", "mapping.yaml"),
    ],
)
def test_a_faulty_mapping_is_refused_by_name(old: str, new: str, named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        ontology.parse_schema(ontology.text("mapping.yaml").replace(old, new))
