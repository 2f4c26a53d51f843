"""How many gold mentions get the gold's canonical name, by type, beside the bare surface.

usage: python training/measure_naming.py [../shared] [--errors]
"""

from __future__ import annotations

import dataclasses
import importlib.util
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from measure_lines import home_of

from kg.evaluation import gold
from kg.extraction.naming import name_mentions
from kg.reading import read


def scorer(folder: Path) -> Callable[[str, str], str]:
    """``key`` of the gold's score.py: the form under which two names are one."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        message = f"{folder}/score.py cannot be loaded"
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    key: Callable[[str, str], str] = module.key
    return key


def main() -> None:
    """Print accuracy by type."""
    arguments = [one for one in sys.argv[1:] if not one.startswith("--")]
    shared = Path(arguments[0] if arguments else "../shared")
    key = scorer(shared / "gold")
    total, base, hit, broken = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    wrong: Counter[tuple[str, str, str, str]] = Counter()
    for path in sorted((shared / "gold").glob("*-20*.tsv")):
        report = dataclasses.replace(read(shared / "reports" / f"{path.stem}.txt"), division=home_of(path))
        truth = gold.mentions(report, gold.load(path))
        blank = [dataclasses.replace(one, name=one.surface) for one in truth]
        for one, named in zip(truth, name_mentions(report, blank), strict=True):
            right, kind = key(one.type, one.name), str(one.type)
            total[kind] += 1
            base[kind] += key(one.type, one.surface) == right
            hit[kind] += key(one.type, named.name) == right
            if key(one.type, named.name) != right:
                broken[kind] += key(one.type, one.surface) == right
                wrong[kind, one.surface, named.name, one.name] += 1
    for kind in [*sorted(total), "all"]:
        sums = [sum(part.values()) if kind == "all" else part[kind] for part in (total, base, hit, broken)]
        print(
            f"{kind:13} mentions {sums[0]:6} surface {sums[1] / sums[0]:.4f}"
            f" named {sums[2] / sums[0]:.4f} spoilt {sums[3]}"
        )
    if "--errors" in sys.argv:
        for row, count in sorted(wrong.items()):
            print(count, *row, sep="\t")


if __name__ == "__main__":
    main()
