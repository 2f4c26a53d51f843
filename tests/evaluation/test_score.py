"""Figures are counted as the annotation guide's own scorer counts them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kg.evaluation import gold
from kg.evaluation.score import Figures, alike, compare, facts, key, total
from kg.reading import read

TEXT = "资阳市推进成达万高铁建设。\n安岳县获评国家卫生县城，粮食产量增长3%。\n"
GOLD = """M\t0\t1\tPLACE\t资阳市
M\t0\t1\tPROJECT\t成达万高铁
M\t1\t1\tPLACE\t安岳县
M\t1\t1\tHONOR\t国家卫生县城
R\t1\tRECEIVED\tPLACE:安岳县\tHONOR:国家卫生县城
P\t0\tPROJECT:成达万高铁\tunder_construction\tactual\t2023
O\t1\t.\t粮食产量\tgrowth\t3\t%\tactual\t2023
"""
PREDICTED = """M\t0\t1\tPLACE\t资阳\t资阳市
M\t0\t1\tPROJECT\t成达万高铁建设
M\t1\t1\tPLACE\t安岳县
R\t1\tRECEIVED\tPLACE:安岳\tHONOR:国家卫生县城
O\t1\t.\t全年粮食产量\tgrowth\t3\t%\tactual\t2023
O\t1\t.\t粮食产量\tvalue\t3\t%\tactual\t2023
"""


@pytest.fixture
def figures(tmp_path: Path) -> dict[str, Figures]:
    path = tmp_path / "资阳市-2024.txt"
    path.write_text(TEXT, encoding="utf-8")
    report = read(path)
    one, other = (gold.parse(text.splitlines(), "x") for text in (GOLD, PREDICTED))
    return compare(facts(report, one, one), facts(report, other, one))


def test_levels(figures: dict[str, Figures]) -> None:
    assert figures["mention"] == Figures(1, 3, 4)
    assert figures["overlap"] == Figures(3, 3, 4)
    assert figures["entity"] == Figures(3, 3, 4)
    assert figures["relation"] == Figures(1, 1, 1)
    assert figures["progress"] == Figures(0, 0, 1)
    assert figures["observation"] == Figures(1, 2, 1)


def test_sums_of_reports(figures: dict[str, Figures]) -> None:
    assert total([figures, figures])["mention"] == Figures(2, 6, 8)
    assert Figures(1, 3, 4).f1 == pytest.approx(2 / 7)


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("PROJECT", "成渝高速扩容项目", "成渝高速扩容"),
        ("PROJECT", "“净水”工程", "净水"),
        ("ENTERPRISE", "天齐锂业股份有限公司", "天齐锂业"),
        ("PLACE", "安岳县", "安岳"),
        ("PARK", "资阳经济开发区", "资阳经开区"),
    ],
)
def test_names_that_count_as_one(type_: str, one: str, other: str) -> None:
    assert key(type_, one) == key(type_, other)


def test_two_character_counties_keep_their_class() -> None:
    assert key("PLACE", "易县") == "易县"


def test_indicator_wordings() -> None:
    assert alike("规模以上工业增加值", "工业增加值")
    assert alike("城镇居民可支配收入", "城镇居民人均可支配收入")
    assert not alike("粮食产量", "财政收入")


@pytest.mark.shared
def test_against_the_guide_scorer(shared: Path, tmp_path: Path) -> None:
    """A gold file with a third of its lines dropped and some broken, scored by both."""
    name = "ziyang-2024"
    report, path = shared / "reports" / f"{name}.txt", shared / "gold" / f"{name}.tsv"
    rng = random.Random(1)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if rng.random() < 0.66]
    lines = [
        line.replace("\tPARK\t", "\tPLACE\t").replace("actual", rng.choice(["actual", "planned"]))
        for line in lines
    ]
    predicted = tmp_path / "predicted.tsv"
    predicted.write_text("\n".join(lines), encoding="utf-8")
    command = [
        sys.executable,
        str(shared / "gold" / "score.py"),
        str(report),
        str(path),
        str(predicted),
        "--json",
    ]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    read_, one = read(report), gold.load(path)
    ours = compare(facts(read_, one, one), facts(read_, gold.load(predicted), one))
    assert len(theirs) > 20
    for row, figures in theirs.items():
        assert (ours[row].predicted, ours[row].gold) == (figures["predicted"], figures["gold"]), row
        assert ours[row].f1 == pytest.approx(figures["f1"], abs=2e-4), row
