"""The tables of this package, and their strict reader."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources
from typing import Any

import yaml

from kg.errors import ConfigError


def table(name: str) -> list[list[str]]:
    """The rows of a gzipped tab-separated table of this folder."""
    data = resources.files(__name__).joinpath(name).read_bytes()
    return [line.split("\t") for line in gzip.decompress(data).decode("utf-8").splitlines()]


@cache
def settings(name: str) -> dict[str, Any]:
    """The mapping in a YAML file of this folder.

    Raises:
        ConfigError: the file holds no mapping.
    """
    read = yaml.safe_load(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))
    if not isinstance(read, dict):
        message = f"{name}: a mapping is expected"
        raise ConfigError(message, "Restore the file from the package.")
    return read


def checked(entry: object, required: frozenset[str], optional: frozenset[str], place: str) -> dict[str, Any]:
    """``entry`` if it is a mapping with all ``required`` keys and none beyond ``optional``.

    Raises:
        ConfigError: a key is missing or unknown; the message names it and ``place``.
    """
    if not isinstance(entry, dict):
        message = f"{place}: a mapping is expected, not {entry!r}"
        raise ConfigError(message)
    unknown = sorted(set(entry) - required - optional)
    missing = sorted(required - set(entry))
    if unknown or missing:
        message = f"{place}: unknown keys {unknown}, missing keys {missing}"
        raise ConfigError(message, f"Allowed are {sorted(required | optional)}.")
    return entry
