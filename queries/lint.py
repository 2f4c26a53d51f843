"""Finds what the two engines answer differently (see ``lint.yaml``).

Rules that a regular expression cannot hold are functions here; their examples stand with
their tests.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import msgspec
import yaml

from kg.errors import ConfigError
from kg.types import Problem, Severity

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL)
CLAUSE = re.compile(r"\b(?:OPTIONAL\s+MATCH|MATCH|WITH|RETURN|UNWIND|UNION|ORDER\s+BY)\b", re.IGNORECASE)
STEP = re.compile(r"(?P<left><?)-\s*(?:\[\s*(?P<inner>[^\]]*)\])?\s*-(?P<right>>?)")
ITEM = re.compile(r"(?P<what>.*?)\s+AS\s+(?P<alias>\w+)\s*", re.IGNORECASE | re.DOTALL)
BOUND = re.compile(r"[(\[]\s*(\w+)\s*[:)\]{*]|(\w+)\s*=\s*\(")
# Relations that no thing has to itself, also over others: walks and trails end alike.
ACYCLIC = {"PART_OF", "WITHIN", "LOCATED_IN", "UNDERTAKEN_BY"}


class _Rule(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: str
    message: str
    hint: str
    pattern: str
    bad: list[str]
    good: list[str]
    silent: bool = False
    raw: bool = False


class _File(msgspec.Struct, forbid_unknown_fields=True):
    version: Literal[1]
    rules: list[_Rule]


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape to be avoided. ``raw`` patterns see strings, all others find them emptied."""

    id: str
    message: str
    hint: str
    silent: bool
    raw: bool
    pattern: re.Pattern[str]
    bad: tuple[str, ...]
    good: tuple[str, ...]

    def find(self, text: str) -> Iterator[int]:
        """Offsets in ``text`` where the shape begins."""
        cleaned = blank(text, strings=not self.raw)
        return (found.start() for found in self.pattern.finditer(cleaned))


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules of ``lint.yaml``.

    Raises:
        ConfigError: the file is faulty.
    """
    source = files(__package__).joinpath("lint.yaml").read_text(encoding="utf-8")
    try:
        return tuple(map(_rule, msgspec.convert(yaml.safe_load(source), _File).rules))
    except (yaml.YAMLError, msgspec.ValidationError, re.error) as error:
        message = f"queries/lint.yaml: {error}".splitlines()[0]
        raise ConfigError(message, "compare it with the file that is delivered") from error


def _rule(one: _Rule) -> Rule:
    pattern = re.compile(one.pattern, re.IGNORECASE | re.VERBOSE | re.DOTALL)
    return Rule(one.id, one.message, one.hint, one.silent, one.raw, pattern, tuple(one.bad), tuple(one.good))


def blank(text: str, *, strings: bool = True) -> str:
    """``text`` with comments as blanks and (if ``strings``) strings emptied; offsets stay."""

    def replace(found: re.Match[str]) -> str:
        part = found[0]
        if part.startswith("/"):
            return re.sub(r"[^\n]", " ", part)
        inner = re.sub(r"[^\n]", " ", part[1:-1])
        return part[0] + inner + part[-1] if strings and part[0] != "`" else part

    return COMMENT.sub(replace, text)


def parameters(text: str) -> set[str]:
    """The names of the parameters that a query uses."""
    return set(re.findall(r"\$(\w+)", blank(text)))


def warnings(text: str) -> list[Problem]:
    """What may give other rows than Neo4j without an error, in a user's query."""
    silent = [rule for rule in rules() if rule.silent]
    return _problems(text, silent, (repeats,), Severity.WARNING, "cypher")


def check(text: str, place: str) -> list[Problem]:
    """All that a query of the library must not have; ``place`` names it."""
    return _problems(text, rules(), (repeats, columns, empty_parameters), Severity.ERROR, place)


Found = tuple[str, str, str, int]


def _problems(
    text: str,
    against: tuple[Rule, ...] | list[Rule],
    functions: tuple[Callable[[str], Iterator[Found]], ...],
    severity: Severity,
    place: str,
) -> list[Problem]:
    found = [(rule.id, rule.message, rule.hint, at) for rule in against for at in rule.find(text)]
    found += [one for function in functions for one in function(text)]
    return [
        Problem(severity, f"cypher.{code}", f"{place}:{text.count(chr(10), 0, at) + 1}", message, hint)
        for code, message, hint, at in sorted(found, key=lambda one: (one[3], one[0]))
    ]


