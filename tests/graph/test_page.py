import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from unxref.citations.model import Citation, Identity
from unxref.graph.build import Graph, build_graph
from unxref.graph.page import write_html
from unxref.graph.quotes import Quote
from unxref.resolvers.interface import Record, Status

Cite = Callable[..., Citation]
Opened = Callable[..., Page]
WEB = Path(__file__).parents[2] / "graph" / "web"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOSTILE = (
    '</script><script>document.title = "run"</script><img src=x onerror=alert(1)> \u2028 "quoted" & \x1b'
)

in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


@pytest.fixture
def graph(cite: Cite) -> Graph:
    """Two documents and five instruments; one title that would run, one address that would."""
    found = [
        cite("A/RES/74/174", start=4, relation="recalls", part="preamble"),
        cite("A/RES/74/174", start=60, relation="reaffirms", part="operative"),
        cite("crc", kind="treaty", start=20, relation="urges"),
        cite("crc-opsc", kind="treaty", start=30),
        cite("A/RES/70/1", "b.txt", relation="notes"),
        cite("S/RES/1325(2000)", "b.txt", start=9, relation="recalls"),
        replace(cite(None, "b.txt", start=40), also=("A/HRC/RES/7/29", "A/RES/7/29")),
    ]
    records = {
        "A/RES/74/174": Record(
            "A/RES/74/174",
            Status.FOUND,
            title="Countering child abuse",
            url="https://digitallibrary.un.org/record/1",
            files={"fr": "https://docs.un.org/fr/A/RES/74/174"},
        ),
        "A/RES/70/1": Record("A/RES/70/1", Status.NOT_FOUND),
    }
    graph = build_graph(found, records, {"a.txt": Identity(), "b.txt": Identity(title=HOSTILE)})
    nodes = tuple(replace(n, url="javascript:alert(1)") if n.id == "crc" else n for n in graph.nodes)
    return replace(graph, nodes=nodes)


SENTENCES = {
    ("a.txt", "A/RES/74/174"): [Quote("a.txt", "Recalling its resolution ", "74/174", " <b>of</b> 2019,")]
}


def page_of(graph: Graph) -> str:
    file = io.StringIO()
    write_html(graph, file, SENTENCES)
    return file.getvalue()


def data_of(page: str) -> Any:
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(data)


def test_the_page_holds_the_graph(graph: Graph) -> None:
    data = data_of(page_of(graph))
    assert [node["id"] for node in data["nodes"]] == [node.id for node in graph.nodes]
    ends = [(data["nodes"][e["source"]]["id"], data["nodes"][e["target"]]["id"]) for e in data["edges"]]
    assert ends == [(edge.source, edge.target) for edge in graph.edges]
    assert [edge["count"] for edge in data["edges"]] == [2, 1, 1, 1, 1]
    assert data["edges"][0]["quotes"] == [
        ["a.txt", "Recalling its resolution ", "74/174", " <b>of</b> 2019,"]
    ]
    assert data["open"] == [
        {"document": "b.txt", "text": "74/174", "candidates": ["A/HRC/RES/7/29", "A/RES/7/29"]}
    ]
    assert HOSTILE in [node.get("title") for node in data["nodes"]]


def test_a_node_has_an_id_and_a_label_whatever_its_document_is_called(cite: Cite) -> None:
    graph = build_graph([cite("crc", name) for name in ("", "folder/")], {})
    nodes = data_of(page_of(graph))["nodes"]
    assert [(node["id"], node["label"]) for node in nodes[:2]] == [("", ""), ("folder/", "folder/")]


def test_what_others_say_stays_text(graph: Graph) -> None:
    page = page_of(graph)
    assert page.count("</script>") == 2
    assert page.count("<script") == 2
    assert "\u2028" not in page
    assert "onerror" not in page.partition('id="data">')[0]


def test_nothing_in_the_page_leads_out(graph: Graph) -> None:
    before, _, rest = page_of(graph).partition('id="data">')
    code = before + rest.partition("</script>")[2]
    assert "http://" not in code
    assert "https://" not in code.replace("https?:", "")
    assert not re.search(
        r"@import|url\(|innerHTML|insertAdjacent|document\.write|\beval\b|fetch\(|XMLHttp", code
    )


