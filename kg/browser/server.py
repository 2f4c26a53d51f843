"""Serves the files to Neo4j Browser on this machine."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

import kg
from kg.browser import INDEX, Page
from kg.errors import BackendError

HOST = "127.0.0.1"
# Browser is served from another port (another origin), by some from a public address.
ALLOW = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Private-Network": "true"}
SECONDS = 30


class Server(ThreadingHTTPServer):
    """Serves ``pages`` from memory; a path that names none of them is not found."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, pages: Mapping[str, Page], port: int) -> None:
        self.pages = {**pages, "": pages[INDEX]}
        try:
            super().__init__((HOST, port), _Handler)
        except OverflowError:
            message = f"there is no port {port}"
            raise BackendError(message, "ports go from 0 (any that is free) to 65535") from None
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            message = f"port {port}: {'another program uses it' if taken else error.strerror}"
            raise BackendError(message, "give another --port; 0 takes any that is free") from None

    @property
    def address(self) -> str:
        """Where the pages are. Browser's default settings let it fetch from ``localhost`` only."""
        return f"http://localhost:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = f"govreport-kg/{kg.__version__}"
    sys_version = ""
    timeout = SECONDS

    def do_GET(self) -> None:
        """Send the page."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send the page's headers."""
        self._answer(with_body=False)

    def do_OPTIONS(self) -> None:
        """Say that any page may fetch from here."""
        self.send_response(HTTPStatus.NO_CONTENT)
        self._headers({"Access-Control-Allow-Methods": "GET, HEAD", "Access-Control-Allow-Headers": "*"})

    def _answer(self, *, with_body: bool) -> None:
        page = self.server.pages.get(unquote(urlsplit(self.path).path).removeprefix("/"))
        content = page.content if page else b"not found\n"
        self.send_response(HTTPStatus.OK if page else HTTPStatus.NOT_FOUND)
        kind = page.media_type if page else "text/plain; charset=utf-8"
        self._headers(
            {"Content-Type": kind, "Content-Length": str(len(content)), "Cache-Control": "no-cache"}
        )
        if with_body:
            self.wfile.write(content)

    def _headers(self, headers: Mapping[str, str]) -> None:
        for name, value in {**ALLOW, "X-Content-Type-Options": "nosniff", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the library's
        """Say nothing."""


@contextmanager
def serving(pages: Mapping[str, Page], port: int = 0) -> Iterator[str]:
    """Serves ``pages`` beside what the caller does; the address (``http://localhost:PORT``).

    Raises:
        BackendError: the port cannot be had.
    """
    with Server(pages, port) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield server.address
        finally:
            server.shutdown()
            thread.join()
