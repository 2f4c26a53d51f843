from __future__ import annotations

from kg.reading.passages import body
from kg.reading.sections import Outline, outline
from kg.types import SectionRole

from .samples import FILL, report

REVIEW, PLAN, OTHER = SectionRole.REVIEW, SectionRole.PLAN, SectionRole.OTHER


def tree(text: str, year: int | None = 2031) -> Outline:
    found = body(text)
    return outline(found.passages, found.headings, year)


def shape(text: str, year: int | None = 2031) -> list[tuple[str, int, SectionRole, int | None]]:
    return [(one.title, one.level, one.role, one.year) for one in tree(text, year).sections]


def lines(*heads: str) -> str:
    return "\n".join(line for head in heads for line in (head, FILL))


def test_numbered_headings_make_the_tree_with_roles_and_years() -> None:
    assert shape(report()) == [
        ("一、2030年工作回顾", 1, REVIEW, 2030),
        ("（一）修好第一座桥", 2, REVIEW, 2030),
        ("（二）修好第二座桥", 2, REVIEW, 2030),
        ("二、2031年工作安排", 1, PLAN, 2031),
        ("（一）再修第一座桥", 2, PLAN, 2031),
        ("（二）再修第二座桥", 2, PLAN, 2031),
    ]


def test_unnumbered_parts_hold_numbered_headings() -> None:
    found = shape(lines("2030年工作回顾", "一、修桥", "2031年工作安排", "一、铺路", "加强政府自身建设"))
    assert found == [
        ("2030年工作回顾", 1, REVIEW, 2030),
        ("一、修桥", 2, REVIEW, 2030),
        ("2031年工作安排", 1, PLAN, 2031),
        ("一、铺路", 2, PLAN, 2031),
        ("加强政府自身建设", 1, PLAN, 2031),
    ]


def test_an_unnumbered_title_divides_a_numbered_part() -> None:
    found = shape(lines("一、2030年工作回顾", "二、2031年工作安排", "主要预期目标", "（一）修桥"))
    assert [one[:3] for one in found[1:]] == [
        ("二、2031年工作安排", 1, PLAN),
        ("主要预期目标", 2, PLAN),
        ("（一）修桥", 3, PLAN),
    ]


def test_a_change_of_term_looks_back_and_ahead_five_years() -> None:
    found = shape(lines("一、过去五年工作回顾", "二、今后五年奋斗目标", "三、2031年重点工作"))
    assert [one[2:] for one in found] == [(REVIEW, None), (PLAN, None), (PLAN, 2031)]


def test_the_year_tells_the_role_where_words_do_not() -> None:
    found = shape(lines("一、2030年主要工作", "二、2031年主要目标"))
    assert [one[2:] for one in found] == [(REVIEW, 2030), (PLAN, 2031)]


def test_chinese_numerals_are_years() -> None:
    assert shape(lines("二〇三〇年工作回顾", "二〇三一年主要目标任务"))[0] == (
        "二〇三〇年工作回顾",
        1,
        REVIEW,
        2030,
    )


def test_cue_sentences_stand_in_for_missing_headings() -> None:
    text = "\n".join(
        ["各位代表：", f"过去一年，修桥三座。{FILL}", FILL, f"2031年，全市主要预期目标是修桥。{FILL}", FILL]
    )
    found = tree(text)
    assert [one.role for one in found.sections] == [REVIEW, PLAN]
    assert found.of == (None, 0, 0, 1, 1)


def test_an_enumeration_is_no_heading() -> None:
    assert shape(f"一是修桥。{FILL}\n二是铺路。{FILL}\n——植树。{FILL}") == []


def test_the_opening_belongs_to_no_section() -> None:
    assert tree(report()).of[:2] == (None, None)


def test_a_list_of_short_lines_is_no_list_of_headings() -> None:
    assert shape(f"{FILL}\n甲桥建设项目\n乙桥建设项目\n丙桥建设项目") == []
