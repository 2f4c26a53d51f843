"""RDF to the property graph and back loses nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from kg.graph.property_graph import property_graph
from kg.graph.rdf import quads
from kg.graph.restoring import from_property_graph
from kg.graph.store import write_nquads
from kg.graph.terms import predicate
from kg.types import Evidence, Fact, Graph, Modality, Predicate
from tests.graph.made import IRIS, graphs
from tests.graphs import rich_graph


def _there_and_back(graph: Graph, folder: Path) -> None:
    path = folder / "graph.nq"
    write_nquads(quads(graph), path)
    assert set(from_property_graph(property_graph(path))) == set(quads(graph))


def test_the_rich_graph_comes_back_whole(tmp_path: Path) -> None:
    _there_and_back(rich_graph(), tmp_path)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_any_graph_comes_back_whole(graph: Graph) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _there_and_back(graph, Path(folder))


@pytest.mark.parametrize("modality", Modality)
def test_only_what_is_not_merely_planned_is_a_plain_triple(modality: Modality) -> None:
    evidence = Evidence("r1", 0, 0, 1, "甲", "rule")
    fact = Fact(IRIS[1], Predicate.PART_OF, IRIS[2], modality=modality, evidence=evidence)
    plain = [quad for quad in quads(Graph((), (), (fact,))) if quad.predicate == predicate("PART_OF")]
    assert len(plain) == (0 if modality is Modality.PLANNED else 1)
