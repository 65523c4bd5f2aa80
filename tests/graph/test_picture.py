import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unxref.citations.model import Citation, Identity
from unxref.graph.build import Graph, Node, build_graph
from unxref.graph.colours import group_of, groups
from unxref.graph.flat import by_session, span
from unxref.graph.picture import write_svg
from unxref.graph.timeline import UNDATED, timeline

Cite = Callable[..., Citation]
SCHEMA = Path(__file__).parents[2] / "docs" / "edge.schema.json"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(graph: Graph) -> ElementTree.Element:
    file = io.StringIO()
    write_svg(graph, file)
    return ElementTree.fromstring(file.getvalue())


@pytest.fixture
def graph(cite: Cite) -> Graph:
    found = [
        cite("A/RES/74/174", relation="recalls"),
        cite("A/RES/74/174", start=9, relation="recalls"),
        cite("crc", kind="treaty", start=20, relation="urges"),
        cite("crc-opsc", kind="treaty", start=30),
        cite("A/RES/70/1", "b.txt", title='<script>alert("1")</script> & \x1b'),
    ]
    return build_graph(found, {}, {"a.txt": Identity(), "b.txt": Identity(title="<script>&")})


def nodes_of(picture: ElementTree.Element) -> list[ElementTree.Element]:
    return [group for group in picture.iter(f"{SVG}g") if group.get("class") == "node"]


def test_each_node_is_drawn_and_named_and_each_edge_an_arc(graph: Graph) -> None:
    picture = drawn(graph)
    titles = [node.findtext(f"{SVG}title") or "" for node in nodes_of(picture)]
    assert [title.partition(": ")[0] for title in titles] == [node.label for node in graph.nodes]
    arcs = [path for path in picture.iter(f"{SVG}path") if path.get("marker-end")]
    assert len(arcs) == len(graph.edges)
    assert [arc.get("stroke") for arc in arcs[:2]] == [group_of("recalls").colour, group_of("urges").colour]
    widths = [float(arc.get("stroke-width") or 0) for arc in arcs]
    assert widths[0] > widths[1] == widths[2]
    dashed = [
        p for p in picture.iter(f"{SVG}path") if p.get("stroke-dasharray") and "Q" in (p.get("d") or "")
    ]
    assert len(dashed) == 1  # the protocol to its convention
    assert len([node for node in nodes_of(picture) if node.find(f"{SVG}rect") is not None]) == 2


def test_the_picture_runs_nothing_and_asks_for_nothing(graph: Graph) -> None:
    picture = drawn(graph)
    tags = {element.tag.removeprefix(SVG) for element in picture.iter()}
    assert tags == {"svg", "title", "desc", "defs", "marker", "path", "rect", "g", "circle", "text"}
    for element in picture.iter():
        for name, value in element.attrib.items():
            assert "href" not in name
            assert not name.startswith("on")
            assert "url(" not in value or value.startswith("url(#to-")
    assert picture.get("font-family") == "sans-serif"


