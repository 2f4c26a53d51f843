"""The style: read as Browser reads it, it says what the ontology says."""

from __future__ import annotations

import itertools
import re

import pytest

import ontology
from kg.browser import settings, style
from kg.browser.names import chinese
from kg.errors import ConfigError


def read_as_browser_does(text: str) -> dict[str, dict[str, str]]:
    """Browser's own way through a style sheet: quotes toggle, braces nest once, no escapes."""
    rules: dict[str, dict[str, str]] = {}
    quoted = inside = False
    selector = block = ""
    for character in text:
        if character in "'\"":
            quoted = not quoted
        elif character == "{" and not quoted:
            inside = True
        elif character == "}" and not quoted:
            pairs = [part.split(":") for part in block.split(";")]
            rules[selector] = {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) == 2}
            inside, selector, block = False, "", ""
        elif inside:
            block += character
        elif not character.isspace():
            selector += character
    return rules


RULES = read_as_browser_does(style.grass())
SCHEMA = ontology.schema()


def test_every_label_has_a_colour_a_size_and_its_name() -> None:
    refined = [label for node in SCHEMA.nodes.values() for label in node.refined_by.values()]
    for label in (*SCHEMA.nodes, *refined):
        rule = RULES[f"node.{label}"]
        assert re.fullmatch("#[0-9A-F]{6}", rule["color"])
        assert 40 <= int(rule["diameter"].removesuffix("px")) <= 120
        assert rule["caption"] == "{name}"


def test_every_relation_has_a_chinese_caption() -> None:
    for type_, edge in SCHEMA.edges.items():
        caption = RULES[f"relationship.{type_}"]["caption"]
        assert caption.removesuffix(" {year}") == chinese()[edge.term]
        assert caption.endswith("{year}") == ("year" in edge.properties)
        assert re.match("[\u4e00-\u9fff]{1,6}", caption)


def test_nothing_else_is_styled() -> None:
    refined = {label for node in SCHEMA.nodes.values() for label in node.refined_by.values()}
    nodes = {f"node.{label}" for label in {*SCHEMA.nodes, *refined}}
    assert set(RULES) == {"node", *nodes, *(f"relationship.{type_}" for type_ in SCHEMA.edges)}


def test_classes_can_be_told_apart_and_names_be_read() -> None:
    colors = [RULES[f"node.{label}"]["color"] for label in SCHEMA.nodes]
    for one, other in itertools.combinations(colors, 2):
        distance = sum((int(one[k : k + 2], 16) - int(other[k : k + 2], 16)) ** 2 for k in (1, 3, 5)) ** 0.5
        assert distance > 35, (one, other)
    for rule in RULES.values():
        if "border-color" in rule:
            assert style.contrast(rule["color"], rule["text-color-internal"]) >= 4


def test_places_of_all_levels_look_like_places() -> None:
    assert {RULES[f"node.{label}"]["color"] for label in ("Province", "City", "County")} == {
        RULES["node.Place"]["color"]
    }


@pytest.mark.parametrize(
    "label",
    ["it's", 'say "so"', "a; color: red", "x } node { color: #000", "<type>", "{name}", "a:b", "a\nb"],
)
def test_a_label_stays_a_label(label: str) -> None:
    sheet = f'relationship.X {{\n  caption: "{style.caption(label)}";\n  color: #123456;\n}}\n'
    assert list(read_as_browser_does(sheet)) == ["relationship.X"]
    rule = read_as_browser_does(sheet)["relationship.X"]
    assert rule == {"caption": style.caption(label), "color": "#123456"}
    assert not re.search("[{}<>]", rule["caption"])


def test_contrast_is_that_of_the_standard() -> None:
    assert style.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert style.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("Project:", "Projekt:"), "Projekt"),
        (('  Honor: {color: "#D37295", diameter: 80}\n', ""), "Honor"),
        (('"#F28E2B", diameter', '"red", diameter'), "nodes"),
        (("diameter: 100", "diameter: 0"), "nodes"),
        (("version: 1", "version: 1\nextra: 2"), "extra"),
        (("WITHIN", '"A B"'), "A B"),
    ],
)
def test_a_faulty_style_is_refused(change: tuple[str, str], said: str) -> None:
    source = settings._text("style.yaml")
    assert change[0] in source
    with pytest.raises(ConfigError, match=re.escape(said)):
        settings.parse_style(source.replace(*change, 1))


def test_a_guide_that_does_not_fit_the_library_is_refused() -> None:
    source = settings._text("guide.yaml")
    with pytest.raises(ConfigError, match="hubz"):
        settings.parse_guide(source.replace("  hubs:", "  hubz:"))
