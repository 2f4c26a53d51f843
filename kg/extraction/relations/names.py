"""Relations that a name tells by itself: the place, park, company or school inside of it.

``奋安铝业西南建设基地`` is built by 奋安铝业, ``乐至经济开发区`` lies in 乐至县, ``资中至铜梁高速公路``
links two counties. Every stretch of a name that a table, another mention of the report or its last
character makes likely is a candidate; a classifier decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.extraction.relations.gazetteer import Gazetteer
from kg.extraction.relations.lines import Told, of_line, of_shared
from kg.extraction.relations.signatures import relations
from kg.types import EntityType, Marked, Predicate, Ref, Report

HEADS = frozenset(
    {
        EntityType.PROJECT,
        EntityType.PARK,
        EntityType.ENTERPRISE,
        EntityType.ORGANIZATION,
        EntityType.EVENT,
        EntityType.INDUSTRY,
        EntityType.PLACE,
    }
)
QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉\s]")
NATURAL = "河湖江山岛湾海溪港口洲峡岭谷原川镇乡村街泉关峰滩坝岩沟坪垸淀库洞区桥"
PARKS = re.compile(r"(?:区|园|城|港|谷|新城|片区|基地|商圈|走廊)$")
BODIES = re.compile(r"(?:大学|学院|医院|学校|中学|小学|研究院|院|馆|所|校|局|委|中心|附院|幼儿园|公园)$")
BETWEEN = re.compile(r"[至—－到-]")
ROAD = re.compile(r"[段线路桥]")
WEAK = frozenset({"pre", "post", "nat", "company"})
LONGEST = 8
LOCAL = 16
BARE = 3  # characters of a place that neither table nor last character tells


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A tail that a name may tell, with features.

    ``span`` is the name's range in the passage, ``part`` the tail's range in the name.
    """

    head: Ref
    tail: Ref
    relations: tuple[Predicate, ...]
    features: tuple[str, ...]
    marked: Marked
    paragraph: int
    span: tuple[int, int]
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part ``start:end`` of a name and what speaks for it (``tags``)."""

    start: int
    end: int
    tags: frozenset[str]


def name_candidates(
    report: Report, marked: Sequence[Marked], own: str, *, lines: bool
) -> Iterator[NameCandidate]:
    """Candidates of every name of the report, once a name, at its first mention.

    ``lines`` chooses between what names of lines and shared names are read for, and the rest.
    """
    table = Gazetteer.of(report, marked, own)
    seen: set[Ref] = set()
    for one in marked:
        for mention, span in zip(one.mentions, one.spans, strict=True):
            if mention.ref in seen:
                continue
            seen.add(mention.ref)
            name = QUOTES.sub("", mention.name)
            if lines:
                for told in chain(of_line(mention.ref, name, table), of_shared(mention.ref, name, table)):
                    yield NameCandidate(*told, one, mention.paragraph, span)
            else:
                for part, told in _of_name(mention.ref, name, table):
                    yield NameCandidate(*told, one, mention.paragraph, span, part)


def _of_name(head: Ref, name: str, table: Gazetteer) -> Iterator[tuple[tuple[int, int], Told]]:
    if head.type not in HEADS:
        return
    found = stretches(name, table)
    strong = [other for other in found if other.tags - WEAK]
    taken: set[Ref] = set()
    for one in found:
        text = name[one.start : one.end]
        plain: list[str] = []
        for kind in _kinds(head.type, one, text, len(name)):
            tail = Ref(kind, table.canonical(kind, text))
            if (head.type, kind) in relations() and tail not in taken and tail != head:
                taken.add(tail)
                plain = plain or _plain(name, one, strong, table)
                features = tuple(_typed(plain, head.type, kind))
                yield (one.start, one.end), (head, tail, relations()[head.type, kind], features)


def stretches(name: str, table: Gazetteer) -> list[Stretch]:
    """The parts of ``name`` that may be names of their own, in order of place and length."""
    tags: dict[tuple[int, int], set[str]] = defaultdict(set)
    for start in sorted(_known(name, table, tags)):
        for end in range(start + 2, min(len(name), start + LONGEST + (4 if start == 0 else 0)) + 1):
            tags[start, end].add("pre" if start == 0 else "post")
    for at in range(2, len(name) + 1):
        if name[at - 1] in NATURAL:
            for start in range(max(0, at - 4), at - 1):
                tags[start, at].add("nat")
    return [Stretch(start, end, frozenset(tags[start, end])) for start, end in sorted(tags)]


def _known(name: str, table: Gazetteer, tags: dict[tuple[int, int], set[str]]) -> set[int]:
    """Tag what tables know; returns where a name may start: at the front, behind a division."""
    starts = {0}
    for start in range(len(name)):
        for end in range(start + 2, min(len(name), start + 16) + 1):
            for tag in table.tags(name[start:end]):
                tags[start, end].add(tag)
                if tag.startswith("div") and start in starts:
                    starts.add(end)
    return starts


def _kinds(head: EntityType, one: Stretch, text: str, size: int) -> Iterator[EntityType]:
    """The types that a stretch may be of."""
    divided = any(tag.startswith("div") for tag in one.tags)
    whole = one.end - one.start == size
    likely = "nat" in one.tags or (one.tags & {"pre", "post"} and len(text) <= BARE)
    if not whole and (divided or "PLACE" in one.tags or likely):
        yield EntityType.PLACE
    if not whole and ("PARK" in one.tags or (PARKS.search(text) and one.tags & {"pre", "post"})):
        yield EntityType.PARK
    if head is EntityType.PROJECT:
        if "ENTERPRISE" in one.tags or one.tags & {"pre", "post"}:
            yield EntityType.ENTERPRISE
        if "ORGANIZATION" in one.tags or (one.tags & {"pre", "post"} and BODIES.search(text) and not whole):
            yield EntityType.ORGANIZATION
        if "PROJECT" in one.tags and not whole:
            yield EntityType.PROJECT
    if "INDUSTRY" in one.tags and not whole:
        yield EntityType.INDUSTRY


def _typed(plain: Sequence[str], head: EntityType, tail: EntityType) -> Iterator[str]:
    """The features by both types, and those of the stretch itself by the tail's type alone."""
    types = f"{head}>{tail}"
    yield types
    yield from [f"{types}|{feature}" for feature in plain]
    yield from [f"{tail}|{feature}" for feature in plain[:LOCAL]]


