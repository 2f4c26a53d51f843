"""Guide and saved queries: whatever a name holds, it stays a name."""

from __future__ import annotations

import html
import io
import re
import zipfile
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import queries
from kg.browser import GUIDE, INDEX, NEOSEMANTICS, SAVED, STYLE, guide, pages, saved
from kg.browser.literals import inlined, literal
from queries import lint
from tests.loaders.hostile import HOSTILE

HTML = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</pre></slide>", "&lt;&amp;", "<!--")


class _Reader(HTMLParser):
    """Tags with their attributes, and the text of each runnable statement."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.runnable: list[str] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))
        if tag == "pre" and "runnable" in str(dict(attrs).get("class")):
            self._inside = True
            self.runnable.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.runnable[-1] += data


def test_all_questions_are_there_in_both_languages() -> None:
    text = guide.document({})
    for query in queries.library():
        for said in (query.title_zh, query.title_en):
            assert f">{html.escape(said)}<" in text
    assert text.count("<slide") == len(queries.library()) + 1


def test_each_question_has_its_graph_and_its_rows() -> None:
    found = _Reader(guide.document({})).runnable
    for one in saved.questions({}):
        assert one.graph in found
        assert one.rows in found or one.query.step


def test_no_parameter_is_left_open() -> None:
    for name, text in saved.statements({}).items():
        assert not lint.parameters(text), name


@pytest.mark.parametrize("name", [*HOSTILE, *HTML])
def test_a_name_never_changes_the_guide(name: str) -> None:
    values = {"search": {"text": name}, "shortest-connection": {"from": name, "to": name}}
    plain = {"search": {"text": "x"}, "shortest-connection": {"from": "x", "to": "x"}}
    read, expected = _Reader(guide.document(values)), _Reader(guide.document(plain))
    assert read.tags == expected.tags
    assert len(read.runnable) == len(expected.runnable)
    (one,) = [one for one in saved.questions(values) if one.query.name == "search"]
    assert one.rows in read.runnable
    assert literal(name) in one.rows


@given(st.text())
def test_a_literal_is_one_string_on_one_line(text: str) -> None:
    made = literal(text)
    assert lint.COMMENT.fullmatch(made)
    assert not re.search(r"[\x00-\x1f\x7f\u2028\u2029]", made)
    assert made.encode()


def test_values_stand_for_parameters_and_for_nothing_else() -> None:
    text = "// $x\nMATCH (n {a: $x, b: '$x', `$x`: $y_z}) /* $x */ RETURN \"$x\""
    assert inlined(text, {"x": "it's", "y_z": True}) == (
        "// $x\nMATCH (n {a: 'it\\'s'/*x*/, b: '$x', `$x`: true/*y_z*/}) /* $x */ RETURN \"$x\""
    )


def test_saved_queries_lie_flat_and_begin_with_their_title() -> None:
    with zipfile.ZipFile(io.BytesIO(saved.archive({}))) as packed:
        names = packed.namelist()
        texts = [packed.read(name).decode() for name in names]
    assert len(names) >= 2 * 13
    assert all(re.fullmatch(r"[0-9a-z-]+\.cypher", name) for name in names)
    titles = [text.partition("\n")[0] for text in texts]
    assert len(set(titles)) == len(titles)
    assert "// 跨城市的项目 · Projects that span several cities · 图 graph" in titles
    # Browser takes a ';' for the end of a statement.
    assert not any(";" in lint.blank(text) for text in texts)


def test_the_same_values_give_the_same_bytes() -> None:
    assert pages() == pages()
    assert set(pages()) == {STYLE, GUIDE, SAVED, NEOSEMANTICS, INDEX}
