"""Names of one railway or motorway: ends in another order, written out or shortened, stations left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, pairwise, product

from kg.places.divisions import Divisions
from kg.resolution.compare import Likeness
from kg.resolution.lines import Line, codes_of, line_of
from kg.resolution.nodes import Node, Pairs
from kg.resolution.variants import load_variants
from kg.types import EntityType

#: Steps of ``Divisions.nearness``: bodies so near may speak of one line in their own short words.
SAME_PROVINCE, NEIGHBOURS = 2, 3
#: A line of fewer stations is another one if a further station is named: 沪嘉 is not 沪苏嘉.
FEWEST = 3

Lines = list[tuple[Node, Line]]


def lines_of(nodes: Iterable[Node]) -> Lines:
    """The projects among ``nodes`` that bear a line's name and belong to no single body."""
    projects = (one for one in nodes if one.type is EntityType.PROJECT and not one.home)
    return [(one, line) for one in projects if (line := line_of(one.name))]


def same_line(nodes: Sequence[Node], divisions: Divisions) -> Pairs:
    """Line names with the same ends in another order, or with 铁路 for 高铁."""
    del divisions
    lines = lines_of(nodes)
    yield from _in_blocks(lines, lambda line: (line.letters, line.head, line.rest), "ends-reversed", 1.0)
    railways = [(one, line) for one, line in lines if line.is_railway and line.written not in _old()]
    yield from _in_blocks(railways, lambda line: (line.letters, line.rest), "railway", 0.9)
    read = [(one, line, codes) for one, line in lines if (codes := codes_of(one.written, one.bodies))]
    ends = {line: codes for _, line, codes in read}
    yield from _in_blocks(
        [(one, line) for one, line, _ in read],
        lambda line: (*ends[line], line.head, line.rest),
        "same-ends",
        0.9,
    )


def _old() -> frozenset[str]:
    return load_variants().old_railways


def _in_blocks(
    lines: Iterable[tuple[Node, Line]], key: Callable[[Line], tuple[str, ...]], reason: str, score: float
) -> Pairs:
    blocks: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for one, line in lines:
        blocks[(*key(line), one.name.part, one.name.phase)].append(one)
    for block in blocks.values():
        for one, other in pairwise(block):
            if not one.reports & other.reports or reason == "ends-reversed":
                yield one.iri, other.iri, Likeness(reason, score)


def initials(nodes: Sequence[Node], divisions: Divisions) -> Pairs:
    """长固高速 for 长丰至固始高速: the short name takes a character of each end of the long one.

    Only where one long name fits, and where bodies of one province speak of both.
    """
    lines = lines_of(nodes)
    written: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for one, line in lines:
        for letters in _shortened(line, divisions):
            written[(letters, *_kind(one, line))].append(one)
    for one, line in lines:
        fitting = written.get((line.letters, *_kind(one, line)), ())
        if len(fitting) == 1 and one != fitting[0] and _near(one, fitting[0], divisions, SAME_PROVINCE):
            yield one.iri, fitting[0].iri, Likeness("initials", 0.85)


def _shortened(line: Line, divisions: Divisions) -> set[str]:
    """The characters, in sorted order, that may stand for the ends of a name that is written out."""
    if len(line.operands) < 2:  # noqa: PLR2004
        return set()
    return {"".join(sorted(one)) for one in product(*(_characters(end, divisions) for end in line.operands))}


def _characters(end: str, divisions: Divisions) -> list[str]:
    short = {alias for one in divisions.by_name(end) for alias in one.aliases if len(alias) == 1}
    return sorted({end[0], *short})


def more_stations(nodes: Sequence[Node], divisions: Divisions) -> Pairs:
    """温武吉铁路 and 吉抚武温铁路: the same ends and stations, of which one name leaves some out."""
    blocks: dict[tuple[str, ...], Lines] = defaultdict(list)
    for one, line in lines_of(nodes):
        if line.is_short and len(line.written) >= FEWEST:
            ends = "".join(sorted(line.written[0] + line.written[-1]))
            blocks[(ends, *_kind(one, line))].append((one, line))
    for block in blocks.values():
        for (one, line), (other, longer) in combinations(sorted(block, key=_length), 2):
            forms = longer.written, longer.written[::-1]
            if (
                len(line.written) < len(longer.written)
                and any(_left_out(line.written, form) for form in forms)
                and _near(one, other, divisions, NEIGHBOURS)
            ):
                yield one.iri, other.iri, Likeness("stations-left-out", 0.85)


def _length(row: tuple[Node, Line]) -> tuple[int, str]:
    return len(row[1].written), row[0].iri


def _left_out(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` with characters left out between the ends."""
    rest = iter(long)
    return short[0] == long[0] and short[-1] == long[-1] and all(one in rest for one in short)


def _kind(one: Node, line: Line) -> tuple[str, ...]:
    """What two names of one line have in common beside their ends."""
    any_rail = line.is_railway and line.written not in _old()
    return ("rail" if any_rail else line.head, line.rest, one.name.part, one.name.phase)


def _near(one: Node, other: Node, divisions: Divisions, limit: int) -> bool:
    return any(divisions.nearness(a, b) <= limit for a in one.bodies for b in other.bodies)
