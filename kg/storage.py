"""Extractions on disk: the cache of a build, one JSON file a report."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

import kg
from kg.errors import InputError
from kg.types import Extraction, Problem

PARTS = ("types.py", "reading", "places", "nlp", "extraction")
"""What an extraction depends on: code, rules and models of the package."""


class Record(msgspec.Struct, frozen=True):
    """What the cache holds of a file: its extraction, or why there is none."""

    extraction: Extraction | None
    problems: tuple[Problem, ...] = ()


@cache
def fingerprint() -> str:
    """A digest of all code, rules and models that an extraction depends on."""
    return _digest([(part, files(kg.__name__) / part) for part in PARTS])


@cache
def whole_fingerprint() -> str:
    """A digest of all code and data that the outputs of a build depend on."""
    stages = [(part, files(kg.__name__) / part) for part in ("resolution", "graph", "build.py")]
    return fingerprint() + _digest([*stages, *((name, files(name)) for name in ("ontology", "loaders"))])


def _digest(entries: list[tuple[str, Traversable]]) -> str:
    digest = hashlib.sha256()
    for part, entry in entries:
        for name, content in _contents(entry, part):
            digest.update(f"{name}:{len(content)}:".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _contents(entry: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if entry.is_file():
        yield name, entry.read_bytes()
        return
    for child in sorted(entry.iterdir(), key=lambda one: one.name):
        if not child.name.startswith("__pycache__"):
            yield from _contents(child, f"{name}/{child.name}")


def cache_key(content: bytes, *context: str) -> str:
    """The name under which a file's extraction is kept: its bytes, its context, the fingerprint."""
    digest = hashlib.sha256(content)
    digest.update("\0".join((*context, fingerprint())).encode())
    return digest.hexdigest()[:32]


def write(record: Record, path: Path) -> None:
    """Write ``record`` so that a reader sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.part")
    try:
        aside.write_bytes(msgspec.json.encode(record))
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def read(path: Path) -> Record:
    """The record at ``path``.

    Raises:
        InputError: the file is damaged.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Record)
    except msgspec.DecodeError as error:
        message = f"{path}: {error}"
        raise InputError(message, "delete the file; the next build makes it anew") from error
