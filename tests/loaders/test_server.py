"""Connecting, without a server: addresses, versions, and that a password never shows."""

from __future__ import annotations

import pytest

from kg.errors import BackendError, UsageError
from loaders.server import Server, connect, explained, refuse_old, translated


def test_the_password_shows_in_no_text() -> None:
    server = Server("bolt://localhost:7687", "neo4j", "very-secret")
    assert "very-secret" not in repr(server) + str(server) + server.place
    assert "very-secret" not in str(explained(server, "", "cannot use very-secret here"))


@pytest.mark.parametrize(
    "uri", ["http://localhost:7474", "localhost:7687", "bolt://neo4j:very-secret@localhost"]
)
def test_an_address_of_another_kind_is_refused_without_showing_its_password(uri: str) -> None:
    with pytest.raises(UsageError) as caught:
        connect(Server(uri))
    assert "very-secret" not in str(caught.value) + caught.value.hint
    assert "neo4j://host:7687" in caught.value.hint


def test_nobody_at_the_address_is_said_in_one_line() -> None:
    with pytest.raises(BackendError, match="no Neo4j server answers") as caught:
        connect(Server("bolt://127.0.0.1:9", "neo4j", "very-secret"))
    assert caught.value.exit_code == 4
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("agent", ["Neo4j/4.4.30", "Neo4j/5.3.0"])
def test_old_servers_are_refused(agent: str) -> None:
    with pytest.raises(BackendError, match="too old"):
        refuse_old(Server("bolt://localhost"), agent)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.30", "Neo4j/2026.08.1", "Neo4j/5.27-aura"])
def test_new_servers_are_taken(agent: str) -> None:
    refuse_old(Server("bolt://localhost"), agent)


def test_settings_that_the_driver_refuses_are_one_line() -> None:
    def refuse() -> None:
        with translated(Server("bolt://localhost", "neo4j", "pw")):
            message = "two\nlines"
            raise ValueError(message)

    with pytest.raises(BackendError, match="localhost: two lines"):
        refuse()
