"""Questions to a build or a Neo4j server: the library's, and the user's own Cypher and SPARQL.

>>> with embedded(Path("build/graph.lbug")) as connection:        # doctest: +SKIP
...     run(connection, "cross-city-projects", city="资阳").to_pandas()
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import queries
from kg.algorithms import STEPS
from kg.engines import Cell, Columns, Connection, EmbeddedConnection, Neo4jConnection, Rows
from kg.errors import BackendError, UsageError
from kg.sparql import SparqlConnection, ask, bound, store, table
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
    "dataset",
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
    """The answer to the library's question ``name``; the same by Cypher on both engines and by SPARQL.

    Lists in cells are sorted, as engines collect them in any order. Parameters may be
    given as text, as a command line has them.

    Raises:
        UsageError: no such question or parameter, or a value of the wrong type.
        BackendError: the database cannot be read.
    """
    query = queries.get(name)
    given = query.bind(parameters)
    if query.step:
        return Result([one.name for one in query.columns], STEPS[query.step](connection, query, given))
    columns, rows = connection.rows(query.text_in(connection.language), given)
    return Result(columns, [[_in_order(cell) for cell in row] for row in rows])


def dataset(path: Path) -> SparqlConnection:
    """The RDF dataset at ``path`` (N-Quads), which answers the library's questions by their SPARQL twins.

    Raises:
        InputError: the file is missing or damaged.
    """
    return SparqlConnection(path)


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


def sparql(path: Path, text: str, parameters: Mapping[str, Cell] | None = None) -> tuple[Columns, Rows]:
    """The answer of the RDF dataset at ``path`` (N-Quads) to SPARQL, over all its graphs.

    ``parameters`` take the place of ``$name`` in ``text``. SELECT gives its variables; ASK one
    row of one truth value ``answer``; CONSTRUCT and DESCRIBE rows of ``subject``,
    ``predicate`` and ``object``.

    Raises:
        UsageError: the SPARQL is faulty.
        InputError: the file cannot be read.
    """
    columns, rows = table(ask(store(path), bound(text, parameters or {})))
    return columns, list(rows)


def _in_order(cell: Cell) -> Cell:
    return sorted(cell, key=str) if isinstance(cell, list) else cell
