"""A strict reader of the data of this package."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import Annotated, Literal, TypeVar

import msgspec
import yaml

import ontology
import queries
from kg.errors import ConfigError
from kg.types import Scalar

Color = Annotated[str, msgspec.Meta(pattern="^#[0-9A-F]{6}$")]
Pixels = Annotated[int, msgspec.Meta(ge=1, le=200)]
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Node(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How a class looks."""

    color: Color
    diameter: Pixels


class Refined(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How a label that refines a class differs from it."""

    diameter: Pixels


class Relationship(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How a relation looks."""

    color: Color
    width: Pixels


class Style(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``style.yaml``."""

    version: Literal[1]
    nodes: Mapping[str, Node]
    refined: Mapping[str, Refined]
    relationships: Mapping[str, Relationship]


class Entry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What the guide adds to a query: its question in Chinese, values, and the Cypher that draws it."""

    asks: str
    graph: str
    values: Mapping[str, Scalar] = {}


class Guide(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``guide.yaml``."""

    version: Literal[1]
    queries: Mapping[str, Entry]


File = TypeVar("File", Style, Guide)


@functools.cache
def style() -> Style:
    """The style, which names every label and relation of the ontology's mapping and no other.

    Raises:
        ConfigError: the file is faulty, or does not fit the mapping.
    """
    return parse_style(_text("style.yaml"))


@functools.cache
def guide() -> Guide:
    """The guide's entries, one for each query of the library, in the order in which they are shown.

    Raises:
        ConfigError: the file is faulty, or does not fit the library.
    """
    return parse_guide(_text("guide.yaml"))


def parse_style(source: str) -> Style:
    """The style that the YAML ``source`` holds; see :func:`style`."""
    read, schema = _read("style.yaml", source, Style), ontology.schema()
    refined = {label for node in schema.nodes.values() for label in node.refined_by.values()}
    _same("style.yaml", "nodes", read.nodes, schema.nodes)
    _same("style.yaml", "refined", read.refined, refined)
    _same("style.yaml", "relationships", read.relationships, schema.edges)
    return read


def parse_guide(source: str) -> Guide:
    """The entries that the YAML ``source`` holds; see :func:`guide`."""
    read = _read("guide.yaml", source, Guide)
    _same("guide.yaml", "queries", read.queries, {one.name for one in queries.library()})
    return read


def _text(name: str) -> str:
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")


def _read(name: str, source: str, kind: type[File]) -> File:
    try:
        return msgspec.convert(yaml.safe_load(source), kind)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        message = f"{name}: {error}".splitlines()[0]
        raise ConfigError(message, "compare it with the file that is delivered") from error


def _same(file: str, place: str, found: Collection[str], wanted: Collection[str]) -> None:
    for what, names in (("unknown", set(found) - set(wanted)), ("missing", set(wanted) - set(found))):
        if names:
            message = f"{file}: {place}: {', '.join(sorted(names))} is {what}"
            raise ConfigError(message, "it has to name what ontology and query library name")
    if strange := [name for name in found if not NAME.fullmatch(name.replace("-", "_"))]:
        message = f"{file}: {place}: '{strange[0]}' is no name"
        raise ConfigError(message, "names are letters, digits and underscores")
