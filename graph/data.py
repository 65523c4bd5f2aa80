"""The graph as data, JSON node-link, JSON Lines and CSV; and records as CSV."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from ..resolvers.interface import Record
from .flat import NODE_TYPES, edge_facts, node_facts
from .model import Edge, Graph, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..citations.model import Citation

    Cell = str | int | None

SCHEMA = "unxref.graph/1"
EDGE_SCHEMA = "unxref.edge/1"

_NODE_FIELDS = tuple(f.name for f in fields(Node))
_RECORD_COLUMNS = tuple(f.name for f in fields(Record))
_CSV_EDGE = (
    *("count", "relations", "pinpoints", "type", "weight", "relation", "relation_counts"),
    *("preamble", "operative", "annex", "notes", "citations"),
)
_CSV_COLUMNS = (
    *("source", "source_label", "source_title", "source_date"),
    *("target", "target_label", "target_title", "target_kind", "target_body", "target_date"),
    *("target_status", "target_url", *_CSV_EDGE),
)


def write_json(graph: Graph, to: TextIO) -> None:
    """Write one JSON object, node-link as networkx reads it, a node or an edge a line."""
    about = {"documents": sum(len(n.documents) for n in graph.nodes), "open": [_open(c) for c in graph.open]}
    to.write(f'{{"schema": "{SCHEMA}", "directed": true, "multigraph": false, "graph": {_json(about)},\n')
    to.write('"nodes": [')
    to.writelines(_lines(_node(node) for node in graph.nodes))
    to.write('],\n"edges": [')
    to.writelines(_lines(_edge(edge) for edge in graph.edges))
    to.write("]}\n")


def write_jsonl(graph: Graph, to: TextIO) -> None:
    """Write a JSON object a line for each edge, with the labels and titles of its nodes."""
    for edge, source, target in _with_nodes(graph):
        plain = {
            "schema": EDGE_SCHEMA,
            "source": source.id,
            "source_label": source.label,
            "source_title": source.title,
            "target": target.id,
            "target_label": target.label,
            "target_title": target.title,
        }
        to.write(_json(plain | _edge(edge)) + "\n")


def write_csv(graph: Graph, to: TextIO) -> None:
    """Write a row for each edge, with what is known of its nodes, as Gephi imports a table of edges."""
    _write_plain(_CSV_COLUMNS, map(_edge_row, _with_nodes(graph)), to, _for_gephi)


def write_nodes_csv(graph: Graph, to: TextIO) -> None:
    """Write a row for each node, as Gephi imports a table of nodes."""
    rows = ((node.id, *node_facts(node).values()) for node in graph.nodes)
    _write_plain(("id", *NODE_TYPES), rows, to, _for_gephi)


def write_records_csv(records: Iterable[Record], to: TextIO) -> None:
    """Write a row for each record; `; ` stands between several values."""
    write_rows(_RECORD_COLUMNS, (_record_row(record) for record in records), to)


def write_rows(columns: Iterable[str], rows: Iterable[Iterable[Cell]], to: TextIO) -> None:
    """Write CSV, with the byte order mark by which a spreadsheet knows UTF-8.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    to.write("\ufeff")
    _write_plain(columns, rows, to, _harmless)


def _write_plain(
    columns: Iterable[str], rows: Iterable[Iterable[Cell]], to: TextIO, spelled: Callable[[Cell], Cell]
) -> None:
    """Write CSV without that mark: Gephi before 0.9.3 takes it for a part of the first column's name."""
    # Python 3.11 puts a carriage return between quotes only where lines end with one.
    table = csv.writer(_Lines(to), lineterminator="\r\n")
    table.writerow(columns)
    table.writerows(map(spelled, row) for row in rows)


class _Lines(NamedTuple):
    """A file whose lines end with a line feed alone."""

    to: TextIO

    def write(self, line: str) -> int:
        return self.to.write(f"{line[:-2]}\n")


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _for_gephi(cell: Cell) -> Cell:
    """Keep Gephi from reading a backslash and the quotation mark or comma behind it as one."""
    cell = _harmless(cell)
    return _ESCAPE.sub(r"\\ ", cell) if isinstance(cell, str) and "\\" in cell else cell


_FORMULA = re.compile(r"[=+\-@\t\r].", re.DOTALL)
_ESCAPE = re.compile(r'\\(?="|\Z)')


def _record_row(record: Record) -> Iterator[str | None]:
    """Yield the cells of a record: `en https://…; fr https://…`, `carrier A/RES/44/25`, `undl found`."""
    pairs = {
        "files": record.files.items(),
        "related": ((other.role, other.id) for other in record.related),
        "sources": ((source.resolver, source.status.value) for source in record.sources),
        "subjects": ((subject,) for subject in record.subjects),
    }
    for column in _RECORD_COLUMNS:
        several = pairs.get(column)
        yield getattr(record, column) if several is None else "; ".join(" ".join(one) for one in several)


def _edge_row(one: tuple[Edge, Node, Node]) -> Iterator[Cell]:
    edge, source, target = one
    yield from (source.id, source.label, source.title, source.date)
    yield from (target.id, target.label, target.title, target.kind, target.body, target.date)
    yield from (target.status, target.url)
    facts = {"type": "Directed", "weight": edge.count, **edge_facts(edge)}
    yield from (facts[column] for column in _CSV_EDGE)


def _with_nodes(graph: Graph) -> Iterator[tuple[Edge, Node, Node]]:
    nodes = {node.id: node for node in graph.nodes}
    for edge in graph.edges:
        yield edge, nodes[edge.source], nodes[edge.target]


def _node(node: Node) -> dict[str, Any]:
    families = [{"id": other.id, "role": other.role} for other in node.families]
    return {name: getattr(node, name) for name in _NODE_FIELDS} | {"families": families}


def _edge(edge: Edge) -> dict[str, Any]:
    relations = edge.relations
    return {
        "source": edge.source,
        "target": edge.target,
        "count": edge.count,
        "relations": list(relations),
        "pinpoints": edge.pinpoints,
        "citations": [(c.document, c.start) for c in edge.citations],
        "ends": [c.end for c in edge.citations],
        "relation_counts": relations,
        "parts": edge.parts,
        "notes": edge.notes,
    }


def _open(citation: Citation) -> dict[str, Any]:
    return {
        "document": citation.document,
        "start": citation.start,
        "text": citation.text,
        "candidates": citation.also,
    }


def _lines(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the members of a JSON array, each on a line of its own."""
    separator = "\n"
    for plain in objects:
        yield separator + _json(plain)
        separator = ",\n"


_json = json.JSONEncoder(ensure_ascii=False).encode
