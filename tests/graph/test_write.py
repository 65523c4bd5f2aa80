import csv
import importlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html import unescape
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
    "old\rMac",
    "C:\\drafts\\",
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
        Node(text, "document", text, f"T {text}", None, None, None, 'https://e.org/?a="b"&c=<d>\\')
        for text in HARD
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


ALL_FORMATS = """
import sys, unxref
from unxref.graph.write import WRITERS, write
document = unxref.read("examples/draft_resolution.txt")
graph = unxref.build_graph(unxref.extract(document), {})
for form in WRITERS:
    write(graph, form, sys.stdout)
"""


def test_every_format_is_the_same_in_every_run() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", ALL_FORMATS],
            capture_output=True,
            check=True,
            cwd=DOCS.parent,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(runs[0]) > 100_000
    assert runs[0] == runs[1]


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


def clean(text: str) -> str:
    """Return text as XML and diagrams have it."""
    return re.sub("[\x00\x1b\ufffe]", lambda found: found[0].encode("unicode_escape").decode(), text)


def flat(graph: Graph) -> tuple[dict[str, Facts], dict[tuple[str, str], Facts]]:
    """What a program should read: nodes and edges with what is known of them."""

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


def read_as_gephi(table: str) -> tuple[list[str], list[list[str]]]:
    """Return header and rows as Gephi's importer takes them apart: a backslash escapes, cells are trimmed."""
    assert not table.startswith("\ufeff")
    table.encode()  # it is UTF-8
    lines = list(csv.reader(io.StringIO(table, newline=""), escapechar="\\", strict=True))
    header, *rows = [[cell.strip() for cell in row] for row in lines]
    assert all(len(row) == len(header) for row in rows)
    return header, rows


def as_gephi_has_it(value: str | float | None) -> str:
    """Return a fact as that reader gives it: without backslashes; a formula behind its apostrophe."""
    text = "" if value is None else str(value)
    apostrophe = "'" if re.match(r"[=+@-].", text) else ""
    return (apostrophe + text).replace("\\", "").strip()


def test_gephi_takes_the_table_of_nodes_apart(hard: Graph) -> None:
    header, rows = read_as_gephi(written(hard, "csv-nodes"))
    assert header[:2] == ["id", "label"]  # by these Gephi knows it as a table of nodes
    assert len({name.lower() for name in header}) == len(header)
    facts = [{"id": node.id} | node_facts(node) for node in hard.nodes]
    assert header == list(facts[0])
    assert rows == [[as_gephi_has_it(value) for value in one.values()] for one in facts]


def test_gephi_takes_the_table_of_edges_apart(hard: Graph) -> None:
    header, rows = read_as_gephi(written(hard, "csv"))
    assert {"source", "target", "type", "weight"} <= set(header)
    assert not {"kind", "id", "label"} & set(header)  # Gephi means something else by them
    for row, edge in zip(rows, hard.edges, strict=True):
        cells = dict(zip(header, row, strict=True))
        nodes = {node.id: node for node in hard.nodes}
        ends = {"source": nodes[edge.source], "target": nodes[edge.target]}
        facts: dict[str, Any] = {
            **{
                f"{end}_{name}": value
                for end, node in ends.items()
                for name, value in node_facts(node).items()
            },
            **{end: node.id for end, node in ends.items()},
            **edge_facts(edge),
            "type": "Directed",
            "weight": edge.count,
        }
        assert cells == {name: as_gephi_has_it(facts[name]) for name in header}


@pytest.mark.parametrize("form", ["csv", "csv-nodes"])
def test_csv_is_what_it_was_for_others_too(hard: Graph, form: str) -> None:
    table = written(hard, form)
    rows = list(csv.DictReader(io.StringIO(table, newline=""), strict=True))
    held = {row[name].replace("\\ ", "\\").removeprefix("'") for row in rows for name in row}
    assert set(HARD) <= held
    lines = re.sub(r'"(?:[^"]|"")*"', "", table).split("\n")
    assert not any("\r" in line for line in lines)
    assert len(lines) == len(rows) + 2  # the header, and what is behind the last line end


def captions(graph: Graph) -> list[str]:
    """Return what diagrams show of nodes, without white space."""
    titles = ["" if node.title in (None, node.label) else node.title for node in graph.nodes]
    called = [f"{node.label} {title}" for node, title in zip(graph.nodes, titles, strict=True)]
    return ["".join(clean(text).split()) for text in called]


