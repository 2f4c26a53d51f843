from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.resolution import Decision, load_decisions, resolve
from tests.resolution.reports import PROJECT, iris, report

ONE = report(
    "5120", [(PROJECT, "成渝高速扩容"), (PROJECT, "临江水厂"), (PROJECT, "中医院迁建"), (PROJECT, "中医院")]
)
TWO = report("5110", [(PROJECT, "成渝高速公路扩容改造工程"), (PROJECT, "甜城水厂")])


def test_same_joins_what_no_rule_would() -> None:
    graph = resolve([ONE, TWO], [Decision(same=True, one="临江水厂", other="甜城水厂")])
    (iri,) = iris(graph, "临江水厂") | iris(graph, "甜城水厂")
    (entity,) = (one for one in graph.entities if one.iri == iri)
    assert [merge.reason for merge in entity.merges] == ["user-decision"]
    assert len(entity.old_iris) == 1


def test_different_undoes_a_merge_and_nothing_else() -> None:
    before = resolve([ONE, TWO])
    after = resolve([ONE, TWO], [Decision(same=False, one="中医院", other="中医院迁建")])
    assert len(iris(before, "中医院")) == 1
    assert not iris(after, "中医院") & iris(after, "中医院迁建")
    touched = iris(before, "中医院") | iris(after, "中医院") | iris(after, "中医院迁建")
    rest = [[one for one in graph.entities if one.iri not in touched] for graph in (before, after)]
    assert rest[0] == rest[1]


def test_different_parts_names_that_are_written_alike() -> None:
    decision = Decision(same=False, one="成渝高速扩容", other="成渝高速公路扩容改造工程")
    graph = resolve([ONE, TWO], [decision])
    assert len(iris(graph, "成渝高速扩容") | iris(graph, "成渝高速公路扩容改造工程")) == 2


def test_an_iri_may_stand_for_a_name() -> None:
    (iri,) = iris(resolve([ONE]), "临江水厂")
    graph = resolve([ONE, TWO], [Decision(same=True, one=iri, other="甜城水厂")])
    assert iris(graph, "临江水厂") == iris(graph, "甜城水厂")
    assert not graph.problems


def test_an_unknown_name_is_a_problem() -> None:
    (problem,) = resolve([ONE], [Decision(same=True, one="无此桥", other="临江水厂")]).problems
    assert problem.code == "resolution.decision-unknown"
    assert "无此桥" in problem.message


def test_file_of_decisions(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("decision,one,other\nsame,甲桥,乙桥\n\ndifferent,甲桥,丙桥\n", encoding="utf-8")
    assert load_decisions(path) == (
        Decision(same=True, one="甲桥", other="乙桥"),
        Decision(same=False, one="甲桥", other="丙桥"),
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("one,other\n", ":1"),
        ("decision,one,other\nmaybe,甲,乙\n", ":2"),
        ("decision,one,other\nsame,甲\n", ":2"),
    ],
)
def test_faulty_file_names_the_line(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=place):
        load_decisions(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_decisions(tmp_path / "none.csv")