def repeats(text: str) -> Iterator[Found]:
    """Patterns that may use a relationship twice: the embedded engine does, Neo4j does not."""
    message = "a relationship may be used twice here on the embedded engine, never in Neo4j"
    for start, clause in clauses(text, "MATCH"):
        guarded = re.search(r"\bid\s*<>", clause)
        steps = [(found, _types(found)) for found in STEP.finditer(clause)]
        for number, (found, types) in enumerate(steps):
            inner = found["inner"] or ""
            both_ways = bool(found["left"]) == bool(found["right"])
            if "*" in inner and (both_ways or not types or types - ACYCLIC):
                yield "repeats", message, "follow one direction of PART_OF or WITHIN", start + found.start()
            for other, others in steps[:number]:
                if not guarded and _overlap(types, others) and _turns(found, other):
                    yield "repeats", message, "add r1.id <> r2.id", start + found.start()
                    break


def _types(step: re.Match[str]) -> set[str]:
    inner = re.sub(r"[*{].*", "", step["inner"] or "", flags=re.DOTALL)
    return set(re.findall(r"\w+", inner.partition(":")[2]))


def _overlap(one: set[str], other: set[str]) -> bool:
    return not one or not other or bool(one & other)


def _turns(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two steps can use one relationship: not where both go the same one way."""
    ways = {(bool(step["left"]), bool(step["right"])) for step in (one, other)}
    return ways not in ({(True, False)}, {(False, True)})


def columns(text: str) -> Iterator[Found]:
    """Columns without a name, with a variable's name, or that hold whole nodes."""
    cleaned = blank(text)
    bound = {name for pair in BOUND.findall(cleaned) for name in pair if name}
    for start, clause in clauses(text, "RETURN"):
        for item in _items(re.sub(r"^\s*DISTINCT\b", "", clause, flags=re.IGNORECASE)):
            found = ITEM.fullmatch(item)
            if found is None and not re.fullmatch(r"\s*\w+\s*", item):
                yield "unnamed-column", f"the column '{item.strip()}' has no name", "add AS name", start
            elif (found["alias"] if found else item.strip()) in bound:
                yield "alias-is-variable", f"'{item.strip()}' is called like a variable", "rename it", start
            elif found and found["what"].strip() in bound:
                yield "whole-node", f"'{item.strip()}' returns a whole node or path", "name properties", start


def empty_parameters(text: str) -> Iterator[Found]:
    """``CONTAINS $p`` that does not care for an empty parameter."""
    cleaned = blank(text)
    for found in re.finditer(r"\bCONTAINS\s+\$(\w+)", cleaned, re.IGNORECASE):
        if not re.search(rf"\${found[1]}\s*=\s*''", cleaned):
            hint = f"${found[1]} = '' OR …"
            yield "contains-empty", "CONTAINS '' is false on the embedded engine", hint, found.start()


def clauses(text: str, kind: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each clause of a kind (``MATCH`` takes in ``OPTIONAL MATCH``)."""
    cleaned = blank(text)
    words = list(CLAUSE.finditer(cleaned))
    if kind != "MATCH":  # what stands in EXISTS { } is no clause of the query itself
        words = [found for found in words if _depth(cleaned, found.start()) == 0]
    starts = [(found.start(), found.end(), found[0].upper()) for found in words]
    for number, (_, end, word) in enumerate(starts):
        if word.endswith(kind):
            until = starts[number + 1][0] if number + 1 < len(starts) else len(cleaned)
            yield (
                end,
                re.sub(r"\b(?:LIMIT|SKIP)\b.*|;.*", "", cleaned[end:until], flags=re.DOTALL | re.IGNORECASE),
            )


def _depth(text: str, until: int) -> int:
    return text.count("{", 0, until) - text.count("}", 0, until)


def _items(clause: str) -> Iterator[str]:
    depth, item = 0, ""
    for sign in clause:
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            yield item
            item = ""
        else:
            item += sign
    if item.strip():
        yield item
