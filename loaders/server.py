"""A Neo4j server: who it is, how to connect, and its errors in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import BackendError, UsageError

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Record

OLDEST = (5, 13)
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
USERINFO = re.compile(r"//[^/@]*@")

CODES = {
    "Neo.ClientError.Security.Unauthorized": (
        "the server does not accept this user and password",
        "set NEO4J_PASSWORD; the first password of a new server has to be changed once",
    ),
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "the server has locked this user out for a while after too many wrong passwords",
        "wait some seconds and try again with the right password",
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        "the password has expired",
        "change it in Neo4j Browser or with ALTER CURRENT USER SET PASSWORD",
    ),
    "Neo.ClientError.Security.Forbidden": ("this user may not do that", "ask for the right to write"),
    "Neo.ClientError.Database.DatabaseNotFound": (
        "there is no such database",
        "SHOW DATABASES lists them; Community Edition has 'neo4j' only",
    ),
    "Neo.TransientError.General.DatabaseUnavailable": (
        "the database is not available",
        "a server that was just started needs a while; else see its log",
    ),
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": (
        "the database is read-only",
        "see server.databases.default_to_read_only and server.databases.read_only in neo4j.conf",
    ),
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": (
        "the database is read-only",
        "see server.databases.default_to_read_only and server.databases.read_only in neo4j.conf",
    ),
    "Neo.ClientError.Statement.AccessMode": ("only reading is possible here", "use kg load neo4j to write"),
    "Neo.ClientError.Schema.ConstraintCreationFailed": (
        "a uniqueness constraint cannot be made, as the database holds duplicates",
        "load into another database, or remove the duplicates",
    ),
}


@dataclass(frozen=True, slots=True)
class Server:
    """Where a Neo4j server is and who asks. The password shows in no text of this object."""

    uri: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"

    @property
    def place(self) -> str:
        """The address as it may be shown: without user and password."""
        return USERINFO.sub("//", self.uri)


def connect(server: Server) -> Driver:
    """A driver whose server answered; the caller closes it.

    Raises:
        UsageError: the address is none of Neo4j.
        BackendError: nobody answers, the password is wrong, or the server is too old.
    """
    from neo4j import GraphDatabase, NotificationMinimumSeverity

    scheme = server.uri.partition("://")[0]
    if scheme not in SCHEMES or USERINFO.search(server.uri):
        message = f"{server.place} is no address of a Neo4j server"
        raise UsageError(message, f"write it as neo4j://host:7687, starting with one of {', '.join(SCHEMES)}")
    with translated(server):
        driver = GraphDatabase.driver(
            server.uri,
            auth=(server.user, server.password),
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            connection_timeout=15,
            max_transaction_retry_time=30,
        )
        try:
            driver.verify_connectivity()
            refuse_old(server, driver.get_server_info().agent)
        except BaseException:
            driver.close()
            raise
    return driver


def records(transaction: ManagedTransaction, text: str, **parameters: object) -> list[Record]:
    """All records of a query, as the work of a managed transaction, which the driver may repeat."""
    return list(transaction.run(text, parameters))


def refuse_old(server: Server, agent: str) -> None:
    """Refuse a server whose ``agent`` (``Neo4j/5.26.30``) is older than what the loader needs.

    Raises:
        BackendError: it is too old.
    """
    version = tuple(int(number) for number in re.findall(r"\d+", agent.rpartition("/")[2])[:2])
    if version < OLDEST:
        message = f"{server.place} runs {agent}, which is too old"
        raise BackendError(message, f"Neo4j {OLDEST[0]}.{OLDEST[1]} or later is needed")


@contextmanager
def translated(server: Server) -> Iterator[None]:
    """Turns the driver's errors into a :class:`BackendError` of one line.

    The driver's error is not chained where it could show what was sent to the server.
    """
    from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

    try:
        yield
    except (ServiceUnavailable, OSError):
        message = f"{server.place}: no Neo4j server answers there"
        raise BackendError(
            message, "is it started, and is this the Bolt address (often port 7687)?"
        ) from None
    except Neo4jError as error:
        raise explained(server, error.code or "", error.message or "") from None
    except (ConfigurationError, DriverError, ValueError) as error:
        message = f"{server.place}: {_line(str(error), server)}"
        raise BackendError(message, "compare the address with the one that Neo4j Browser shows") from None


def explained(server: Server, code: str, text: str) -> BackendError:
    """The error for what the server answered with ``code``."""
    said, hint = CODES.get(code, (_line(text, server), f"the server calls it {code}" if code else ""))
    return BackendError(f"{server.place}: {said}", hint)


def _line(text: str, server: Server) -> str:
    line = " ".join(text.split())[:300]
    return line.replace(server.password, "***") if server.password else line
