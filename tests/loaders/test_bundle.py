"""The files of a bundle, as they are written; that they import is tested on a real server."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import BackendError, InputError, UsageError
from kg.types import Node, PropertyGraph
from loaders.base import Counts, fingerprint, load
from loaders.bundle import DELIMITERS, Bundle
from tests.loaders.asking import small
from tests.loaders.hostile import HOSTILE, hostile
from tests.world import World, world

csv.field_size_limit(1_000_000)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def arguments(folder: Path) -> list[str]:
    return (folder / "import.args").read_text(encoding="utf-8").splitlines()


def named(*names: str) -> PropertyGraph:
    """Projects with these names, each also as its only alias."""
    made = World()
    for number, name in enumerate(names):
        made.node("Project", str(number), aliases=(name,))
    return made.graph()


def test_each_label_and_type_has_its_file(tmp_path: Path) -> None:
    made = world()
    summary = load(made.graph(), Bundle(tmp_path / "b"))
    assert summary.nodes == Counts(created=len(made.nodes))
    assert summary.edges == Counts(created=len(made.edges))
    wanted = {f"nodes-{one.labels[0]}.csv" for one in made.nodes.values()}
    wanted |= {f"edges-{one.type}.csv" for one in made.edges.values()}
    assert {one.name for one in (tmp_path / "b").iterdir()} == wanted | {
        "import.sh",
        "import.args",
        "finish.cypher",
    }
    rows = sum(len(read(one)) for one in (tmp_path / "b").glob("*.csv"))
    assert rows == len(made.nodes) + len(made.edges)


def test_a_row_says_what_the_node_says_with_its_marks(tmp_path: Path) -> None:
    made = small()
    load(made.graph(), Bundle(tmp_path / "b", "mine"))
    (row,) = (one for one in read(tmp_path / "b" / "nodes-Place.csv") if one["name:string"] == "资阳市")
    (node,) = (one for one in made.nodes.values() if one.properties["name"] == "资阳市")
    assert row["iri:ID(kg)"] == node.iri
    assert row[":LABEL"].split("\x1f") == ["Place", "City"]
    assert (row["kg_hash:string"], row["kg_dataset:string"]) == (fingerprint(node), "mine")
    assert row["aliases:string[]"] == "资阳"


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        load(world().graph(), Bundle(tmp_path / name))
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_names_out_of_reports_stay_one_value(tmp_path: Path) -> None:
    load(hostile().graph(), Bundle(tmp_path / "b"))
    rows = read(tmp_path / "b" / "nodes-Project.csv")
    assert [row["name:string"] for row in rows] == list(HOSTILE)


def test_what_stands_between_texts_is_in_none_of_them(tmp_path: Path) -> None:
    load(named(*DELIMITERS[:6]), Bundle(tmp_path / "b"))
    assert f"--array-delimiter=U+{ord(DELIMITERS[6]):04X}" in arguments(tmp_path / "b")
    load(named("a" + DELIMITERS[0] + "b"), Bundle(tmp_path / "c"))
    assert f"--array-delimiter=U+{ord(DELIMITERS[1]):04X}" in arguments(tmp_path / "c")


def test_texts_with_every_possible_delimiter_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="every character"):
        load(named("".join(DELIMITERS)), Bundle(tmp_path / "b"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "told"), [("一行", False), ("两\n行", True), ("两\r行", True)])
def test_the_slower_reading_of_lines_is_asked_for_only_where_needed(
    tmp_path: Path, name: str, *, told: bool
) -> None:
    load(named(name), Bundle(tmp_path / "b"))
    assert ("--multiline-fields=true" in arguments(tmp_path / "b")) is told


def test_a_long_value_gets_a_buffer_that_holds_it(tmp_path: Path) -> None:
    load(named("长" * 2_000_000), Bundle(tmp_path / "b"))
    (size,) = (one.partition("=")[2] for one in arguments(tmp_path / "b") if "buffer" in one)
    assert int(size) > 6_000_000


def test_a_list_of_one_empty_text_is_set_afterwards(tmp_path: Path) -> None:
    load(named("'; DROP"), Bundle(tmp_path / "a"))
    load(named("", "'] DETACH DELETE n //"), Bundle(tmp_path / "b"))
    assert "SET" not in (tmp_path / "a" / "finish.cypher").read_text(encoding="utf-8")
    repairs = [
        one
        for one in (tmp_path / "b" / "finish.cypher").read_text(encoding="utf-8").splitlines()
        if "SET" in one
    ]
    assert len(repairs) == 1
    assert repairs[0].endswith("x.`aliases` = [''];")


def test_a_bundle_is_replaced_as_a_whole(tmp_path: Path) -> None:
    load(world().graph(), Bundle(tmp_path / "b"))
    load(small().graph(), Bundle(tmp_path / "b"))
    assert {one.name for one in (tmp_path / "b").glob("*.csv")} == {"nodes-Place.csv", "edges-WITHIN.csv"}
    assert [one.name for one in tmp_path.iterdir()] == ["b"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("")
    with pytest.raises(UsageError, match="something else"):
        load(small().graph(), Bundle(tmp_path))
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_graph_that_does_not_fit_leaves_the_bundle_as_it_was(tmp_path: Path) -> None:
    load(small().graph(), Bundle(tmp_path / "b"))
    wrong = PropertyGraph(lambda: iter([Node("b", ("Nothing",), {})]), lambda: iter(()))
    with pytest.raises(InputError, match="Nothing"):
        load(wrong, Bundle(tmp_path / "b"))
    assert (tmp_path / "b" / "nodes-Place.csv").is_file()
    assert [one.name for one in tmp_path.iterdir()] == ["b"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BackendError, match="cannot be written"):
        load(small().graph(), Bundle(tmp_path / "file" / "b"))
