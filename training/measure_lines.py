"""How well ends are read out of lines' names, against the gold SPANS lines.

Counts, over all gold reports, the projects with SPANS lines whose tail the name tells (its
first character or its own name stands in the project's name), and compares with the ends
that are read. Names are compared as scored: without 市, 县, 区. Then the cities that names give
against cross_city.tsv.

usage: python training/measure_lines.py [../shared/gold] [--errors]
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.places.divisions import load
from kg.places.lines import LineReading, read_line
from kg.places.networks import vocabulary

STRIP = re.compile(r"(?<=..)(?:省|市|县|区|镇|乡|街道|村)$")
HOMES = {"清苑": "130608", "yixian": "130633"}
PINYIN = {
    "changsha": "长沙", "chenzhou": "郴州", "deyang": "德阳", "dezhou": "德州", "guangan": "广安",
    "guangzhou": "广州", "haerbin": "哈尔滨", "hefei": "合肥", "huhehaote": "呼和浩特", "jian": "吉安",
    "jiaxing": "嘉兴", "jilin": "吉林市", "jining": "济宁", "linzhi": "林芝", "nanchong": "南充",
    "nantong": "南通", "neijiang": "内江", "ningbo": "宁波", "qiandongnan": "黔东南", "sanya": "三亚",
    "shenyang": "沈阳", "shiyan": "十堰", "suining": "遂宁", "tianjin": "天津", "wenzhou": "温州",
    "wuhan": "武汉", "wuhu": "芜湖", "xiamen": "厦门", "yangquan": "阳泉", "yichang": "宜昌",
    "yinchuan": "银川", "zhongshan": "中山", "zibo": "淄博", "ziyang": "资阳", "zunyi": "遵义",
}  # fmt: skip


def home_of(path: Path) -> str:
    """The division whose report a gold file annotates."""
    stem = path.stem.rsplit("-", 1)[0]
    return HOMES.get(stem) or load().by_name(PINYIN[stem])[0].code


def spans(folder: Path) -> Iterator[tuple[str, str, str, set[str]]]:
    """(report, home, project, gold tails) of every project with SPANS lines."""
    for path in sorted(folder.glob("*-20*.tsv")):
        tails = defaultdict(set)
        for line in path.read_text(encoding="utf-8").splitlines():
            field = line.split("\t")
            if field[0] == "R" and field[2] == "SPANS":
                tails[field[3].split(":", 1)[1]].add(key(field[4].split(":", 1)[1]))
        yield from ((path.stem, home_of(path), name, found) for name, found in sorted(tails.items()))


def silent(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(report, home, name) of every project that the gold gives no SPANS line."""
    told_of = {(report, name) for report, _, name, _ in spans(folder)}
    for path in sorted(folder.glob("*-20*.tsv")):
        names = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            field = line.split("\t")
            if field[0] == "M" and field[3] == "PROJECT":
                names.add(field[5] if len(field) > 5 and field[5] else field[4])
        for name in sorted(names):
            if (path.stem, name) not in told_of:
                yield path.stem, home_of(path), name


def key(name: str) -> str:
    """The form in which a place's name is compared: as written, and short for divisions."""
    found = [one for one in load().by_name(name) if one.name == name]
    return found[0].short if found else STRIP.sub("", name)


def told(name: str, tail: str) -> bool:
    """Whether a name may tell this tail: it or a character that stands for it is in the name."""
    known = {alias for one in load().by_name(tail) for alias in one.aliases if len(alias) == 1}
    words = vocabulary()
    known |= {short for short, full in (*words.countries.items(), *words.rivers.items()) if full == tail}
    return tail in name or tail[0] in name or any(one in name for one in known)


def ends_of(reading: LineReading) -> dict[str, str]:
    """Compared names of the ends that were read, with their rules."""
    return {key(one.name): one.rule for one in reading.ends}


def measure(folder: Path, *, errors: bool) -> None:
    """Print precision and recall, whole and by rule."""
    hit, false, missed, rules = 0, 0, 0, defaultdict(Counter)
    for report, home, name, tails in spans(folder):
        read = ends_of(read_line(name, home))
        told_tails = {tail for tail in tails if told(name, tail)}
        hit += len(read.keys() & tails)
        false += len(read.keys() - tails)
        missed += len(told_tails - read.keys())
        for end, rule in read.items():
            rules[rule][end in tails] += 1
        if errors and (read.keys() - tails or told_tails - read.keys()):
            print(report, name, "read", sorted(read), "missed", sorted(told_tails - read.keys()), sep="\t")
    print(
        f"ends: P {hit / (hit + false):.3f} R {hit / (hit + missed):.3f}"
        f" ({hit} hit, {false} false, {missed} missed)"
    )
    count = wrong = 0
    for report, home, name in silent(folder):
        read = ends_of(read_line(name, home))
        count, wrong = count + 1, wrong + bool(read)
        if errors and read:
            print("silent", report, name, read, sep="\t")
    print(f"projects without SPANS lines: ends claimed for {wrong} of {count}")
    for rule, counts in sorted(rules.items()):
        print(f"  {rule:20} right {counts[True]:4} wrong {counts[False]:4}")


def cities(folder: Path, *, errors: bool) -> None:
    """Print how many projects of cross_city.tsv have exactly the cities that their names give."""
    right = total = 0
    for line in (folder / "cross_city.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, by_name, by_report = line.split("\t")
        bodies = [load().by_name(one)[0].code for one in by_report.split(";")]
        found = set()
        for end in read_line(name, bodies[0], bodies[1:]).ends:
            city = load().city_of(end.code or "") or load().get(end.code)
            found |= {city.name} if city else set()
        total += 1
        right += found == set(by_name.split(";"))
        if errors and found != set(by_name.split(";")):
            print("cities", name, sorted(found), by_name, sep="\t")
    print(f"cross-city names with exactly their cities: {right} of {total}")


if __name__ == "__main__":
    arguments = [one for one in sys.argv[1:] if not one.startswith("--")]
    gold = Path(arguments[0] if arguments else "../shared/gold")
    measure(gold, errors="--errors" in sys.argv)
    cities(gold, errors="--errors" in sys.argv)
