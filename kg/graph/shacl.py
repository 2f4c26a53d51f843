"""The part of SHACL that the project's shapes use, compiled to checks over one slice of the data.

A SHACL library needs minutes for one report's statements; these checks need a second, and
tests hold them to the library's verdict on a valid and an invalid example of every shape.
What the shapes use beyond this part is refused when they are compiled, never ignored.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from kg.errors import ConfigError
from kg.graph.terms import PREFIXES, term
from ontology import text

SH = "http://www.w3.org/ns/shacl#"
Term = NamedNode | BlankNode | Literal
#: A step of a path: a property, and whether it is followed backwards.
Step = tuple[NamedNode, bool]


class Data(Protocol):
    """What checks ask of the slice that they look at."""

    def objects(self, node: Term, predicate: NamedNode) -> list[Term]:
        """The values of a property."""

    def subjects(self, node: Term, predicate: NamedNode) -> list[Term]:
        """Whose value of a property ``node`` is."""


Check = Callable[[Data, Term, list[Term]], Iterator[Term]]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A node or property shape: a path (empty: the node itself) and what its values must be."""

    path: tuple[Step, ...]
    checks: tuple[Check, ...]
    parts: tuple[Shape, ...]
    messages: Mapping[str, str]
    name: str = ""

    def violations(self, data: Data, focus: Term) -> Iterator[tuple[Shape, Term]]:
        """What breaks the shape: the (part of the) shape and the value, or the focus where values lack."""
        values = _walk(data, focus, self.path)
        for check in self.checks:
            for value in check(data, focus, values):
                yield self, value
        for part in self.parts:
            for value in values:
                yield from part.violations(data, value)


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A shape with what it is for."""

    shape: Shape
    classes: frozenset[NamedNode] = field(default_factory=frozenset)
    subjects_of: frozenset[NamedNode] = field(default_factory=frozenset)


@cache
def delivered() -> tuple[Target, ...]:
    """The project's shapes."""
    return compile_shapes(text("shapes.ttl") + text("relation-shapes.ttl"))


def compile_shapes(turtle: str) -> tuple[Target, ...]:
    """The shapes with targets in a Turtle text, in the order of their IRIs.

    Raises:
        ConfigError: no Turtle, or SHACL that is not supported here.
    """
    about: dict[Term, list[tuple[str, Term]]] = {}
    try:
        for quad in pyoxigraph.parse(turtle.encode(), format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, Triple) and not isinstance(quad.object, Triple):
                about.setdefault(quad.subject, []).append((quad.predicate.value, quad.object))
    except SyntaxError as error:
        message = f"shapes: {error}"
        raise ConfigError(message, "the file is no Turtle") from error
    return _Compiler(about).targets()


class _Compiler:
    """Reads shapes out of triples, by subject."""

    def __init__(self, about: Mapping[Term, list[tuple[str, Term]]]) -> None:
        self._about = about

    def targets(self) -> tuple[Target, ...]:
        targets = {SH + "targetClass", SH + "targetSubjectsOf"}
        nodes = [node for node, said in self._about.items() if any(name in targets for name, _ in said)]
        return tuple(self._target(node) for node in sorted(nodes, key=str))

    def _target(self, node: Term) -> Target:
        return Target(
            self._shape(node),
            frozenset(self._named(node, "targetClass")),
            frozenset(self._named(node, "targetSubjectsOf")),
        )

    def _shape(self, node: Term) -> Shape:
        checks: list[Check] = []
        parts: list[Shape] = []
        path: tuple[Step, ...] = ()
        messages: dict[str, str] = {}
        for predicate, value in self._about.get(node, ()):
            name = predicate.removeprefix(SH)
            if name == "property":
                parts.append(self._shape(value))
            elif name == "path":
                path = self._path(value)
            elif name == "message" and isinstance(value, Literal):
                messages[value.language or ""] = value.value
            elif name == "sparql":
                parts.append(replace(self._shape(value), checks=(_sparql(value),)))
            elif name not in _SILENT:
                checks.append(self._check(name, value))
        parts.sort(key=lambda part: part.name)
        name = ".".join(one.value.rpartition("#")[2].rpartition("/")[2] for one, _ in path)
        return Shape(path, tuple(checks), tuple(parts), messages, name or _local(node))

    def _check(self, name: str, value: Term) -> Check:
        if name == "or":
            return _any_of([self._shape(one) for one in self._list(value)])
        if name == "in":
            return _one_of(frozenset(self._list(value)))
        if name in _CHECKS and isinstance(value, NamedNode | Literal):
            return _CHECKS[name](value)
        message = f"shapes: {name} is not supported"
        raise ConfigError(message, f"write it with {', '.join(sorted((*_CHECKS, 'or', 'in')))}")

    def _path(self, node: Term) -> tuple[Step, ...]:
        if isinstance(node, NamedNode):
            return ((node, False),)
        if inverse := self._objects(node, SH + "inversePath"):
            return tuple((one, True) for one in inverse if isinstance(one, NamedNode))
        return tuple(step for one in self._list(node) for step in self._path(one))

    def _list(self, node: Term) -> list[Term]:
        items: list[Term] = []
        while node != term("rdf:nil"):
            items += self._objects(node, PREFIXES["rdf"] + "first")
            node = self._objects(node, PREFIXES["rdf"] + "rest")[0]
        return items

    def _named(self, node: Term, name: str) -> list[NamedNode]:
        return [one for one in self._objects(node, SH + name) if isinstance(one, NamedNode)]

    def _objects(self, node: Term, predicate: str) -> list[Term]:
        return [value for name, value in self._about.get(node, ()) if name == predicate]


