"""The manifest of a build: counts, versions, digests and problems, as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

import kg
from kg.errors import InputError
from kg.types import Graph, Problem, ReportInfo

NAME = "manifest.json"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is made of and holds. It holds no clock: the same input gives the same bytes."""

    version: str
    fingerprint: str
    inputs: str
    reports: tuple[ReportInfo, ...]
    entities: dict[str, int]
    facts: dict[str, int]
    mentions: int
    triples: int
    problems: tuple[Problem, ...]


def make(
    graph: Graph, *, fingerprint: str, inputs: str, triples: int, problems: Iterable[Problem]
) -> Manifest:
    """The manifest of ``graph``."""
    return Manifest(
        version=kg.__version__,
        fingerprint=fingerprint,
        inputs=inputs,
        reports=graph.reports,
        entities=_counts(one.type for one in graph.entities),
        facts=_counts(one.predicate for one in graph.facts),
        mentions=sum(len(one.mentions) for one in graph.entities),
        triples=triples,
        problems=tuple(problems),
    )


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(str(name) for name in names).items()))


def write(manifest: Manifest, folder: Path) -> None:
    """Write the manifest into a build's folder."""
    (folder / NAME).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")


def read(folder: Path) -> Manifest:
    """The manifest of the build in ``folder``.

    Raises:
        InputError: there is no build, or its manifest is damaged.
    """
    try:
        return msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        message = f"{folder}: no build here ({NAME} is missing)"
        raise InputError(message, "make one with: kg build PATH... -o DIR") from error
    except msgspec.DecodeError as error:
        message = f"{folder / NAME}: {error}"
        raise InputError(message, "build again with: kg build PATH... -o DIR") from error
