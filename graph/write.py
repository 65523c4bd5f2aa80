"""Write a graph: one writer for each format, in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from . import data, diagrams, markup, page, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .build import Graph

WRITERS: Mapping[str, Callable[[Graph, TextIO], None]] = {
    "json": data.write_json,
    "jsonl": data.write_jsonl,
    "csv": data.write_csv,
    "csv-nodes": data.write_nodes_csv,
    "graphml": markup.write_graphml,
    "gexf": markup.write_gexf,
    "dot": diagrams.write_dot,
    "mermaid": diagrams.write_mermaid,
    "svg": picture.write_svg,
    "html": page.write_html,
}


def write(graph: Graph, form: str, to: TextIO) -> None:
    """Write the graph to an open text file in one of the formats of `WRITERS`, without closing the file."""
    WRITERS[form](graph, to)
