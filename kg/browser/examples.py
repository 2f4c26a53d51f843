"""Values for the guide's questions that have an answer in a build."""

from __future__ import annotations

from pathlib import Path

from kg import manifest, query
from kg.build import DATABASE
from kg.types import Scalar

LONGEST = 60


def values(folder: Path) -> dict[str, dict[str, Scalar]]:
    """Query → parameter → value, out of what the build in ``folder`` holds; what it lacks is left out.

    Raises:
        InputError: there is no build.
        BackendError: its database cannot be read.
    """
    found: dict[str, dict[str, Scalar]] = {}
    years = [report.year for report in manifest.read(folder).reports if report.year]
    if years:
        found["planned-by-sector"] = {"year": max(years)}
    with query.embedded(folder / DATABASE) as connection:
        spanning = query.run(connection, "cross-city-projects").records()
    for row in spanning:
        # The last of the list is never the first: a project of several cities.
        ends = {"from": row["cities"][0], "to": row["cities"][-1]}
        if all(len(name) <= LONGEST for name in (row["project"], *ends.values())):
            return {**found, "search": {"text": row["project"]}, "shortest-connection": ends}
    return found
