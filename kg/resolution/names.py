"""Names in the form in which they are compared: spelling folded, tails cut, phases and sections apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.errors import ConfigError
from kg.resolution.data import checked, settings
from kg.types import EntityType

NOISE = re.compile(r"[\s“”\"'‘’「」『』《》〈〉·•]")
NUMERAL = r"[一二三四五六七八九十\d]"
PHASE = re.compile(rf"\(?第?(?P<number>{NUMERAL}(?:{NUMERAL}|[、及和至](?={NUMERAL}))*)期\)?")
#: 南段, A段, 2标段: pieces of works that are planned and built one by one.
PART = re.compile(rf"\(?(?P<part>(?<![\u4e00-\u9fff])[a-z]段|[东西南北中]段|第?{NUMERAL}+标段)\)?$")
#: （内遂段）, and 南充段 behind the class of a line: the stretch that the reporting body looks after.
#: An extension (延伸段) is another project.
SECTION = re.compile(
    r"\((?P<bracket>(?!\w*延)[^()]{2,12}段)\)"
    r"|(?P<tail>(?<=高铁|高速|铁路|城际|航道|运河|轴线|通道)(?!\w*延)[^()]{2,9}段)$"
)
ARABIC = str.maketrans("1234567890", "一二三四五六七八九〇")
LINES = frozenset((EntityType.PROJECT,))


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: ``base`` is what is compared, phases and parts tell works apart.

    ``sections`` are stretches of a line (内遂段) that a body speaks of as its share of it.
    """

    base: str
    part: str = ""
    phase: str = ""
    sections: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The form under which two names of one type count as one name."""
        return self.base + self.part + self.phase


@dataclass(frozen=True, slots=True)
class Rule:
    """A replacement of ``names.yaml``, with the names that it is tested on."""

    id: str
    types: frozenset[EntityType]
    pattern: re.Pattern[str]
    replace: str
    examples: tuple[tuple[str, str], ...]
    counters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The replacements, in order, and the tails that are cut until none is left."""

    rules: tuple[Rule, ...]
    tails: tuple[Rule, ...]


def fold(name: str) -> str:
    """``name`` without blanks and quotation marks, in half width and lower case."""
    return NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()


@lru_cache(maxsize=1 << 16)
def normalise(type_: EntityType, name: str) -> Name:
    """Take ``name`` apart by the rules for ``type_``; ``base`` is never empty unless ``name`` is."""
    rules = load_rules()
    text = apply(rules.rules, type_, fold(name))
    part, phase = "", ""
    sections: tuple[str, ...] = ()
    if type_ in LINES or type_ is EntityType.PARK:
        text, phase = _cut_phase(text)
        text, sections = _cut_sections(text)
        text = _cut_tails(rules.tails, type_, text)
        text, part = _cut_part(text)
    base = _cut_tails(rules.tails, type_, text)
    return Name(base or fold(name), part, phase, sections)


def apply(rules: Iterable[Rule], type_: EntityType, text: str) -> str:
    """``text`` after all ``rules`` that are for ``type_``, none of which may empty it."""
    for rule in rules:
        if type_ in rule.types:
            text = rule.pattern.sub(rule.replace, text) or text
    return text


def _cut_tails(tails: Iterable[Rule], type_: EntityType, text: str) -> str:
    while (shorter := apply(tails, type_, text)) != text:
        text = shorter
    return text


def _cut_phase(text: str) -> tuple[str, str]:
    found = PHASE.search(text)
    if not found or found.end() - found.start() == len(text):
        return text, ""
    return text[: found.start()] + text[found.end() :], found["number"].translate(ARABIC) + "期"


def _cut_part(text: str) -> tuple[str, str]:
    found = PART.search(text)
    return (text[: found.start()], found["part"]) if found and found.start() else (text, "")


def _cut_sections(text: str) -> tuple[str, tuple[str, ...]]:
    found = tuple(
        match["bracket"] or match["tail"] for match in SECTION.finditer(text) if not PART.fullmatch(match[0])
    )
    for one in found:
        text = text.replace(f"({one})", "").replace(one, "")
    return text, found


def whole_line(name: str) -> str:
    """``name`` without the stretch of a line that it speaks of: 成渝铁路（成都至隆昌段） → 成渝铁路."""
    for one in _cut_sections(fold(name))[1]:
        name = re.sub(rf"[（(]?{re.escape(one)}[）)]?", "", name) or name
    return name


@cache
def load_rules() -> Rules:
    """The rules of ``names.yaml``, read once.

    Raises:
        ConfigError: the file has unknown keys, a doubled id, or too few examples.
    """
    data = checked(settings("names.yaml"), {"rules", "tails"}, "names.yaml")
    rules, tails = (tuple(_rule(one) for one in data[part]) for part in ("rules", "tails"))
    ids = [one.id for one in rules + tails]
    doubled = sorted({one for one in ids if ids.count(one) > 1})
    if doubled:
        message = f"names.yaml: ids given twice: {doubled}"
        raise ConfigError(message)
    return Rules(rules, tails)


def _rule(entry: object) -> Rule:
    keys = {"id", "types", "pattern", "replace", "examples", "counters"}
    data = checked(entry, keys, "names.yaml")
    rule = Rule(
        data["id"],
        frozenset(EntityType(one) for one in data["types"]),
        re.compile(data["pattern"]),
        data["replace"],
        tuple(data["examples"].items()),
        tuple(data["counters"]),
    )
    if len(rule.examples) < 2 or not rule.counters or rule.pattern.match(""):  # noqa: PLR2004
        message = (
            f"names.yaml: rule {rule.id} needs two examples, a counter-example, and may not match nothing"
        )
        raise ConfigError(message)
    return rule
