"""Lines and canals of one name in far parts of the country: two things, unless they have an end in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.places.divisions import Divisions
from kg.resolution.iris import iri
from kg.resolution.lines import ends_of, line_of
from kg.resolution.locals import Local
from kg.resolution.scope import load_patterns
from kg.types import EntityType


def told_apart(locals_: Iterable[Local], divisions: Divisions) -> list[Local]:
    """``locals_``, where namesakes of far provinces bear the province of their part in their IRI."""
    found = []
    grouped: dict[str, list[Local]] = defaultdict(list)
    for one in locals_:
        if one.ref.type is EntityType.PROJECT and one.home is None:
            grouped[one.node].append(one)
        else:
            found.append(one)
    for members in grouped.values():
        found += _split(members, divisions)
    return sorted(found, key=lambda one: (one.report.id, one.ref))


def _split(members: Sequence[Local], divisions: Divisions) -> Sequence[Local]:
    first = members[0]
    if load_patterns().is_national(first.ref.type, first.name.base):
        return members
    by_province: dict[str, list[Local]] = defaultdict(list)
    for one in members:
        province = divisions.province_of(one.body)
        by_province[province.code if province else ""].append(one)
    parts = _parts(sorted(set(by_province) - {""}), divisions)
    if len(parts) < 2:  # noqa: PLR2004
        return members
    ends = [_ends([one for code in part for one in by_province[code]]) for part in parts]
    groups = _joined(parts, ends, is_line=line_of(first.name) is not None)
    if len(groups) < 2:  # noqa: PLR2004
        return members
    node = {code: iri(first.ref.type, first.name.key, min(group)) for group in groups for code in group}
    return [
        replace(one, node=node[province]) if province else one
        for province, some in sorted(by_province.items())
        for one in some
    ]


def _parts(provinces: Sequence[str], divisions: Divisions) -> list[set[str]]:
    """Provinces joined with their neighbours."""
    parts: list[set[str]] = []
    for code in provinces:
        near = divisions.neighbours(code) | {code}
        touching = [part for part in parts if part & near]
        parts = [part for part in parts if not part & near] + [{code}.union(*touching)]
    return parts


def _ends(members: Sequence[Local]) -> set[str]:
    bodies = {one.report.division for one in members if one.report.division}
    return {end.code for one in members for end in ends_of(one.ref.name, bodies) if end.code}


def _joined(parts: Sequence[set[str]], ends: Sequence[set[str]], *, is_line: bool) -> list[set[str]]:
    """Parts that read a common end joined; lines of which nothing is read stay with the rest."""
    groups: list[tuple[set[str], set[str]]] = []
    for part, codes in zip(parts, ends, strict=True):
        same = [group for group in groups if group[1] & codes or (is_line and not (group[1] and codes))]
        groups = [group for group in groups if group not in same]
        groups.append((part.union(*(one for one, _ in same)), codes.union(*(one for _, one in same))))
    return [part for part, _ in groups]