def test_lanes_are_bodies_and_years_stand_above(graph: Graph) -> None:
    texts = [element.text for element in drawn(graph).iter(f"{SVG}text")]
    assert {"Documents", "Treaties", "General Assembly", "1989", "2000", "no date"} <= set(texts)
    assert texts[:3] == ["Documents", "Treaties", "General Assembly"]


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
def test_a_browser_draws_it_without_a_warning(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.svg"
    with path.open("w", encoding="utf-8") as file:
        write_svg(graph, file)
    flags = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        f"--user-data-dir={tmp_path}",
    )
    command = [str(CHROMIUM), *flags, "--virtual-time-budget=2000", "--dump-dom", path.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "CONSOLE" not in shown.stderr
    assert "parsererror" not in shown.stdout
    assert shown.stdout.count('class="node"') == len(graph.nodes)


def test_a_graph_without_anything_is_a_picture() -> None:
    assert drawn(Graph((), (), ())).findtext(f"{SVG}title") == "Citations of 0 instruments in 0 documents"


def test_a_document_that_cites_itself_is_drawn(cite: Cite) -> None:
    graph = build_graph([cite("A/RES/74/174")], {}, {"a.txt": Identity("A/RES/74/174")})
    (arc,) = [path for path in drawn(graph).iter(f"{SVG}path") if path.get("marker-end")]
    assert re.fullmatch(r"M[\d.]+ [\d.]+c.*", arc.get("d") or "")


def test_every_relation_has_a_colour_of_its_group() -> None:
    relations = [relation for group in groups() for relation in group.relations]
    assert len(set(relations)) == len(relations)
    schema: Any = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert set(relations) == set(schema["properties"]["relations"]["items"]["enum"])
    assert group_of(None).name == group_of("unheard-of").name == "cites"
    assert len({group.colour for group in groups()}) == len(groups())


@st.composite
def some_nodes(draw: st.DrawFn) -> list[Node]:
    dates = st.one_of(
        st.none(), st.dates(date(1850, 1, 1), date(2030, 12, 31)).map(str), st.integers(1900, 2030).map(str)
    )
    bodies = st.sampled_from(
        [None, "General Assembly", "Security Council", *(f"Body {n}" for n in range(20))]
    )
    sessions = st.one_of(st.none(), st.integers(1, 99).map(str))
    facts = draw(st.lists(st.tuples(dates, bodies, st.integers(1, 30), sessions), max_size=60))
    return [
        Node(f"n{number}", "resolution", "x" * length, None, when, body, None, None, session=session)
        for number, (when, body, length, session) in enumerate(facts)
    ]


def room(node: Node) -> tuple[float, float]:
    return 10.0 + 5 * len(node.label), 12.0


@settings(deadline=None)  # the machine may be busy
@given(some_nodes())
def test_no_node_lies_on_another_and_each_stands_in_its_lane(nodes: list[Node]) -> None:
    line = timeline(nodes, room)
    boxes = [(*line.places[node.id], *room(node)) for node in nodes]
    for n, (x, y, width, height) in enumerate(boxes):
        assert -0.01 <= x <= x + width <= line.width + 0.01
        for x2, y2, width2, height2 in boxes[:n]:
            apart = x + width <= x2 + 0.01 or x2 + width2 <= x + 0.01
            assert apart or y + height <= y2 + 0.01 or y2 + height2 <= y + 0.01
    for node in nodes:
        y = line.places[node.id][1]
        assert [band for band in line.lanes.values() if band.start <= y and y + 12 <= band.end + 0.01]
    assert len(line.lanes) <= 13


@settings(deadline=None)  # the machine may be busy
@given(some_nodes())
def test_what_is_earlier_stands_further_left(nodes: list[Node]) -> None:
    line = timeline(nodes, room)

    def order(node: Node) -> tuple[int, bool, str]:
        opened, _ = span(node) or (UNDATED, UNDATED)
        return opened, by_session(node), node.date or ""

    across = [line.places[node.id][0] for node in sorted(nodes, key=order)]
    assert across == sorted(across)
    assert (UNDATED in line.years) == any(span(node) is None for node in nodes)


def test_what_is_known_by_its_session_stands_behind_the_dated_of_the_year_in_which_that_opened(
    cite: Cite,
) -> None:
    dates = {
        "A/RES/74/12": None,
        "A/RES/74/11": "2019-12-31",
        "A/RES/74/13": "2020-01-01",
        "A/RES/ES-10/99": None,
    }
    graph = build_graph(
        [cite(id, date=when) for id, when in dates.items()], {}, {"a.txt": Identity(date="2021")}
    )
    line = timeline(graph.nodes, room)
    at = {id: line.places[id][0] for id in dates}
    assert at["A/RES/74/11"] < at["A/RES/74/12"] < line.years[2020].start == at["A/RES/74/13"]
    assert at["A/RES/ES-10/99"] == line.years[UNDATED].start  # a session that is only adjourned tells no year
    picture = drawn(graph)
    marks = {node.findtext(f"{SVG}title"): node.find(f"{SVG}circle") for node in nodes_of(picture)}
    dashed = {title for title, mark in marks.items() if mark is not None and mark.get("stroke-dasharray")}
    assert dashed == {"A/RES/74/12: session 74, 2019–2020"}
    legend = [element.text for element in picture.iter(f"{SVG}text")]
    assert "dated by its session alone" in legend
    none = build_graph([cite("A/RES/74/11", date="2019-12-31")], {})
    assert "dated by its session alone" not in [element.text for element in drawn(none).iter(f"{SVG}text")]


def test_the_page_on_the_graph_has_the_groups() -> None:
    page = (SCHEMA.parent / "graph.md").read_text(encoding="utf-8")
    for group in groups():
        assert f"| {group.name} | {', '.join(group.relations) or 'none'} |" in page
