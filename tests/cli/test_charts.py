import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from unxref.cli.charts import write_charts
from unxref.cli.codes import DONE, USAGE
from unxref.graph.model import Edge, Graph, Mention, Node

Run = Callable[..., Result]


def node(
    id: str, body: str | None, date: str | None, kind: str = "resolution", session: str | None = None
) -> Node:
    return Node(id, kind, id, None, date, body, None, None, session=session)


def edge(target: str, *relations: str | None) -> Edge:
    return Edge("a.txt", target, tuple(Mention("a.txt", n, n + 1, word) for n, word in enumerate(relations)))


def charted(graph: Graph, encoding: str = "utf-8") -> list[str]:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding)
    write_charts(graph, file)
    file.flush()
    return raw.getvalue().decode(encoding).splitlines()


@pytest.fixture
def graph() -> Graph:
    nodes = (
        node("a.txt", None, None, "document"),
        node("A/RES/74/174", "General Assembly", "2019-12-18"),
        node("S/RES/1325(2000)", "Security Council", "2000-10-31"),
        node("crc", None, "1989", "treaty"),
        node("A/74/1", "General Assembly", None, "document"),
    )
    edges = (
        edge("A/RES/74/174", *["recalls"] * 6, None),
        edge("S/RES/1325(2000)", "recalls"),
        edge("crc", "urges"),
        edge("A/74/1", "notes", "notes"),
    )
    return Graph(nodes, edges, ())


def test_each_chart_counts_citations(graph: Graph) -> None:
    rows = [line.replace("█", "").split() for line in charted(graph)]
    assert rows == [
        ["Citations", "by", "body"],
        ["General", "Assembly", "9"],
        ["Security", "Council", "1"],
        ["Treaties", "1"],
        [],
        ["Citations", "by", "decade"],
        ["1980s", "1"],
        ["1990s", "0"],
        ["2000s", "1"],
        ["2010s", "7"],
        ["no", "date", "2"],
        [],
        ["Citations", "by", "relation"],
        ["recalls", "7"],
        ["notes", "2"],
        ["urges", "1"],
        ["none", "1"],
    ]


def test_a_session_within_a_decade_is_of_it() -> None:
    sessions = ("69", "64", "74")  # 2014-2015; 2009-2010 and 2019-2020 are in two
    nodes = [node(f"A/RES/{n}/1", "General Assembly", None, session=n) for n in sessions]
    edges = tuple(edge(one.id, "recalls") for one in nodes)
    rows = charted(Graph((node("a.txt", None, None, "document"), *nodes), edges, ()))
    counted = [
        line.replace("█", "").rsplit(maxsplit=1) for line in rows if line.startswith(("20", "no date"))
    ]
    assert counted == [["2010s", "1"], ["no date", "2"]]


def test_bars_are_as_long_as_what_they_count_and_fit_in_eighty_columns(graph: Graph) -> None:
    lines = charted(graph)
    assert max(map(len, lines)) <= 80
    bars = [line.count("█") for line in lines[1:4]]
    assert bars[0] > 50
    assert bars[1] == bars[2] == round(bars[0] / 9)
    assert "█" not in lines[7]
    assert "\x1b" not in "".join(lines)


def test_bars_are_plain_where_the_output_knows_no_blocks(graph: Graph) -> None:
    assert "##########" in charted(graph, "ascii")[1]


def test_small_rows_are_put_together() -> None:
    nodes = tuple(
        node(f"r{n}", f"Body number {n} with a name that is rather long", "2000") for n in range(30)
    )
    edges = tuple(edge(f"r{n}", *["recalls"] * (40 - n)) for n in range(30))
    lines = charted(Graph(nodes, edges, ()))
    assert len(lines[: lines.index("")]) == 12
    assert lines[11].startswith("20 others")
    assert max(map(len, lines)) <= 80


def test_nothing_cited_is_no_bar() -> None:
    assert [line for line in charted(Graph((), (), ())) if line] == [
        "Citations by body",
        "Citations by decade",
        "Citations by relation",
    ]


def test_the_option_shows_charts(run: Run, draft: Path) -> None:
    done = run("graph", draft, "--offline", "--summary")
    assert done.exit_code == DONE
    assert done.stdout.splitlines()[0] == "Citations by body"
    assert done.stderr.endswith("3 citations of 2 instruments (2 offline)\n")


def test_the_option_is_a_form_of_its_own(run: Run, draft: Path) -> None:
    done = run("graph", draft, "--offline", "--summary", "-f", "csv")
    assert done.exit_code == USAGE
    assert "leave -f out" in done.stderr