def _plain(name: str, one: Stretch, strong: Sequence[Stretch], table: Gazetteer) -> list[str]:
    """The features of a stretch; the first ``LOCAL`` are of the stretch and its neighbours."""
    text = name[one.start : one.end]
    before, after = name[: one.start], name[one.end :]
    place = "mid" if before else "start"
    tags = "+".join(sorted(one.tags))
    return [
        f"text={text}",
        f"last={text[-1]}",
        f"last2={text[-2:]}",
        f"next={after[:1]}",
        f"next2={after[:2]}",
        f"prev={before[-1:]}",
        f"cross={text[-1]}{after[:1]}",
        f"size={min(len(text), 9)}|{place}|rest={min(len(after), 6)}",
        f"tags={tags}",
        f"tags={tags}|{place}",
        f"tags={tags}|next={after[:1]}",
        f"tags={tags}|prev={before[-1:]}",
        f"tail={name[-2:]}",
        f"tail={name[-2:]}|{tags}",
        f"first={text[0]}",
        f"first2={text[:2]}",
        *[f"rest:{after[at : at + 2]}" for at in range(min(len(after) - 1, 4))],
        *[f"in:{text[at : at + 2]}" for at in range(len(text) - 1)],
        *[f"tag={tag}" for tag in one.tags],
        *[f"tag={tag}|{place}|{bool(after)}" for tag in one.tags],
        *_context(one, name, strong, table),
    ]


def _context(one: Stretch, name: str, strong: Sequence[Stretch], table: Gazetteer) -> Iterator[str]:
    """Other stretches that hold this one or stand before it, and how the name is built."""
    text, front = name[one.start : one.end], name[: one.start]
    holding = [other for other in strong if _holds(other, one)]
    yield f"held={bool(holding)}"
    yield f"heldby={_tags(holding)}"
    yield f"behind={_tags([other for other in strong if other.end == one.start])}|{not front}"
    yield f"ahead={_tags([other for other in strong if other.start == one.end])}"
    yield f"line={bool(BETWEEN.search(name))}|{bool(ROAD.search(name))}"
    yield f"paren={'（' in front or '(' in front}"
    yield f"own={text[:2] == table.own[:2]}"
    yield f"known={table.frequency(text)}"


def _tags(found: Sequence[Stretch]) -> str:
    return "+".join(sorted({tag for one in found for tag in one.tags}))


def _holds(other: Stretch, one: Stretch) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start
