"""A real Neo4j server: loading again, changes, withdrawals, and what belongs to others."""

from __future__ import annotations

import dataclasses
import warnings

import pytest

import ontology
from kg.engines import Neo4jConnection
from kg.errors import BackendError, InputError
from loaders.base import Counts, load
from loaders.neo4j import Neo4j, Options
from loaders.neo4j_schema import schema_statements
from loaders.server import Server
from tests.loaders.asking import run, small, unlike
from tests.loaders.hostile import HOSTILE, hostile
from tests.world import ID, World, world

pytestmark = pytest.mark.neo4j
PRUNE = Options(prune=True)


def test_a_second_load_changes_nothing_and_says_so(server: Server) -> None:
    made = world()
    first = load(made.graph(), Neo4j(server))
    assert (first.nodes, first.edges) == (Counts(len(made.nodes)), Counts(len(made.edges)))
    second = load(made.graph(), Neo4j(server, PRUNE))
    assert second.nodes == Counts(unchanged=len(made.nodes))
    assert second.edges == Counts(unchanged=len(made.edges))
    assert run(server, "MATCH (n) RETURN count(n)") == [[len(made.nodes)]]
    assert run(server, "MATCH ()-[r]->() RETURN count(r)") == [[len(made.edges)]]


def test_all_properties_arrive(server: Server) -> None:
    made = world()
    load(made.graph(), Neo4j(server))
    for iri, labels, found in run(server, "MATCH (n) RETURN n.iri, labels(n), properties(n)"):
        node = made.nodes[str(iri)]
        assert sorted(labels) == sorted(node.labels)  # type: ignore[call-overload]
        assert _plain(found) == {
            k: list(v) if isinstance(v, tuple) else v for k, v in node.properties.items() if v != ()
        }
    for id_, found in run(server, "MATCH ()-[r]->() RETURN r.id, properties(r)"):
        edge = made.edges[str(id_)]
        assert _plain(found) == {
            k: list(v) if isinstance(v, tuple) else v for k, v in edge.properties.items() if v != ()
        }


def _plain(found: object) -> dict[str, object]:
    assert isinstance(found, dict)
    return {name: value for name, value in found.items() if not name.startswith("kg_")}


def test_a_changed_graph_updates_only_what_changed(server: Server) -> None:
    made = world()
    load(made.graph(), Neo4j(server))
    iri = f"{ID}honor/国家卫生城市"
    made.nodes[iri] = dataclasses.replace(
        made.nodes[iri], properties={"name": "国家卫生城市", "aliases": ("卫生城市",)}
    )
    old = next(one for one in made.edges.values() if one.type == "ISSUED")
    made.edges[old.id] = dataclasses.replace(old, properties={**old.properties, "quotes": ("另一句",)})
    made.node("Industry", "新能源汽车")
    summary = load(made.graph(), Neo4j(server))
    assert summary.nodes == Counts(1, 1, 0, len(made.nodes) - 2)
    assert summary.edges == Counts(0, 1, 0, len(made.edges) - 1)
    assert run(server, "MATCH (h:Honor {iri: $iri}) RETURN h.aliases", iri=iri) == [[["卫生城市"]]]
    assert run(server, "MATCH ()-[r:ISSUED]->() RETURN r.quotes") == [[["另一句"]]]


def test_a_property_and_a_label_that_are_no_more_told_go_away(server: Server) -> None:
    made = small()
    load(made.graph(), Neo4j(server))
    iri = f"{ID}place/资阳市"
    made.nodes[iri] = dataclasses.replace(
        made.nodes[iri], labels=("Place", "County"), properties={"name": "资阳市"}
    )
    load(made.graph(), Neo4j(server))
    found = run(server, "MATCH (n {iri: $iri}) RETURN labels(n), n.code, n.name", iri=iri)
    assert found == [[["Place", "County"], None, "资阳市"]]


def test_what_is_gone_is_told_and_deleted_only_on_demand(server: Server) -> None:
    load(world().graph(), Neo4j(server))
    fewer = world()
    park = f"{ID}park/临空产业园"
    del fewer.nodes[park]
    gone = [one.id for one in fewer.edges.values() if park in (one.source, one.target)]
    for id_ in gone:
        del fewer.edges[id_]
    assert load(fewer.graph(), Neo4j(server)).stale == len(gone) + 1
    assert run(server, "MATCH (n:Park) RETURN count(n)") == [[1]]
    summary = load(fewer.graph(), Neo4j(server, PRUNE))
    assert (summary.nodes.deleted, summary.edges.deleted, summary.stale) == (1, len(gone), 0)
    assert run(server, "MATCH (n:Park) RETURN count(n)") == [[0]]
    assert load(fewer.graph(), Neo4j(server, PRUNE)).nodes == Counts(unchanged=len(fewer.nodes))


