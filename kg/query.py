"""Questions to a build or a Neo4j server: the library's, the user's own Cypher, and SPARQL.

>>> with embedded(Path("build/graph.lbug")) as connection:        # doctest: +SKIP
...     run(connection, "cross-city-projects", city="资阳").to_pandas()
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import queries
from kg.algorithms import STEPS
from kg.engines import Cell, Columns, Connection, EmbeddedConnection, Neo4jConnection, Rows
from kg.errors import BackendError, InputError, UsageError
from kg.types import Problem
from loaders.server import Server
from queries import Query, lint

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Connection",
    "Query",
    "Result",
    "cypher",
    "embedded",
    "library",
    "neo4j",
    "run",
    "sparql",
]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a question: names of columns, rows, and what was found amiss in a user's own query."""

    columns: Columns
    rows: Rows
    problems: tuple[Problem, ...] = ()

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dicts."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """The answer as a data frame.

        Raises:
            BackendError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            message = "pandas is not installed"
            raise BackendError(message, "pip install 'govreport-kg[pandas]'") from None
        return pd.DataFrame(self.rows, columns=self.columns)


def library() -> list[Query]:
    """All questions of the library, by name."""
    return list(queries.library())


def embedded(path: Path) -> EmbeddedConnection:
    """The embedded database at ``path``, for reading (a context manager).

    Raises:
        BackendError: there is none, or it is damaged.
    """
    return EmbeddedConnection(path)


def neo4j(uri: str, user: str = "neo4j", password: str = "", database: str = "neo4j") -> Neo4jConnection:
    """A Neo4j server, for reading (a context manager).

    Raises:
        BackendError: nobody answers, or the password is wrong.
    """
    return Neo4jConnection(Server(uri, user, password, database))


def run(connection: Connection, name: str, /, **parameters: object) -> Result:
    """The answer to the library's question ``name``; the same on both engines.

    Lists in cells are sorted, as engines collect them in any order. Parameters may be
    given as text, as a command line has them.

    Raises:
        UsageError: no such question or parameter, or a value of the wrong type.
        BackendError: the database cannot be read.
    """
    query = queries.get(name)
    bound = query.bind(parameters)
    if query.step:
        return Result([one.name for one in query.columns], STEPS[query.step](connection, query, bound))
    columns, rows = connection.rows(query.text, bound)
    return Result(columns, [[_in_order(cell) for cell in row] for row in rows])


def cypher(connection: Connection, text: str, parameters: Mapping[str, Cell] | None = None) -> Result:
    """The answer to the user's own Cypher, with warnings where the embedded engine may be wrong.

    Raises:
        UsageError: the Cypher is faulty, or parameters are missing, null or empty lists.
        BackendError: the database cannot be read.
    """
    given = dict(parameters or {})
    _complete(text, given)
    problems = tuple(lint.warnings(text)) if connection.embedded else ()
    columns, rows = connection.rows(text, given)
    return Result(columns, rows, problems)


def _complete(text: str, given: Mapping[str, Cell]) -> None:
    wanted = lint.parameters(text)
    if missing := sorted(wanted - set(given)):
        message = f"the query needs the parameter {', '.join(missing)}"
        raise UsageError(message, "--param NAME=VALUE gives it")
    if empty := sorted(name for name in wanted if given[name] is None or given[name] == []):
        message = (
            f"the parameter {', '.join(empty)} is null or an empty list, which the engines take differently"
        )
        raise UsageError(message, "write the case into the query")


def sparql(path: Path, text: str) -> tuple[Columns, Rows]:
    """The answer of the RDF dataset at ``path`` (N-Quads) to SPARQL, over all its graphs.

    SELECT gives its variables; ASK one row of one truth value ``answer``; CONSTRUCT and
    DESCRIBE rows of ``subject``, ``predicate`` and ``object``.

    Raises:
        UsageError: the SPARQL is faulty.
        InputError: the file cannot be read.
    """
    import pyoxigraph as ox

    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    except (OSError, SyntaxError, ValueError) as error:
        message = f"{path}: {str(error).splitlines()[0]}"
        raise InputError(message, "kg build writes the dataset") from None
    try:
        answer = store.query(text, use_default_graph_as_union=True)
    except (SyntaxError, ValueError) as error:
        raise UsageError(str(error).strip().splitlines()[0], "this is the answer to the SPARQL") from None
    if isinstance(answer, ox.QueryBoolean):
        return ["answer"], [[bool(answer)]]
    if isinstance(answer, ox.QueryTriples):
        return ["subject", "predicate", "object"], [[_term(term) for term in triple] for triple in answer]
    return [variable.value for variable in answer.variables], [
        [_term(term) for term in row] for row in answer
    ]


NUMBERS: Mapping[str, type] = {
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


def _term(term: Any) -> Cell:  # noqa: ANN401 -- pyoxigraph has no types
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
        return NUMBERS[kind](value) if kind in NUMBERS else value
    except ValueError:
        return value


def _in_order(cell: Cell) -> Cell:
    return sorted(cell, key=str) if isinstance(cell, list) else cell
