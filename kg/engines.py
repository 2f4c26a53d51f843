"""Connections to the two engines that answer Cypher, with rows that look the same.

Rows hold None, bool, int, float, str and lists of them; dates are ISO text. A whole node
is a dict of its properties with ``type`` (its label), a relationship likewise, a path the
list of what lies on it.
"""

from __future__ import annotations

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from kg.errors import BackendError, UsageError
from loaders.server import Server, connect, translated

Cell = Any
Columns = list[str]
Rows = list[list[Cell]]
Language = Literal["cypher", "sparql"]

BUFFER = 512 << 20
SECONDS = 300
HIDDEN = {"_ID", "_LABEL", "_SRC", "_DST", "kg_hash", "kg_dataset"}


class Connection(Protocol):
    """Where questions are answered; ``language`` is cypher or sparql."""

    @property
    def language(self) -> Language:
        """In which language it is asked."""

    @property
    def embedded(self) -> bool:
        """Whether the smaller Cypher of the embedded engine holds."""

    def rows(self, text: str, parameters: Mapping[str, Cell], /) -> tuple[Columns, Rows]:
        """The names of the columns and the rows that the query ``text`` gives.

        Raises:
            UsageError: the query is faulty.
            BackendError: the database cannot be read.
        """


class Closing(ABC):
    """A context manager that closes itself."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what is open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class EmbeddedConnection(Closing):
    """The embedded database at ``path``, open for reading; many may read it at once.

    ``seconds`` is the longest that a query may take.

    Raises:
        BackendError: there is no such database, or it is damaged or locked.
    """

    embedded = True
    language: Language = "cypher"

    def __init__(self, path: Path, buffer: int = BUFFER, seconds: int = SECONDS) -> None:
        import ladybug

        if not path.is_file():
            message = f"{path}: there is no database"
            raise BackendError(message, "kg build makes one; --build names the folder that holds it")
        try:
            self._database = ladybug.Database(path, read_only=True, buffer_pool_size=buffer)
            self._connection = ladybug.Connection(self._database)
        except RuntimeError as error:
            message = f"{path}: {_first_line(error)}"
            raise BackendError(message, "kg build writes it anew") from None
        self._connection.set_query_timeout(seconds * 1000)

    def rows(self, text: str, parameters: Mapping[str, Cell], /) -> tuple[Columns, Rows]:
        """See :meth:`Connection.rows`."""
        try:
            answer = self._connection.execute(text, parameters=dict(parameters))
            if isinstance(answer, list):
                message = "one statement at a time"
                raise UsageError(message, "take away what stands behind the ';'")
            names = answer.get_column_names()
            return list(names), [[plain(cell) for cell in row] for row in answer.get_all()]
        except RuntimeError as error:
            raise _embedded_error(error) from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._database.close()


class Neo4jConnection(Closing):
    """A Neo4j server, for reading. ``seconds`` is the longest that a query may take.

    Raises:
        BackendError: nobody answers, the password is wrong, or the server is too old.
    """

    embedded = False
    language: Language = "cypher"

    def __init__(self, server: Server, seconds: int = SECONDS) -> None:
        self._server = server
        self._seconds = seconds
        self._driver = connect(server)

    def rows(self, text: str, parameters: Mapping[str, Cell], /) -> tuple[Columns, Rows]:
        """See :meth:`Connection.rows`."""
        from neo4j import READ_ACCESS, unit_of_work
        from neo4j.exceptions import ClientError, CypherSyntaxError, CypherTypeError

        @unit_of_work(timeout=self._seconds)
        def work(transaction: Any) -> tuple[Columns, Rows]:  # noqa: ANN401 -- the driver's own type is private
            answer = transaction.run(text, dict(parameters))
            return list(answer.keys()), [[plain(cell) for cell in record] for record in answer]

        with translated(self._server):
            try:
                with self._driver.session(
                    database=self._server.database, default_access_mode=READ_ACCESS
                ) as session:
                    return session.execute_read(work)
            except (CypherSyntaxError, CypherTypeError, ClientError) as error:
                if (error.code or "").startswith("Neo.ClientError.Statement."):
                    message = (error.message or "").strip().splitlines()[0]
                    raise UsageError(message, "this is Neo4j's answer to the Cypher") from None
                raise

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()


def plain(cell: Cell) -> Cell:
    """``cell`` as both engines are to give it (see the module)."""
    if cell is None or isinstance(cell, bool | int | float | str):
        return cell
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, dict):
        return _plain_map(cell)
    if isinstance(cell, list | tuple | set | frozenset):
        return [plain(one) for one in cell]
    return _plain_graph(cell)


def _plain_map(cell: Mapping[str, Cell]) -> Cell:
    if "_NODES" in cell:
        return _path(map(plain, cell["_NODES"]), map(plain, cell["_RELS"]))
    if "_LABEL" in cell:
        return _shown(cell["_LABEL"], cell.items())
    return {name: plain(one) for name, one in cell.items()}


def _plain_graph(cell: Cell) -> Cell:
    from neo4j.graph import Node, Path, Relationship

    if isinstance(cell, Node):
        known = cell.get("type")
        return _shown(known if known in cell.labels else ":".join(sorted(cell.labels)), cell.items())
    if isinstance(cell, Relationship):
        return _shown(cell.type, cell.items())
    if isinstance(cell, Path):
        return _path(map(plain, cell.nodes), map(plain, cell.relationships))
    return cell.iso_format() if hasattr(cell, "iso_format") else str(cell)


def _shown(kind: str, items: Iterable[tuple[str, Cell]]) -> dict[str, Cell]:
    shown = {name: plain(one) for name, one in sorted(items) if name not in HIDDEN and one is not None}
    return {**shown, "type": kind}


def _path(nodes: Iterable[Cell], between: Iterable[Cell]) -> list[Cell]:
    first, *rest = nodes
    return [first, *(one for pair in zip(between, rest, strict=True) for one in pair)]


FAULTY: tuple[tuple[str, BackendError | UsageError], ...] = (
    ("Interrupted", BackendError("the query takes too long", "ask for less, or bound the paths")),
    (
        "Unable to allocate memory",
        BackendError("the query needs too much memory", "name the types of paths and bound them"),
    ),
    ("read-only database", UsageError("the embedded database is only read", "kg build writes it")),
)


def _embedded_error(error: RuntimeError) -> BackendError | UsageError:
    text = str(error)
    for part, known in FAULTY:
        if part in text:
            return type(known)(str(known), known.hint)
    return UsageError(re.sub(r"^\w+ exception: ", "", _first_line(error)), "see docs/queries.md")


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
