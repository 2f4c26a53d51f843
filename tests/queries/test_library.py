"""Every query over one graph on both engines: the same columns and rows, and the right ones."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pytest

import queries
from kg.engines import EmbeddedConnection, Language, Neo4jConnection
from kg.errors import UsageError
from kg.query import Result, library, run
from tests.world import ID

MUST: Mapping[str, Mapping[str, object]] = {
    "search": {"text": "资遂"},
    "shortest-connection": {"from": "川锐医疗公司", "to": "资遂高速"},
}
# Further parameters that are asked on both engines.
ASKED: tuple[tuple[str, Mapping[str, object]], ...] = (
    *((one.name, MUST.get(one.name, {})) for one in queries.library()),
    ("cross-city-projects", {"city": "遂宁", "min_cities": 1}),
    ("cross-city-projects", {"city": "内江"}),
    ("projects-by-status", {"city": "资阳", "status": "in_operation"}),
    ("projects-by-status", {"modality": "planned"}),
    ("projects-in-several-reports", {"min_reports": 3, "city": "遂宁"}),
    ("park-enterprises", {"park": "临空", "city": "资阳"}),
    ("program", {"name": ""}),
    ("enterprises-in-several-cities", {"min_cities": 1}),
    ("city-cooperation", {"kind": "Place", "city": "遂宁"}),
    ("city-honours", {"modality": "planned"}),
    ("indicators", {"indicator": "完成投资", "kind": "value"}),
    ("indicators", {"from_year": 2024}),
    ("planned-by-sector", {"year": 2024, "city": "遂宁"}),
    ("planned-by-sector", {"year": 1999}),
    ("promises", {"year": 2023, "outcome": "done"}),
    ("promises", {"city": "遂宁"}),
    ("most-connected", {"type": "Enterprise", "limit": 1}),
    ("search", {"text": "蜀川路桥", "type": "Enterprise"}),
    ("search", {"text": "无此名称"}),
    ("search", {"text": "", "limit": 3}),
    ("shortest-connection", {"from": f"{ID}honor/国家卫生城市", "to": "三大会战"}),
    ("shortest-connection", {"from": "内江市", "to": "三大会战"}),
    ("shortest-connection", {"from": "遂宁", "to": "遂宁市"}),
    ("hubs", {"type": "Project", "limit": 2}),
    ("communities", {"min_size": 5}),
)


@pytest.mark.neo4j
def test_both_engines_give_the_same_rows(
    embedded_world: EmbeddedConnection, neo4j_world: Neo4jConnection
) -> None:
    for name, given in ASKED:
        one, other = (run(connection, name, **given) for connection in (embedded_world, neo4j_world))
        assert one.columns == other.columns, name
        assert one.rows == other.rows, (name, given)


@pytest.mark.parametrize("query", library(), ids=lambda one: one.name)
def test_each_query_has_an_answer_with_the_columns_of_its_header(
    embedded_world: EmbeddedConnection, query: queries.Query
) -> None:
    result = run(embedded_world, query.name, **MUST.get(query.name, {}))
    assert result.columns == [one.name for one in query.columns]
    assert result.rows


def ask(connection: EmbeddedConnection, name: str, **given: object) -> Result:
    return run(connection, name, **given)


def test_cross_city_projects_say_how_each_city_is_known(embedded_world: EmbeddedConnection) -> None:
    (row,) = ask(embedded_world, "cross-city-projects").records()
    cities = ["资阳市", "遂宁市"]
    assert row["project"] == "资遂高速公路"
    assert [row[name] for name in ("cities", "by_name", "by_text", "by_report")] == [cities] * 4
    assert row["quotes"] == ["资遂高速加快建设", "资遂高速起于资阳、止于遂宁", "资遂高速通车"]
    assert row["aliases"] == ["资遂高速", "资遂高速公路工程"]
    assert ask(embedded_world, "cross-city-projects", city="内江").rows == []


def test_the_status_is_the_one_of_the_citys_newest_report(embedded_world: EmbeddedConnection) -> None:
    result = ask(embedded_world, "projects-by-status")
    assert [(row["city"], row["project"], row["status"], row["quotes"]) for row in result.records()] == [
        ("资阳市", "乙路", "under_construction", ["乙路推进"]),
        ("资阳市", "资遂高速公路", "under_construction", ["资遂高速加快建设"]),
        ("资阳市", "甲桥", "in_operation", ["甲桥已通车"]),
        ("遂宁市", "资遂高速公路", "in_operation", ["资遂高速通车"]),
    ]


def test_promises_are_compared_with_the_next_report_of_the_same_body(
    embedded_world: EmbeddedConnection,
) -> None:
    rows = ask(embedded_world, "promises", year=2023).records()
    assert {row["project"]: row["outcome"] for row in rows} == {
        "甲桥": "done",
        "乙路": "going_on",
        "丙馆": "repeated",
        "丁厂": "not_mentioned",
        "戊站": "named",
        "资遂高速公路": "going_on",
    }
    done = next(row for row in rows if row["outcome"] == "done")
    assert (done["body"], done["promised"], done["told"]) == ("资阳市", "completed", "in_operation")
    assert (done["promise"], done["answer"]) == (["甲桥今年建成"], ["甲桥已通车"])
    assert {row["outcome"] for row in ask(embedded_world, "promises", year=2024).records()} == {"open"}


def test_parks_show_their_enterprises_settled_or_building(embedded_world: EmbeddedConnection) -> None:
    result = ask(embedded_world, "park-enterprises", park="临空")
    assert [(row["enterprise"], row["project"]) for row in result.records()] == [
        ("川锐医疗公司", ""),
        ("川锐医疗公司", "川锐医疗器械基地"),
        ("蜀川路桥公司", "川锐医疗器械基地"),
    ]


def test_a_program_shows_its_parts_with_their_figures(embedded_world: EmbeddedConnection) -> None:
    rows = ask(embedded_world, "program").records()
    assert [(row["depth"], row["part"], row["indicator"]) for row in rows] == [
        (0, "三大会战", ""),
        (1, "交通建设大会战", "完成投资"),
        (2, "资遂高速公路", ""),
    ]


def test_indicators_stand_side_by_side(embedded_world: EmbeddedConnection) -> None:
    rows = ask(embedded_world, "indicators").records()
    assert [(row["place"], row["planned"], row["actual"]) for row in rows] == [
        ("资阳市", 1.1e11, 1.05e11),
        ("遂宁市", None, 1.7e11),
    ]


def test_plans_are_found_by_industry(embedded_world: EmbeddedConnection) -> None:
    rows = ask(embedded_world, "planned-by-sector", year=2024).records()
    assert [(row["industry"], row["thing"], row["status"], row["city"]) for row in rows] == [
        ("医疗器械产业", "遂宁市", "", "遂宁市"),
        ("医疗器械产业", "川锐医疗器械基地", "started", "资阳市"),
    ]


def test_enterprises_in_several_cities(embedded_world: EmbeddedConnection) -> None:
    (row,) = ask(embedded_world, "enterprises-in-several-cities").records()
    assert (row["enterprise"], row["cities"]) == ("蜀川路桥公司", ["资阳市", "遂宁市"])


def test_cooperation_and_honours_have_their_sentences(embedded_world: EmbeddedConnection) -> None:
    (row,) = ask(embedded_world, "city-cooperation", kind="Place").records()
    assert (row["one"], row["other"], row["quotes"]) == ("资阳市", "遂宁市", ["与遂宁签订协议", "与遂宁结对"])
    honours = ask(embedded_world, "city-honours", city="资阳").records()
    assert [(row["honour"], row["modality"]) for row in honours] == [
        ("全国文明城市", "planned"),
        ("国家卫生城市", "actual"),
    ]


def test_the_shortest_connection_is_a_way_from_the_one_to_the_other(
    embedded_world: EmbeddedConnection,
) -> None:
    rows = ask(embedded_world, "shortest-connection", **{"from": "川锐医疗公司", "to": "资遂高速"}).records()
    assert rows[0]["source"] == "川锐医疗公司"
    assert rows[-1]["target"] == "资遂高速公路"
    assert [row["hop"] for row in rows] == [1, 2, 3]
    assert all(one["target_iri"] == other["source_iri"] for one, other in itertools.pairwise(rows))
    assert all(row["quotes"] for row in rows)


def test_what_is_not_connected_or_not_there_is_said(embedded_world: EmbeddedConnection) -> None:
    assert ask(embedded_world, "shortest-connection", **{"from": "内江市", "to": "三大会战"}).rows == []
    short = {"from": "川锐医疗公司", "to": "资遂高速", "max_hops": 1}
    assert ask(embedded_world, "shortest-connection", **short).rows == []
    with pytest.raises(UsageError, match="nothing is called '资遂'") as caught:
        ask(embedded_world, "shortest-connection", **{"from": "资遂", "to": "内江市"})
    assert "资遂高速公路" in caught.value.hint


def test_hubs_and_communities_cover_the_network(embedded_world: EmbeddedConnection) -> None:
    hubs = ask(embedded_world, "hubs", limit=100).records()
    assert hubs[0]["name"] == "资阳市"
    assert sum(row["pagerank"] for row in hubs) == pytest.approx(1, abs=1e-4)
    groups = ask(embedded_world, "communities", min_size=1).records()
    members = [iri for row in groups for iri in row["members"]]
    assert sorted(members) == sorted(row["iri"] for row in hubs)
    assert [row["size"] for row in groups] == sorted((row["size"] for row in groups), reverse=True)


@pytest.mark.parametrize("name", ["hubs", "communities"])
def test_an_empty_network_gives_no_rows(name: str) -> None:
    class Empty:
        embedded = True
        language: Language = "cypher"

        def rows(
            self, text: str, parameters: Mapping[str, object], /
        ) -> tuple[list[str], list[list[object]]]:
            assert text
            assert not parameters
            return [], []

    assert run(Empty(), name).rows == []
