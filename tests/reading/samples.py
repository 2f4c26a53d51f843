"""Invented report texts that the tests of reading share."""

from __future__ import annotations

from kg.reading.passages import body
from kg.types import Passage

FILL = "我们坚持稳中求进，修桥铺路，植树造林，办学兴医，群众的日子一天比一天好，大家的干劲一年比一年足。"


def report(name: str = "遂宁", year: int = 2031, *, body_of: str = "市", fill: int = 30) -> str:
    """A report with review, plan and closing words that names its body in passing only."""
    past = year - 1
    lines = [
        "各位代表：",
        f"现在，我代表{body_of}人民政府，向大会报告工作，请予审议。",
        f"一、{past}年工作回顾",
        f"{past}年是修桥之年，{body_of}委坚强领导，全{body_of}上下同心，现代化{name}建设迈出大步。",
        *[f"（{number}）修好第{number}座桥。{FILL * fill}" for number in "一二"],
        f"二、{year}年工作安排",
        f"今年{body_of}政府工作的总体要求是：让{name}人民满意。全{body_of}主要预期目标是：修桥五座。",
        *[f"（{number}）再修第{number}座桥。{FILL * fill}" for number in "一二"],
        f"各位代表！让我们在{body_of}委领导下，为谱写{name}新篇章而努力奋斗！",
    ]
    return "\n".join(lines) + "\n"


def texts(text: str) -> list[str]:
    """The passages' texts."""
    return [one.text for one in body(text).passages]


def holds(text: str, passage: Passage) -> bool:
    """Whether every character of ``passage`` leads back to the same one of ``text``, in ascending order."""
    offsets = [passage.raw(at, at + 1)[0] for at in range(len(passage.text))]
    return offsets == sorted(set(offsets)) and [text[at] for at in offsets] == list(passage.text)
