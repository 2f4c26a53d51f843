"""Evidence is the sentence; of a long one, the clauses around what is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.evidence import LONGEST, sentence

TEXT = "经济平稳。成达高铁建成通车，客流增长。“桥通了！”物价平稳"


def said(part: str, text: str = TEXT) -> str:
    """The sentence of ``text`` that holds ``part``."""
    at = text.index(part)
    start, end = sentence(text, at, at + len(part))
    return text[start:end]


def test_the_sentence_around_a_name() -> None:
    assert said("成达高铁") == "成达高铁建成通车，客流增长。"
    assert said("经济") == "经济平稳。"
    assert said("桥通") == "“桥通了！”"
    assert said("平稳", "物价平稳") == "物价平稳"


def test_of_a_long_sentence_only_the_clauses() -> None:
    text = "甲" * LONGEST + "，乙路通车，" + "丙" * LONGEST + "。"
    assert said("乙路", text) == "乙路通车，"


@given(st.text(alphabet="甲乙。；，” ", min_size=1, max_size=500), st.data())
def test_a_sentence_always_holds_the_range(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = sentence(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
