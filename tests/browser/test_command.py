"""``kg browser``: what it serves, how it stops, and what it says when it cannot."""

from __future__ import annotations

import contextlib
import http.client
import io
import re
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.browser import GUIDE, SAVED, STYLE, Page, pages
from kg.browser.server import serving
from tests.build_fixture import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(pages()) as address:
        yield int(address.rpartition(":")[2])


def ask(port: int, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("localhost", port, timeout=20)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("name", sorted(pages()))
def test_each_file_may_be_fetched_from_any_page(port: int, name: str) -> None:
    status, headers, content = ask(port, f"/{name}")
    assert (status, content) == (200, pages()[name].content)
    assert headers["access-control-allow-origin"] == "*"
    assert headers["content-type"] == pages()[name].media_type
    assert ask(port, f"/{name}?x=1#y")[0] == 200


def test_a_preflight_and_a_head_are_answered(port: int) -> None:
    status, headers, _ = ask(port, f"/{GUIDE}", "OPTIONS")
    assert (status, headers["access-control-allow-origin"]) == (204, "*")
    assert headers["access-control-allow-private-network"] == "true"
    status, headers, content = ask(port, f"/{GUIDE}", "HEAD")
    assert (status, content) == (200, b"")
    assert int(headers["content-length"]) == len(pages()[GUIDE].content)


@pytest.mark.parametrize(
    "path", ["/nothing", "/../pyproject.toml", "/%2e%2e/etc/passwd", "//etc/passwd", "/%00"]
)
def test_nothing_else_is_served(port: int, path: str) -> None:
    status, headers, content = ask(port, path)
    assert (status, content) == (404, b"not found\n")
    assert headers["access-control-allow-origin"] == "*"


def test_only_this_machine_is_served(port: int) -> None:
    with pytest.raises(OSError, match=r"refused|unreachable"):
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_the_root_says_what_to_type(port: int) -> None:
    text = ask(port, "/")[2].decode()
    assert STYLE in text
    assert GUIDE in text
    assert SAVED in text


def test_a_page_is_served_as_it_is() -> None:
    made = {"index.html": Page(b"<b>'`}\0", "text/html"), "a": Page(b"a" * 3_000_000, "text/plain")}
    with serving(made) as address:
        port = int(address.rpartition(":")[2])
        assert ask(port, "/")[2] == b"<b>'`}\0"
        assert len(ask(port, "/a")[2]) == 3_000_000
    with pytest.raises(ConnectionRefusedError):
        ask(port, "/")


def test_files_are_written(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "browser"
    result = run("browser", "--no-serve", "--out", out, "--build", built)
    assert result.exit_code == 0, result.stderr
    assert {path.name for path in out.iterdir()} == set(pages())
    with zipfile.ZipFile(io.BytesIO((out / SAVED).read_bytes())) as packed:
        (name,) = [name for name in packed.namelist() if "search-graph" in name]
        (project,) = re.findall(r"CONTAINS '(.*?)'", packed.read(name).decode())[:1]
    found = run("query", "search", "--param", f"text={project}", "--build", built, "--format", "jsonl")
    assert project in found.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--no-serve",), 2, "--out"),
        (("--port", "70000"), 4, "65535"),
        (("--port", "x"), 2, "port"),
        (("--build", "nowhere"), 3, "nowhere"),
        (("--no-serve", "--out", "/dev/null/x"), 3, "/dev/null/x"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], status: int, said: str) -> None:
    result = run("browser", *arguments)
    assert result.exit_code == status, result.stderr
    assert said in result.stderr


def test_a_port_that_is_taken_is_told(port: int) -> None:
    result = run("browser", "--port", str(port))
    assert result.exit_code == 4
    assert "another program" in result.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_asked(how: signal.Signals) -> None:
    command = (sys.executable, "-m", "kg", "browser", "--port", "0")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline().decode()
        found = re.search(r":style http://localhost:(\d+)/", first)
        assert found, first + process.stderr.read().decode()
        assert ask(int(found[1]), f"/{STYLE}")[0] == 200
        # A Browser that keeps its connection open must not hold it up.
        with contextlib.closing(socket.create_connection(("localhost", int(found[1])))):
            process.send_signal(how)
            assert process.wait(20) == 0
        assert process.stderr.read() == b""