def _walk(data: Data, focus: Term, path: tuple[Step, ...]) -> list[Term]:
    nodes = [focus]
    for predicate, backwards in path:
        follow = data.subjects if backwards else data.objects
        nodes = list(dict.fromkeys(value for node in nodes for value in follow(node, predicate)))
    return nodes


def _any_of(shapes: list[Shape]) -> Check:
    def check(data: Data, _focus: Term, values: list[Term]) -> Iterator[Term]:
        for value in values:
            if not any(next(shape.violations(data, value), None) is None for shape in shapes):
                yield value

    return check


def _one_of(allowed: frozenset[Term]) -> Check:
    return lambda _data, _focus, values: (value for value in values if value not in allowed)


def _each(good: Callable[[Term], bool]) -> Check:
    return lambda _data, _focus, values: (value for value in values if not good(value))


def _class(cls: Term) -> Check:
    kind = term("rdf:type")
    return lambda data, _focus, values: (value for value in values if cls not in data.objects(value, kind))


def _count(at_least: int, at_most: float) -> Check:
    return lambda _data, focus, values: iter(() if at_least <= len(values) <= at_most else (focus,))


def _has(wanted: Term) -> Check:
    return lambda _data, focus, values: iter(() if wanted in values else (focus,))


def _equals(other: Term) -> Check:
    def check(data: Data, focus: Term, values: list[Term]) -> Iterator[Term]:
        yield from set(values) ^ set(data.objects(focus, _node(other)))

    return check


def _below(other: Term, good: Callable[[float, float], bool]) -> Check:
    def check(data: Data, focus: Term, values: list[Term]) -> Iterator[Term]:
        for limit in data.objects(focus, _node(other)):
            for value in values:
                pair = (_number(value), _number(limit))
                if pair[0] is None or pair[1] is None or not good(pair[0], pair[1]):
                    yield value

    return check


def _datatype(kind: Term) -> Check:
    form = _LEXICAL.get(kind.value.rpartition("#")[2], _ANY)

    def fits(value: Term) -> bool:
        return (
            isinstance(value, Literal) and value.datatype == kind and form.fullmatch(value.value) is not None
        )

    return _each(fits)


def _node(value: Term) -> NamedNode:
    return NamedNode(value.value)


def _number(value: Term) -> float | None:
    if not isinstance(value, Literal) or value.datatype not in _NUMERIC:
        return None
    try:
        return float(value.value)
    except ValueError:
        return None


def _compared(limit: Term, good: Callable[[float, float], bool]) -> Check:
    bound = float(limit.value)

    def fits(value: Term) -> bool:
        number = _number(value)
        return number is not None and good(number, bound)

    return _each(fits)


def _matches(pattern: Term) -> Check:
    expression = re.compile(pattern.value)
    return _each(lambda value: expression.search(value.value) is not None)


def _is_iri(kind: Term) -> Check:
    if kind.value != SH + "IRI":
        message = f"shapes: nodeKind {kind.value} is not supported"
        raise ConfigError(message, "write sh:IRI")
    return _each(lambda value: isinstance(value, NamedNode))


def _sparql(constraint: Term) -> Check:
    if _local(constraint) != "QuoteFitsRange":
        message = f"shapes: the SPARQL constraint {constraint} is not known here"
        raise ConfigError(message, "write it in SHACL core, or add a check to kg.graph.shacl")
    return _quote_fits_range


def _quote_fits_range(data: Data, focus: Term, _values: list[Term]) -> Iterator[Term]:
    for position in data.objects(focus, term("oa:hasSelector")):
        for start in data.objects(position, term("oa:start")):
            for end in data.objects(position, term("oa:end")):
                first, last = _number(start), _number(end)
                for quote in data.objects(focus, term("gr:quote")):
                    if first is not None and last is not None and len(quote.value) != last - first:
                        yield quote


def _local(node: Term) -> str:
    return node.value.rpartition("#")[2] if isinstance(node, NamedNode) else ""


_NUMERIC = frozenset(term(f"xsd:{name}") for name in ("integer", "decimal", "double", "float"))
_ANY = re.compile(r"(?s).*")
_LEXICAL = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "double": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN"),
}
_SILENT = frozenset(("targetClass", "targetSubjectsOf", "select", PREFIXES["rdf"] + "type"))
_CHECKS: Mapping[str, Callable[[Term], Check]] = {
    "class": _class,
    "datatype": _datatype,
    "equals": _equals,
    "hasValue": _has,
    "lessThan": lambda other: _below(other, operator.lt),
    "lessThanOrEquals": lambda other: _below(other, operator.le),
    "maxCount": lambda limit: _count(0, int(limit.value)),
    "maxInclusive": lambda limit: _compared(limit, operator.le),
    "minCount": lambda limit: _count(int(limit.value), float("inf")),
    "minInclusive": lambda limit: _compared(limit, operator.ge),
    "minLength": lambda limit: _each(lambda value: len(value.value) >= int(limit.value)),
    "nodeKind": _is_iri,
    "pattern": _matches,
}
