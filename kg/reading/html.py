"""The running text of a web page, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import html
from lxml.etree import LxmlError

SKIPPED = frozenset(
    {"script", "style", "noscript", "head", "template", "svg", "iframe", "nav", "footer", "select"}
)
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset"}
    | {"figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p"}
    | {"pre", "section", "table", "tbody", "td", "th", "tr", "ul"}
)


def html_text(page: str) -> str:
    """The text of ``page``: its blocks joined by line feeds, blanks inside a block made one.

    Scripts, styles, navigation and footers are left out; a page that is no HTML gives "".
    """
    try:
        # lxml refuses a text that declares another encoding than that of a str.
        root = html.document_fromstring(
            page.encode("utf-8", errors="replace"), html.HTMLParser(encoding="utf-8")
        )
    except (LxmlError, ValueError):
        return ""
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for line in (" ".join(one.split()) for one in lines) if line)


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401  (lxml elements carry no types)
    # A stack instead of recursion: pages nest deeper than Python's call stack.
    todo: list[Any] = [element]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            yield one
            continue
        todo.append(" ".join((one.tail or "").split("\n")))
        if not isinstance(one.tag, str) or one.tag in SKIPPED:
            continue
        edge = "\n" if one.tag in BLOCKS else ""
        todo.append(edge)
        todo.extend(reversed(one))
        todo.append(edge + " ".join((one.text or "").split("\n")))
