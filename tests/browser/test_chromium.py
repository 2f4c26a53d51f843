"""Neo4j Browser in a real Chromium: style, guide, saved queries, and the cross-city projects drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.browser import GUIDE, SAVED, STYLE, pages, saved, settings
from kg.browser.examples import values
from kg.browser.names import chinese
from kg.browser.server import serving
from loaders.server import connect
from tests.browser.chromium import NO_CONNECTING, Browser, opened
from tests.browser.pictures import keep, share
from tests.browser.test_style import read_as_browser_does
from tests.neo4j_server import Running

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = [
    pytest.mark.neo4j,
    pytest.mark.slow,
    pytest.mark.timeout(3600),
    pytest.mark.usefixtures("chromium_here"),
]

HOSTILE = (
    "</pre><img src=x onerror=\"document.title='changed'\"><script>document.title='changed'</script>`'{}"
)


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    """The address of the files, with examples of the demo."""
    with serving(pages(values(built))) as address:
        yield address


@pytest.fixture(scope="module")
def browser(chromium_here: None, demo_server: Running, served: str) -> Iterator[Browser]:
    """Browser, connected, with style and guide."""
    with opened(NO_CONNECTING) as one:
        one.connect(demo_server)
        one.command(f":style {served}/{STYLE}")
        one.wait_for_stored("grass", "relationship.SPANS_CITY")
        one.command(f":play {served}/{GUIDE}")
        one.frame("政府工作报告知识图谱").wait_for()
        yield one


@pytest.fixture(scope="module")
def graph(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Locator:
    """The frame with the cross-city projects, from a click on the guide's second slide; drawn and still."""
    guide = browser.frame("政府工作报告知识图谱")
    keep(guide.screenshot(), "browser-guide.png", tmp_path_factory.mktemp("guide"))
    turn_to(guide, 2)
    guide = browser.frame("Projects that span several cities")
    guide.locator("pre.runnable i").first.click()
    drawn = browser.page.locator("[data-testid=frame]", has=browser.page.locator("g.node")).first
    browser.settled(drawn)
    return drawn


def test_the_style_arrived_whole(browser: Browser) -> None:
    stored = browser.stored("grass")
    expected = read_as_browser_does(pages()[STYLE].content.decode())
    assert {selector: stored[selector] for selector in expected} == expected


def test_nodes_have_their_names_and_their_class_colours(graph: Locator, demo_server: Running) -> None:
    with connect(demo_server.server) as driver, driver.session() as session:
        nodes = session.run(_first_graph()).graph().nodes
        names = {node["name"]: next(iter(node.labels & set(settings.style().nodes))) for node in nodes}
    drawn = graph.locator("g.node").evaluate_all(
        "all => all.map(e => [e.querySelector('text').textContent.trim(),"
        " e.querySelector('circle.b-outline').getAttribute('fill')])"
    )
    assert len(drawn) == len(names) >= 10
    for caption, color in drawn:
        # Browser cuts a name that does not fit into its circle.
        (name,) = [name for name in names if name == caption or name.startswith(caption.removesuffix("…"))]
        assert color == settings.style().nodes[names[name]].color
    assert sum("…" in caption for caption, _ in drawn) <= 2


def test_one_fact_is_one_line_with_a_chinese_caption(graph: Locator, demo_server: Running) -> None:
    with connect(demo_server.server) as driver, driver.session() as session:
        edges = session.run(_first_graph()).graph().relationships
    assert graph.locator("g.relationship").count() == len(edges)
    captions = graph.locator("g.relationship text").all_text_contents()
    whole = [text.strip() for text in captions if not text.endswith("…")]
    assert set(whole) == {chinese()["gr:spansCity"]}
    assert len(whole) > len(edges) / 2


def test_the_picture_shows_it(graph: Locator, tmp_path: Path) -> None:
    picture = graph.screenshot()
    path = keep(picture, "browser-cross-city.png", tmp_path)
    assert path.stat().st_size < 150_000
    for label in ("Project", "Place"):
        assert share(picture, settings.style().nodes[label].color) > 0.005


def test_a_click_on_a_line_shows_its_sentences(browser: Browser, graph: Locator, tmp_path: Path) -> None:
    graph.locator("g.relationship path.overlay").first.click(force=True)
    table = graph.get_by_test_id("viz-details-pane-properties-table")
    for name in ("quotes", "report_titles", "char_starts"):
        table.get_by_text(name, exact=True).wait_for()
    table.get_by_text("report_titles", exact=True).scroll_into_view_if_needed()
    keep(graph.screenshot(), "browser-evidence.png", tmp_path)


def test_saved_queries_are_imported_flat(browser: Browser) -> None:
    content = list(pages()[SAVED].content)
    transfer = browser.page.evaluate_handle(
        "([bytes, name]) => { const data = new DataTransfer();"
        " data.items.add(new File([new Uint8Array(bytes)], name)); return data; }",
        [content, SAVED],
    )
    for event in ("dragenter", "dragover", "drop"):
        browser.page.dispatch_event(".filedrop", event, {"dataTransfer": transfer})
    browser.wait_for_stored("documents", "跨城市的项目")
    own = [one["content"] for one in browser.stored("documents") if not one.get("isStatic")]
    assert sorted(own) == sorted(saved.statements({}).values())
    assert not [one for one in browser.stored("folders") if not one.get("isStatic")]


def test_a_name_of_html_is_text_in_guide_and_graph(browser: Browser, demo_server: Running) -> None:
    given = {"search": {"text": HOSTILE}}
    title = browser.page.title()
    (search,) = [one for one in saved.questions(given) if one.query.name == "search"]
    at = [one.query.name for one in saved.questions(given)].index("search") + 2
    with serving(pages(given)) as address:
        browser.command(f":play {address}/{GUIDE}")
        guide = browser.frame(address)
        guide.wait_for()
        turn_to(guide, at)
        guide.get_by_text(search.query.title_en).wait_for()
        shown = [text.strip() for text in guide.locator("pre.runnable").all_text_contents()]
    assert shown == [search.graph, search.rows]
    with connect(demo_server.server) as driver, driver.session() as session:
        session.run("CREATE (:Project {iri: 'x:hostile', name: $name})", name=HOSTILE).consume()
        try:
            browser.command("MATCH (n {iri: 'x:hostile'}) RETURN n")
            drawn = browser.frame("x:hostile")
            drawn.locator("g.node").first.wait_for()
            assert drawn.locator("g.node text").first.text_content().strip().startswith("</")  # type: ignore[union-attr]
        finally:
            session.run("MATCH (n {iri: 'x:hostile'}) DELETE n").consume()
    assert browser.page.title() == title


def turn_to(guide: Locator, slide: int) -> None:
    """Show the guide's ``slide``, counted from 1."""
    guide.locator(f"li[aria-label='{slide}']").click()


def _first_graph() -> str:
    return next(saved.questions({})).graph
