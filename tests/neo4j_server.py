"""A real Neo4j server for tests: jars by Maven into a cache, one process, free ports."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.server import Server

ROOT = Path(__file__).parent.parent
POM = ROOT / "tests" / "neo4j" / "pom.xml"
CACHE = ROOT / ".neo4j"
LIB = CACHE / "lib"
CALENDAR_POM = ROOT / "tests" / "neo4j" / "calendar.xml"
PASSWORD = "tests-only-password"  # noqa: S105 -- of a server that lives as long as the tests
START_SECONDS = 180
STOP_SECONDS = 60
OPENED = tuple(
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
)
FLAGS = (
    "-Xms512m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    *OPENED,
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


@dataclass(frozen=True)
class Release:
    """A version of a Java program: its pom, where its jars lie, the oldest Java for it, its main class."""

    pom: Path
    lib: Path
    java: int
    main: str


LTS = Release(POM, LIB, 17, "org.neo4j.server.CommunityEntryPoint")
CALENDAR = Release(CALENDAR_POM, CACHE / "calendar", 21, "org.neo4j.server.Neo4jCommunity")


def java(release: Release = LTS) -> str:
    """The ``java`` to run a server with: the one on the path, else any that is new enough, else ``""``."""
    on_path = shutil.which("java")
    if on_path and release is LTS:
        return on_path
    found = [Path(on_path).resolve().parents[1]] if on_path else []
    found += [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
    found += sorted(Path("/usr/lib/jvm").glob("*"))
    fitting = (home / "bin" / "java" for home in found if _version(home) >= release.java)
    return str(next((one for one in fitting if one.is_file()), ""))


def _version(home: Path) -> int:
    with contextlib.suppress(OSError):
        told = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text(encoding="utf-8"))
        return int(told[1]) if told else 0
    return 0


def missing(release: Release = LTS) -> str:
    """Why no server can be started here, or ``""``."""
    if not java(release):
        return f"Java {release.java} is not installed"
    if not _complete(release) and shutil.which("mvn") is None:
        return "Maven is not installed"
    return ""


def fetch(release: Release = LTS) -> Path:
    """The folder of the server's jars, fetched by Maven if its content is not there yet."""
    if not _complete(release):
        part = release.lib.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        copy = ("dependency:copy-dependencies", f"-DoutputDirectory={part}", "-DincludeScope=runtime")
        subprocess.run(("mvn", "-B", "-q", "-f", str(release.pom), *copy), check=True, timeout=900)
        shutil.rmtree(release.lib, ignore_errors=True)
        part.rename(release.lib)
        shutil.copyfile(release.pom, release.lib / "pom.xml")
    return release.lib


def plugin(artifact: str, name: str) -> Path:
    """The jar ``name`` of the Maven artifact ``group:name:version``, fetched if it is not there yet."""
    folder = CACHE / "plugins"
    if not (folder / name).is_file():
        copy = ("dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}")
        subprocess.run(("mvn", "-B", "-q", *copy), check=True, timeout=900, cwd=POM.parent)
    return folder / name


def _complete(release: Release) -> bool:
    stamp = release.lib / "pom.xml"
    return stamp.is_file() and stamp.read_bytes() == release.pom.read_bytes()


@dataclass
class Running:
    """A server that runs in the folder ``home``."""

    home: Path
    bolt: int
    http: int
    process: subprocess.Popen[bytes] | None = None
    release: Release = LTS

    @property
    def server(self) -> Server:
        """How to connect."""
        return Server(f"bolt://127.0.0.1:{self.bolt}", "neo4j", PASSWORD)

    def start(self) -> None:
        """Start, and wait until Bolt answers."""
        path = os.pathsep.join((f"{fetch(self.release)}/*", f"{self.home}/plugins/*"))
        main = (self.release.main, f"--home-dir={self.home}", f"--config-dir={self.home}/conf")
        with (self.home / "console.log").open("ab") as log:
            self.process = subprocess.Popen(
                (java(self.release), *FLAGS, "-cp", path, *main), stdout=log, stderr=log
            )
        deadline = time.monotonic() + START_SECONDS
        while not (_answers(self.bolt) and _answers(self.http)):
            if self.process.poll() is not None or time.monotonic() > deadline:
                tail = (self.home / "console.log").read_text(errors="replace")[-2000:]
                self.kill()
                message = f"the Neo4j server did not start:\n{tail}"
                raise RuntimeError(message)
            time.sleep(0.2)

    def admin(self, *arguments: str, cwd: Path | None = None) -> None:
        """Run ``neo4j-admin``, in the folder ``cwd``; the server has to be stopped."""
        environment = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        tool = ("-cp", f"{fetch(self.release)}/*", "org.neo4j.cli.AdminTool")
        subprocess.run(
            (java(self.release), *OPENED, "-Xmx1g", *tool, *arguments),
            check=True,
            env=environment,
            timeout=900,
            stdout=subprocess.DEVNULL,
            cwd=cwd,
        )

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
def running(settings: str = "", release: Release = LTS, plugins: Sequence[Path] = ()) -> Iterator[Running]:
    """A fresh server with one database and the user ``neo4j``; gone afterwards.

    ``settings`` are further lines of ``neo4j.conf``, ``plugins`` jars.
    """
    with tempfile.TemporaryDirectory(prefix="kg-neo4j-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        for name in ("conf", "data", "logs", "run", "plugins", "import"):
            (home / name).mkdir()
        for jar in plugins:
            shutil.copy(jar, home / "plugins")
        one = Running(home, _free_port(), _free_port(), release=release)
        conf = CONF.format(bolt=one.bolt, http=one.http) + settings
        (home / "conf" / "neo4j.conf").write_text(conf, encoding="utf-8")
        one.admin("dbms", "set-initial-password", PASSWORD)
        try:
            one.start()
            yield one
        finally:
            one.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