def test_the_page_of_nothing_is_a_page() -> None:
    assert data_of(page_of(Graph((), (), ())))["nodes"] == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, graph: Graph, tmp_path: Path) -> Iterator[Opened]:
    """Open the page; at the end, nothing was complained of, and nothing asked for but the file itself."""
    complaints: list[str] = []
    requests: list[str] = []
    path = tmp_path / "graph.html"
    contexts: list[Any] = []

    def open_page(shown: Graph = graph, before: str = "", **context: Any) -> Page:
        path.write_text(page_of(shown), encoding="utf-8")
        settings: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}} | context
        contexts.append(browser.new_context(**settings))
        page: Page = contexts[-1].new_page()
        page.add_init_script(before)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_selector("#picture[aria-busy=false]")
        return page

    yield open_page
    assert complaints == []
    assert set(requests) == {path.as_uri()}
    for context in contexts:
        context.close()


def found_in_details(page: Page) -> str:
    return page.locator("#details h2").inner_text()


@in_a_browser
def test_search_finds_by_symbol_and_title(opened: Opened) -> None:
    page = opened()
    search = page.get_by_role("combobox", name="Search")
    search.fill("child abuse")
    expect(page.get_by_role("status")).to_have_text("1 result")
    search.press("ArrowDown")
    assert search.get_attribute("aria-activedescendant") == "result-0"
    search.press("Enter")
    assert found_in_details(page) == "A/RES/74/174"
    assert page.evaluate("document.activeElement.tagName") == "H2"
    search.fill("1325")
    page.get_by_role("option").first.click()
    assert found_in_details(page) == "S/RES/1325(2000)"
    search.fill("no such thing")
    expect(page.get_by_role("status")).to_have_text("Nothing found")
    search.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


@in_a_browser
def test_details_show_the_record_its_links_and_the_sentences(opened: Opened) -> None:
    page = opened()
    page.get_by_role("combobox").fill("74/174")
    page.keyboard.press("Enter")
    details = page.get_by_role("complementary", name="Details")
    expect(details).to_contain_text("Countering child abuse")
    expect(details).to_contain_text("preamble 1, operative 1")
    expect(details.locator("blockquote")).to_have_text("Recalling its resolution 74/174 <b>of</b> 2019,")
    expect(details.locator("mark")).to_have_text("74/174")
    record = details.get_by_role("link", name="https://digitallibrary.un.org/record/1")
    assert record.get_attribute("rel") == "noopener noreferrer"
    expect(details.get_by_role("link", name="fr")).to_have_attribute(
        "href", "https://docs.un.org/fr/A/RES/74/174"
    )
    details.get_by_role("button", name="a.txt").click()
    assert found_in_details(page) == "a.txt"
    page.keyboard.press("Escape")
    assert found_in_details(page) == "Overview"
    expect(details).to_contain_text("A/HRC/RES/7/29 or A/RES/7/29?")


@in_a_browser
def test_hostile_text_is_shown_and_no_other_address_is_a_link(opened: Opened) -> None:
    page = opened()
    page.get_by_role("combobox").fill("quoted")
    page.keyboard.press("Enter")
    expect(page.locator("#details .title")).to_contain_text('</script><script>document.title = "run"')
    assert page.title() == "Citations of 5 instruments in 2 documents"
    page.get_by_role("combobox").fill("rights of the child")
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_contain_text("javascript:alert(1)")
    assert page.locator("#details a").count() == 0


def where_the_first_is(page: Page, gutter: int) -> tuple[str, int, int]:
    """Return the label of the leftmost node, and where the pointer finds it, so far from the edge at least."""
    page.locator("#picture").focus()
    page.keyboard.press("Home")
    label = page.get_by_role("status").inner_text().partition(",")[0]
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="All").click()
    box = page.locator("#picture").bounding_box()
    assert box is not None
    for y in range(int(box["y"]) + 30, int(box["y"] + box["height"]) - 60, 8):
        for x in range(int(box["x"]) + gutter, int(box["x"]) + gutter + 120, 8):
            page.mouse.move(x, y)
            if page.locator("#tip").is_visible():
                assert page.locator("#tip").inner_text().startswith(label)
                return label, x, y
    pytest.fail("no node where the first should be")


