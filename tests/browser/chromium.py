"""A real Chromium that shows Neo4j Browser, and what can be done with it there."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.neo4j_server import Running

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, ViewportSize

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # Nothing but this machine: Browser asks for web fonts that it can do without.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PATIENCE = 600_000  # milliseconds; a busy machine takes minutes to show Browser's first page
WIDTH, HEIGHT, SHARPNESS = 1280, 860, 1.5
EDITOR = "[data-testid=activeEditor] .monaco-editor"
FRAME = "[data-testid=frame]"
# Browser adds all relationships between the nodes that a query gives; off, it draws what the query gives.
NO_CONNECTING = {"autoComplete": False}


def missing() -> str:
    """Why Browser cannot be shown here, or ``""``."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed"
    if program() is None:
        return f"none of {', '.join(PROGRAMS)} is installed"
    fonts = shutil.which("fc-list")
    listed = subprocess.run((fonts, ":lang=zh"), capture_output=True, check=False).stdout if fonts else b""
    return "" if listed.strip() else "no font has Chinese characters (fonts-noto-cjk)"


def program() -> str | None:
    """The path of Chromium."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@dataclass(frozen=True)
class Browser:
    """Neo4j Browser in a page of Chromium."""

    page: Page

    def connect(self, server: Running) -> None:
        """Open the server's Browser and sign in; ends when Browser has said so."""
        address = f"http://127.0.0.1:{server.http}/browser/?dbms=bolt://127.0.0.1:{server.bolt}"
        self.sign_in(address, server.server.user, server.server.password)

    def sign_in(self, address: str, user: str, password: str) -> None:
        """Open Browser at ``address`` and sign in."""
        self.page.goto(address, wait_until="commit")
        self.page.locator("[data-testid=username]").fill(user)
        self.page.locator("[data-testid=password]").fill(password)
        self.page.locator("[data-testid=connect]").click()
        self.frame(":play start").wait_for()

    def command(self, text: str) -> None:
        """Type ``text`` into the editor and run it."""
        self.page.locator(EDITOR).first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+Enter")

    def frame(self, text: str) -> Locator:
        """The newest frame that holds ``text``."""
        return self.page.locator(FRAME).filter(has_text=text).first

    def settled(self, frame: Locator) -> None:
        """Wait until the graph in ``frame`` is drawn and no longer moves."""
        frame.locator("g.node").first.wait_for()
        before = ""
        for _ in range(100):
            self.page.wait_for_timeout(700)
            now = str(
                frame.locator("g.node").evaluate_all("all => all.map(e => e.getAttribute('transform'))")
            )
            if now == before:
                return
            before = now

    def stored(self, key: str) -> Any:  # noqa: ANN401 -- JSON of any shape
        """What Browser keeps under ``neo4j.KEY`` in the page's storage."""
        return json.loads(self.page.evaluate("key => localStorage.getItem('neo4j.' + key)", key) or "null")

    def wait_for_stored(self, key: str, text: str) -> None:
        """Wait until what Browser keeps under ``neo4j.KEY`` holds ``text``."""
        self.page.wait_for_function(
            "([key, text]) => (localStorage.getItem('neo4j.' + key) || '').includes(text)", arg=[key, text]
        )


@contextmanager
def opened(settings: Mapping[str, object] | None = None) -> Iterator[Browser]:
    """A fresh Chromium without memory; ``settings`` are Browser's own (its gear)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program(), args=list(ARGUMENTS))
        size: ViewportSize = {"width": WIDTH, "height": HEIGHT}
        page = chromium.new_page(viewport=size, device_scale_factor=SHARPNESS, locale="zh-CN")
        page.set_default_timeout(PATIENCE)
        text = json.dumps(json.dumps(settings or {}))
        page.add_init_script(
            f"localStorage.getItem('neo4j.settings') || localStorage.setItem('neo4j.settings', {text})"
        )
        try:
            yield Browser(page)
        finally:
            chromium.close()