def test_what_others_keep_is_never_touched(server: Server) -> None:
    made = small()
    load(made.graph(), Neo4j(server))
    run(server, "CREATE (:Place {name: 'ours is not'})-[:WITHIN {since: 1}]->(:Stranger {iri: 'x'})")
    run(server, "MATCH (n:Place {name: '资阳市'}), (s:Stranger) SET n.score = 0.5 CREATE (s)-[:LIKES]->(n)")
    iri = f"{ID}place/资阳市"
    made.nodes[iri] = dataclasses.replace(made.nodes[iri], properties={"name": "资阳市（改）"})
    load(made.graph(), Neo4j(server, PRUNE))
    assert run(server, "MATCH (n:Place {iri: $iri}) RETURN n.score, n.name", iri=iri) == [
        [0.5, "资阳市（改）"]
    ]
    load(World().graph(), Neo4j(server, PRUNE))
    assert run(server, "MATCH (n) RETURN coalesce(n.name, 'Stranger') AS x ORDER BY x") == [
        ["Stranger"],
        ["ours is not"],
        ["资阳市（改）"],
    ]
    assert run(server, "MATCH ()-[r]->() RETURN type(r) AS x ORDER BY x") == [["LIKES"], ["WITHIN"]]
    assert run(server, "MATCH (n) WHERE n.kg_dataset IS NOT NULL RETURN count(n)") == [[0]]


def test_two_datasets_do_not_touch_each_other(server: Server) -> None:
    load(small().graph(), Neo4j(server))
    other = World()
    other.node("Industry", "新能源汽车")
    load(other.graph(), Neo4j(server, Options("other", prune=True)))
    assert run(server, "MATCH (n) RETURN count(n)") == [[3]]
    with pytest.raises(BackendError, match="not ours"):
        load(small().graph(), Neo4j(server, Options("other")))


def test_names_out_of_reports_are_data(server: Server) -> None:
    made = hostile()
    load(made.graph(), Neo4j(server))
    found = run(server, "MATCH (n:Project) RETURN n.name, n.aliases ORDER BY n.iri")
    assert found == [[name, [name, name]] for name in HOSTILE]
    assert load(made.graph(), Neo4j(server)).nodes == Counts(unchanged=len(made.nodes))


def test_a_node_that_others_hold_fast_is_taken_back_when_it_is_said_again(server: Server) -> None:
    made = small()
    load(made.graph(), Neo4j(server))
    run(server, "MATCH (n:Place {name: '资阳市'}) CREATE (:Stranger)-[:LIKES]->(n)")
    assert load(World().graph(), Neo4j(server, PRUNE)).nodes == Counts(deleted=2)
    assert load(made.graph(), Neo4j(server)).nodes == Counts(created=2)
    assert unlike(made.graph(), server) == []
    assert run(server, "MATCH (n) WHERE n.kg_released IS NOT NULL RETURN count(n)") == [[0]]
    assert run(server, "MATCH (:Stranger)-[r:LIKES]->(:Place) RETURN count(r)") == [[1]]


def test_what_was_changed_by_hand_is_mended_by_a_rewrite(server: Server) -> None:
    made = small()
    load(made.graph(), Neo4j(server))
    run(server, "MATCH (n:Place {name: '资阳市'}) SET n.name = '别的', n.score = 1")
    assert load(made.graph(), Neo4j(server)).nodes == Counts(unchanged=2)
    assert [one.property for one in unlike(made.graph(), server)] == ["name"]
    assert load(made.graph(), Neo4j(server, Options(rewrite=True))).nodes == Counts(updated=2)
    assert unlike(made.graph(), server) == []
    assert run(server, "MATCH (n:Place {name: '资阳市'}) RETURN n.score") == [[1]]


def test_small_batches_load_the_same(server: Server) -> None:
    made = small()
    load(made.graph(), Neo4j(server, Options(batch=1)))
    assert load(made.graph(), Neo4j(server, Options(batch=1, prune=True))).nodes == Counts(unchanged=2)


def test_a_load_that_broke_off_goes_on(server: Server) -> None:
    made = small()
    broken = Neo4j(server)
    broken.open()
    broken.write(dataclasses.replace(made.graph(), edges=lambda: iter(())), lambda _: None)
    broken.abort()
    summary = load(made.graph(), Neo4j(server))
    assert (summary.nodes, summary.edges) == (Counts(unchanged=2), Counts(created=1))


def test_an_edge_without_its_node_is_named(server: Server) -> None:
    made = small()
    del made.nodes[f"{ID}place/四川省"]
    with pytest.raises(InputError, match="join nodes that are not there"):
        load(made.graph(), Neo4j(server))


def test_parts_of_chinese_names_and_aliases_are_found(server: Server) -> None:
    load(world().graph(), Neo4j(server))
    search = "CALL db.index.fulltext.queryNodes('kg_names', $text) YIELD node RETURN node.name"
    assert run(server, search, text="遂高速")[0] == ["资遂高速公路"]
    assert ["资遂高速公路"] in run(server, search, text="高速公路工程")


def test_constraints_hold_and_are_made_once(server: Server) -> None:
    load(small().graph(), Neo4j(server))
    count = run(server, "SHOW CONSTRAINTS YIELD name RETURN count(name)")
    assert count == [[len(list(schema_statements(ontology.schema()))) - 1]]


def test_a_wrong_password_is_one_line_without_it(server: Server) -> None:
    wrong = dataclasses.replace(server, password="not-this-one")  # noqa: S106 -- a wrong one
    with pytest.raises(BackendError, match="does not accept this user and password") as caught:
        load(small().graph(), Neo4j(wrong))
    assert "not-this-one" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_database_that_is_not_there_is_named(server: Server) -> None:
    with pytest.raises(BackendError, match="no such database"):
        load(small().graph(), Neo4j(dataclasses.replace(server, database="nothere")))


def test_the_driver_warns_of_nothing(server: Server) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load(small().graph(), Neo4j(server))
        with Neo4jConnection(server) as connection:
            assert connection.rows("RETURN date('2024-01-05') AS d, $x AS x", {"x": [1]})[1] == [
                ["2024-01-05", [1]]
            ]
