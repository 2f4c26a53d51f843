"""The guide for ``:play``, and the page that says how to use all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

import ontology
from kg.browser import saved, settings, style
from kg.browser.names import chinese
from kg.browser.saved import Saved
from kg.types import Scalar

EVIDENCE = """\
MATCH (a)-[r]->(b)
WHERE size(r.quotes) > 1
UNWIND range(0, size(r.quotes) - 1) AS k
RETURN a.name AS one, type(r) AS relation, b.name AS other, r.year AS year, r.modality AS modality,
       r.report_titles[k] AS report, r.quotes[k] AS quote
LIMIT 50"""
CHIP = "padding: 1px 6px; border-radius: 9px"
PYTHON_ZH = "图只画出网络；计算用命令行："
PYTHON_EN = "The picture is the network alone; the command line computes:"


def document(given: Mapping[str, Mapping[str, Scalar]]) -> str:
    """The guide: a slide on how to read the graph, then one for each question."""
    slides = [_reading(), *(_slide(one) for one in saved.questions(given))]
    return (
        '<article class="guide"><meta charset="utf-8">\n<title>政府工作报告知识图谱 · govreport-kg</title>\n'
        '<carousel class="deck container-fluid">\n' + "\n".join(slides) + "\n</carousel></article>\n"
    )


def _reading() -> str:
    return "\n".join(
        (
            '<slide class="row-fluid"><div class="col-sm-4">',
            "<h3>政府工作报告知识图谱</h3>",
            '<p class="lead">Government work reports as a graph</p>',
            "<p>一个事实是一条边，有多少句原文都一样；原文在边上，点边可看 quotes、report_titles。</p>",
            "<p>One fact is one edge, however many sentences say it; click an edge for its quotes.</p>",
            "<p>▷ 运行查询，点文字则放入编辑器。<br>▷ runs a query, a click on its text edits it.</p>",
            '</div><div class="col-sm-8">',
            f"<p>{' '.join(_legend())}</p>",
            "<h4>有几句原文的事实，逐句列出 · Facts that several sentences state, one by one</h4>",
            runnable(EVIDENCE),
            "</div></slide>",
        )
    )


def _legend() -> Iterator[str]:
    for label, node in ontology.schema().nodes.items():
        color = settings.style().nodes[label].color
        look = f"background-color: {color}; color: {style.text_color(color)}; {CHIP}"
        yield f'<span style="{look}">{escape(chinese()[node.cls])} {escape(label)}</span>'


def _slide(one: Saved) -> str:
    query = one.query
    parts = [
        '<slide class="row-fluid"><div class="col-sm-3">',
        f"<h3>{escape(query.title_zh)}</h3>",
        f'<p class="lead">{escape(query.title_en)}</p>',
        f"<p>{escape(one.asks)}</p>",
        f"<p>{escape(query.question)}</p>",
    ]
    if query.parameters:
        each = "".join(f"<li>{escape(p.name)}: {escape(p.description)}</li>" for p in query.parameters)
        parts += [f"<p>可改的值 · Values to change</p><ul>{each}</ul>"]
    parts += ['</div><div class="col-sm-9">', "<h4>图 · Graph</h4>", runnable(one.graph)]
    if one.rows:
        parts += ["<h4>表 · Rows</h4>", runnable(one.rows)]
    else:
        parts += [f"<p>{PYTHON_ZH}<br>{PYTHON_EN}</p>", f"<pre>kg query {escape(query.name)} --neo4j …</pre>"]
    return "\n".join((*parts, "</div></slide>"))


def runnable(cypher: str) -> str:
    """``cypher`` as text that Browser runs at a click."""
    return f'<pre class="pre-scrollable code runnable">{escape(cypher)}</pre>'


def index(style_file: str, guide_file: str, saved_file: str) -> str:
    """The page at the server's root: what to type into Browser, and what to drop on it."""
    return INDEX.format(style=escape(style_file), guide=escape(guide_file), saved=escape(saved_file))


INDEX = """\
<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>govreport-kg · Neo4j Browser</title>
<style>
body {{ max-width: 46em; margin: 3em auto; font-family: sans-serif }}
pre {{ background: #eee; padding: 1em }}
</style>
</head><body>
<h1>Neo4j Browser</h1>
<p>在 Neo4j Browser 中逐行输入：<br>
Type these two into Neo4j Browser, one at a time:</p>
<pre>:style http://localhost:<script>document.write(location.port)</script>/{style}
:play http://localhost:<script>document.write(location.port)</script>/{guide}</pre>
<p>下载 <a href="{saved}">{saved}</a> 拖到 Browser 窗口上，即存为收藏的查询。<br>
Download <a href="{saved}">{saved}</a> and drop it on Browser's window: its queries become favourites.</p>
<p><a href="{style}">{style}</a> · <a href="{guide}">{guide}</a></p>
</body></html>
"""
