"""``kg load neo4j``, ``kg verify neo4j`` and ``kg dump --from neo4j``: passwords, sources, errors."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.graph.dump import dump
from loaders import server as servers
from loaders.server import Server
from tests import neo4j_server
from tests.build_fixture import rows, run
from tests.loaders.asking import golden
from tests.loaders.asking import run as ask
from tests.neo4j_server import Running

SECRET = "a-secret-of-nobody"  # noqa: S105 -- a wrong one
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden graph as a file."""
    return golden(tmp_path_factory.mktemp("golden"))


@pytest.fixture
def server(neo4j_process: Running, monkeypatch: pytest.MonkeyPatch) -> Server:
    """An empty database, and its password in the environment."""
    ask(neo4j_process.server, "MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_process.server.password)
    return neo4j_process.server


@pytest.mark.parametrize("command", [("load", "neo4j"), ("verify", "neo4j"), ("dump",), ("query",)])
def test_no_option_takes_a_password(command: tuple[str, ...]) -> None:
    told = run(*command, "--help").stdout
    assert "--password-file" in told
    assert "--password " not in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("load", "neo4j"),
        ("load", "neo4j", "--uri", "bolt://localhost", "--bundle", "x"),
        ("dump", "--from", "neo4j", "-o", "x.nq"),
        ("verify", "neo4j", str(ROOT / "ontology" / "codelists.ttl")),
        (
            "load",
            "neo4j",
            str(ROOT / "ontology" / "codelists.ttl"),
            "--uri",
            f"bolt://neo4j:{SECRET}@localhost",
        ),
    ],
)
def test_what_does_not_fit_is_wrong_usage(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    result = run(*arguments)
    assert result.exit_code == 2
    assert SECRET not in result.stdout + result.stderr


def test_a_bundle_is_written_and_its_command_told(dataset: Path, tmp_path: Path) -> None:
    found = run("load", "neo4j", dataset, "--bundle", tmp_path / "b", "--format", "jsonl")
    assert found.exit_code == 0
    assert "neo4j-admin database import full" in found.stderr
    assert (tmp_path / "b" / "import.sh").stat().st_mode & 0o100


@pytest.mark.parametrize("name", ["none.nq", "none"])
def test_a_source_that_is_not_there_is_bad_input(name: str, tmp_path: Path) -> None:
    result = run("load", "neo4j", tmp_path / name, "--bundle", tmp_path / "b")
    assert result.exit_code == 3
    assert name in result.stderr


def test_a_missing_password_file_is_bad_input(dataset: Path, tmp_path: Path) -> None:
    where = ("--uri", "bolt://127.0.0.1:9", "--password-file", tmp_path / "none")
    assert run("load", "neo4j", dataset, *where).exit_code == 3


@pytest.mark.neo4j
def test_the_password_comes_from_a_file_or_a_prompt(
    dataset: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    (tmp_path / "password").write_text(server.password + "\n")
    where = ("load", "neo4j", str(dataset), "--uri", server.uri)
    assert run(*where, "--password-file", tmp_path / "password").exit_code == 0
    prompted = CliRunner().invoke(cli, where, input=server.password + "\n")
    assert prompted.exit_code == 0
    assert server.password not in prompted.output


@pytest.mark.neo4j
def test_a_wrong_password_is_one_line_and_shows_nowhere(
    dataset: Path, server: Server, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = (sys.executable, "-m", "kg", "-v", "load", "neo4j", str(dataset), "--uri", server.uri)
    environment = {**os.environ, "NEO4J_PASSWORD": SECRET, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert told.returncode == 4
    assert "does not accept this user and password" in told.stderr
    assert SECRET not in told.stdout + told.stderr
    monkeypatch.setenv("NEO4J_PASSWORD", SECRET)
    with caplog.at_level(logging.DEBUG):
        result = run("load", "neo4j", dataset, "--uri", server.uri)
    assert result.exit_code == 4
    assert len([line for line in result.stderr.splitlines() if line.startswith("kg:")]) == 1
    assert SECRET not in caplog.text + result.stderr


@pytest.mark.neo4j
def test_a_server_that_is_too_old_is_told(
    dataset: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers, "OLDEST", (9999, 1))
    result = run("load", "neo4j", dataset, "--uri", server.uri)
    assert result.exit_code == 4
    assert "too old" in result.stderr


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_read_only_database_is_told(dataset: Path, neo4j_process: Running) -> None:
    with neo4j_server.running() as one:
        one.stop()  # a database has to be made before it can be read-only
        with (one.home / "conf" / "neo4j.conf").open("a") as settings:
            settings.write("server.databases.default_to_read_only=true\n")
        one.start()
        environment = {**os.environ, "NEO4J_PASSWORD": one.server.password, "PYTHONPATH": str(ROOT)}
        command = (sys.executable, "-m", "kg", "load", "neo4j", str(dataset), "--uri", one.server.uri)
        told = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert told.returncode == 4
    assert "kg: " in told.stderr
    assert "read-only" in told.stderr.splitlines()[0]


@pytest.mark.neo4j
def test_every_dump_loads_the_same_and_is_verified_and_comes_back(
    dataset: Path, server: Server, tmp_path: Path
) -> None:
    where = ("--uri", server.uri)
    first = rows("load", "neo4j", dataset, *where)
    assert all(row["created"] for row in first)
    for ending in ("trig", "nt", "ttl", "nt.gz"):
        path = tmp_path / f"graph.{ending}"
        dump(dataset, path, ending.partition(".")[0])
        for row in rows("load", "neo4j", path, *where, "--prune"):
            assert (row["created"], row["updated"], row["deleted"]) == (0, 0, 0)
    assert run("verify", "neo4j", tmp_path / "graph.ttl", *where).exit_code == 0
    assert run("dump", "--from", "neo4j", *where, "-o", tmp_path / "back.nq").exit_code == 0
    assert (tmp_path / "back.nq").read_bytes() == dataset.read_bytes()


@pytest.mark.neo4j
def test_differences_are_listed_and_make_the_exit_status(dataset: Path, server: Server) -> None:
    where = ("--uri", server.uri)
    run("load", "neo4j", dataset, *where)
    ask(server, "MATCH (n:Report) SET n.name = '别的'")
    result = run("verify", "neo4j", dataset, *where, "--limit", "1", "--format", "csv")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "differs,Report" in result.stdout
    assert "differences in" in result.stderr
    run("load", "neo4j", dataset, *where, "--rewrite", "--prune")
    assert run("verify", "neo4j", dataset, *where).exit_code == 0


@pytest.mark.neo4j
def test_what_is_no_more_said_is_told_without_prune(dataset: Path, server: Server, tmp_path: Path) -> None:
    where = ("--uri", server.uri)
    run("load", "neo4j", dataset, *where)
    fewer = tmp_path / "fewer.nt"
    fewer.write_text("", encoding="utf-8")
    result = run("load", "neo4j", fewer, *where, "--format", "jsonl")
    assert result.exit_code == 0
    assert "--prune removes them" in result.stderr
    pruned = rows("load", "neo4j", fewer, *where, "--prune")
    assert all(row["deleted"] and not row["stale"] for row in pruned)
    empty = run("dump", "--from", "neo4j", *where, "-o", tmp_path / "back.nq")
    assert empty.exit_code == 3
    assert "holds no graph" in empty.stderr
