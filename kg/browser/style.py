"""The style for Neo4j Browser, in its language GraSS.

Browser reads it with a small parser that knows no escapes: it splits at ``;`` and ``:``
even in quotes, and a quote of either kind ends a string. Hence :func:`caption`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import ontology
from kg.browser import settings
from kg.browser.names import chinese

SPECIAL = str.maketrans(
    {"'": "’", '"': "”", ";": "；", ":": "：", "{": "｛", "}": "｝", "<": "＜", ">": "＞"}
)
DARK = 0.04045  # up to here sRGB is linear
WHITE, BLACK = "#FFFFFF", "#16171A"


def grass() -> str:
    """The style sheet: each class a colour and a size, names and Chinese labels as captions."""
    return "\n".join((*_nodes(), *_relationships())) + "\n"


def caption(label: str) -> str:
    """``label`` without what would end a caption: the full-width twin stands for each special character."""
    return " ".join(label.translate(SPECIAL).split())


def _nodes() -> Iterator[str]:
    look = settings.style()
    yield _rule("node", {"diameter": "50px", "caption": '"{name}"', "font-size": "9px"})
    for label, one in look.nodes.items():
        yield _rule(f"node.{label}", _node(one.color, one.diameter))
    # All is said again for refining labels, as Browser's legend asks for them alone.
    for node in ontology.schema().nodes.values():
        for label in node.refined_by.values():
            yield _rule(f"node.{label}", _node(look.nodes[node.label].color, look.refined[label].diameter))


def _node(color: str, diameter: int) -> Mapping[str, str]:
    return {
        "color": color,
        "border-color": darker(color),
        "text-color-internal": text_color(color),
        "diameter": f"{diameter}px",
        "caption": '"{name}"',
    }


def _relationships() -> Iterator[str]:
    labels = chinese()
    for type_, edge in ontology.schema().edges.items():
        one = settings.style().relationships[type_]
        # A fact of 2023 and the same fact of 2024 are two lines: the year tells them apart.
        year = " {year}" if "year" in edge.properties else ""
        yield _rule(
            f"relationship.{type_}",
            {
                "color": one.color,
                "shaft-width": f"{one.width}px",
                "font-size": "9px",
                "padding": "3px",
                "text-color-external": "#000000",
                "text-color-internal": text_color(one.color),
                "caption": f'"{caption(labels[edge.term])}{year}"',
            },
        )


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = (f"  {name}: {value};" for name, value in properties.items())
    return "\n".join((f"{selector} {{", *lines, "}"))


def darker(color: str) -> str:
    """``color`` (``#RRGGBB``) at four fifths of its brightness."""
    return "#" + "".join(f"{channel * 4 // 5:02X}" for channel in _channels(color))


def text_color(color: str) -> str:
    """Black or white, whichever is read more easily on ``color``."""
    return max((BLACK, WHITE), key=lambda text: contrast(text, color))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    linear = [
        value / 12.92 if value <= DARK else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
