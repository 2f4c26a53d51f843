"""A real Neo4j server for tests: jars by Maven into a cache, one process, free ports."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.server import Server

ROOT = Path(__file__).parent.parent
POM = ROOT / "tests" / "neo4j" / "pom.xml"
CACHE = ROOT / ".neo4j"
LIB = CACHE / "lib"
PASSWORD = "tests-only-password"  # noqa: S105 -- of a server that lives as long as the tests
JAVA = 17
START_SECONDS = 180
STOP_SECONDS = 60
FLAGS = (
    "-Xms512m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    *(
        f"--add-opens=java.base/{package}=ALL-UNNAMED"
        for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
    ),
)
CONF = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
dbms.security.auth_enabled=true
server.memory.heap.initial_size=512m
server.memory.heap.max_size=512m
server.memory.pagecache.size=64m
dbms.usage_report.enabled=false
client.allow_telemetry=false
internal.server.bolt.thread_pool_shutdown_wait_time=0s
"""


def missing() -> str:
    """Why no server can be started here, or ``""``."""
    if shutil.which("java") is None:
        return f"Java {JAVA} is not installed"
    if not _complete() and shutil.which("mvn") is None:
        return "Maven is not installed"
    return ""


def fetch() -> Path:
    """The folder of the server's jars, fetched by Maven if its content is not there yet."""
    if not _complete():
        part = CACHE / "lib.part"
        shutil.rmtree(part, ignore_errors=True)
        copy = ("dependency:copy-dependencies", f"-DoutputDirectory={part}", "-DincludeScope=runtime")
        subprocess.run(("mvn", "-B", "-q", "-f", str(POM), *copy), check=True, timeout=900)
        shutil.rmtree(LIB, ignore_errors=True)
        part.rename(LIB)
        _stamp().write_text(POM.read_text(encoding="utf-8"), encoding="utf-8")
    return LIB


def _complete() -> bool:
    return _stamp().is_file() and _stamp().read_text(encoding="utf-8") == POM.read_text(encoding="utf-8")


def _stamp() -> Path:
    return LIB / "pom.xml"


@dataclass
class Running:
    """A server that runs in the folder ``home``."""

    home: Path
    bolt: int
    http: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def server(self) -> Server:
        """How to connect."""
        return Server(f"bolt://127.0.0.1:{self.bolt}", "neo4j", PASSWORD)

    def start(self) -> None:
        """Start, and wait until Bolt answers."""
        path = os.pathsep.join((f"{fetch()}/*", f"{self.home}/plugins/*"))
        main = ("org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}")
        with (self.home / "console.log").open("ab") as log:
            self.process = subprocess.Popen(
                ("java", *FLAGS, "-cp", path, *main, f"--config-dir={self.home}/conf"), stdout=log, stderr=log
            )
        deadline = time.monotonic() + START_SECONDS
        while not (_answers(self.bolt) and _answers(self.http)):
            if self.process.poll() is not None or time.monotonic() > deadline:
                tail = (self.home / "console.log").read_text(errors="replace")[-2000:]
                self.kill()
                message = f"the Neo4j server did not start:\n{tail}"
                raise RuntimeError(message)
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop in order (SIGTERM), so that all is on the disk."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
            self.process = None

    def kill(self) -> None:
        """End at once (SIGKILL), as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextlib.contextmanager
def running(settings: str = "") -> Iterator[Running]:
    """A fresh server with one database and the user ``neo4j``; gone afterwards.

    ``settings`` are further lines of ``neo4j.conf``.
    """
    with tempfile.TemporaryDirectory(prefix="kg-neo4j-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        for name in ("conf", "data", "logs", "run", "plugins", "import"):
            (home / name).mkdir()
        one = Running(home, _free_port(), _free_port())
        conf = CONF.format(bolt=one.bolt, http=one.http) + settings
        (home / "conf" / "neo4j.conf").write_text(conf, encoding="utf-8")
        admin(home, "dbms", "set-initial-password", PASSWORD)
        try:
            one.start()
            yield one
        finally:
            one.stop()


def admin(home: Path, *arguments: str) -> None:
    """Run ``neo4j-admin`` on the (stopped) server in ``home``."""
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = ("java", "-Xmx512m", "-cp", f"{fetch()}/*", "org.neo4j.cli.AdminTool", *arguments)
    subprocess.run(command, check=True, env=environment, timeout=300, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
