"""Places that a line's name links (成达万高铁), and partners that a shared name tells (成资同城化)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.relations.gazetteer import Gazetteer
from kg.places.lines import End, read_line
from kg.types import EntityType, Predicate, Ref

LINE = re.compile(
    r"铁路|高铁|高速|城际|快线|快速|公路|大桥|隧道|通道|航线|航道|运河|班列|专列|列车|轨道|地铁|轻轨|线|段|路|道|"
    r"管道|输|引|济|入|供水|工程|机场|港|桥|[—－至-]"
)
SHARED = frozenset({EntityType.PROGRAM, EntityType.PARK, EntityType.PROJECT, EntityType.ORGANIZATION})
JOINT = re.compile(
    r"一体|同城|合作|协作|共建|融合|走廊|协同|通办|双城|结对|联盟|携手|毗邻|飞地|园|区|带|基地|都市圈"
)
LATIN = re.compile(r"^[A-Za-z]?\d+")
Told = tuple[Ref, Ref, tuple[Predicate, ...], tuple[str, ...]]
LOCATED, SPANS, TOGETHER = Predicate.LOCATED_IN, Predicate.SPANS, Predicate.COOPERATES_WITH


def of_line(head: Ref, name: str, table: Gazetteer) -> Iterator[Told]:
    """The places that the name of a project links, as the reader of lines reads it."""
    if head.type is not EntityType.PROJECT or not LINE.search(name):
        return
    ends = read_line(name, table.home or None).ends
    for number, end in enumerate(ends):
        yield head, Ref(EntityType.PLACE, end.name), (SPANS, LOCATED), tuple(_bag(name, ends, number))


def _bag(name: str, ends: tuple[End, ...], number: int) -> Iterator[str]:
    end = ends[number]
    written = "full" if end.name[:2] in name else "short"
    yield "line"
    for feature in (
        f"rule={end.rule}",
        f"sure={int(end.confidence * 10)}",
        f"level={end.level}",
        f"of={number}/{len(ends)}",
        f"written={written}",
        f"tail={name[-2:]}",
        f"rule={end.rule}|{written}|{end.level}",
        f"starts={end.name[:1] == name[:1]}",
        *(f"has={word}" for word in LINE.findall(name)),
    ):
        yield f"line|{feature}"


def of_shared(head: Ref, name: str, table: Gazetteer) -> Iterator[Told]:
    """Places whose one-character names stand at the front of a name that several share.

    Read as the ends of a line would be; told are the places that it lies in, and that the own
    body works together with the other.
    """
    if head.type not in SHARED or not JOINT.search(name) or not set(name[:4]) & table.initials:
        return
    if any(table.division(name[:size]) for size in (2, 3)):  # a place written out, no initials
        return
    for size in (4, 3, 2):
        front = name[:size]
        if len(front) < size or not set(front) & table.initials or not table.abbreviates(front):
            continue
        ends = read_line(f"{front}城际", table.home or None).ends
        if len(ends) == size and any(end.name == table.own for end in ends):
            yield from _shared(head, name, ends, table)
            return


def _shared(head: Ref, name: str, ends: tuple[End, ...], table: Gazetteer) -> Iterator[Told]:
    sure = int(min(end.confidence for end in ends) * 10)
    bag = [
        f"type={head.type}",
        f"size={len(ends)}",
        f"sure={sure}",
        f"next={name[len(ends) : len(ends) + 2]}",
    ]
    bag += [
        f"type={head.type}|tail={name[-2:]}",
        f"tail={name[-2:]}",
        *(f"has={word}" for word in JOINT.findall(name)),
    ]
    features = ("shared", *(f"shared|{one}" for one in bag))
    own = Ref(EntityType.PLACE, table.own)
    for end in ends:
        place = Ref(EntityType.PLACE, end.name)
        if head.type is not EntityType.PROGRAM:
            yield head, place, (LOCATED, SPANS) if head.type is EntityType.PROJECT else (LOCATED,), features
        if place != own:
            yield own, place, (TOGETHER,), features
