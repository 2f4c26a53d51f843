"""What the classifiers of relations see of a pair: types, order, distance, and the words around."""

from __future__ import annotations

import functools
import importlib.resources
import re

from kg.extraction import cues
from kg.extraction.clauses import Layout
from kg.extraction.relations.pairs import Pair, types_between
from kg.types import EntityType, SectionRole

CLASSES = frozenset(
    {"confer", "develop", "host", "issue", "locate", "cooperate", "undertake", "include", "others"}
)
QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉\s]")
SHORT = 6  # a text between that is told whole
EDGE = 8  # characters at either end that bigrams are taken from


@functools.lru_cache(maxsize=1)
def vocabulary() -> cues.Cues:
    """The cue words of relations."""
    return cues.load(importlib.resources.files(__package__) / "cues.yaml", CLASSES)


@functools.lru_cache(maxsize=8192)
def _cues(text: str) -> tuple[tuple[str, str], ...]:
    known = vocabulary()
    return tuple((word, "+".join(known.classes[word])) for _, word in known.find(text))


def pair_bag(pair: Pair, role: SectionRole, own: str) -> list[str]:
    """The features of two names in the text."""
    layout, head, tail = pair.layout, pair.head_mention, pair.tail_mention
    if head is None or pair.head is None:
        message = "the own body has features of its own: own_bag"
        raise ValueError(message)
    types = f"{head.type}>{tail.type}"
    shared = _between(layout, pair.head, pair.tail, types, role)
    names = [f"{types}|ht={head.name[-2:]}", f"{types}|tt={tail.name[-2:]}", f"ht={head.name[-2:]}"]
    names += [
        f"{types}|own={tail.name == own}{head.name == own}",
        f"{types}|in={_shared(head.name, tail.name)}",
    ]
    return [*shared, *names]


def _shared(head: str, tail: str) -> str:
    if tail in head:
        return "tail in head"
    return "prefix" if tail[:2] in head else "head in tail" if head in tail else "-"


def _between(layout: Layout, head: int, tail: int, types: str, role: SectionRole) -> list[str]:
    first, second = sorted((layout.group_of[head], layout.group_of[tail]))
    if first == second:
        return _within(layout, first, head, tail, types)
    order = "ht" if head < tail else "th"
    where = f"{types}|{order}"
    one, two = layout.groups[first], layout.groups[second]
    middle = QUOTES.sub("", layout.text[one.end : two.start])
    kinds = types_between(layout, first, second)
    near = (
        "clause" if one.last_clause == two.clause else "sentence" if one.sentence == two.sentence else "far"
    )
    gap = min(len(kinds), 4)
    features = [where, f"{where}|{near}", f"{where}|{near}|{gap}", f"{where}|{role}", f"{near}|{gap}"]
    features += [f"{where}|heads={_count(kinds, types, 0)}|tails={_count(kinds, types, 1)}"]
    features += [f"{where}|seq={','.join(kinds[:3])}", f"{where}|far={min(two.sentence - one.sentence, 5)}"]
    features += _middle(middle, where, near)
    features += _edge(layout, first, second, where)
    sizes = f"{one.last > one.first}{two.last > two.first}"
    return [*features, f"{where}|list={sizes}", *_rank(layout, first, second, where)]


def _count(kinds: object, types: str, side: int) -> int:
    wanted = types.split(">")[side]
    return min(sum(str(kind) == wanted for kind in kinds), 3)  # type: ignore[attr-defined]


def _middle(middle: str, where: str, near: str) -> list[str]:
    features = [f"{where}|len={min(len(middle) // 3, 8)}"]
    if len(middle) <= SHORT:
        features += [f"{where}|mid={middle}", f"mid={middle}"]
    head, tail = middle[:EDGE], middle[-EDGE:]
    features += [f"{where}|m:{head[at : at + 2]}" for at in range(len(head) - 1)]
    features += [f"{where}|n:{tail[at : at + 2]}" for at in range(len(tail) - 1)]
    found = _cues(middle)
    features += [f"{where}|c={word}" for word, _ in found]
    features += [f"{where}|C={kind}|{near}" for _, kind in found]
    if found:
        features += [f"{where}|c1={found[0][0]}", f"{where}|c9={found[-1][0]}", f"c9={found[-1][0]}"]
    features.append(f"{where}|commas={min(sum(middle.count(mark) for mark in '，,：'), 4)}")
    return features


def _edge(layout: Layout, first: int, second: int, where: str) -> list[str]:
    """What stands before the first group and behind the second."""
    before, after = QUOTES.sub("", layout.before(first)), QUOTES.sub("", layout.after(second))
    inner = QUOTES.sub("", layout.before(second))
    features = [f"{where}|b{size}={before[-size:]}" for size in (1, 2, 3)]
    features += [f"{where}|a{size}={after[:size]}" for size in (1, 2, 3)]
    features += [f"{where}|i{size}={inner[-size:]}" for size in (2, 3)]
    for side, found in (("b", _cues(before)), ("a", _cues(after)), ("i", _cues(inner))):
        edge = found[:1] if side == "a" else found[-1:]
        features += [f"{where}|{side}c={word}" for word, _ in edge] or [f"{where}|{side}c=-"]
        features += [f"{where}|{side}C={kind}" for _, kind in edge]
    start = layout.groups[first].start == layout.sentences[layout.groups[first].sentence][0]
    return [*features, f"{where}|start={start}|{bool(before)}{bool(after)}"]


