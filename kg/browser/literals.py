"""Cypher with its parameters' values written in, so that one click runs it.

Browser has parameters too (``:param``), but keeps them from one query to the next, and draws no
graph for a script that sets them and asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.types import Scalar
from queries import lint

ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# What an editor, an HTML page or a line-wise reader might change or break at, and halves of characters.
UNSAFE = re.compile(
    "[\\\\'\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
QUOTED = re.compile("`[^`]*`")
PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


def inlined(text: str, values: Mapping[str, Scalar]) -> str:
    """``text`` with the literal of each of ``values`` in the place of its parameter, which a comment names.

    What looks like a parameter in a string, comment or quoted name is none, and stays.
    """
    outside = QUOTED.sub(lambda found: " " * len(found[0]), lint.blank(text))
    parts, done = [], 0
    for found in PARAMETER.finditer(outside):
        parts += [text[done : found.start()], literal(values[found[1]]), f"/*{found[1]}*/"]
        done = found.end()
    return "".join([*parts, text[done:]])


def literal(value: Scalar) -> str:
    """``value`` as a Cypher literal on one line, whatever characters it holds."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'" + UNSAFE.sub(_escape, value) + "'"
    return repr(value)


def _escape(found: re.Match[str]) -> str:
    return ESCAPES.get(found[0], f"\\u{ord(found[0]):04X}")
