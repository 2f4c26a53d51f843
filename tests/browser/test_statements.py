"""Each statement of the guide and of the saved queries, on a real server with the demo's graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from neo4j import Session
from neo4j.graph import Graph

from kg import query
from kg.browser import guide, saved
from kg.browser.literals import literal
from kg.browser.saved import Saved
from loaders.server import connect
from tests.loaders.hostile import HOSTILE
from tests.neo4j_server import Running

pytestmark = pytest.mark.neo4j

QUESTIONS = list(saved.questions({}))
# The demo's reports tell of no enterprise in a park or in two cities.
UNANSWERED = ("park-enterprises", "enterprises-in-several-cities")
# Names of the columns that name a thing which the picture must show.
THINGS = ("iri", "source_iri", "target_iri")


@pytest.fixture(scope="module")
def session(demo_server: Running) -> Iterator[Session]:
    with connect(demo_server.server) as driver, driver.session() as opened:
        yield opened


def drawn(session: Session, cypher: str) -> Graph:
    """What Browser draws of ``cypher``: all nodes and relationships in its rows."""
    return session.run(cypher).graph()


@pytest.mark.parametrize("one", QUESTIONS, ids=lambda one: one.query.name)
def test_a_picture_shows_the_things_of_the_answer(demo_server: Running, session: Session, one: Saved) -> None:
    graph = drawn(session, one.graph)
    shown = {node["iri"] for node in graph.nodes}
    with query.neo4j(demo_server.server.uri, "neo4j", demo_server.server.password) as connection:
        answer = query.run(connection, one.query.name, **one.values)
    told = {row[column] for row in answer.records() for column in THINGS if column in row}
    # What is computed of the whole network is not drawn: the picture is the network itself.
    assert told <= shown or one.query.name in ("hubs", "communities")
    assert shown or one.query.name in UNANSWERED


@pytest.mark.parametrize("one", [one for one in QUESTIONS if one.rows], ids=lambda one: one.query.name)
def test_saved_rows_are_those_of_the_library(demo_server: Running, session: Session, one: Saved) -> None:
    def ordered(cell: object) -> object:
        return sorted(cell, key=str) if isinstance(cell, list) else cell

    found = [[ordered(cell) for cell in record.values()] for record in session.run(one.rows)]
    with query.neo4j(demo_server.server.uri, "neo4j", demo_server.server.password) as connection:
        assert found == query.run(connection, one.query.name, **one.values).rows


def test_the_cross_city_picture_is_the_cross_city_answer(session: Session) -> None:
    """One line between a project and a city, however many sentences say it, and no project more."""
    graph = drawn(session, QUESTIONS[0].graph)
    pairs = [(edge.nodes[0]["iri"], edge.nodes[1]["iri"]) for edge in graph.relationships]  # type: ignore[index]
    assert len(set(pairs)) == len(pairs) >= 10
    assert {edge.type for edge in graph.relationships} == {"SPANS_CITY"}
    sentences = [len(edge["quotes"]) for edge in graph.relationships]
    assert max(sentences) > 1
    projects = [node for node in graph.nodes if "Project" in node.labels]
    text = QUESTIONS[0].rows
    assert {node["iri"] for node in projects} == {record["iri"] for record in session.run(text)}


def test_the_guides_evidence_lists_every_sentence(session: Session) -> None:
    rows = [record.data() for record in session.run(guide.EVIDENCE)]
    assert rows
    assert all(row["quote"] and row["report"] for row in rows)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_literal_is_the_name_that_it_was_made_of(session: Session, name: str) -> None:
    record = session.run(f"RETURN {literal(name)} AS name").single(strict=True)
    assert record["name"] == name
