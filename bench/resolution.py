"""Time of resolution against the number of reports, over reports made up for it.

    python -m bench.resolution [MOST]     (default: up to 800 reports)

Each made-up report is that of a county or city of the table and names some 90 things, as a real one
does: lines shared with its neighbours in several spellings, and local projects, parks, companies and
programmes with variants. Each size has a process of its own, with cold caches. Prints names, seconds
of processor time, microseconds a name, and the growth exponent from one row to the next: 1 is linear;
n log n is some 1.1 at these sizes.
"""

from __future__ import annotations

import math
import multiprocessing
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise

from kg.places.divisions import Division, load
from kg.resolution import resolve
from kg.types import EntityType, Evidence, Extraction, Mention, Predicate, Ref, ReportInfo, Statement, Status

SMALLEST, MOST = 50, 800
STEP = 97
"""Bodies are taken in steps, so that all parts of the country are mixed at each size."""
SYLLABLES = "安宝长德丰广和华嘉锦凯利明宁平庆仁瑞盛泰通旺祥兴永裕远正志中"
LOCAL = 24
LINES = (
    "{0}{1}高速",
    "{0}{1}高速公路",
    "{1}{0}高速公路项目",
    "{2}至{3}高速公路",
    "{0}{1}铁路",
    "{1}{0}高速铁路",
    "{0}{1}高速扩容改造工程",
)
KINDS = (
    (EntityType.PROJECT, "{}水库"),
    (EntityType.PROJECT, "{}水库除险加固工程"),
    (EntityType.PROJECT, "{}大道改造二期"),
    (EntityType.PARK, "{}产业园"),
    (EntityType.ENTERPRISE, "{}科技集团"),
    (EntityType.PROGRAM, "{}行动"),
)


def bodies() -> list[Division]:
    """The cities and counties of the table in a fixed mixed order."""
    table = [one for one in load() if one.level in ("city", "county")]
    return [table[at * STEP % len(table)] for at in range(len(table))]


def names(number: int, body: Division, neighbours: list[Division]) -> Iterator[tuple[EntityType, str]]:
    """What the report of ``body`` names."""
    for at, other in enumerate(neighbours):
        ends = body.short[0], other.short[0], body.short, other.short
        yield EntityType.PROJECT, LINES[(number + at) % len(LINES)].format(*ends)
    size = len(SYLLABLES)
    for at in range(LOCAL):
        word = SYLLABLES[(number + at) % size] + SYLLABLES[(number * 7 + at * 3) % size]
        type_, form = KINDS[at % len(KINDS)]
        for spelled in (form.format(word), form.format(word + "新"), form.format("城区" + word)):
            yield type_, spelled
        yield EntityType.PLACE, neighbours[at % len(neighbours)].name


def report(number: int, body: Division, neighbours: list[Division]) -> Extraction:
    """A made-up report, each of whose names stands once and makes progress."""
    info = ReportInfo(f"{number:064x}", f"{body.name}", body.code, 2024, "bench", 10**6)
    mentions, statements = [], []
    for at, (type_, name) in enumerate(dict.fromkeys(names(number, body, neighbours))):
        start = at * 100
        mentions.append(Mention(type_, start, start + len(name), at, name, name, "bench"))
        if type_ is EntityType.PROJECT:
            evidence = Evidence(info.id, at, start, start + len(name), name, "bench")
            status = Status.UNDER_CONSTRUCTION
            statements.append(Statement(Ref(type_, name), Predicate.PROGRESS, evidence, status=status))
    return Extraction(info, tuple(mentions), tuple(statements))


def reports(count: int) -> list[Extraction]:
    """``count`` made-up reports of as many bodies; beyond the table's number the bodies come again."""
    listed = bodies()
    table = load()
    found = []
    for number in range(count):
        body = listed[number % len(listed)]
        city = table.city_of(body.code) or body
        near = [one for one in table.children(city.parent or city.code) if one.level in ("city", "county")]
        found.append(report(number, body, (near or [city])[:8]))
    return found


def measured(count: int) -> tuple[int, float]:
    """Names and processor seconds of one resolution of ``count`` reports."""
    extractions = reports(count)
    load()
    began = time.process_time()
    resolve(extractions)
    took = time.process_time() - began
    return sum(len(one.mentions) for one in extractions), took


def main() -> None:
    """Measure and print."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else MOST
    sizes = [SMALLEST]
    while sizes[-1] * 2 <= most:
        sizes.append(sizes[-1] * 2)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as processes:
        rows = [(size, *processes.submit(measured, size).result()) for size in sizes]
    print("reports", "names", "seconds", "us/name", sep="\t")
    for size, count, took in rows:
        print(size, count, f"{took:.2f}", f"{took / count * 1e6:.0f}", sep="\t")
    for (_, few, short), (_, many, long) in pairwise(rows):
        print(f"{few} -> {many} names: exponent {math.log(long / short) / math.log(many / few):.2f}")


if __name__ == "__main__":
    main()
