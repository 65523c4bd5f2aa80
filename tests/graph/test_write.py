import csv
import importlib
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from unxref.citations.model import Citation, Identity
from unxref.graph.build import Edge, Graph, Node, build_graph
from unxref.graph.flat import Facts, edge_facts, node_facts
from unxref.graph.model import Mention
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
    "a\x00b\x1b[0m\ufffec\td\re\nf",
    "=1+1",
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
        Node(text, "document", text, f"T {text}", None, None, None, 'https://e.org/?a="b"') for text in HARD
    ]
    edges = (
        *graph.edges,
        *(Edge(a, b, (Mention(a, 1, 2, "notes", None, "annex", b),)) for a, b in pairwise(HARD)),
    )
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
    networkx: Any = importlib.import_module("networkx")
    read = networkx.node_link_graph(json.loads(written(graph, "json")), edges="edges")
    assert list(read.nodes) == [node.id for node in graph.nodes]
    assert list(read.edges) == [(edge.source, edge.target) for edge in graph.edges]
    plain = json.loads(written(graph, "json"))
    assert [{"id": id, **facts} for id, facts in read.nodes(data=True)] == plain["nodes"]
    edges = [{"source": a, "target": b, **facts} for a, b, facts in read.edges(data=True)]
    assert edges == plain["edges"]
    assert read.graph == plain["graph"]


def flat(graph: Graph) -> tuple[dict[str, Facts], dict[tuple[str, str], Facts]]:
    """What a program should read: nodes and edges with what is known of them."""

    def clean(text: str) -> str:
        return re.sub("[\x00\x1b\ufffe]", lambda found: found[0].encode("unicode_escape").decode(), text)

    def known(facts: Facts) -> Facts:
        return {name: clean(v) if isinstance(v, str) else v for name, v in facts.items() if v is not None}

    nodes = {clean(node.id): known(node_facts(node)) for node in graph.nodes}
    edges = {
        (clean(e.source), clean(e.target)): known(edge_facts(e)) | {"weight": e.count} for e in graph.edges
    }
    return nodes, edges


def read_by_networkx(source: str, form: str) -> Any:
    networkx: Any = importlib.import_module("networkx")
    return getattr(networkx, f"read_{form}")(io.BytesIO(source.encode()))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_xml_with_all_attributes_and_types(hard: Graph, form: str) -> None:
    read = read_by_networkx(written(hard, form), form)
    nodes, edges = flat(hard)
    if form == "graphml":
        nodes = {id: {"name": id, **facts} for id, facts in nodes.items()}
    assert read.is_directed()
    assert not read.is_multigraph()
    got = {(a, b): {k: v for k, v in facts.items() if k != "id"} for a, b, facts in read.edges(data=True)}
    assert dict(read.nodes(data=True)) == nodes
    assert got == edges
    assert {type(facts["year"]) for facts in nodes.values() if "year" in facts} == {int}
    assert list(read.nodes) == list(nodes)


