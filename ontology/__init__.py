"""The vocabulary of the graph as data, and a thin reader of it.

``govreport.ttl`` (OWL classes and properties), ``codelists.ttl`` (SKOS), ``shapes.ttl``
and ``relation-shapes.ttl`` (SHACL) and ``mapping.yaml`` (how the RDF graph looks as a
property graph). This module reads the mapping and hands out the files; it needs
neither rdflib nor pyoxigraph.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

import msgspec
import yaml

from kg.errors import ConfigError

GR = "https://w3id.org/govreport-kg/ontology#"
CODE = "https://w3id.org/govreport-kg/code/"
ID = "https://w3id.org/govreport-kg/id/"

TURTLE_FILES = ("govreport.ttl", "codelists.ttl", "shapes.ttl", "relation-shapes.ttl")

PropertyType = Literal["str", "int", "float", "bool", "str[]", "int[]", "float[]"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of nodes or edges: its one type, the RDF term behind it, what it says."""

    name: str
    type: PropertyType
    term: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class NodeType:
    """A node label: its class (``gr:Project``), entity type or ``""``, and properties (name → type).

    ``refined_by`` tells the further label that a value of ``level`` gives (``city`` → ``City``).
    """

    label: str
    cls: str
    entity: str
    properties: Mapping[str, PropertyType]
    refined_by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EdgeType:
    """An edge type: its RDF property, the label pairs that it may join, and properties (name → type)."""

    type: str
    term: str
    pairs: tuple[tuple[str, str], ...]
    properties: Mapping[str, PropertyType]


@dataclass(frozen=True, slots=True)
class Schema:
    """All that a property graph may hold, in the order in which the mapping lists it."""

    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]
    properties: Mapping[str, Property]


class _Property(msgspec.Struct, forbid_unknown_fields=True):
    type: PropertyType
    term: str
    en: str
    zh: str


class _Node(msgspec.Struct, forbid_unknown_fields=True):
    cls: str = msgspec.field(name="class")
    entity: str = ""
    bundles: list[str] = []
    properties: list[str] = []
    refined_by: dict[str, str] = {}


class _Edge(msgspec.Struct, forbid_unknown_fields=True):
    term: str
    pairs: list[str]
    bundles: list[str] = []
    properties: list[str] = []


class _Mapping(msgspec.Struct, forbid_unknown_fields=True):
    version: Literal[1]
    properties: dict[str, _Property]
    bundles: dict[str, list[str]]
    nodes: dict[str, _Node]
    edges: dict[str, _Edge]


@functools.cache
def schema() -> Schema:
    """The schema of the property graph, read from ``mapping.yaml``.

    Raises:
        ConfigError: the mapping names something that it does not define.
    """
    return parse_schema(text("mapping.yaml"))


def parse_schema(source: str) -> Schema:
    """The schema that the YAML ``source`` describes (see the comment in ``mapping.yaml``).

    Raises:
        ConfigError: unknown keys, or names of properties, bundles or labels that are not defined.
    """
    try:
        mapping = msgspec.convert(yaml.safe_load(source), _Mapping)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        message = f"mapping.yaml: {error}".splitlines()[0]
        raise ConfigError(message, "compare it with the mapping.yaml that is delivered") from error
    nodes = {label: _node_type(label, node, mapping) for label, node in mapping.nodes.items()}
    edges = {name: _edge_type(name, edge, mapping) for name, edge in mapping.edges.items()}
    properties = {
        name: Property(name, one.type, one.term, one.en, one.zh) for name, one in mapping.properties.items()
    }
    return Schema(MappingProxyType(nodes), MappingProxyType(edges), MappingProxyType(properties))


def text(name: str) -> str:
    """The content of one of the package's files, as ``govreport.ttl``."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _node_type(label: str, node: _Node, mapping: _Mapping) -> NodeType:
    properties = _properties(label, ["node", *node.bundles], node.properties, mapping)
    return NodeType(label, node.cls, node.entity, properties, MappingProxyType(dict(node.refined_by)))


def _edge_type(name: str, edge: _Edge, mapping: _Mapping) -> EdgeType:
    pairs = tuple(pair for line in edge.pairs for pair in _pairs(name, line, mapping))
    properties = _properties(name, ["edge", *edge.bundles], edge.properties, mapping)
    return EdgeType(name, edge.term, pairs, properties)


def _pairs(name: str, line: str, mapping: _Mapping) -> list[tuple[str, str]]:
    source, _, targets = line.partition(" -> ")
    pairs = [(source, target) for target in targets.split(", ")]
    for label in (source, *(target for _, target in pairs)):
        _known(label, mapping.nodes, f"{name}: pair '{line}'")
    return pairs


def _properties(
    owner: str, bundles: list[str], own: list[str], mapping: _Mapping
) -> Mapping[str, PropertyType]:
    for bundle in bundles:
        _known(bundle, mapping.bundles, f"{owner}: bundles")
    names = [*(name for bundle in bundles for name in mapping.bundles[bundle]), *own]
    for name in names:
        _known(name, mapping.properties, f"{owner}: properties")
    return MappingProxyType({name: mapping.properties[name].type for name in names})


def _known(name: str, known: Mapping[str, Any], place: str) -> None:
    if name not in known:
        message = f"mapping.yaml: {place}: '{name}' is not defined"
        raise ConfigError(message, f"known are {', '.join(sorted(known))}")
