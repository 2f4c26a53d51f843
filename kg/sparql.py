"""The RDF dataset of a build, asked in SPARQL over all its graphs.

The dataset is read into memory by pyoxigraph, where questions are answered fastest. The twins
of the library's questions (``queries/*.rq``) say in their header which columns are lists::

    # list quotes
    # list years int

and hold their items with :data:`BETWEEN`; ``$name`` in their text stands for a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.engines import Cell, Closing, Columns, Language, Rows
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

#: What stands between the items of a list in a twin's cell.
BETWEEN = "␞"

_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_LIST = re.compile(r"^# list (?P<name>\w+)(?P<int> int)?$", re.MULTILINE)
_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_NUMBERS: Mapping[str, type] = {
    "integer": int,
    "int": int,
    "long": int,
    "nonNegativeInteger": int,
    "positiveInteger": int,
    "gYear": int,
    "decimal": float,
    "double": float,
    "float": float,
}


class SparqlConnection(Closing):
    """The dataset at ``path`` (N-Quads), for the library's questions (a context manager).

    Raises:
        InputError: the file is missing or damaged.
    """

    embedded = False
    language: Language = "sparql"

    def __init__(self, path: Path) -> None:
        self._store = store(path)

    def rows(self, text: str, parameters: Mapping[str, Cell], /) -> tuple[Columns, Rows]:
        """See :meth:`kg.engines.Connection.rows`; lists are told by the header of ``text``."""
        lists = {one["name"]: int if one["int"] else str for one in _LIST.finditer(text)}
        columns, found = table(ask(self._store, bound(text, parameters)))
        return columns, [
            [
                _items(cell, lists[name]) if name in lists else cell
                for name, cell in zip(columns, row, strict=True)
            ]
            for row in found
        ]

    def close(self) -> None:
        """Let go of the dataset."""
        del self._store


def store(path: Path) -> ox.Store:
    """The dataset at ``path`` (N-Quads) in memory.

    Raises:
        InputError: the file is missing or damaged.
    """
    import pyoxigraph as ox

    memory = ox.Store()
    try:
        # The build writes no faulty IRI; not to look again saves a third of the time.
        memory.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True)
    except (OSError, SyntaxError, ValueError) as error:
        message = f"{path}: {str(error).splitlines()[0]}"
        raise InputError(message, "kg build writes the dataset") from None
    return memory


def bound(text: str, parameters: Mapping[str, Cell]) -> str:
    """``text`` with the value of each parameter in the place of ``$name``; a list stands for its IRIs.

    Raises:
        UsageError: a value that SPARQL has no literal for, or no IRI in a list of them.
    """

    def value(found: re.Match[str]) -> str:
        return _literal(parameters[found[1]]) if found[1] in parameters else found[0]

    return _PARAMETER.sub(value, text)


def _literal(value: Cell) -> str:
    import pyoxigraph as ox

    if isinstance(value, list | tuple):
        return " ".join(_iri(str(one)) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if "e" in repr(value) else f"{value!r}e0"
    if isinstance(value, str):
        return str(ox.Literal(value))
    message = f"{value!r} is no value for a parameter"
    raise UsageError(message, "give text, a number or a truth value")


def _iri(text: str) -> str:
    if _NO_IRI.search(text):
        message = f"{text!r} is no IRI"
        raise UsageError(message, "IRIs have no blanks, quotes or brackets")
    return f"<{text}>"


def ask(store: ox.Store, text: str) -> Any:  # noqa: ANN401 -- one of three classes of a package without types
    """What pyoxigraph answers over all graphs: solutions, a truth value or triples, as a stream.

    Raises:
        UsageError: the SPARQL is faulty.
    """
    try:
        return store.query(text, use_default_graph_as_union=True, prefixes=prefixes())
    except (SyntaxError, ValueError) as error:
        raise UsageError(str(error).strip().splitlines()[0], "this is the answer to the SPARQL") from None


def prefixes() -> dict[str, str]:
    """The prefixes that a query need not declare."""
    from kg.graph.terms import PREFIXES

    return dict(PREFIXES)


def table(answer: Any) -> tuple[Columns, Iterator[list[Cell]]]:  # noqa: ANN401 -- as ask()
    """Columns and rows of an answer; the rows come as they are asked for.

    SELECT gives its variables; ASK one row of one truth value ``answer``; CONSTRUCT and
    DESCRIBE rows of ``subject``, ``predicate`` and ``object``.
    """
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryBoolean):
        return ["answer"], iter([[bool(answer)]])
    if isinstance(answer, ox.QueryTriples):
        return ["subject", "predicate", "object"], ([_cell(one) for one in triple] for triple in answer)
    return [one.value for one in answer.variables], ([_cell(one) for one in row] for row in answer)


def _cell(term: Any) -> Cell:  # noqa: ANN401 -- as ask()
    """An IRI or literal as a cell: numbers and truth values as such, all else as text."""
    if term is None:
        return None
    value = getattr(term, "value", None)
    if value is None:
        return str(term)
    kind = str(getattr(getattr(term, "datatype", None), "value", "")).rpartition("#")[2]
    if kind == "boolean":
        return value in ("true", "1")
    try:
        return _NUMBERS[kind](value) if kind in _NUMBERS else value
    except ValueError:
        return value


def _items(cell: Cell, kind: type) -> Cell:
    return cell if cell is None else [kind(one) for one in str(cell).split(BETWEEN) if one]
