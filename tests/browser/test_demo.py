"""``make neo4j``: a server with the demo's graph, style and guide at hand, and nothing left behind."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from kg.browser import GUIDE, STYLE, pages
from loaders.server import Server, connect
from tests import neo4j_server
from tests.browser import chromium
from tests.lacking import lacking

ROOT = Path(__file__).parents[2]
LAST = "Ctrl-C stops the server.\n"


@contextmanager
def demo(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command with all that it printed; killed with its children if it is still there."""
    if reason := neo4j_server.missing():
        lacking(f"no Neo4j server for the tests: {reason}")
    command = (sys.executable, "-m", "tests.neo4j_demo", str(folder))
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            printed = ""
            while not printed.endswith(LAST):
                line = process.stdout.readline()
                assert line, f"ended early: {printed}"
                printed += line
            yield process, printed
        finally:
            children = below(process.pid)
            process.kill()
            for child in children:
                subprocess.run(("kill", "-9", str(child)), check=False, capture_output=True)


def below(pid: int) -> list[int]:
    """The children of ``pid``."""
    listed = subprocess.run(
        ("ps", "-o", "pid=", "--ppid", str(pid)), capture_output=True, text=True, check=False
    )
    return [int(one) for one in listed.stdout.split()]


def lives(pid: int) -> bool:
    """Whether ``pid`` is a process that has not ended."""
    listed = subprocess.run(
        ("ps", "-o", "stat=", "-p", str(pid)), capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip()) and not listed.stdout.startswith("Z")


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.usefixtures("chromium_here")
def test_it_shows_the_demo_and_leaves_nothing(built: Path) -> None:
    with demo(built) as (process, printed):
        address = re.search(r"Open +(http://\S+/browser/\S+)", printed)
        uri = re.search(r"dbms=(bolt://\S+)", printed)
        files = re.search(r"Style +(http://localhost:\d+)/", printed)
        assert address
        assert uri
        assert files
        with urllib.request.urlopen(f"{files[1]}/{STYLE}") as answer:  # noqa: S310 -- it is our own server
            assert answer.read() == pages()[STYLE].content
        with connect(Server(uri[1], "neo4j", neo4j_server.PASSWORD)) as driver, driver.session() as session:
            assert session.run("MATCH (p:Project) RETURN count(p) AS n").single(strict=True)["n"] > 5
        with chromium.opened() as browser:
            browser.sign_in(address[1], "neo4j", neo4j_server.PASSWORD)
            # Nobody typed anything: the server tells Browser to take both.
            browser.frame(GUIDE).get_by_text("政府工作报告知识图谱").first.wait_for()
            browser.wait_for_stored("grass", "node.Project")
        (server,) = below(process.pid)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 0
        assert not lives(server)
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(files[1])  # noqa: S310 -- as above


@pytest.mark.neo4j
@pytest.mark.slow
def test_it_may_be_stopped_while_it_starts(built: Path) -> None:
    if reason := neo4j_server.missing():
        lacking(f"no Neo4j server for the tests: {reason}")
    command = (sys.executable, "-m", "tests.neo4j_demo", str(built))
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 200
        while not (children := below(process.pid)):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 0
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    assert not any(lives(child) for child in children)


def test_compose_and_maven_name_the_same_version() -> None:
    pom = neo4j_server.POM.read_text(encoding="utf-8")
    version = re.search(r"<artifactId>neo4j</artifactId>\s*<version>([0-9.]+)</version>", pom)
    assert version
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{version[1]}-community"
