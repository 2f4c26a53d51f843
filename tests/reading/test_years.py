from __future__ import annotations

import pytest

from kg.reading.passages import body
from kg.reading.years import in_words, told

from .samples import FILL, report


def year(text: str) -> int | None:
    found = body(text)
    best = told(found.front, found.headings, "\n".join(one.text for one in found.passages))
    return best.year if best else None


@pytest.mark.parametrize(
    "text",
    [
        report(),
        f"2031年2月3日在甲市第九届人民代表大会第二次会议上\n各位代表：\n{FILL}",
        f"2031年甲市政府工作报告\n各位代表：\n{FILL}",
        f"各位代表：\n一、过去五年工作回顾\n{FILL}\n二、2031年重点工作\n{FILL}",
        f"各位代表：\n一、2030年主要工作\n{FILL}\n二、2031年主要工作\n{FILL}",
        f"各位代表：\n2030年是修桥之年。{FILL}\n2031年是铺路之年。{FILL}",
        f"各位代表：\n刚刚过去的2030年，修桥三座。{FILL}",
        f"各位代表：\n二〇三〇年工作回顾\n{FILL}",
    ],
)
def test_the_year_in_which_a_report_was_given(text: str) -> None:
    assert year(text) == 2031


def test_a_text_without_such_words_tells_no_year() -> None:
    assert year(f"各位代表：\n{FILL}\n到2035年，大桥通车。") is None


def test_numbers_that_are_no_years() -> None:
    assert in_words("修路12030年久失修，二〇三〇年，1.2030年") == [2030]
