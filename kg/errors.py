"""The errors that a user meets, as one tree under :class:`KgError`.

Each class carries the exit status of the command line: 2 wrong usage, 3 bad input or
configuration, 4 a backend is missing or unreachable. 1 is kept for findings of checkers
and 5 for our own bugs.
"""

from __future__ import annotations


class KgError(Exception):
    """Root of all errors that this package raises on purpose.

    ``str(error)`` is one line that says what went wrong and where; ``hint`` says what to do.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(KgError):
    """A file, manifest or dump that cannot be used."""

    exit_code = 3


class ConfigError(KgError):
    """Rules, ontology or settings that are faulty."""

    exit_code = 3


class UsageError(KgError):
    """A name or parameter that does not exist."""

    exit_code = 2


class BackendError(KgError):
    """A database, server or optional package that is missing or unreachable."""

    exit_code = 4
