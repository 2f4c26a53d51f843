"""Shared heads completed: 射洪、安居、大英化工园区 are three 化工园区."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.naming_words import clean, head_of, words
from kg.places.divisions import load
from kg.places.networks import vocabulary
from kg.places.options import letters
from kg.types import EntityType, Mention

BETWEEN = re.compile(r"[”’\"」』\]\d\[]*[、和及与][“‘\"「『]*")
AFTER = re.compile(
    r"[”’\"」』]*(?:等|这)?(?:[\d一二两三四五六七八九十]+(?:个|条|座|项|家|大|只|处))?[“‘\"「『]*(?P<tail>[^，。；：、！？\s（(]{2,14})"
)
LINE_SECTION = re.compile(r"[\u4e00-\u9fff]{2}(?P<head>高速公路|高速|高铁|铁路|城际)[^、，]{1,8}段$")
#: Types in whose lists what stands behind 等 is the head of all.
LONGEST_LINE = 5
COMMON = frozenset((EntityType.PROJECT, EntityType.PARK, EntityType.ORGANIZATION, EntityType.ENTERPRISE))


def complete_lists(text: str, mentions: Sequence[Mention], names: Sequence[str]) -> list[str]:
    """The names, with the head of their list added where the list shares one.

    ``mentions`` are in text order with offsets in ``text``; ``names`` are theirs so far.
    """
    found = list(names)
    for first, last in _lists(text, mentions):
        head = _shared_head(text, mentions[last], names[last], several=last > first)
        if mentions[last].type is EntityType.PROJECT and not _line_head(names[last]):
            behind = _head_behind(text, mentions[last])
            line = behind if behind in words().lines else ""
        else:
            line = ""
        for number in range(last, first - 1, -1):
            line = _line_head(names[number]) or line
            for one in dict.fromkeys((line, head)):
                if one and _bare(mentions[number].type, names[number], one):
                    found[number] = _joined(names[number], one)
                    break
    return found


def _line_head(name: str) -> str:
    """The head of a line's name, the section that it names behind it left out (京昆高速易县段)."""
    found = LINE_SECTION.search(name)
    head = found["head"] if found else head_of(EntityType.PROJECT, name)
    return head if head in words().lines else ""


def _lists(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """(first, last) of the runs of mentions of one type that only list marks part."""
    runs: list[tuple[int, int]] = []
    first = 0
    for number, one in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        joined = (
            following is not None
            and following.type == one.type
            and following.start > one.end
            and BETWEEN.fullmatch(text[one.end : following.start])
        )
        if not joined:
            runs.append((first, number))
            first = number + 1
    return runs


def _shared_head(text: str, last: Mention, name: str, *, several: bool) -> str:
    """The head that the last item brings, or that stands behind the list."""
    own = head_of(last.type, name)
    if own and several and own != name:
        return own
    return "" if last.type not in COMMON or own else _head_behind(text, last)


def _head_behind(text: str, last: Mention) -> str:
    """The head that stands behind a list with 等 or a count between."""
    behind = AFTER.match(text, last.end)
    if not behind or not text[last.end : behind.start("tail")].strip('”’"」』“‘「『'):
        return ""
    return _first_head(last.type, behind["tail"])


def _first_head(type_: EntityType, tail: str) -> str:
    """The longest beginning of ``tail`` that is nothing but a head with its ranks."""
    ends = [end for end in range(2, len(tail) + 1) if head_of(type_, tail[:end]) == tail[:end]]
    return tail[: max(ends)] if ends else ""


def _bare(type_: EntityType, name: str, head: str) -> bool:
    """Whether a name lacks a head, so that its list's belongs to it.

    Projects are often named by a company alone: they take a head only where they are
    places, or the ends of a line.
    """
    if type_ is EntityType.PROJECT and head in words().lines:
        run = vocabulary().modifier.sub("", name)
        readable = 1 < len(run) <= LONGEST_LINE and all(letters().get(one) for one in run)
        return readable and run[-1] not in words().closed and not _headed(name)
    if name[-1] in words().closed or _headed(name):
        return False
    if type_ is not EntityType.PROJECT:
        return True
    return name[-1] in words().grounds or bool(load().by_name(name))


def _headed(name: str) -> bool:
    """Whether a name ends in a head of any type, or of a line (城际)."""
    return name.endswith(tuple(words().lines)) or any(
        pattern.search(name) for pattern in words().head.values()
    )


def _joined(name: str, head: str) -> str:
    """Name and head, the character that they share written once (4号 + 号线)."""
    return clean(name + head.removeprefix(name[-1]))
