"""Reading the rules: strict, so that a slip in a rule file is an error that names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
import yaml

from kg.errors import ConfigError
from kg.types import EntityType

FOLDER = "data"


class RuleData(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule as its file has it.

    ``pattern`` is a regular expression whose group ``name`` (or whole match) is the name. ``over``
    says that the rule wins over the recogniser where they overlap; otherwise it fills gaps.
    ``examples`` and ``counter_examples`` are sentences of our own, with the name in 【】 in the former.
    """

    id: str
    type: EntityType
    pattern: str
    note: str
    over: bool = False
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that can be run."""

    data: RuleData
    pattern: re.Pattern[str]


@cache
def rules() -> tuple[Rule, ...]:
    """The package's rules, by id.

    Raises:
        ConfigError: a rule file is faulty.
    """
    found: dict[str, Rule] = {}
    folder = files("kg.nlp.patterns") / FOLDER
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".yaml"):
            for rule in parse(path.read_text(encoding="utf-8"), path.name):
                if rule.data.id in found:
                    message = f"{path.name}: two rules have the id {rule.data.id}"
                    raise ConfigError(message, "give one of them another id")
                found[rule.data.id] = rule
    return tuple(found[name] for name in sorted(found))


def parse(text: str, source: str) -> list[Rule]:
    """The rules of a YAML text; ``source`` names it in errors.

    Raises:
        ConfigError: an unknown key, a wrong type, too few examples, or a pattern that does not
            compile or matches the empty string.
    """
    try:
        found = msgspec.convert(yaml.safe_load(text), list[RuleData])
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        message = f"{source}: {error}"
        raise ConfigError(message, "see the recipe for rules in CONTRIBUTING.md") from error
    return [_compiled(one, source) for one in found]


def _compiled(data: RuleData, source: str) -> Rule:
    hint = "see the recipe for rules in CONTRIBUTING.md"
    if len(data.examples) < 2 or not data.counter_examples:  # noqa: PLR2004
        message = f"{source}: {data.id} needs two examples and a counter-example"
        raise ConfigError(message, hint)
    try:
        pattern = re.compile(data.pattern)
    except re.error as error:
        message = f"{source}: {data.id}: {error}"
        raise ConfigError(message, hint) from error
    if pattern.match(""):
        message = f"{source}: {data.id} matches the empty string"
        raise ConfigError(message, hint)
    return Rule(data, pattern)