def _rank(layout: Layout, first: int, second: int, where: str) -> list[str]:
    """Whether nearer names of the same types stand on the other sides."""
    kinds = [layout.marked.mentions[one.first].type for one in layout.groups]
    sentence = layout.groups[first].sentence
    behind = [
        kinds[at]
        for at in range(second + 1, len(kinds))
        if layout.groups[at].sentence == layout.groups[second].sentence
    ]
    ahead = [kinds[at] for at in range(first - 1, -1, -1) if layout.groups[at].sentence == sentence]
    one, two = kinds[first], kinds[second]
    return [f"{where}|again={one in behind[:2]}{two in behind[:2]}|{one in ahead[:2]}{two in ahead[:2]}"]


def _within(layout: Layout, group: int, head: int, tail: int, types: str) -> list[str]:
    """Members of one list: what joins them, and the words around the list."""
    spans = layout.marked.spans
    one, two = sorted((head, tail))
    joint = QUOTES.sub("", layout.text[spans[one][1] : spans[two][0]]) if two == one + 1 else "far"
    after, before = QUOTES.sub("", layout.after(group)), QUOTES.sub("", layout.before(group))
    size = layout.groups[group].last - layout.groups[group].first
    features = [f"in|{types}", f"in|joint={joint[:2]}", f"in|size={min(size, 4)}", f"in|{types}|{joint[:2]}"]
    features += [f"in|a={word}" for word, _ in _cues(after)[:2]] + [
        f"in|b={word}" for word, _ in _cues(before)[-2:]
    ]
    return [*features, f"in|a2={after[:2]}", f"in|b2={before[-2:]}", f"in|a2={after[:2]}|{joint[:2]}"]


def own_bag(pair: Pair, role: SectionRole, own: str) -> list[str]:
    """The features of the own body with a name: who else may be meant, and what is done."""
    layout, tail = pair.layout, pair.tail_mention
    number = layout.group_of[pair.tail]
    group = layout.groups[number]
    kind = str(tail.type)
    before, after = QUOTES.sub("", layout.before(number)), QUOTES.sub("", layout.after(number))
    lead = QUOTES.sub("", layout.text[layout.sentences[group.sentence][0] : group.start])
    features = [kind, f"{kind}|{role}", f"{kind}|t={tail.name[-2:]}", f"{kind}|t1={tail.name[-1:]}"]
    features += [f"{kind}|h={tail.name[:2]}", f"{kind}|holds={own[:2] in tail.name}"]
    features += [f"{kind}|b{size}={before[-size:]}" for size in (1, 2, 3, 4)]
    features += [f"{kind}|a{size}={after[:size]}" for size in (0, 1, 2, 3)]
    features += [f"{kind}|b:{before[-10:][at : at + 2]}" for at in range(len(before[-10:]) - 1)]
    features += [f"{kind}|a:{after[:EDGE][at : at + 2]}" for at in range(len(after[:EDGE]) - 1)]
    features += _own_cues(kind, before, after, lead, role)
    features += _rivals(layout, number, kind, own)
    size = group.last - group.first
    return [
        *features,
        f"{kind}|list={min(size, 3)}",
        f"{kind}|own={'我市' in lead or '我县' in lead or '全市' in lead}",
    ]


def _own_cues(kind: str, before: str, after: str, lead: str, role: SectionRole) -> list[str]:
    left, right, all_left = _cues(before), _cues(after), _cues(lead)
    features = [f"{kind}|bc={left[-1][0]}" if left else f"{kind}|bc=-"]
    features += [f"{kind}|bC={left[-1][1]}|{role}"] if left else []
    features += [f"{kind}|ac={right[0][0]}" if right else f"{kind}|ac=-"]
    features += [f"{kind}|aC={right[0][1]}"] if right else []
    features += [f"{kind}|bcs={word}" for word, _ in left[:-1]]
    features += [f"{kind}|bc&ac={left[-1][0] if left else '-'}&{right[0][0] if right else '-'}"]
    if not left:
        features.append(f"{kind}|lead={all_left[-1][0] if all_left else '-'}")
    return features


def _rivals(layout: Layout, number: int, kind: str, own: str) -> list[str]:
    """Other names of the sentence that the relation may rather be told of."""
    group = layout.groups[number]
    features, rivals = [], []
    for other in range(number - 1, max(-1, number - 5), -1):
        one = layout.groups[other]
        if one.sentence != group.sentence:
            break
        mention = layout.marked.mentions[one.first]
        name = "OWN" if mention.type is EntityType.PLACE and mention.name == own else str(mention.type)
        near = "c" if one.last_clause == group.clause else "s"
        rivals.append(f"{name}{near}")
        if len(rivals) == 1:
            gap = QUOTES.sub("", layout.text[one.end : group.start])
            features += [f"{kind}|near={name}{near}|{gap[:2]}", f"{kind}|near={name}{near}|{gap[-2:]}"]
            start = (
                one.start == layout.sentences[one.sentence][0] or one.start == layout.clauses[one.clause][0]
            )
            features.append(f"{kind}|near={name}{near}|starts={start}")
    features += [f"{kind}|r{at}={name}" for at, name in enumerate(rivals)]
    features.append(f"{kind}|rs={','.join(rivals[:2])}")
    behind = layout.groups[number + 1] if number + 1 < len(layout.groups) else None
    if behind and behind.sentence == group.sentence:
        gap = QUOTES.sub("", layout.text[group.end : behind.start])
        features.append(f"{kind}|next={layout.marked.mentions[behind.first].type}|{gap[:2]}")
        features.append(f"{kind}|nextgap={gap[:6]}")
    return features
