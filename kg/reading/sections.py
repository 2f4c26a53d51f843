"""The section tree of a report: what looks back, what looks ahead, and at which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.reading.headings import LONGEST, NUMBERED, TOP, Heading, bare
from kg.reading.rules import match
from kg.reading.years import in_words
from kg.types import Passage, Section, SectionRole

CLAUSE = re.compile(r"[。！!：:，]")


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections, and for each passage the number of the innermost one that holds it (or None)."""

    sections: tuple[Section, ...]
    of: tuple[int | None, ...]


def outline(passages: Sequence[Passage], found: Sequence[Heading], year: int | None) -> Outline:
    """The section tree that headings make.

    Args:
        passages: the report's passages, in text order.
        found: the headings among them.
        year: the year in which the report was given.

    Roles come from the headings' words and years, and from the heading above; a report
    whose headings tell no review (or no plan) gets one where a sentence begins it (过去一年 …).
    """
    heads = _with_cues(passages, found, year)
    sections: list[Section] = []
    open_: list[tuple[int, int]] = []  # (rank, number of section) from the outermost to the innermost
    of: list[int | None] = []
    at = 0
    for number in range(len(passages)):
        while at < len(heads) and heads[at].passage == number:
            head = heads[at]
            while open_ and open_[-1][0] >= head.rank:
                open_.pop()
            parent = open_[-1][1] if open_ else None
            open_.append((head.rank, len(sections)))
            sections.append(_section(head, passages, sections, parent, year))
            at += 1
        of.append(open_[-1][1] if open_ else None)
    return Outline(tuple(_ended(sections, passages, of)), tuple(of))


def role_of(title: str, year: int | None) -> SectionRole | None:
    """The role that a heading's words tell, None where they tell none."""
    words = bare(title)
    years = in_words(words)
    if match("review", words) or (years and year is not None and years[-1] < year):
        return SectionRole.REVIEW
    if match("plan", words) or (years and year is not None and years[-1] >= year):
        return SectionRole.PLAN
    return None


def _with_cues(passages: Sequence[Passage], found: Sequence[Heading], year: int | None) -> list[Heading]:
    parts = [one for one in found if one.rank <= NUMBERED or in_words(one.title)]
    roles = {role_of(one.title, year) for one in parts}
    rank = NUMBERED if any(one.rank == NUMBERED and role_of(one.title, year) for one in parts) else TOP
    heads = list(found)
    after = 0
    for role, kind in ((SectionRole.REVIEW, "review_cue"), (SectionRole.PLAN, "plan_cue")):
        cue = (
            None if role in roles else _cue(passages, after, kind, year if role is SectionRole.PLAN else None)
        )
        if cue and not (role is SectionRole.REVIEW and parts and cue[0] >= parts[0].passage):
            heads.append(Heading(cue[0], rank, cue[1], alone=False))
            after = cue[0]
    return sorted(heads, key=lambda one: (one.passage, one.rank))


def _cue(passages: Sequence[Passage], after: int, kind: str, year: int | None) -> tuple[int, str] | None:
    """The first passage from ``after`` on that a cue begins, and the cue's words; none of before ``year``."""
    for at in range(after, len(passages)):
        hit = match(kind, passages[at].text)
        if hit and not (year is not None and any(one < year for one in in_words(hit[0])[:1])):
            return at, CLAUSE.split(hit[0].strip("，,：: "))[-1][:LONGEST]
    return None


def _section(
    head: Heading,
    passages: Sequence[Passage],
    before: Sequence[Section],
    parent: int | None,
    year: int | None,
) -> Section:
    passage = passages[head.passage]
    start = passage.raw(0, 1)[0]
    above = before[parent] if parent is not None else None
    level = above.level + 1 if above else 1
    role = _role(head, before, above, year)
    return Section(head.title, level, start, start, role, _year(head.title, role, above, year), parent)


def _role(head: Heading, before: Sequence[Section], above: Section | None, year: int | None) -> SectionRole:
    part = match("part_title", bare(head.title)) or head.rank == TOP
    own = role_of(head.title, year) if part or above is None else None
    if own:
        return own
    if above:
        return above.role
    # A main part without a cue (自身建设) goes on with what the part before it does.
    last = next((one.role for one in reversed(before) if one.parent is None), None)
    return last or SectionRole.OTHER


def _year(title: str, role: SectionRole, above: Section | None, year: int | None) -> int | None:
    named = [one for one in in_words(title) if year is None or one <= year]
    if named:
        return named[-1]
    if above and above.role is role:
        return above.year
    if "五年" in title or "五”" in title or "个五" in title or year is None or role is SectionRole.OTHER:
        return None
    return year - 1 if role is SectionRole.REVIEW else year


def _ended(
    sections: Sequence[Section], passages: Sequence[Passage], of: Sequence[int | None]
) -> list[Section]:
    ends = [one.end for one in sections]
    for passage, number in zip(passages, of, strict=True):
        inside = number
        while inside is not None:
            ends[inside] = max(ends[inside], passage.raw(len(passage.text) - 1, len(passage.text))[1])
            inside = sections[inside].parent
    return [replace(one, end=end) for one, end in zip(sections, ends, strict=True)]
