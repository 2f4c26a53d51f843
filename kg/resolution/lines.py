"""Names of railways, motorways and power lines taken apart, and their ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg.places.divisions import load
from kg.places.lines import End, read_line
from kg.resolution.names import Name, normalise
from kg.types import EntityType

LINE = re.compile(
    r"(?P<ends>[\u4e00-\u9fff]{2,8}?)(?P<head>高铁|铁路|城际|市域铁路|市域\(郊\)铁路|市郊铁路|高速|快线|快速路|特高压)(?P<rest>.*)"
)
RAILWAYS = frozenset(("高铁", "铁路", "城际", "市域铁路", "市域(郊)铁路", "市郊铁路"))
BETWEEN = re.compile("[至经]")
#: Characters of a line's name that are ends: 成渝, 成达万; 资中至铜梁 is written out.
LETTERS = re.compile(r"[\u4e00-\u9fff]{2,4}")
MIN_ENDS = 2
SECTION, ZONE, KNOWN = "line.section", "zone", "line.known"
WRITTEN, SHORT = "line.explicit", "line.abbreviation"
#: Confidence of an end that may lie anywhere, and of one in a neighbouring province.
SURE, FAIR, FAIR_WRITTEN = 0.9, 0.75, 0.7
#: Steps of ``Divisions.nearness``.
SAME_PROVINCE, NEIGHBOURS = 2, 3


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

    @property
    def is_short(self) -> bool:
        """Whether each character of the name stands for an end."""
        return bool(LETTERS.fullmatch(self.written)) and not BETWEEN.search(self.written)

    @property
    def operands(self) -> tuple[str, ...]:
        """The ends of a name that writes them out, in the order of the name."""
        return tuple(filter(None, BETWEEN.split(self.written))) if BETWEEN.search(self.written) else ()


@lru_cache(maxsize=1 << 16)
def line_of(name: Name) -> Line | None:
    """``name`` taken apart if it is that of a line, its ends abbreviated or written out."""
    found = LINE.fullmatch(name.base)
    if not found:
        return None
    written = found["ends"]
    letters = "".join(sorted(written)) if LETTERS.fullmatch(written) else written
    return Line(written, letters, found["head"], found["rest"])


def ends_of(name: str, bodies: Iterable[str], own: str | None = None) -> tuple[End, ...]:
    """The ends of ``name`` that lie in a division, as the reports of ``bodies`` (codes) mean it.

    A name that gives nothing near these bodies is read as if nothing were known of them, and
    believed if all of it is sure: it may be that of a line far away. Where a section is named, an
    end of the whole line that is no division of its own (a junction) is not told of; the section
    is read as ``own`` means it, the body in whose report it stands.
    """
    known = sorted(set(bodies))
    read = read_line(name, known[0] if known else None, tuple(known[1:]))
    ends = (*read.ends, *read.cities)
    has_section = "段" in name or any(end.rule == SECTION for end in ends)
    stretch = []
    if own and has_section and len(known) > 1:
        stretch = [end for end in read_line(name, own).ends if end.rule == SECTION]
    if stretch:
        ends = (*(end for end in ends if end.rule != SECTION), *stretch)
    if not ends and line_of(normalise(EntityType.PROJECT, name)):
        far = read_line(name, None).ends
        ends = far if len(far) >= MIN_ENDS and all(end.confidence >= SURE for end in far) else ()
    told = tuple(end for end in ends if _credible(end, known))
    if not any(end.rule == SECTION for end in told):
        return told
    return tuple(end for end in told if end.level != ZONE and not _is_wide(end, told))


def _is_wide(end: End, ends: Iterable[End]) -> bool:
    """Whether a section is told by its province (安徽段) while a city of it is an end."""
    codes = [one.code or "" for one in ends if one != end]
    return (
        end.level == "province"
        and end.rule == SECTION
        and any(load().within(one, end.code or "") for one in codes)
    )


def _credible(end: End, bodies: Iterable[str]) -> bool:
    """Whether an end is near enough to the reports that speak of it for how surely it is read."""
    if end.code is None or end.rule == KNOWN:
        return end.code is not None
    near = min((load().nearness(end.code, body) for body in bodies), default=NEIGHBOURS + 1)
    if end.level == "township":
        return near <= SAME_PROVINCE
    if end.rule == WRITTEN and end.confidence >= FAIR_WRITTEN:
        return True
    if near <= SAME_PROVINCE or (near <= NEIGHBOURS and end.confidence >= FAIR):
        return True
    return end.level != "county" and end.confidence >= SURE


def codes_of(name: str, bodies: Iterable[str]) -> tuple[str, ...]:
    """The codes of all ends of ``name``, sorted; none where fewer than two are known."""
    codes = {end.code for end in ends_of(name, bodies) if end.code}
    return tuple(sorted(codes)) if len(codes) >= MIN_ENDS else ()
