"""The data files of this package, and their strict reader."""

from __future__ import annotations

from collections.abc import Collection
from importlib import resources
from typing import Any

import yaml

from kg.errors import ConfigError


def settings(name: str) -> Any:  # noqa: ANN401
    """What the YAML file ``name`` of this folder holds."""
    return yaml.safe_load(resources.files("kg.resolution").joinpath(name).read_text(encoding="utf-8"))


def checked(entry: object, keys: Collection[str], place: str) -> dict[str, Any]:
    """``entry`` if it is a mapping with exactly ``keys``.

    Raises:
        ConfigError: a key is missing or unknown; the message names it and ``place``.
    """
    if not isinstance(entry, dict) or set(entry) != set(keys):
        message = f"{place}: expected the keys {sorted(keys)}, found {entry!r:.80}"
        raise ConfigError(message, "Restore the file from the package.")
    return entry
