"""The user's own Cypher and SPARQL, and what cells look like."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from kg.engines import EmbeddedConnection, Neo4jConnection, plain
from kg.errors import BackendError, InputError, UsageError
from kg.query import cypher, embedded, neo4j, run, sparql
from tests.neo4j_server import Running

QUADS = """\
<urn:a> <urn:name> "资阳"@zh <urn:g> .
<urn:a> <urn:year> "2024"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:a> <urn:share> "0.5"^^<http://www.w3.org/2001/XMLSchema#double> .
<urn:a> <urn:is> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
<urn:a> <urn:odd> "x"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:a> <urn:knows> _:b .
"""


def test_own_cypher_is_answered_with_warnings(embedded_world: EmbeddedConnection) -> None:
    result = cypher(embedded_world, "MATCH (n:Honor) RETURN labels(n) AS l, n.name AS name ORDER BY name")
    assert result.rows == [["Honor", "全国文明城市"], ["Honor", "国家卫生城市"]]
    assert [one.code for one in result.problems] == ["cypher.labels"]


def test_sums_are_numbers_and_parameters_are_passed(embedded_world: EmbeddedConnection) -> None:
    text = "MATCH (r:Report) WHERE r.year IN $years RETURN coalesce(sum(r.length), 0) AS s, $years AS y"
    assert cypher(embedded_world, text, {"years": [2023, 2024]}).rows == [[27000, [2023, 2024]]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MATCH (n:Honour) RETURN n.name AS name", "Honour does not exist"),
        ("MATCH (n", "mismatched|Parser|Invalid|extraneous|no viable"),
        ("CREATE (n:Honor {iri: 'x'})", "only read"),
        ("RETURN 1 AS a; RETURN 2 AS b", "one statement"),
        ("RETURN $a AS a", "parameter a"),
    ],
)
def test_faulty_cypher_is_said_in_one_line(embedded_world: EmbeddedConnection, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        cypher(embedded_world, text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("value", [None, []])
def test_null_and_empty_lists_are_no_parameters(embedded_world: EmbeddedConnection, value: object) -> None:
    with pytest.raises(UsageError, match="null or an empty list"):
        cypher(embedded_world, "RETURN $a AS a", {"a": value})


def test_a_query_that_takes_too_long_is_stopped(embedded_world: EmbeddedConnection) -> None:
    embedded_world._connection.set_query_timeout(1)
    try:
        with pytest.raises(BackendError, match="too long"):
            cypher(
                embedded_world, "UNWIND range(1, 3000) AS x UNWIND range(1, 3000) AS y RETURN max(x * y) AS m"
            )
    finally:
        embedded_world._connection.set_query_timeout(300_000)


@pytest.mark.neo4j
def test_whole_nodes_look_the_same_on_both_engines(
    embedded_world: EmbeddedConnection, neo4j_world: Neo4jConnection
) -> None:
    pattern = "MATCH t = (a:Project {name: '甲桥'})-[r:HAS_PROGRESS]->(b)"
    text = f"{pattern} RETURN a AS x, r AS y, t AS z ORDER BY b.iri"
    one, other = (cypher(connection, text).rows for connection in (embedded_world, neo4j_world))
    assert one == other
    assert one[0][0] == {"iri": one[0][0]["iri"], "name": "甲桥", "type": "Project"}
    assert [part["type"] for part in one[0][2]] == ["Project", "HAS_PROGRESS", "Progress"]


@pytest.mark.neo4j
def test_faulty_cypher_is_said_in_one_line_by_the_server(neo4j_process: Running) -> None:
    server = neo4j_process.server
    with neo4j(server.uri, server.user, server.password) as connection:
        with pytest.raises(UsageError, match="Invalid input") as caught:
            cypher(connection, "MATCH (n")
        assert "\n" not in str(caught.value)
        with pytest.raises((UsageError, BackendError)):
            cypher(connection, "CREATE (n:Stray) RETURN n")
        assert cypher(connection, "MATCH (n:Stray) RETURN count(n) AS n").rows == [[0]]


def test_an_answer_goes_into_pandas(embedded_world: EmbeddedConnection) -> None:
    pytest.importorskip("pandas")
    frame = run(embedded_world, "projects-by-status").to_pandas()
    assert list(frame["city"]) == ["资阳市", "资阳市", "资阳市", "遂宁市"]


def test_no_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="no database"):
        embedded(tmp_path / "graph.lbug")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (Decimal(12), 12),
        (Decimal("1.5"), 1.5),
        (dt.date(2024, 1, 5), "2024-01-05"),
        ((1, Decimal(2)), [1, 2]),
        ({"a": Decimal(1)}, {"a": 1}),
        (True, True),
        (None, None),
    ],
)
def test_cells_are_plain(cell: object, shown: object) -> None:
    assert plain(cell) == shown
    assert type(plain(cell)) is type(shown)


@pytest.fixture
def quads(tmp_path: Path) -> Path:
    path = tmp_path / "graph.nq"
    path.write_text(QUADS, encoding="utf-8")
    return path


def test_select_gives_typed_cells_over_all_graphs(quads: Path) -> None:
    columns, rows = sparql(quads, "SELECT ?p ?o WHERE { ?s ?p ?o FILTER(!isBlank(?o)) } ORDER BY ?p")
    assert columns == ["p", "o"]
    assert rows == [
        ["urn:is", True],
        ["urn:name", "资阳"],
        ["urn:odd", "x"],
        ["urn:share", 0.5],
        ["urn:year", 2024],
    ]


def test_ask_and_construct_have_rows_too(quads: Path) -> None:
    assert sparql(quads, "ASK { ?s <urn:year> 2024 }") == (["answer"], [[True]])
    columns, rows = sparql(quads, "CONSTRUCT { ?s <urn:x> ?o } WHERE { ?s <urn:year> ?o }")
    assert columns == ["subject", "predicate", "object"]
    assert rows == [["urn:a", "urn:x", 2024]]


def test_unbound_variables_are_none(quads: Path) -> None:
    assert sparql(quads, "SELECT ?s ?z WHERE { ?s <urn:year> ?o OPTIONAL { ?s <urn:z> ?z } }")[1] == [
        ["urn:a", None]
    ]


def test_faulty_sparql_and_files_are_named(quads: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        sparql(quads, "SELECT WHERE")
    with pytest.raises(InputError, match=r"missing\.nq"):
        sparql(tmp_path / "missing.nq", "ASK {}")
    (tmp_path / "bad.nq").write_text("nonsense")
    with pytest.raises(InputError, match=r"bad\.nq"):
        sparql(tmp_path / "bad.nq", "ASK {}")
