"""JSON-LD in a frame: one object a project, with all that is said of it inside."""

from __future__ import annotations

from typing import IO

from kg.graph.store import ordered

FRAMES: tuple[str, ...] = ()


def write(quads: ordered, file: IO[bytes]) -> None:
    """Write the projects of the data set."""
    raise NotImplementedError
