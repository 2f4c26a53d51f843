"""Every command on the build of the examples: what it prints, and the exit status of each failure."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import COMMANDS, cli
from kg.evaluation import gold
from kg.reading import read
from tests import neo4j_server
from tests.build_fixture import EXAMPLES, rows, run


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout


def test_help_is_quick() -> None:
    """Well under a second even on a busy machine: nothing heavy may be imported."""
    subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True)
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True)
    assert time.monotonic() - began < 3


def test_all_queries_are_listed() -> None:
    found = rows("query", "--list")
    assert len(found) >= 13
    assert all(row["question"] and row["zh"] and row["columns"] for row in found)


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv"])
def test_formats_agree(built: Path, format_: str) -> None:
    wanted = [row["name"] for row in rows("query", "search", "--param", "text=高铁", "--build", built)]
    assert wanted
    result = run("query", "search", "--param", "text=高铁", "--build", built, "--format", format_)
    assert result.exit_code == 0
    assert all(name in result.stdout for name in wanted)
    if format_ == "json":
        assert [row["name"] for row in json.loads(result.stdout)] == wanted
    if format_ == "csv":
        assert [row["name"] for row in csv.DictReader(io.StringIO(result.stdout))] == wanted


def test_chosen_columns(built: Path) -> None:
    asked = ("query", "cross-city-projects", "--build", built, "--columns")
    assert {tuple(row) for row in rows(*asked, "cities,project")} == {("cities", "project")}
    assert run(*asked, "colour").exit_code == 2


def test_cypher_and_sparql_count_the_same_projects(built: Path) -> None:
    (one,) = rows("cypher", "MATCH (p:Project) RETURN count(p) AS n", "--build", built)
    text = (
        "PREFIX gr: <https://w3id.org/govreport-kg/ontology#> "
        "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a gr:Project }"
    )
    (other,) = rows("sparql", text, "--build", built)
    assert one["n"] == other["n"] > 0


def test_explain_finds_a_project_by_a_shorter_name(built: Path) -> None:
    found = rows("explain", "成渝高速扩容", "--build", built)
    assert {row["thing"] for row in found} == {"成渝高速公路扩容改造工程"}
    quotes = [row["quote"] for row in found if row["quote"]]
    assert {row["report"] for row in found if row["report"]} >= {
        "内江市2024年政府工作报告",
        "资阳市2024年政府工作报告",
    }
    assert any("成渝高速扩容项目" in quote for quote in quotes)
    assert [row for row in found if row["what"] == "merged" and row["rule"]]


def test_explain_of_an_iri_and_of_nothing(built: Path) -> None:
    (iri,) = {
        row["value"] for row in rows("explain", "成渝高速扩容", "--build", built) if row["what"] == "IRI"
    }
    assert rows("explain", iri, "--build", built)
    result = run("explain", "无此物", "--build", built)
    assert (result.exit_code, "无此物" in result.stderr) == (2, True)


def test_annotate_writes_the_annotation_format(tmp_path: Path) -> None:
    path, out = EXAMPLES / "资阳市-2024.txt", tmp_path / "x.tsv"
    assert run("annotate", path, "-o", out).exit_code == 0
    annotation = gold.load(out)
    assert {line.kind for line in annotation.lines} == {"M", "R", "P", "O"}
    assert len(gold.mentions(read(path), annotation)) >= 10


def test_an_extraction_scores_fully_against_itself(tmp_path: Path) -> None:
    path = EXAMPLES / "内江市-2024.txt"
    run("annotate", path, "-o", tmp_path / "内江市-2024.tsv")
    found = rows("evaluate", "--gold", tmp_path, "--reports", EXAMPLES, "--only", "内江市-2024")
    assert {row["f1"] for row in found} == {1.0}
    assert not rows("evaluate", "--gold", tmp_path, "--reports", EXAMPLES, "--errors")


def test_validate_tells_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "bad.nt"
    path.write_text(
        "<https://w3id.org/govreport-kg/id/project/x> "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://w3id.org/govreport-kg/ontology#Project> .\n",
        encoding="utf-8",
    )
    result = run("validate", path, "--format", "jsonl")
    assert result.exit_code == 1
    assert "project/x" in result.stdout


def test_rules_are_listed_and_shown() -> None:
    assert len(rows("rules")) >= 1
    assert run("rules", "no.such.rule").exit_code == 2


def test_rules_are_counted_on_reports() -> None:
    (row,) = rows("rules", "policy.title-marks", "--reports", EXAMPLES, "--fast")
    assert row["hits"] == row["agree"] + row["conflict"] + row["alone"]
    assert row["hits"] >= 1


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("query", "nope"), 2, "nope"),
        (("query",), 2, "--list"),
        (("query", "cross-city-projects", "--param", "colour=red"), 2, "colour"),
        (("query", "cross-city-projects", "--param", "colour"), 2, "NAME=VALUE"),
        (("cypher", "MATCH ("), 2, ""),
        (("dump", "-o", "graph.xyz"), 2, "graph.xyz"),
        (("no-such-command",), 2, "no-such-command"),
    ],
)
def test_wrong_usage(built: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    with_build = () if arguments[0] == "no-such-command" else ("--build", built)
    result = run(*arguments, *with_build)
    assert result.exit_code == status
    assert said in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("query", "hubs"), 4),
        (("explain", "x"), 4),
        (("dump", "-o", "x.nt"), 3),
        (("validate", "nowhere"), 3),
        (("annotate", "nowhere.txt"), 3),
    ],
)
def test_without_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], status: int
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == status
    assert "kg:" in result.stderr
    assert not list(tmp_path.iterdir())


def test_an_unreachable_server_is_told(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "secret-of-nobody")
    result = run("load", "neo4j", "--uri", "bolt://127.0.0.1:9", "--build", built)
    assert result.exit_code == 4
    assert "secret-of-nobody" not in result.stderr
    assert "127.0.0.1:9" in result.stderr


@pytest.mark.neo4j
def test_load_into_a_real_server_twice_and_query(
    built: Path, neo4j_process: neo4j_server.Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_process.server.password)
    where = ("--uri", neo4j_process.server.uri, "--build", built, "--prune")
    first = {row["what"]: row for row in rows("load", "neo4j", *where)}
    assert first["nodes"]["created"] > 50
    for row in rows("load", "neo4j", *where):
        assert (row["created"], row["updated"], row["deleted"]) == (0, 0, 0)
    asked = ("query", "cross-city-projects")
    assert rows(*asked, "--neo4j", neo4j_process.server.uri) == rows(*asked, "--build", built)


def test_a_closed_pipe_is_no_error(built: Path) -> None:
    command = f"{sys.executable} -m kg sparql 'SELECT * WHERE {{ ?s ?p ?o }}' --build {built} | head -n 1"
    result = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert result.stdout.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_commands_are_reachable() -> None:
    assert set(cli.list_commands(None)) == set(COMMANDS)  # type: ignore[arg-type]
