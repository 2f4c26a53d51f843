"""ROBOT on the command line: jars by Maven into a cache, one process a command."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests import neo4j_server
from tests.neo4j_server import CACHE, Release, fetch, java

ROBOT = Release(
    Path(__file__).parent / "pom.xml", CACHE / "robot", 11, "org.obolibrary.robot.CommandLineInterface"
)
RUN_SECONDS = 300


def missing() -> str:
    """Why ROBOT cannot be run here, or ``""``."""
    return neo4j_server.missing(ROBOT)


def robot(*arguments: object) -> tuple[int, str]:
    """Exit status and output of a command of ROBOT."""
    flags = ("-Xmx1g", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
    command = (java(ROBOT), *flags, "-cp", f"{fetch(ROBOT)}{os.sep}*", ROBOT.main, *map(str, arguments))
    done = subprocess.run(
        command, check=False, timeout=RUN_SECONDS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.returncode, done.stdout
