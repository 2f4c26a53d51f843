"""A subject's quads as a record: its class and its values by property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import InputError
from kg.graph.codes import value_of
from kg.graph.store import by_subject
from kg.graph.terms import term


@dataclass(frozen=True, slots=True)
class Record:
    """What one graph says of one subject: IRIs and literals as text, by the IRI of the property."""

    iri: str
    values: dict[str, list[str]]

    def all(self, curie: str) -> list[str]:
        """The values of a property, sorted."""
        return sorted(self.values.get(term(curie).value, ()))

    def one(self, curie: str) -> str:
        """The value of a property.

        Raises:
            InputError: there is none, or more than one.
        """
        values = self.values.get(term(curie).value, ())
        if len(values) != 1:
            message = f"<{self.iri}>: {len(values)} values of {curie} where one is needed"
            raise InputError(message, "`kg validate` on the data set names all that is wrong with it")
        return values[0]

    def maybe(self, curie: str) -> str | None:
        """The value of a property, or None."""
        return self.one(curie) if term(curie).value in self.values else None

    def text(self, curie: str) -> str:
        """The value of a property, or an empty string."""
        return self.maybe(curie) or ""

    def integer(self, curie: str) -> int:
        """The value of a property that counts something (error as :meth:`one`)."""
        return int(self.one(curie))

    def year(self) -> int | None:
        """The value of gr:year, or None."""
        value = self.maybe("gr:year")
        return None if value is None else int(value)

    def number(self, curie: str) -> float | None:
        """The value of a property that measures something, or None."""
        value = self.maybe(curie)
        return None if value is None else float(value)

    def code(self, curie: str) -> str:
        """The value of a property that names a concept of a code list, or an empty string."""
        return value_of(self.text(curie))

    def is_a(self, curie: str) -> bool:
        """Whether the subject is of the class."""
        return term(curie).value in self.values.get(term("rdf:type").value, ())


def records(quads: Iterable[Quad]) -> Iterator[Record]:
    """A record a subject of ``quads``, which stand subject by subject."""
    for subject, group in by_subject(quads):
        values: dict[str, list[str]] = {}
        for quad in group:
            if isinstance(quad.object, NamedNode | Literal):
                values.setdefault(quad.predicate.value, []).append(quad.object.value)
        yield Record(subject.value, values)
