"""What all targets share: hashes, checks against the schema, and that failures leave nothing open."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ontology
from kg.errors import InputError
from kg.types import Edge, Node, PropertyGraph
from loaders import base
from loaders.base import Counts, Progress, Summary
from tests.world import world

PLACE = Node("i", ("Place", "City"), {"name": "资阳市", "aliases": ("资阳",)})
WITHIN = Edge("e", "WITHIN", "i", "Place", "j", "Place", {"known_by": ("divisions",)})


@given(st.permutations(["name", "code", "level", "city"]))
def test_the_order_of_properties_does_not_change_the_hash(names: list[str]) -> None:
    node = Node("i", ("Place",), dict.fromkeys(names, "x"))
    assert base.fingerprint(node) == base.fingerprint(
        Node("i", ("Place",), dict.fromkeys(sorted(names), "x"))
    )


@pytest.mark.parametrize(
    "other",
    [
        Node("i", ("Place", "County"), PLACE.properties),
        Node("i", PLACE.labels, {"name": "资阳市", "aliases": ()}),
        Node("k", PLACE.labels, PLACE.properties),
    ],
)
def test_whatever_a_node_says_changes_its_hash(other: Node) -> None:
    assert base.fingerprint(other) != base.fingerprint(PLACE)


def test_the_ends_of_an_edge_belong_to_its_hash() -> None:
    assert base.fingerprint(dataclasses.replace(WITHIN, target="k")) != base.fingerprint(WITHIN)


def test_graphs_have_the_same_digest_if_and_only_if_they_say_the_same() -> None:
    changed = world()
    changed.node("Industry", "新能源汽车")
    assert base.digest(world().graph()) == base.digest(world().graph()) != base.digest(changed.graph())


def test_the_test_world_follows_the_schema() -> None:
    schema, graph = ontology.schema(), world().graph()
    assert all(base.node_type(schema, node) for node in graph.nodes())
    assert all(base.edge_type(schema, edge) for edge in graph.edges())


@pytest.mark.parametrize(
    "node",
    [
        Node("i", ("Plaice",), {}),
        Node("i", ("Place", "Project"), {}),
        Node("i", ("Place",), {"colour": "red"}),
        Node("i", ("Place",), {"name": 5}),
        Node("i", ("Place",), {"aliases": (1,)}),
        Node("i", ("Report",), {"year": True}),
    ],
)
def test_nodes_that_the_schema_does_not_have_are_refused(node: Node) -> None:
    with pytest.raises(InputError, match="schema"):
        base.node_type(ontology.schema(), node)


@pytest.mark.parametrize(
    "edge",
    [
        dataclasses.replace(WITHIN, type="WITHOUT"),
        dataclasses.replace(WITHIN, target_label="Honor"),
        dataclasses.replace(WITHIN, properties={"since": 2024}),
    ],
)
def test_edges_that_the_schema_does_not_have_are_refused(edge: Edge) -> None:
    with pytest.raises(InputError, match="schema"):
        base.edge_type(ontology.schema(), edge)


class _Failing:
    """A target that cannot be written."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def open(self) -> None:
        self.calls.append("open")

    def write(self, graph: PropertyGraph, progress: Progress) -> None:
        progress(1)
        raise InputError(str(len(list(graph.nodes()))))

    def finish(self) -> Summary:
        raise AssertionError

    def abort(self) -> None:
        self.calls.append("abort")


def test_a_load_that_fails_is_aborted() -> None:
    target = _Failing()
    with pytest.raises(InputError):
        base.load(world().graph(), target)
    assert target.calls == ["open", "abort"]


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3, 4) + Counts(created=1, unchanged=1) == Counts(2, 2, 3, 5)