@in_a_browser
def test_a_click_in_the_picture_chooses(opened: Opened) -> None:
    page = opened()
    label, x, y = where_the_first_is(page, 140)
    page.mouse.click(x, y)
    assert found_in_details(page).startswith(label)
    box = page.locator("#picture").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 5, box["y"] + 60)
    assert found_in_details(page) == "Overview"


@in_a_browser
def test_a_tap_on_a_small_screen_brings_the_details_in(opened: Opened) -> None:
    page = opened(viewport={"width": 400, "height": 600}, has_touch=True)
    details = page.locator("#details")
    expect(details.locator("h2")).not_to_be_in_viewport()
    label, x, y = where_the_first_is(page, 0)
    page.touchscreen.tap(x, y)
    assert found_in_details(page).startswith(label)
    expect(details.locator("h2")).to_be_in_viewport(ratio=1)
    expect(details.locator("dd").first).to_be_in_viewport(ratio=1)


@in_a_browser
def test_what_is_known_by_its_session_says_so(opened: Opened, cite: Cite) -> None:
    dated = (("A/RES/74/11", "2019-12-12"), ("A/RES/75/11", "2020-12-31"), ("A/RES/74/12", None))
    page = opened(build_graph([cite(id, date=when, start=9 * n) for n, (id, when) in enumerate(dated)], {}))
    page.get_by_role("combobox").fill("74/12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("A/RES/74/12, session 74, 2019–2020")
    expect(page.locator("#details dl")).to_contain_text("Datesession 74, 2019–2020Session74")
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Date", exact=True).click()
    dates = page.locator("#rows td.date").all_inner_texts()
    assert dates == ["2019-12-12", "2019–2020", "2020-12-31", ""]  # the document has none


@in_a_browser
def test_keys_go_through_the_picture(opened: Opened, graph: Graph) -> None:
    page = opened()
    labels = tuple(node.label for node in graph.nodes)
    picture = page.get_by_role("application", name="Timeline of the graph")
    picture.focus()
    page.keyboard.press("Home")
    seen = [page.get_by_role("status").inner_text()]
    for _ in range(12):
        page.keyboard.press("ArrowRight")
        seen.append(page.get_by_role("status").inner_text())
        page.keyboard.press("ArrowDown")
        seen.append(page.get_by_role("status").inner_text())
    assert all(text.startswith(labels) for text in seen)
    assert len(set(seen)) > 3
    page.keyboard.press("Enter")
    assert seen[-1].startswith(found_in_details(page))
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "picture"


def pixels(page: Page) -> str:
    page.wait_for_selector("#picture[aria-busy=false]")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.evaluate("document.getElementById('picture').toDataURL()")


@in_a_browser
def test_zoom_and_pan_by_key_wheel_button_and_pointer(opened: Opened) -> None:
    page = opened()
    whole = pixels(page)
    page.locator("#picture").focus()
    page.mouse.move(300, 400)
    states = [whole]

    def changed() -> None:
        states.append(pixels(page))
        assert states[-1] != states[-2]

    page.keyboard.press("+")
    changed()
    page.keyboard.press("Shift+ArrowRight")
    changed()
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(100)
    changed()
    page.mouse.down()
    page.mouse.move(420, 450, steps=4)
    page.mouse.up()
    changed()
    page.keyboard.press("0")
    page.mouse.move(5, 5)
    assert pixels(page) == whole


@in_a_browser
def test_filters_hide_by_body_relation_and_status(opened: Opened) -> None:
    page = opened()
    page.get_by_role("button", name="Table").click()
    rows = page.locator("#rows tr")
    expect(rows).to_have_count(7)
    filters = page.get_by_role("group", name="Filters")
    filters.get_by_text("Body").click()
    page.get_by_label("Security Council").uncheck()
    expect(rows).to_have_count(6)
    expect(page.get_by_role("status")).to_have_text("6 nodes of 7 shown")
    page.get_by_role("combobox").fill("1325")
    expect(page.get_by_role("status")).to_have_text("Nothing found, 1 hidden by filters")
    page.get_by_role("combobox").fill("")
    page.locator("#filters details[open]").get_by_role("button", name="All").click()
    filters.get_by_text("Status").click()
    page.get_by_label(re.compile("^not-found")).uncheck()
    expect(page.get_by_role("button", name="A/RES/70/1")).to_have_count(0)
    page.get_by_label(re.compile("^not-found")).check()
    page.keyboard.press("Escape")
    filters.get_by_text("Relation").click()
    page.locator("#filters details[open]").get_by_role("button", name="None").click()
    expect(rows).to_have_count(0)
    page.get_by_label(re.compile("^recalls")).check()
    expect(rows).to_have_count(4)  # two documents, and what they recall


@in_a_browser
def test_the_table_sorts(opened: Opened) -> None:
    page = opened()
    page.get_by_role("button", name="Table").click()
    names = page.locator("#rows th")
    assert names.first.inner_text() == "A/RES/74/174"  # the most cited
    head = page.get_by_role("columnheader", name="Symbol or name")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    upwards = names.all_inner_texts()
    assert upwards.index("A/RES/70/1") < upwards.index("A/RES/74/174") < upwards.index("S/RES/1325(2000)")
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert names.all_inner_texts() == upwards[::-1]
    page.get_by_role("button", name="Date", exact=True).click()
    dates = page.locator("#rows td.date").all_inner_texts()
    known = [date for date in dates if date]
    assert known == sorted(known)
    assert dates[: len(known)] == known  # what has no date stands last
    page.get_by_role("button", name="A/RES/74/174").click()
    assert found_in_details(page) == "A/RES/74/174"
    page.get_by_role("button", name="Close").click()
    assert page.evaluate("document.activeElement.textContent") == "A/RES/74/174"


@in_a_browser
def test_a_long_table_has_pages(opened: Opened, cite: Cite) -> None:
    many = build_graph([cite(f"A/RES/74/{n}", start=9 * n) for n in range(1, 251)], {})
    page = opened(many)
    page.get_by_role("button", name="Table").click()
    expect(page.locator("#rows tr")).to_have_count(100)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#rows tr")).to_have_count(51)
    expect(page.get_by_role("status")).to_have_text("201–251 of 251")
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.get_by_role("button", name="Previous").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#rows tr")).to_have_count(251)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#rows tr")).to_have_count(100)


@in_a_browser
def test_every_control_is_reached_by_tab_and_has_a_name(opened: Opened) -> None:
    page = opened()
    reached: list[str] = []
    named = """() => {
      const one = document.activeElement;
      return one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent;
    }"""
    for _ in range(11):
        page.keyboard.press("Tab")
        reached.append(str(page.evaluate(named)))
    assert reached == [
        *("Search", "Body", "Relation", "Status", "Timeline", "Table", "Dark"),
        *("Timeline of the graph", "Zoom in", "Zoom out", "All"),
    ]


@in_a_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_scheme_is_the_readers_until_it_is_switched(opened: Opened, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    ground = "getComputedStyle(document.body).backgroundColor"
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 28)"}
    assert page.evaluate(ground) == grounds[scheme]
    before = pixels(page)
    page.get_by_role("button", name="Dark").click()
    other = "light" if scheme == "dark" else "dark"
    assert page.evaluate(ground) == grounds[other]
    assert (
        page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == str(other == "dark").lower()
    )
    assert pixels(page) != before
    page.emulate_media(color_scheme="no-preference")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(ground) == grounds["light"]
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") in grounds


@in_a_browser
@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_stands_out_of_the_window(opened: Opened, width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for view in ("Timeline", "Table"):
        page.get_by_role("button", name=view, exact=True).click()
        assert page.evaluate(over) <= 0
    rows = page.locator(".rows")
    inside = rows.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert inside == (width == 1280)  # all columns; else they are scrolled to
    page.get_by_role("combobox").fill("74/174")
    page.keyboard.press("Enter")
    assert page.evaluate(over) <= 0
    expect(page.locator("#details h2")).to_be_in_viewport()


WRITTEN = """
  const pen = CanvasRenderingContext2D.prototype;
  const { fillText, fillRect } = pen;
  window.written = [];
  pen.fillRect = function (x, y, width, height) {
    if (!x && !y && width === this.canvas.clientWidth && height > 99) window.written = []; // a new picture
    fillRect.call(this, x, y, width, height);
  };
  pen.fillText = function (text, x, y) {
    window.written.push([text, x, y, this.measureText(text).width]);
    fillText.call(this, text, x, y);
  };
"""


@in_a_browser
@pytest.mark.parametrize("width", [1280, 400])
def test_no_text_in_the_picture_is_cut_or_lies_on_another(opened: Opened, cite: Cite, width: int) -> None:
    found = [cite(f"A/RES/{session}/{n}", f"{n}.txt") for session in range(60, 80, 2) for n in range(1, 5)]
    found += [cite("A/RES/60/1", f"{n}-a-draft-with-a-long-name.txt") for n in range(40)]
    found += [cite(f"S/RES/{n}", kind="resolution") for n in ("1325(2000)", "2250(2015)")]
    found += [cite(f"A/C.3/74/L.{n}", kind="document", title="x") for n in range(9)]
    page = opened(build_graph(found, {}), WRITTEN, viewport={"width": width, "height": 800})
    pixels(page)
    texts: list[tuple[str, float, float, float]] = page.evaluate("window.written")
    picture = page.locator("#picture").bounding_box()
    assert picture is not None
    names = {text for text, *_ in texts}
    assert {"General Assembly", "Security Council", "Documents", "no date"} <= names
    assert len(names) > 15
    for n, (text, x, y, wide) in enumerate(texts):
        assert 0 <= x <= x + wide <= picture["width"], text
        for text2, x2, y2, wide2 in texts[:n]:
            assert abs(y - y2) >= 11 or x + wide <= x2 or x2 + wide2 <= x, (text, text2)


CURVES = """
  const pen = CanvasRenderingContext2D.prototype;
  const { quadraticCurveTo } = pen;
  window.curves = 0;
  pen.quadraticCurveTo = function (...ends) {
    window.curves++;
    quadraticCurveTo.apply(this, ends);
  };
"""


@in_a_browser
def test_many_arcs_are_drawn_all(opened: Opened, cite: Cite) -> None:
    many = build_graph([cite(f"A/RES/{70 + n % 9}/{n // 40 + 1}", f"{n % 40}.txt") for n in range(1600)], {})
    assert len(many.edges) > 1200
    page = opened(many, CURVES)
    first = pixels(page)
    page.locator("#picture").focus()
    page.keyboard.press("+")
    page.wait_for_timeout(300)  # arcs are drawn anew when the picture rests
    assert pixels(page) != first
    page.evaluate("window.curves = 0")
    page.keyboard.press("0")
    page.wait_for_timeout(300)
    assert pixels(page) == first
    assert page.evaluate("window.curves") >= len(many.edges)


@pytest.fixture
def served(graph: Graph) -> Iterator[tuple[str, list[str]]]:
    """The page on a server, and what is asked of that."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page_of(graph).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@in_a_browser
def test_a_server_is_asked_for_the_page_alone_whatever_would_run_in_it(
    browser: Browser, served: tuple[str, list[str]]
) -> None:
    address, asked = served
    page = browser.new_page()
    page.goto(f"{address}/graph")
    page.get_by_role("button", name="Table").click()
    blocked = """async (address) => {
      const refused = await fetch(address + "/fetched").then(() => false, () => true);
      const script = document.createElement("script");
      script.textContent = "window.run = true";
      const image = document.createElement("img");
      image.src = address + "/image";
      document.body.append(script, image);
      await new Promise((done) => setTimeout(done, 200));
      return [refused, window.run === undefined];
    }"""
    assert page.evaluate(blocked, address) == [True, True]
    page.close()
    assert asked == ["/graph"]


@in_a_browser
def test_a_graph_without_anything_is_shown(opened: Opened) -> None:
    page = opened(Graph((), (), ()))
    page.locator("#picture").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Table").click()
    page.get_by_role("button", name="Date").click()
    expect(page.locator("#which")).to_have_text("none")


def test_every_part_of_the_page_is_in_it(graph: Graph) -> None:
    page = page_of(graph)
    parts = sorted(WEB.glob("*.js"))
    assert len(parts) > 10
    for part in (*parts, WEB / "page.css"):
        text = part.read_text(encoding="utf-8")
        assert text in page
        assert "</" not in text
        assert "\t" not in text
