"""How a line's name is built: which stretches of it may name places, and how they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kg.places.networks import vocabulary
from kg.places.options import Option, letter, word

QUOTES = re.compile(r"[\s“”\"'‘’「」『』《》〈〉]")
BRACKET = re.compile(r"\(([^()]*)\)")
SECTION = re.compile(r"^(.*?)段")
JOINT = re.compile(r"[、及与]")
WORKS = re.compile(r"^([\u4e00-\u9fff]{2,3}?)(?:扩容|改扩建|复线)")
VOLTAGE = re.compile(r"±?\d+(?:千伏|kV|KV|公里)")
OWN_LINE = re.compile(r"^([\u4e00-\u9fff]{2,4})线")
ABROAD = re.compile(r"中(?:欧|亚|老|俄|越|泰|蒙|哈)$")
TRANSFER = re.compile(r"引(?P<source>[\u4e00-\u9fff])(?:入|济|补|供|润)(?P<target>[\u4e00-\u9fff])")
POWER = re.compile(r"(?P<source>[\u4e00-\u9fff])电(?:入|送|外送)(?P<target>[\u4e00-\u9fff])")
LABEL = re.compile(r"([\u4e00-\u9fff]{2,4})号")
LITERAL = re.compile(r"[\u4e00-\u9fff]{2,6}")
LITERAL_COST = 1.2
RIVER = re.compile(r"[江河湖溪港海湾]$")
RING = re.compile(r"[一二三四五六内外]环$")
LONGEST, LONGEST_WEAK, LONGEST_SECTION, ASIDE = 6, 4, 3, 2
BRANCHES = ("联络线", "连接线")

Slots = tuple[tuple[Option, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch of a name that is read jointly: ``alternatives`` are ways to cut it into slots."""

    text: str
    kind: str
    rule: str
    alternatives: tuple[Slots, ...]
    written_out: bool = False


def groups(name: str) -> list[Group]:
    """The groups of a line's name, the line itself first; empty where it is no line's name."""
    text = QUOTES.sub("", unicodedata.normalize("NFKC", name).replace("(郊)", ""))
    text = VOLTAGE.sub("", text)
    moved = TRANSFER.search(text) or POWER.search(text)
    if moved:
        return [_transfer(moved)]
    body, asides = _open_brackets(text)
    return list(_line(body, asides))


def _transfer(moved: re.Match[str]) -> Group:
    words = vocabulary()
    slots = []
    for character in (moved["source"], moved["target"]):
        rivers = words.rivers if moved.re is TRANSFER else {}
        river = [Option(None, rivers[character], "river", 0.0)] if character in rivers else []
        slots.append((*river, *letter(character, "power")))
    return Group(moved[0], "power", "line.transfer", (tuple(slots),))


def _open_brackets(text: str) -> tuple[str, list[str]]:
    """The name without its brackets, and what stood in them; 平(昌)仪(陇) is written out."""
    asides: list[str] = []

    def replace(found: re.Match[str]) -> str:
        inside = found[1]
        if (
            len(inside) <= ASIDE
            and found.start()
            and not inside.endswith("段")
            and text[found.end() :][:1].strip()
        ):
            whole = text[found.start() - 1] + inside
            if word(whole) or letter(inside, "rail"):
                return inside
        asides.append(inside)
        return ""

    return BRACKET.sub(replace, text), asides


def _line(body: str, asides: Sequence[str]) -> Iterator[Group]:
    words = vocabulary()
    bare = words.prefix.sub("", body)
    head = _head(bare)
    if head is None:
        if bare != body or words.connector.search(bare) or "线" in bare:
            yield from _sections(bare.rpartition("线")[2] if "线" in bare else bare, "road")
        return
    kind, before, after = words.kinds[head[0]], bare[: head.start()], bare[head.end() :]
    if words.beside.search(after):
        return
    abroad = ABROAD.search(before) if kind == "train" else None
    if abroad:
        yield from _abbreviation(abroad[0], kind)
        before = before[: abroad.start()]
    if words.connector.search(before):
        branch = after.startswith(BRANCHES) and kind in ("rail", "express")
        yield from _explicit(words.connector.split(before)[0] if branch else before, kind, "line.explicit")
    elif abroad and word(before):
        yield Group(before, kind, "line.explicit", ((word(before),),), written_out=True)
    else:
        yield from _abbreviation(before, kind)
    yield from _behind(after, kind)
    for aside in asides:
        yield from _aside(aside, kind)


def _head(body: str) -> re.Match[str] | None:
    """The head: the first that leaves a name before it, the longest one there."""
    words = vocabulary()
    weak = None
    for found in words.head.finditer(body):
        if found[0] == "线":
            run = words.modifier.sub("", body[: found.start()])
            if weak is None and (1 < len(run) <= LONGEST_WEAK or words.connector.search(run)):
                weak = found
        elif found.start() or words.kinds[found[0]] in ("transit", "rail"):
            return found
    return weak


