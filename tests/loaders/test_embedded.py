"""The embedded database: what goes in comes out, and there is never half a file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ontology
from kg.engines import EmbeddedConnection
from kg.errors import BackendError, InputError
from kg.types import Node, PropertyGraph
from loaders.base import Counts, load
from loaders.embedded import Embedded, ddl
from tests.loaders.hostile import HOSTILE, hostile
from tests.world import ID, world

KILLED = """
import sys
from pathlib import Path
from loaders.base import load
from loaders.embedded import Embedded
from tests.world import world
class Slow(Embedded):
    def finish(self):
        print("written", flush=True)
        import time
        time.sleep(60)
load(world().graph(), Slow(Path(sys.argv[1])))
"""


def rows(path: Path, cypher: str) -> list[list[object]]:
    with EmbeddedConnection(path) as connection:
        return connection.rows(cypher, {})[1]


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    load(world().graph(), Embedded(tmp_path / "graph.lbug"))
    return tmp_path / "graph.lbug"


def test_every_node_and_edge_is_there_with_all_its_properties(loaded: Path) -> None:
    made = world()
    with EmbeddedConnection(loaded) as connection:
        _, nodes = connection.rows("MATCH (n) RETURN n AS node", {})
        _, edges = connection.rows("MATCH (a)-[r]->(b) RETURN a.iri AS a, r AS edge, b.iri AS b", {})
    given = {iri: dict(node.properties) for iri, node in made.nodes.items()}
    for node in (row[0] for row in nodes):
        wanted = {k: list(v) if isinstance(v, tuple) else v for k, v in given.pop(node["iri"]).items()}
        assert {k: v for k, v in node.items() if v not in ([], None)} == {
            k: v for k, v in wanted.items() if v not in ([], None)
        }
    assert not given
    assert {(a, edge["id"], edge["type"], b) for a, edge, b in edges} == {
        (one.source, one.id, one.type, one.target) for one in made.edges.values()
    }


def test_the_tables_hold_the_allowed_pairs_only(loaded: Path) -> None:
    tables = {row[0] for row in rows(loaded, "CALL show_tables() RETURN name")}
    assert tables == {*ontology.schema().nodes, *ontology.schema().edges}
    assert not any("FROM `Honor` TO `Project`" in line for line in ddl(ontology.schema()))


def test_the_summary_counts_and_progress_is_told(tmp_path: Path) -> None:
    told: list[int] = []
    summary = load(world().graph(), Embedded(tmp_path / "g.lbug"), told.append)
    assert summary.nodes == Counts(created=len(world().nodes))
    assert summary.edges == Counts(created=len(world().edges))
    assert sum(told) == len(world().nodes) + len(world().edges)


def test_names_out_of_reports_are_data(tmp_path: Path) -> None:
    folder = tmp_path / "it's a 库"
    load(hostile().graph(), Embedded(folder / "g.lbug"))
    found = rows(
        folder / "g.lbug", "MATCH (n:Project) RETURN n.name AS name, n.aliases AS aliases ORDER BY n.iri"
    )
    assert found == [[name, [name, name]] for name in HOSTILE]
    quotes = rows(folder / "g.lbug", "MATCH ()-[r:SPANS]->() RETURN r.quotes AS q ORDER BY r.id")
    assert sorted(map(repr, quotes)) == sorted(repr([[name]]) for name in HOSTILE)


def test_a_second_load_replaces_the_first_while_a_reader_goes_on(loaded: Path) -> None:
    with EmbeddedConnection(loaded) as reader:
        changed = world()
        changed.node("Industry", "新能源汽车")
        load(changed.graph(), Embedded(loaded))
        count = "MATCH (n:Industry) RETURN count(n.iri) AS n"
        assert reader.rows(count, {})[1] == [[1]]
        assert rows(loaded, count) == [[2]]
    assert [one.name for one in loaded.parent.iterdir()] == [loaded.name]


def test_a_killed_load_leaves_the_old_file_and_the_next_load_cleans_up(loaded: Path) -> None:
    before = loaded.read_bytes()
    command = (sys.executable, "-c", KILLED, str(loaded))
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.curdir}
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)
    assert loaded.read_bytes() == before
    load(world().graph(), Embedded(loaded))
    assert [one.name for one in loaded.parent.iterdir()] == [loaded.name]


@pytest.mark.parametrize("wait", [0.6, 1.0, 1.4, 1.8, 2.6])
def test_a_load_killed_at_any_moment_leaves_no_half_file(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "graph.lbug"
    command = (sys.executable, "-c", KILLED.replace("Slow(", "Embedded("), str(path))
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": "."}
    ) as process:
        time.sleep(wait)
        process.kill()
    if path.exists():
        assert rows(path, "MATCH ()-[r]->() RETURN count(r.id) AS n") == [[len(world().edges)]]
    load(world().graph(), Embedded(path))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_graph_that_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    wrong = [Node("a", ("Project",), {"name": "a"}), Node("b", ("Nothing",), {})]
    graph = PropertyGraph(lambda: iter(wrong), lambda: iter(()))
    with pytest.raises(InputError, match="Nothing"):
        load(graph, Embedded(tmp_path / "g.lbug"))
    assert list(tmp_path.iterdir()) == []


def test_an_edge_without_its_node_leaves_nothing(tmp_path: Path) -> None:
    made = world()
    del made.nodes[f"{ID}honor/国家卫生城市"]
    with pytest.raises(BackendError, match="国家卫生城市"):
        load(made.graph(), Embedded(tmp_path / "g.lbug"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BackendError, match="cannot be written"):
        load(world().graph(), Embedded(tmp_path / "file" / "g.lbug"))


@pytest.mark.parametrize(("content", "said"), [(None, "no database"), (b"nonsense", "not a valid")])
def test_what_is_no_database_is_named(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "g.lbug"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BackendError, match=said):
        EmbeddedConnection(path)
