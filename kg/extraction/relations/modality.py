"""Whether an honour is held or still striven for."""

from __future__ import annotations

import functools
import importlib.resources

from kg.extraction import cues

CLASSES = frozenset({"striving", "conferred", "kept"})


@functools.lru_cache(maxsize=1)
def _vocabulary() -> cues.Cues:
    return cues.load(importlib.resources.files(__package__) / "modality.yaml", CLASSES)


def still_striven_for(clause: str, *, planned: bool) -> bool:
    """Whether the honour that ``clause`` speaks of is to be got yet.

    What is kept or polished is held already, in a plan too; what a review says is being striven
    for is not held. Else the section decides (``planned``).
    """
    known = _vocabulary()
    told = {name for _, word in known.find(clause) for name in known.classes[word]}
    if "kept" in told:
        return False
    return planned or ("striving" in told and "conferred" not in told)
