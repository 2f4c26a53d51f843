"""A data set held against the shapes: report after report, so that memory stays flat."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kg.graph.shacl import Shape, Target, Term, delivered
from kg.graph.store import by_subject, ordered
from kg.graph.terms import term
from kg.types import Problem, Severity

_TYPE = term("rdf:type")
_OWNERS = (term("gr:hasProgress"), term("gr:hasObservation"))
_SHOWN = 60

Targets = Mapping[Term, list[Target]]
Values = dict[NamedNode, list[Term]]


def validate(path: Path, language: str = "en") -> Iterator[Problem]:
    """What is wrong with a build folder or dump by the project's shapes, with messages in ``en`` or ``zh``.

    The default graph is looked at subject by subject, each report's graph as a whole; a
    subject that is described in several graphs is looked at in each. ``Problem.place`` is
    the IRI of the subject; the message tells the value and, where there is one, the quote.

    Raises:
        InputError: no such file, or no RDF.
    """
    dataset = ordered(path)
    known = _Known()
    every, over_many = _by_key(delivered()), _by_key(_over_many(delivered()))
    known.learn(quad for quad in dataset if isinstance(quad.graph_name, DefaultGraph))
    for graph, quads in itertools.groupby(dataset, key=lambda quad: quad.graph_name):
        if isinstance(graph, DefaultGraph):
            for _, group in by_subject(quads):
                part = _Slice(known, group)
                yield from part.problems(part.about, every, language)
        else:
            part = _Slice(known, quads)
            yield from part.problems(part.about, every, language)
            report = [] if isinstance(graph, Triple) else [graph]
            yield from part.problems(report, over_many, language)


@dataclass(slots=True)
class _Known:
    """What is asked of nodes that are described elsewhere in the data set."""

    types: dict[Term, list[Term]] = field(default_factory=dict)
    owners: dict[tuple[Term, NamedNode], list[Term]] = field(default_factory=dict)
    reports: dict[Term, Values] = field(default_factory=dict)

    def learn(self, quads: Iterable[Quad]) -> None:
        for subject, predicate, value in _terms(quads):
            if predicate == _TYPE:
                self.types.setdefault(subject, []).append(value)
            elif predicate in _OWNERS:
                self.owners.setdefault((value, predicate), []).append(subject)
            elif predicate == term("gr:length"):
                self.reports.setdefault(subject, {}).setdefault(predicate, []).append(value)


class _Slice:
    """Some quads, and behind them what is known of the rest: the data that shapes are checked on."""

    def __init__(self, known: _Known, quads: Iterable[Quad]) -> None:
        self._known = known
        self.about: dict[Term, Values] = {}
        self._sources: dict[Term, list[Term]] = {}
        for subject, predicate, value in _terms(quads):
            self.about.setdefault(subject, {}).setdefault(predicate, []).append(value)
            if predicate == term("oa:hasSource"):
                self._sources.setdefault(value, []).append(subject)

    def objects(self, node: Term, predicate: NamedNode) -> list[Term]:
        """The values of a property, here or where they are known from elsewhere."""
        if (values := self.about.get(node, {}).get(predicate)) is not None:
            return values
        if predicate == _TYPE:
            return self._known.types.get(node, [])
        return self._known.reports.get(node, {}).get(predicate, [])

    def subjects(self, node: Term, predicate: NamedNode) -> list[Term]:
        """Whose value of a property ``node`` is."""
        if predicate in _OWNERS:
            return self._known.owners.get((node, predicate), [])
        return self._sources.get(node, [])

    def problems(self, nodes: Iterable[Term], targets: Targets, language: str) -> Iterator[Problem]:
        """What is wrong with ``nodes``, each finding once."""
        for node in nodes:
            values = self.about.get(node, {})
            own = values.get(_TYPE) or self._known.types.get(node, [])
            meant = dict.fromkeys(target for key in (*own, *values) for target in targets.get(key, ()))
            found = (
                self._problem(target, part, node, value, language)
                for target in meant
                for part, value in target.shape.violations(self, node)
            )
            yield from dict.fromkeys(found)

    def _problem(self, target: Target, part: Shape, node: Term, value: Term, language: str) -> Problem:
        messages = part.messages or target.shape.messages
        code = ".".join(dict.fromkeys(("shacl", target.shape.name, part.name)))
        shown = "" if value == node else f": {_short(value.value)}"
        quotes = [
            quote.value
            for excerpt in (node, *self.objects(node, term("gr:evidence")))
            for quote in self.objects(excerpt, term("gr:quote"))
        ]
        quoted = f" — “{_short(quotes[0])}”" if quotes else ""
        return Problem(Severity.ERROR, code, node.value, f"{messages.get(language, code)}{shown}{quoted}")


def _by_key(targets: Iterable[Target]) -> Targets:
    """Shapes by the classes and properties that make a node their concern."""
    found: dict[Term, list[Target]] = {}
    for target in targets:
        for key in (*target.classes, *target.subjects_of):
            found.setdefault(key, []).append(target)
    return found


def _over_many(targets: Iterable[Target]) -> Iterator[Target]:
    """The parts of shapes that look from a report at all that is derived from it."""
    for target in targets:
        parts = tuple(part for part in target.shape.parts if (term("oa:hasSource"), True) in part.path)
        if parts:
            shape = Shape((), (), parts, target.shape.messages, target.shape.name)
            yield Target(shape, target.classes, target.subjects_of)


def _terms(quads: Iterable[Quad]) -> Iterator[tuple[Term, NamedNode, Term]]:
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, Triple) and not isinstance(value, Triple):
            yield subject, quad.predicate, value


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
