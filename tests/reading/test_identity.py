from __future__ import annotations

from pathlib import Path

import pytest

from kg.reading import read, read_with_problems

from .samples import FILL, report


def codes(path: Path, text: str) -> tuple[str | None, set[str]]:
    path.write_text(text, encoding="utf-8")
    found, problems = read_with_problems(path)
    return found.division, {one.code for one in problems}


@pytest.mark.parametrize("name", ["x", "遂宁-2031", "suining-2031", "遂宁市2031年政府工作报告"])
def test_a_city_is_told_by_its_text_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    assert codes(tmp_path / f"{name}.txt", report("遂宁")) == ("5109", set())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("（2031年1月2日在米易县第十九届人民代表大会第三次会议上）", "510421"),
        ("2031年1月2日在保定市徐水区第三届人民代表大会第四次会议上", "130609"),
        ("南京市鼓楼区人民政府区长 张某", "320106"),
        ("徐水县人民政府县长 李某", "130609"),
        ("——2031年1月2日在黔东南州第十五届人民代表大会第四次会议上", "5226"),
    ],
)
def test_what_the_front_states_decides(tmp_path: Path, line: str, code: str) -> None:
    text = f"政府工作报告\n{line}\n各位代表：\n{FILL * 90}\n一起努力！"
    assert codes(tmp_path / "x.txt", text)[0] == code


def test_a_county_whose_name_is_held_by_another(tmp_path: Path) -> None:
    text = report("米易", body_of="县").replace("我代表县人民政府", "我代表米易县人民政府")
    assert codes(tmp_path / "易县-2031.txt", text) == ("510421", {"reading.other_body"})


def test_pinyin_of_two_cities_is_decided_by_the_text(tmp_path: Path) -> None:
    assert codes(tmp_path / "suzhou-2031.txt", report("宿州"))[0] == "3413"
    assert codes(tmp_path / "suzhou-2031.txt", report("苏州"))[0] == "3205"


def test_a_district_and_the_city_of_the_same_name(tmp_path: Path) -> None:
    assert codes(tmp_path / "黄山.txt", report("黄山", body_of="区"))[0] == "341003"
    assert codes(tmp_path / "黄山.txt", report("黄山", body_of="市"))[0] == "3410"


def test_a_masked_report_stays_unknown_even_where_the_file_name_tells(tmp_path: Path) -> None:
    masked = report("**").replace("三", "*").replace("桥", "*桥")
    division, problems = codes(tmp_path / "suining-2031.txt", masked)
    assert division is None
    assert "reading.masked" in problems
    assert codes(tmp_path / "遂宁-2031.txt", masked)[0] is None


def test_the_state_councils_report_is_no_citys(tmp_path: Path) -> None:
    text = report("遂宁").replace("我代表市人民政府，向大会", "我代表国务院，向大会")
    division, problems = codes(tmp_path / "遂宁-2031.txt", text)
    assert (division, problems) == (None, {"reading.state_council"})


def test_a_file_name_that_a_long_text_never_names_is_not_believed(tmp_path: Path) -> None:
    division, problems = codes(tmp_path / "遂宁-2031.txt", report("我们"))
    assert division is None
    assert "reading.unknown_body" in problems


def test_a_short_text_is_taken_for_what_its_file_name_says(tmp_path: Path) -> None:
    text = "各位代表：\n二、2031年工作安排\n修桥。"
    assert codes(tmp_path / "遂宁-2031.txt", text)[0] == "5109"
    assert codes(tmp_path / "suining-2031.txt", text)[0] == "5109"
    assert codes(tmp_path / "suzhou-2031.txt", text)[0] is None


def test_ordinary_words_are_no_counties(tmp_path: Path) -> None:
    text = report("我们", body_of="县").replace("修桥", "资源合作振兴富民惠民")
    assert codes(tmp_path / "x.txt", text)[0] is None


def test_a_year_in_the_file_name_gives_way_to_the_text(tmp_path: Path) -> None:
    path = tmp_path / "遂宁-2029.txt"
    path.write_text(report("遂宁", 2031), encoding="utf-8")
    found, problems = read_with_problems(path)
    assert found.year == 2031
    assert [one.code for one in problems] == ["reading.other_year"]


def test_title_and_id_come_from_the_content(tmp_path: Path) -> None:
    one, other = tmp_path / "x.txt", tmp_path / "y.txt"
    one.write_text(report("遂宁"), encoding="utf-8")
    other.write_text(report("遂宁").replace("\n", "\r\n\r\n"), encoding="gb18030", newline="")
    assert read(one).title == "遂宁市2031年政府工作报告"
    assert read(one).id == read(other).id
    assert len(read(one).id) == 16
    other.write_text(report("遂宁", 2032), encoding="utf-8")
    assert read(one).id != read(other).id