def _explicit(text: str, kind: str, rule: str) -> Iterator[Group]:
    words = vocabulary()
    operands = [one for one in words.connector.split(text) if one]
    last = JOINT.split(SECTION.sub(r"\1", words.modifier.sub("", operands[-1]))) if operands else []
    operands = [*operands[:-1], *last]
    slots = [_operand(one, number, len(operands)) for number, one in enumerate(operands)]
    known = tuple(slot for slot in slots if slot)
    if known:
        yield Group(text, kind, rule, (known,), written_out=True)


def _operand(text: str, number: int, count: int) -> tuple[Option, ...]:
    """What one end that is written out may be: the whole, its end (first) or its beginning.

    The bare word is offered as well, at a price, where the divisions of that name may be far.
    """
    words = vocabulary()
    text = words.prefix.sub("", text)
    if text in words.vague or words.facility.sub("", text) in words.vague:
        return ()
    whole = word(text)
    if any(one.level != "township" for one in whole):
        return whole
    if whole:
        return (*whole, *_literal(text, LITERAL_COST))
    cuts = range(1, len(text) - 1)
    last = [text[cut:] for cut in cuts]
    first = [text[:-cut] for cut in cuts]
    for part in last if number == 0 else first if number == count - 1 else [*last, *first]:
        found = tuple(one for one in word(part) if one.level != "township")
        if found:
            return (*found, *_literal(text, LITERAL_COST))
    return _literal(text, 0.0)


def _literal(text: str, cost: float) -> tuple[Option, ...]:
    """A place that is no division, as the name itself has it: 夫城口, 垭子."""
    for cut in range(2, len(text) - 1):
        if any(one.level != "township" for one in word(text[:cut])):
            text = text[cut:]
            break
    if not LITERAL.fullmatch(text) or text in vocabulary().vague:
        return ()
    return (Option(None, text, "place", cost),)


def _abbreviation(text: str, kind: str) -> Iterator[Group]:
    words = vocabulary()
    around = words.around.sub("", text)
    run = words.modifier.sub("", around)
    if around != text:
        alone = () if words.facility.sub("", run) in words.vague else word(run)
        if alone:
            yield Group(run, kind, "line.place", ((alone,),), written_out=True)
        return
    if kind == "water" and run and all(one in words.rivers for one in run):
        rivers = tuple((Option(None, words.rivers[one], "river", 0.0),) for one in run)
        yield Group(run, kind, "line.abbreviation", (rivers,), written_out=True)
    elif 1 < len(run) <= LONGEST and not RING.search(run) and not (kind == "water" and RIVER.search(run)):
        cuts = tuple(cut for cut in _cuts(run, kind) if len(cut) > 1)
        if cuts:
            yield Group(run, kind, "line.abbreviation", cuts)


def _cuts(run: str, kind: str) -> Iterator[Slots]:
    """The ways to cut a run into single characters and written-out places."""
    for marks in product((False, True), repeat=len(run) - 1):
        pieces, start = [], 0
        for at, mark in enumerate((*marks, True), start=1):
            if mark:
                pieces.append(run[start:at])
                start = at
        slots = [letter(one, kind) if len(one) == 1 else _short(one) for one in pieces]
        if all(slots):
            yield tuple(slots)


def _short(text: str) -> tuple[Option, ...]:
    """Written-out places within an abbreviation; townships are too many to be told."""
    return tuple(one for one in word(text) if one.level != "township" and one.name != text[0] + text)


def _behind(after: str, kind: str) -> Iterator[Group]:
    """Sections, branches and labels behind the head."""
    words = vocabulary()
    yield from _sections(after, kind)
    branch = words.branch.search(words.works.sub("", after))
    if branch and word(branch["place"]):
        yield Group(branch["place"], kind, "line.branch", ((word(branch["place"]),),), written_out=True)
    own = OWN_LINE.match(after)
    if own and kind in ("rail", "transit") and word(own[1]):
        yield Group(own[1], kind, "line.label", ((word(own[1]),),), written_out=True)
    label = LABEL.fullmatch(after)
    if label and kind == "train" and word(label[1]):
        yield Group(label[1], kind, "line.label", ((word(label[1]),),), written_out=True)


def _sections(text: str, kind: str) -> Iterator[Group]:
    text = vocabulary().works.sub("", text)
    section = SECTION.match(text)
    if section:
        for part in JOINT.split(section[1]):
            yield from _section(part, kind)
    elif works := WORKS.match(text):
        yield from _section(works[1], kind)


def _section(part: str, kind: str) -> Iterator[Group]:
    words = vocabulary()
    if not part or words.no_section.match(part):
        return
    if words.connector.search(part):
        yield from _explicit(part, kind, "line.section")
    elif written := word(part):
        yield Group(part, kind, "line.section", ((written,),), written_out=True)
    elif len(part) <= LONGEST_SECTION:
        cuts = tuple(_cuts(part, kind))
        if cuts:
            yield Group(part, kind, "line.section", cuts)


def _aside(aside: str, kind: str) -> Iterator[Group]:
    if "段" in aside:
        yield from _sections(aside, kind)
    elif kind == "train" and word(aside):
        yield Group(aside, kind, "line.label", ((word(aside),),), written_out=True)
