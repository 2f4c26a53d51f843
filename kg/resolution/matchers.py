"""Which nodes are one thing though their normalised names differ: blocks first, then matchers within each.

A node stands for a name in one home (or everywhere). Pairs are only looked at within a
block; blocks that are named by pieces of names are capped in size, so that the work grows
with the number of names, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.places.divisions import Divisions
from kg.resolution.compare import Likeness, compatible, likeness
from kg.resolution.ledger import Proposal
from kg.resolution.line_matchers import initials, more_stations, same_line
from kg.resolution.nodes import Node, Pairs
from kg.resolution.scope import load_patterns
from kg.resolution.variants import load_variants
from kg.types import EntityType

#: Types whose names vary from report to report within one home.
VARYING = frozenset((EntityType.PROJECT, EntityType.PARK, EntityType.ORGANIZATION))
#: Types of which a county and its city may both tell; institutions of one name are two, one of each.
SHARED = frozenset((EntityType.PROJECT, EntityType.PARK))
#: A piece of a name that more names than this share says too little to pair them.
CAP = 12
MIN_CORE = 2


def proposals(nodes: Sequence[Node], divisions: Divisions) -> Iterator[Proposal]:
    """All pairs of nodes that a matcher takes for one thing, each once a reason."""
    matchers: list[Callable[[Sequence[Node], Divisions], Pairs]] = [
        county_in_city,
        variants_at_home,
        same_line,
        initials,
        more_stations,
        enterprises,
    ]
    for rank, matcher in enumerate(matchers, 1):
        for one, other, found in matcher(nodes, divisions):
            low, high = sorted((one, other))
            yield Proposal(rank, -found.score, low, high, found.reason)


def county_in_city(nodes: Sequence[Node], divisions: Divisions) -> Pairs:
    """A county's report and its city's speak of the same thing where the name is a proper one."""
    patterns = load_patterns()
    by_key = {(one.type, one.name.key, one.home): one for one in nodes if one.home}
    for (type_, key, home), one in by_key.items():
        city = divisions.city_of(home or "")
        other = by_key.get((type_, key, city.code)) if city and city.code != home else None
        if other and type_ in SHARED and not patterns.is_generic(one.name.base):
            yield one.iri, other.iri, Likeness("county-in-city", 1.0)


def variants_at_home(nodes: Sequence[Node], divisions: Divisions) -> Pairs:
    """Names of one home that differ in works, class words, and words that forms leave out."""
    del divisions
    blocks: dict[tuple[EntityType, str], list[Node]] = defaultdict(list)
    for one in nodes:
        if one.type in VARYING and one.home:
            blocks[one.type, one.home].append(one)
    for block in blocks.values():
        found = [
            (one, other, like)
            for one, other in candidates(block)
            if (like := likeness(one.name, other.name)) is not None
        ]
        yield from _unambiguous(found)


def candidates(block: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """The pairs of a block whose names share a piece of two characters that few of them have."""
    pieces: dict[str, list[Node]] = defaultdict(list)
    for one in block:
        base = one.name.base
        for piece in {base[at : at + 2] for at in range(len(base) - 1)}:
            pieces[piece].append(one)
    pairs = {
        (one.iri, other.iri): (one, other)
        for nodes in pieces.values()
        if len(nodes) <= CAP
        for one, other in combinations(nodes, 2)
    }
    yield from (pair for _, pair in sorted(pairs.items()))


def _unambiguous(found: Sequence[tuple[Node, Node, Likeness]]) -> Pairs:
    """Without those in which one name fits two others that cannot be one thing."""
    partners: dict[str, list[Node]] = defaultdict(list)
    for one, other, _ in found:
        partners[one.iri].append(other)
        partners[other.iri].append(one)
    torn = {
        iri
        for iri, nodes in partners.items()
        if any(_two_things(one, other) for one, other in combinations(nodes, 2))
    }
    for one, other, like in found:
        if like.score == 1.0 or not {one.iri, other.iri} & torn:
            yield one.iri, other.iri, like


def _two_things(one: Node, other: Node) -> bool:
    """Whether two names that a third fits are unlike each other."""
    return (
        one.iri != other.iri and one.name.base != other.name.base and likeness(one.name, other.name) is None
    )


def enterprises(nodes: Sequence[Node], divisions: Divisions) -> Pairs:
    """Companies with and without their place in front and 集团 behind."""
    by_core: dict[str, dict[str, Node]] = defaultdict(dict)
    for one in nodes:
        if one.type is EntityType.ENTERPRISE and not one.home:
            by_core[enterprise_core(one.name.base, divisions)][one.name.base] = one
    for core, bearers in by_core.items():
        plain = bearers.get(core)
        for base, one in bearers.items():
            if plain and base != core:
                yield plain.iri, one.iri, Likeness("enterprise-core", 0.9)


def enterprise_core(base: str, divisions: Divisions) -> str:
    """``base`` without the place in front and the form behind, if a proper name is left."""
    text = base
    for length in (4, 3, 2):
        known = any(one.level in ("province", "city") for one in divisions.by_name(base[:length]))
        if known and len(base) - length >= MIN_CORE:
            text = base[length:]
            break
    for tail in ("集团", "股份", "控股", "集团股份"):
        text = text.removesuffix(tail) or text
    proper = len(text) >= MIN_CORE and not load_variants().enterprise_generic.fullmatch(text)
    return text if proper else base


def conflicts(nodes: Mapping[str, Node]) -> Callable[[str, str], bool]:
    """Whether two nodes can never be one thing, whatever else joins them."""

    def apart(one: str, other: str) -> bool:
        first, second = nodes.get(one), nodes.get(other)
        return bool(first and second and not compatible(first.name, second.name))

    return apart
