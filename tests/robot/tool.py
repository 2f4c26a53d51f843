"""ROBOT on the command line: jars by Maven into a cache, one process a command."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
POM = ROOT / "tests" / "robot" / "pom.xml"
CACHE = ROOT / ".robot"
LIB = CACHE / "lib"
FETCH_SECONDS, RUN_SECONDS = 900, 300


def missing() -> str:
    """Why ROBOT cannot be run here, or ``""``."""
    if shutil.which("java") is None:
        return "Java is not installed"
    if not _complete() and shutil.which("mvn") is None:
        return "Maven is not installed"
    return ""


def fetch() -> Path:
    """The folder of the jars, fetched by Maven if its content is not there yet."""
    if not _complete():
        part = CACHE / "lib.part"
        shutil.rmtree(part, ignore_errors=True)
        copy = ("dependency:copy-dependencies", f"-DoutputDirectory={part}", "-DincludeScope=runtime")
        subprocess.run(("mvn", "-B", "-q", "-f", str(POM), *copy), check=True, timeout=FETCH_SECONDS)
        shutil.rmtree(LIB, ignore_errors=True)
        part.rename(LIB)
        _stamp().write_text(POM.read_text(encoding="utf-8"), encoding="utf-8")
    return LIB


def robot(*arguments: object) -> tuple[int, str]:
    """Exit status and output of a command of ROBOT."""
    flags = ("-Xmx1g", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
    main = "org.obolibrary.robot.CommandLineInterface"
    command = ("java", *flags, "-cp", f"{fetch()}{os.sep}*", main, *map(str, arguments))
    done = subprocess.run(
        command, check=False, timeout=RUN_SECONDS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return done.returncode, done.stdout


def _complete() -> bool:
    return _stamp().is_file() and _stamp().read_text(encoding="utf-8") == POM.read_text(encoding="utf-8")


def _stamp() -> Path:
    return LIB / "pom.xml"
