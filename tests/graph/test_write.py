import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from unxref.citations.model import Citation, Identity
from unxref.graph.build import Graph, Node, build_graph
from unxref.graph.write import WRITERS, write
from unxref.resolvers.interface import Record, Status

DOCS = Path(__file__).parents[2] / "docs"
HARD = [
    'say "hi" \\',
    "a & b &amp; <b>c</b>",
    "end",
    '%%{init: {"theme": "dark"}}%%',
    "[x](y){z}|p|",
    "`#35;`",
    "\\N",
]


def written(graph: Graph, form: str) -> str:
    file = io.StringIO()
    write(graph, form, file)
    return file.getvalue()


def check(plain: object, name: str) -> None:
    """Hold an object against one of the documented schemas."""
    schema: dict[str, Any] = json.loads((DOCS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(plain)  # pyright: ignore[reportUnknownMemberType]


@pytest.fixture
def graph(cite: Callable[..., Citation]) -> Graph:
    """Two documents, one of them with a symbol, and of everything something."""
    records = {
        "A/RES/74/174": Record(
            "A/RES/74/174",
            Status.FOUND,
            title='Countering "abuse" online, again',
            date="2019-12-18",
            body="General Assembly",
            url="https://digitallibrary.un.org/record/1?a=1&b=2",
        ),
        "crc": Record(
            "crc", Status.OFFLINE, title="Convention on the Rights of the Child", date="1989-11-20"
        ),
    }
    found = [
        cite("A/RES/74/174", start=5, relation="recalls"),
        cite("A/RES/74/174", start=15, relation="reaffirms"),
        cite("crc", start=25, relation="recalls", kind="treaty"),
        cite(None, start=35, also=("A/HRC/RES/7/29",), text="resolution\n7/29"),
        cite("A/RES/74/174", "b.txt", start=5, verb="acts-under"),
    ]
    return build_graph(found, records, {"a.txt": Identity("A/C.3/80/L.5"), "b.txt": Identity()})


@pytest.fixture
def hard(graph: Graph) -> Graph:
    """A graph of which every label is hard on a diagram's language."""
    nodes = [
        Node(text, "document", text, f"T {text}", None, None, None, 'https://e.org/?a="b"', (), (), None, ())
        for text in HARD
    ]
    edges = tuple(edge for edge in graph.edges[:1])
    return Graph((*graph.nodes, *nodes), edges, ())


@pytest.mark.parametrize("form", WRITERS)
def test_every_format_ends_with_a_line_end_and_takes_an_empty_graph(graph: Graph, form: str) -> None:
    assert written(graph, form).endswith("\n")
    assert "\r" not in written(graph, form)
    assert written(Graph((), (), ()), form).endswith("\n") or form == "jsonl"


def test_json_is_as_its_schema_says(graph: Graph) -> None:
    plain = json.loads(written(graph, "json"))
    check(plain, "graph")
    assert [n["id"] for n in plain["nodes"]] == ["A/C.3/80/L.5", "b.txt", "A/RES/74/174", "crc"]
    assert plain["edges"][0] == {
        "source": "A/C.3/80/L.5",
        "target": "A/RES/74/174",
        "count": 2,
        "relations": ["recalls", "reaffirms"],
        "pinpoints": [],
        "citations": [["a.txt", 5], ["a.txt", 15]],
        "ends": [11, 21],
        "relation_counts": {"recalls": 1, "reaffirms": 1},
        "parts": {},
        "notes": 0,
    }
    assert plain["graph"]["documents"] == 2
    assert plain["graph"]["open"] == [
        {"document": "a.txt", "start": 35, "text": "resolution\n7/29", "candidates": ["A/HRC/RES/7/29"]}
    ]


def test_json_stands_a_node_or_an_edge_a_line(graph: Graph) -> None:
    lines = written(graph, "json").splitlines()
    assert len(lines) == 3 + len(graph.nodes) + len(graph.edges)


def test_networkx_reads_json(graph: Graph) -> None:
    networkx = pytest.importorskip("networkx")
    read = networkx.node_link_graph(json.loads(written(graph, "json")), edges="edges")
    assert list(read.nodes) == [node.id for node in graph.nodes]
    assert list(read.edges) == [(edge.source, edge.target) for edge in graph.edges]
    assert read.nodes["A/RES/74/174"]["status"] == "found"
    assert read.edges["A/C.3/80/L.5", "A/RES/74/174"]["count"] == 2


def test_jsonl_is_an_edge_a_line(graph: Graph) -> None:
    edges = [json.loads(line) for line in written(graph, "jsonl").splitlines()]
    for edge in edges:
        check(edge, "edge")
    assert [(e["source"], e["target"], e["count"]) for e in edges] == [
        ("A/C.3/80/L.5", "A/RES/74/174", 2),
        ("A/C.3/80/L.5", "crc", 1),
        ("b.txt", "A/RES/74/174", 1),
    ]
    assert edges[1]["target_label"] == "Convention on the Rights of the Child"
    assert list(edges[0])[:4] == ["schema", "source", "source_label", "source_title"]


def test_csv_is_an_edge_a_row(graph: Graph) -> None:
    rows = list(csv.DictReader(io.StringIO(written(graph, "csv").removeprefix("\ufeff"))))
    assert len(rows) == len(graph.edges)
    first = rows[0]
    assert first["target_title"] == 'Countering "abuse" online, again'
    assert (first["target_status"], first["count"], first["relations"]) == (
        "found",
        "2",
        "recalls; reaffirms",
    )
    assert rows[2]["source_title"] == ""


def test_dot_quotes_what_it_is_given(hard: Graph) -> None:
    source = written(hard, "dot")
    string = r'"(?:[^"\\]|\\.)*"'
    value = rf"(?:{string}|[\w.]+)"
    statement = rf"  {value}(?: -> {value})?(?: \[\w+={value}(?:, \w+={value})*\])?;|  rankdir=LR;"
    lines = source.splitlines()
    assert (lines[0], lines[-1]) == ("digraph unxref {", "}")
    for line in lines[1:-1]:
        assert re.fullmatch(statement, line), line


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_dot(hard: Graph) -> None:
    source = written(hard, "dot")
    drawn = subprocess.run(["dot", "-Tjson"], input=source, capture_output=True, text=True, check=True)
    assert not drawn.stderr
    read = json.loads(drawn.stdout)
    assert [o["label"] for o in read["objects"]][-1] == "\\\\N\nT \\\\N".replace("\n", "\\n")
    assert len(read["objects"]) == len(hard.nodes)
    assert len(read["edges"]) == len(hard.edges)


def test_mermaid_lets_nothing_out_of_its_quotes(hard: Graph) -> None:
    source = written(hard, "mermaid")
    text = r'"(?:[^"#%&<>\\`]|#\d+;|<br/>)*"'
    address = r'"https://[^"\s]+"'
    statement = (
        rf"  n\d+(?:\(\[{text}\]\)|\[{text}\])|  click n\d+ href {address}|  n\d+ -->(?:\|{text}\|)? n\d+"
    )
    lines = source.splitlines()
    assert lines[0] == "flowchart LR"
    for line in lines[1:]:
        assert re.fullmatch(statement, line), line
    assert "n0 -->" in source