def test_igraph_reads_graphml_with_all_attributes_and_types(hard: Graph, tmp_path: Path) -> None:
    igraph: Any = importlib.import_module("igraph")
    path = tmp_path / "graph.graphml"
    path.write_text(written(hard, "graphml"), encoding="utf-8", newline="")
    read = igraph.Graph.Read_GraphML(str(path))
    nodes, edges = flat(hard)

    def known(facts: dict[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in facts.items() if k not in ("id", "name") and v not in (None, "") and v == v}

    assert read.is_directed()
    assert {vertex["name"]: known(vertex.attributes()) for vertex in read.vs} == nodes
    names = read.vs["name"]
    assert {(names[e.source], names[e.target]): known(e.attributes()) for e in read.es} == edges
    assert read.vs.find("A/RES/74/174")["status"] == "found"


def test_the_xml_is_as_its_schemas_ask(hard: Graph) -> None:
    gexf = ElementTree.fromstring(written(hard, "gexf"))
    space = "{http://gexf.net/1.3}"
    declared = {
        attributes.get("class"): {a.get("id") for a in attributes}
        for attributes in gexf.iter(f"{space}attributes")
    }
    for kind in ("node", "edge"):
        ids = [element.get("id") for element in gexf.iter(space + kind)]
        assert len(set(ids)) == len(ids) > 0
        used = {v.get("for") for e in gexf.iter(space + kind) for v in e.iter(f"{space}attvalue")}
        assert used <= declared[kind]
    assert [child.tag.removeprefix(space) for child in gexf.find(f"{space}graph") or []] == [
        "attributes",
        "attributes",
        "nodes",
        "edges",
    ]


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
    rows = list(csv.DictReader(io.StringIO(written(graph, "csv"))))
    assert len(rows) == len(graph.edges)
    first = rows[0]
    assert first["target_title"] == 'Countering "abuse" online, again'
    assert (first["target_status"], first["count"], first["relations"]) == (
        "found",
        "2",
        "recalls; reaffirms",
    )
    assert rows[2]["source_title"] == ""
    assert (first["type"], first["weight"], first["citations"]) == (
        "Directed",
        "2",
        "a.txt 5-11; a.txt 15-21",
    )


def test_the_two_tables_are_as_gephi_imports_them(hard: Graph) -> None:
    nodes = list(csv.DictReader(io.StringIO(written(hard, "csv-nodes"))))
    edges = list(csv.DictReader(io.StringIO(written(hard, "csv"))))
    assert list(nodes[0])[:2] == ["id", "label"]
    assert {"source", "target", "type", "weight"} <= set(edges[0])
    assert not {"kind", "id", "label"} & set(edges[0])  # Gephi means something else by them
    assert {end for row in edges for end in (row["source"], row["target"])} <= {row["id"] for row in nodes}
    assert [row["title"] for row in nodes if row["id"] == "A/RES/74/174"] == [
        'Countering "abuse" online, again'
    ]
    assert all(not row["id"].startswith("=") for row in nodes)


def test_dot_quotes_what_it_is_given(hard: Graph) -> None:
    source = written(hard, "dot")
    string = r'"(?:[^"\\]|\\.)*"'
    value = rf"(?:{string}|[\w.]+)"
    statement = rf"  {value}(?: -> {value})?(?: \[\w+={value}(?:, \w+={value})*\])?;|  rankdir=LR;"
    lines = source.rstrip("\n").split("\n")
    assert (lines[0], lines[-1]) == ("digraph unxref {", "}")
    for line in lines[1:-1]:
        assert re.fullmatch(statement, line), line


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_dot(hard: Graph) -> None:
    source = written(hard, "dot")
    drawn = subprocess.run(["dot", "-Tjson"], input=source, capture_output=True, text=True, check=True)
    assert not drawn.stderr
    read = json.loads(drawn.stdout)
    assert "\\\\N\\nT \\\\N" in [o["label"] for o in read["objects"]]
    assert len(read["objects"]) == len(hard.nodes)
    assert len(read["edges"]) == len(hard.edges)


def test_families_stand_dashed(cite: Callable[..., Citation]) -> None:
    graph = build_graph([cite("crc", kind="treaty"), cite("crc-opsc", kind="treaty")], {})
    assert '"crc-opsc" -> "crc" [label="protocol-to", style=dashed, constraint=false];' in written(
        graph, "dot"
    )
    assert 'n2 -.->|"protocol-to"| n1' in written(graph, "mermaid")
    assert len(graph.edges) == 2


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


MERMAID = os.environ.get("MERMAID", "")


@pytest.mark.skipif(not MERMAID, reason="MERMAID names no folder where `npm install mermaid jsdom` was run")
def test_mermaid_reads_its_diagrams(hard: Graph) -> None:
    command = ["node", str(Path(__file__).with_name("mermaid.mjs")), MERMAID]
    source = written(hard, "mermaid")
    read = subprocess.run(command, input=source, capture_output=True, text=True, check=True)
    assert json.loads(read.stdout) == [len(hard.nodes), len(hard.edges)]
