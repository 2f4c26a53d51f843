"""Where annotators decided unevenly: strings that are names here and left out there.

    python -m training.evenness [--reports 3] [--share 0.2] [--where STRING]

A row a string: how often it is annotated as which type, in how many reports; how often it stands
outside of any name, in how many reports. ``--where`` lists a string's places by report and paragraph.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import ahocorasick

from kg.evaluation import gold
from kg.reading import read
from training.reports import gold_reports

Place = tuple[str, int, str]
"""Report, paragraph, type; the type is empty where the string is no name."""


def places() -> dict[str, list[Place]]:
    """Every annotated string's occurrences, as names and outside of names, in all reports."""
    pairs = gold_reports(names_only=True)
    loaded = {name: _spans(*paths) for name, paths in sorted(pairs.items())}
    strings = ahocorasick.Automaton()
    for rows in loaded.values():
        for _, text, spans in rows:
            for start, end, _ in spans:
                strings.add_word(text[start:end], text[start:end])
    strings.make_automaton()
    found: dict[str, list[Place]] = defaultdict(list)
    for name, rows in loaded.items():
        for number, text, spans in rows:
            for start, end, type_ in spans:
                found[text[start:end]].append((name, number, type_))
            for string in _outside(text, spans, strings):
                found[string].append((name, number, ""))
    return found


def _spans(report_path: Path, gold_path: Path) -> list[tuple[int, str, list[tuple[int, int, str]]]]:
    report, annotation = read(report_path), gold.load(gold_path)
    by_paragraph = defaultdict(list)
    for one in gold.mentions(report, annotation):
        origin = report.paragraphs[one.paragraph].start
        by_paragraph[one.paragraph].append((one.start - origin, one.end - origin, str(one.type)))
    return [
        (number, report.text[where.start : where.end], sorted(by_paragraph[number]))
        for number, where in enumerate(report.paragraphs)
        if annotation.covers(number)
    ]


def _outside(text: str, spans: list[tuple[int, int, str]], strings: ahocorasick.Automaton) -> Iterator[str]:
    inside = {at for start, end, _ in spans for at in range(start, end)}
    for last, string in strings.iter(text):
        if inside.isdisjoint(range(last + 1 - len(string), last + 1)):
            yield string


def main() -> None:
    """Print the rows, the most uneven first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=3, help="fewest reports that annotate the string")
    parser.add_argument("--share", type=float, default=0.2, help="least share of the rarer decision")
    parser.add_argument("--where", default=None, help="list the places of this string")
    args = parser.parse_args()
    found = places()
    if args.where:
        for row in found.get(args.where, ()):
            print(*row, sep="\t")
        return
    rows = []
    for string, where in found.items():
        named = [one for one in where if one[2]]
        left = len(where) - len(named)
        rarer = min(len(named), left) / len(where)
        if len({one[0] for one in named}) >= args.reports and rarer >= args.share:
            types = " ".join(
                f"{type_}:{count}" for type_, count in Counter(one[2] for one in named).most_common()
            )
            reports = len({one[0] for one in where if not one[2]})
            rows.append((min(len(named), left), string, types, len({one[0] for one in named}), left, reports))
    print("string", "named as", "in reports", "left out", "in reports", sep="\t")
    for _, *row in sorted(rows, key=lambda one: (-one[0], one[1])):
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
