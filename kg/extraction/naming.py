"""Canonical names of a report's mentions: the fullest form that the report itself uses.

Four steps, each its own module: quotation marks and footnote numbers go; places get their
division's official name; the head that a list shares is added to its items; bare forms are
replaced by the longer one that the report uses. What no step speaks for stays as written.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kg.extraction.naming_forms import fullest
from kg.extraction.naming_lists import complete_lists
from kg.extraction.naming_places import name_places
from kg.extraction.naming_words import clean
from kg.types import Mention, Report


def name_mentions(report: Report, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with ``name`` set, in the order given.

    Args:
        report: the report; its division decides among places of one name.
        mentions: mentions with offsets in ``report.text``; their names so far are not looked at.
    """
    order = sorted(range(len(mentions)), key=lambda number: (mentions[number].start, mentions[number].end))
    placed = [mentions[number] for number in order]
    names = [clean(one.surface) for one in placed]
    names = complete_lists(report.text, placed, names)
    names = name_places(report, placed, names)
    names = fullest(report, placed, names)
    by_number = dict(zip(order, names, strict=True))
    return [dataclasses.replace(one, name=by_number[number]) for number, one in enumerate(mentions)]
