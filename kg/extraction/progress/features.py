"""What the classifier of progress sees of a name: the words around it and around its list."""

from __future__ import annotations

import functools
import importlib.resources
import re

from kg.extraction import cues
from kg.extraction.clauses import Layout
from kg.types import EntityType, SectionRole

CLASSES = frozenset(
    {"planned", "agreed", "started", "under_construction", "completed", "in_operation"}
    | {"driving", "intent", "idle"}
)
TYPES = (EntityType.PROJECT, EntityType.PARK)
QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉\s]")
REST = re.compile(
    r"^等?(?:[^，。；等]{0,14}?(?:\d+|一批|多|若干)[个条座项处家]?)?[^，。；、]{0,10}?(?=项目|工程|园区|道路|平台)(?:项目|工程)?"
)
FAR = 12  # characters of context that bigrams are taken from


@functools.lru_cache(maxsize=1)
def vocabulary() -> cues.Cues:
    """The cue words of progress."""
    return cues.load(importlib.resources.files(__package__) / "cues.yaml", CLASSES)


def bag(layout: Layout, mention: int, role: SectionRole) -> list[str]:
    """The features of one mention (an index into ``layout.marked.mentions``)."""
    marked = layout.marked
    one = marked.mentions[mention]
    group = layout.group_of[mention]
    name = QUOTES.sub("", one.name)
    place = "list" if layout.groups[group].first != layout.groups[group].last else "single"
    features = [f"type={one.type}", f"role={role}", place, f"type={one.type}|role={role}"]
    features += [f"tail={name[-2:]}", f"tail1={name[-1:]}", f"type={one.type}|tail={name[-2:]}"]
    features += _own_words(name)
    return features + context(layout, group, role)


def _own_words(name: str) -> list[str]:
    return [f"own={word}" for _, word in vocabulary().find(name[-6:])]


def context(layout: Layout, number: int, role: SectionRole) -> list[str]:
    """The features that all members of group ``number`` share."""
    before = QUOTES.sub("", layout.before(number))
    after = QUOTES.sub("", layout.after(number))
    left, right = _left(before), _right(after)
    features = [*_grams("b", before[-FAR:]), *_grams("a", after[:FAR])]
    features += [f"{side}|{role}" for side in (left[0], right[0])]
    features += left + right
    features += [f"{left[0]}&{right[0]}", f"{left[1]}&{right[1]}", f"{left[1]}&{right[1]}|{role}"]
    features += [f"b{size}={before[-size:]}" for size in (1, 2, 3, 4) if len(before) >= size]
    features += [f"a{size}={after[:size]}" for size in (1, 2, 3, 4) if len(after) >= size]
    features.append(f"a0|b0={not after}{not before}")
    bare = left[1] == "L:-" and right[1] == "R:-"
    return features + _neighbours(layout, number, bare=bare)


def _left(text: str) -> list[str]:
    """The last cue before a group, and the one before that."""
    found = list(vocabulary().find(text))
    if not found:
        return ["l=-", "L:-"]
    at, word = found[-1]
    status = _status(word)
    gap = len(text) - at - len(word)
    features = [f"l={word}", f"L:{status}", f"ld={min(gap, 8) // 2}|{status}", f"l={word}|{gap == 0}"]
    if len(found) > 1:
        features += [f"ll={found[-2][1]}", f"ll={_status(found[-2][1])}>{status}"]
    return features


def _right(text: str) -> list[str]:
    """The first cue behind a group (``等N个项目`` skipped), and the last one of the clause."""
    rest = REST.sub("", text, count=1) if text.startswith("等") else text
    found = list(vocabulary().find(rest))
    if not found:
        return ["r=-", "R:-"]
    at, word = found[0]
    status = _status(word)
    features = [f"r={word}", f"R:{status}", f"rd={min(at, 8) // 2}|{status}", f"r={word}|{at == 0}"]
    features += [f"rall={one}" for _, one in found]
    last = found[-1][1]
    return [*features, f"rlast={last}", f"r>last={status}>{_status(last)}"]


def _status(word: str) -> str:
    return "+".join(vocabulary().classes[word])


def _neighbours(layout: Layout, number: int, *, bare: bool) -> list[str]:
    """Cues of the clauses around, which rule a group whose own clause has none."""
    group, features = layout.groups[number], []
    behind = group.last_clause + 1
    follower = layout.groups[number + 1] if number + 1 < len(layout.groups) else None
    if behind < len(layout.clauses) and layout.sentence_at(layout.clauses[behind][0]) == group.sentence:
        start, end = layout.clauses[behind]
        end = min(end, follower.start) if follower and follower.start >= start else end
        found = next(vocabulary().find(layout.text[start:end]), None)
        features.append(f"next={found[1] if found else '-'}|{bare}")
        features.append(f"Next={_status(found[1]) if found else '-'}|{bare}")
    lead = layout.text[layout.sentences[group.sentence][0] : layout.clauses[group.clause][0]]
    carried = list(vocabulary().find(lead[-30:]))
    word = carried[-1][1] if carried else "-"
    features += [f"prev={word}|{bare}", f"Prev={_status(word) if carried else '-'}|{bare}"]
    features.append(
        f"gap={layout.text[layout.groups[number - 1].end : group.start][:3]}" if number else "gap=^"
    )
    return features


def _grams(side: str, text: str) -> list[str]:
    return [f"{side}:{text[at : at + 2]}" for at in range(len(text) - 1)]