def gists(graph: Graph) -> list[tuple[str, str, str]]:
    """Return the ends of edges and what diagrams show of these, without white space."""
    counts = [f"×{edge.count}" if edge.count > 1 else "" for edge in graph.edges]
    words = [",".join(edge.relations) for edge in graph.edges]
    return [(e.source, e.target, a + b) for e, a, b in zip(graph.edges, words, counts, strict=True)]


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

    def shown(text: str) -> str:
        """Return what Graphviz shows of a label, without white space, which lines divide."""
        text = re.sub(r"\\(.)", lambda found: "" if found[1] == "n" else found[1], text)
        return "".join(unescape(text).split())

    assert [shown(one["label"]) for one in read["objects"]] == captions(hard)
    ids = {one["_gvid"]: node.id for one, node in zip(read["objects"], hard.nodes, strict=True)}
    edges = [(ids[one["tail"]], ids[one["head"]], shown(one["label"])) for one in read["edges"]]
    assert edges == gists(hard)
    svg = subprocess.run(["dot", "-Tsvg"], input=source, capture_output=True, text=True, check=True).stdout
    picture = ElementTree.fromstring(svg)  # which a browser shows only where it is XML
    space = "{http://www.w3.org/2000/svg}"
    assert sum(group.get("class") == "node" for group in picture.iter(f"{space}g")) == len(hard.nodes)
    links = {link.get("{http://www.w3.org/1999/xlink}href") for link in picture.iter(f"{space}a")}
    assert "https://digitallibrary.un.org/record/1?a=1&b=2" in links
    assert "https://e.org/?a=%22b%22&c=%3Cd%3E%5C" in links


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


NPM_FOLDER = os.environ.get("NPM_FOLDER", "")


def read_by_node(script: str, source: str, *packages: str) -> Any:
    """Return what a script beside this one prints of a source, as JSON."""
    for package in packages:
        if not NPM_FOLDER or not Path(NPM_FOLDER, "node_modules", package).is_dir():
            pytest.skip(f"NPM_FOLDER names no folder where `npm install {' '.join(packages)}` was run")
    command = ["node", str(Path(__file__).with_name(script)), NPM_FOLDER]
    read = subprocess.run(command, input=source, capture_output=True, encoding="utf-8", check=True)
    assert not read.stderr
    return json.loads(read.stdout)


def test_mermaid_reads_its_diagrams(hard: Graph) -> None:
    read = read_by_node("mermaid.mjs", written(hard, "mermaid"), "mermaid", "jsdom")

    def shown(text: str) -> str:
        """Return what Mermaid shows of a text as it holds it, without white space, which lines divide."""
        text = re.sub("ﬂ°°([0-9]+)¶ß", lambda found: chr(int(found[1])), text.replace("<br>", ""))
        return "".join(text.split())

    ids = [node.id for node in hard.nodes]
    assert [name for name, *_ in read["nodes"]] == [f"n{number}" for number in range(len(ids))]
    assert [shown(text) for _, text, _ in read["nodes"]] == captions(hard)
    linked = [bool(link) for *_, link in read["nodes"]]
    assert linked == [bool(node.url) for node in hard.nodes]
    edges = [(ids[int(start[1:])], ids[int(end[1:])], shown(text)) for start, end, text in read["edges"]]
    assert edges == gists(hard)


def test_gephi_lite_reads_gexf_with_all_attributes_and_types(hard: Graph) -> None:
    read = read_by_node("gexf.mjs", written(hard, "gexf"), "graphology", "graphology-gexf")
    nodes, edges = flat(hard)
    assert read["options"] == {"type": "directed", "multi": False, "allowSelfLoops": True}
    assert read["attributes"] == {"creator": "unxref", "description": "Who cites what"}
    assert {node["key"]: node["attributes"] for node in read["nodes"]} == nodes
    assert [node["key"] for node in read["nodes"]] == list(nodes)
    assert {(edge["source"], edge["target"]): edge["attributes"] for edge in read["edges"]} == edges
    assert not any(edge.get("undirected") for edge in read["edges"])
    types = {type(facts.get("year")) for facts in nodes.values()}
    assert types == {int, type(None)}
