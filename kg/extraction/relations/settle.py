"""Of the stretches of a name that overlap only one can be the place, or the maker: the likeliest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extraction.relations.candidates import Candidate
from kg.types import EntityType, Predicate, Ref

ONCE = frozenset({Predicate.UNDERTAKEN_BY})  # told once of a name, wherever it stands in it
LEAST = 0.01


def settle(held: Sequence[Candidate], rows: list[list[float]], classes: Sequence[str]) -> list[list[float]]:
    """Chances where the likeliest of overlapping stretches alone is left; makers gather their rivals'.

    Args:
        held: candidates; those without a ``part`` keep what they have.
        rows: a row a candidate, a column a class; changed in place.
        classes: the relation of each column.
    """
    columns = {name: number for number, name in enumerate(classes)}
    groups: dict[tuple[Ref, Predicate, EntityType | None], list[int]] = defaultdict(list)
    for number, one in enumerate(held):
        if one.part is not None:
            for relation in one.relations:
                if rows[number][columns[relation]] >= LEAST:
                    kind = None if relation in ONCE else one.tail.type
                    groups[one.head, relation, kind].append(number)
    for (_, relation, _), members in groups.items():
        _gather(held, rows, members, columns[relation], once=relation in ONCE)
    return rows


def _gather(
    held: Sequence[Candidate], rows: list[list[float]], members: list[int], column: int, *, once: bool
) -> None:
    left = sorted(members, key=lambda one: (-rows[one][column], one))
    while left:
        best, *rest = left
        left = []
        for other in rest:
            if once or _overlap(held[best].part, held[other].part):
                if once:
                    rows[best][column] = min(0.99, rows[best][column] + rows[other][column])
                rows[other][column] = 0.0
            else:
                left.append(other)


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and max(one[0], other[0]) < min(one[1], other[1])
