"""Literals and names that break careless writers of one format or another."""

from __future__ import annotations

from dataclasses import replace

from kg.types import EntityType, Graph, MentionRef, Merge
from tests.graphs import ROAD, rich_graph

#: What every format carries.
TEXTS = (
    "'单' \"双\" “全角” \\ \\n \\u4e2d",
    "一行\n二行\r\n三行\r四行\t列\v"[:-1],
    '"""三引号"""',
    "以反斜杠结尾\\",
    "四字节：𠀀 😀 𪚥",
    "&lt; <b> & ]]> --> <![CDATA[",
    "  前后有空格  ",
    "\x7f\x85\u2028\u2029\u200b\ufeff",
    "行尾 .\n<a> <b> <c> .",
    "@prefix x: <y> . # 注",
    "۲۳ e\u0301 é",
)
#: What XML cannot carry.
NO_XML = "\x00\x01\x08\x0b\x0c\x1f\ufffe\uffff"


def nasty_graph(*more: str) -> Graph:
    """The rich graph with a thing called by each of the texts (and of ``more``)."""
    graph = rich_graph()
    texts = (*TEXTS, *more)
    road = next(one for one in graph.entities if one.iri == ROAD)
    report = graph.reports[0].id
    odd = replace(
        road,
        iri=f"{ROAD}'()*!$&+,;=:@~%0A—《甲》·𠀀",
        type=EntityType.PROJECT,
        name=texts[0],
        aliases=texts[1:],
        mentions=tuple(MentionRef(report, 0, 0, len(text), text, text) for text in texts),
        merges=(Merge(texts, texts[-1]),),
    )
    return replace(graph, entities=tuple(sorted((*graph.entities, odd), key=lambda one: one.iri)))
