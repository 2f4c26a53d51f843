"""The place names that the recogniser is told of."""

from __future__ import annotations

from functools import cache

from kg.nlp.recognizer.features import PlaceNames
from kg.places import divisions

SHORTEST = 2


@cache
def place_names() -> PlaceNames:
    """Official names down to townships, other names of provinces, cities and counties."""
    names: dict[str, bool] = {}
    for one in divisions.load():
        if one.level != "township":
            names.update((other, False) for other in (one.short, *one.aliases) if len(other) >= SHORTEST)
    names.update((one.name, True) for one in divisions.load())
    return PlaceNames(names)
