"""The users' questions as Cypher and SPARQL: data, with a thin strict reader.

A query is a file ``NAME.cypher`` whose first comment lines are its header::

    // cross-city-projects
    // zh: 跨城市的项目
    // en: Projects that span several cities
    // question: Which projects concern several cities, and which sentences say so?
    // param min_cities int default: 2 | how many cities at least
    // column project: name of the project

A parameter without ``default:`` must be given. ``// python: NAME`` names a step of
:mod:`kg.algorithms` that turns the rows of the query into the columns of the header.

Its twin ``NAME.rq`` asks the same of the RDF dataset in SPARQL and gives the same rows;
:mod:`kg.sparql` tells how it names parameters and lists.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Literal

from kg.errors import ConfigError, UsageError
from kg.types import Scalar

TYPES: Mapping[str, type[Scalar]] = {"str": str, "int": int, "float": float, "bool": bool}
TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}

PARAM = re.compile(r"param (?P<name>[a-z_]+) (?P<type>\w+)(?: default: (?P<default>.+?))? \| (?P<text>.+)")
COLUMN = re.compile(r"column (?P<name>[a-z_]+): (?P<text>.+)")
FIELD = re.compile(r"(?P<key>zh|en|question|python): (?P<text>.+)")
NAME = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: ``type`` is str, int, float or bool; ``default`` is None where it must be given."""

    name: str
    type: str
    default: Scalar | None
    description: str

    def parse(self, given: object) -> Scalar:
        """``given`` (a value, or its text as a command line has it) as the parameter's type.

        Raises:
            UsageError: it is no such value.
        """
        if isinstance(given, str):
            given = self._read(given.strip() if self.type != "str" else given)
        if self.type == "float" and type(given) is int:
            given = float(given)
        if type(given) is not TYPES[self.type]:
            raise self._refuse(given)
        return given

    def _read(self, text: str) -> Scalar:
        if self.type == "bool":
            if text.lower() not in TRUTH:
                raise self._refuse(text)
            return TRUTH[text.lower()]
        try:
            return TYPES[self.type](text)
        except ValueError:
            raise self._refuse(text) from None

    def _refuse(self, given: object) -> UsageError:
        message = f"parameter {self.name}: {given!r} is no {self.type}"
        return UsageError(message, self.description)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer and what it holds."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question of the library: titles, parameters, columns, and the Cypher that answers it.

    ``step`` names the Python step that follows the Cypher, or is ``""``; ``sparql`` is the twin.
    """

    name: str
    title_zh: str
    title_en: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    step: str = ""
    sparql: str = ""

    def text_in(self, language: Literal["cypher", "sparql"]) -> str:
        """The query in one of its languages."""
        return self.sparql if language == "sparql" else self.text

    def bind(self, given: Mapping[str, object]) -> dict[str, Scalar]:
        """All parameters with their values: those ``given``, the defaults for the rest.

        Raises:
            UsageError: an unknown parameter, a missing one, or one of the wrong type.
        """
        known = {one.name for one in self.parameters}
        if unknown := sorted(set(given) - known):
            message = f"query {self.name} has no parameter {', '.join(unknown)}"
            raise UsageError(message, f"it has {', '.join(sorted(known)) or 'none'}")
        return {one.name: self._value(one, given) for one in self.parameters}

    def _value(self, parameter: Parameter, given: Mapping[str, object]) -> Scalar:
        if parameter.name in given:
            return parameter.parse(given[parameter.name])
        if parameter.default is None:
            message = f"query {self.name} needs the parameter {parameter.name}"
            raise UsageError(message, f"{parameter.name}: {parameter.description}")
        return parameter.default


@functools.cache
def library() -> tuple[Query, ...]:
    """All queries of the package, by name.

    Raises:
        ConfigError: the header of a file is faulty.
    """
    names = sorted(
        one.name.removesuffix(".cypher") for one in files(__name__).iterdir() if _is_query(one.name)
    )
    return tuple(replace(parse(name, _text(f"{name}.cypher")), sparql=_text(f"{name}.rq")) for name in names)


def _is_query(name: str) -> bool:
    return name.endswith(".cypher")


def _text(name: str) -> str:
    try:
        return files(__name__).joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError:
        message = f"queries/{name} is missing"
        raise ConfigError(message, "every question stands there in Cypher and in SPARQL") from None


def get(name: str) -> Query:
    """The query called ``name``.

    Raises:
        UsageError: there is none.
    """
    for query in library():
        if query.name == name:
            return query
    message = f"there is no query {name!r}"
    raise UsageError(message, "kg query --list shows them")


def parse(name: str, text: str) -> Query:
    """The query that a file holds; ``name`` is the file's name without ``.cypher``.

    Raises:
        ConfigError: a header line is unknown, twice there or missing, or the name differs.
    """
    header = list(_header(text))
    if not header or header[0] != name or not NAME.fullmatch(name):
        raise _faulty(name, f"the first line must be '// {name}'")
    fields: dict[str, str] = {}
    parameters, columns = [], []
    for line in header[1:]:
        if found := FIELD.fullmatch(line):
            if found["key"] in fields:
                raise _faulty(name, f"'{found['key']}' is there twice")
            fields[found["key"]] = found["text"]
        elif found := PARAM.fullmatch(line):
            parameters.append(_parameter(name, found))
        elif found := COLUMN.fullmatch(line):
            columns.append(Column(found["name"], found["text"]))
        else:
            raise _faulty(name, f"line '// {line}' is not understood")
    _complete(name, fields, [one.name for one in parameters], [one.name for one in columns])
    titles = fields["zh"], fields["en"], fields["question"]
    return Query(name, *titles, tuple(parameters), tuple(columns), text, fields.get("python", ""))


def _header(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("// "):
            return
        yield line.removeprefix("// ")


def _parameter(name: str, found: re.Match[str]) -> Parameter:
    parameter = Parameter(found["name"], found["type"], None, found["text"])
    if parameter.type not in TYPES:
        raise _faulty(name, f"parameter {parameter.name} has the unknown type '{parameter.type}'")
    if found["default"] is None:
        return parameter
    try:
        default = parameter.parse(json.loads(found["default"]))
    except (json.JSONDecodeError, UsageError):
        raise _faulty(name, f"the default of {parameter.name} is no {parameter.type}") from None
    return Parameter(parameter.name, parameter.type, default, parameter.description)


def _complete(name: str, fields: Mapping[str, str], parameters: list[str], columns: list[str]) -> None:
    if missing := [key for key in ("zh", "en", "question") if key not in fields]:
        raise _faulty(name, f"'{missing[0]}:' is missing")
    if not columns:
        raise _faulty(name, "no column is described")
    for names in (parameters, columns):
        if len(set(names)) < len(names):
            raise _faulty(name, "a parameter or column is described twice")


def _faulty(name: str, what: str) -> ConfigError:
    return ConfigError(f"queries/{name}.cypher: {what}", "see the header format in queries/__init__.py")
