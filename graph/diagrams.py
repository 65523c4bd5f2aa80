"""The graph as the source of a diagram: Graphviz and Mermaid.

Titles come from documents and services, so both languages' special characters are escaped everywhere.
"""

from __future__ import annotations

from math import log2
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, TextIO

from .colours import group_of
from .model import main_relation
from .texts import address, legible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..resolvers.interface import Related
    from .model import Edge, Graph, Node

MERMAID_EDGES = 500
"""How many edges Mermaid draws, unless the page that it runs in sets `maxEdges` higher."""
_LINE = 32
_LINES = 3


def write_dot(graph: Graph, to: TextIO) -> None:
    """Write a Graphviz digraph, left to right; documents that were read have a folded corner.

    Edges have the colours of their relations, and families of instruments stand dashed.
    """
    to.write("digraph unxref {\n  rankdir=LR;\n")
    to.write('  node [shape=box, fontname="sans-serif"];\n  edge [fontname="sans-serif", fontsize=10];\n')
    for node in graph.nodes:
        attributes = [f"label={_dot_text(*_caption(node))}"]
        if node.documents:
            attributes.append("shape=note")
        if node.url:
            attributes.append(f"URL={_dot_text(address(node.url))}")
        to.write(f"  {_dot_string(node.id)} [{', '.join(attributes)}];\n")
    for edge in graph.edges:
        ends = f"{_dot_string(edge.source)} -> {_dot_string(edge.target)}"
        colour = group_of(main_relation(edge)).colour
        width = f"{1 + log2(edge.count) / 2:.1f}"
        look = f'color="{colour}", penwidth={width}, weight={edge.count}'
        to.write(f"  {ends} [label={_dot_text(_gist(edge))}, {look}];\n")
    for source, family in _inside(graph):
        ends = f"{_dot_string(source)} -> {_dot_string(family.id)}"
        to.write(f"  {ends} [label={_dot_string(family.role)}, style=dashed, constraint=false];\n")
    to.write("}\n")


def write_mermaid(graph: Graph, to: TextIO) -> None:
    """Write a Mermaid flowchart, left to right; documents that were read have round ends."""
    to.write("flowchart LR\n")
    name = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    for node in graph.nodes:
        text = _mermaid_text(*_caption(node))
        to.write(f"  {name[node.id]}{f'([{text}])' if node.documents else f'[{text}]'}\n")
        if node.url:
            to.write(f'  click {name[node.id]} href "{address(node.url)}"\n')
    for edge in graph.edges:
        gist = f"|{_mermaid_text(_gist(edge))}|" if _gist(edge) else ""
        to.write(f"  {name[edge.source]} -->{gist} {name[edge.target]}\n")
    for source, family in _inside(graph):
        to.write(f"  {name[source]} -.->|{_mermaid_text(family.role)}| {name[family.id]}\n")


def _inside(graph: Graph) -> Iterator[tuple[str, Related]]:
    """Yield the families of which both are nodes, each with the one whose it is."""
    ids = {node.id for node in graph.nodes}
    return ((node.id, one) for node in graph.nodes for one in node.families if one.id in ids)


def _caption(node: Node) -> list[str]:
    """Return the lines that a node shows: its label, and as much of the title as three lines hold."""
    title = node.title if node.title and node.title != node.label else ""
    lines = wrap(shorten(title, _LINE * _LINES, placeholder="…"), _LINE)
    return [*wrap(node.label, _LINE), *lines]


def _gist(edge: Edge) -> str:
    """Return what an edge shows: the relations, and how often where it is more than once."""
    times = f"×{edge.count}" if edge.count > 1 else ""
    return " ".join(filter(None, (", ".join(edge.relations), times)))


def _dot_string(text: str) -> str:
    return '"' + legible(text).translate(_DOT) + '"'


def _dot_text(*lines: str) -> str:
    """Quote lines of text that is shown, or an address: of these Graphviz may write `&` as it is into SVG."""
    return _dot_string("\n".join(lines).replace("&", "&amp;"))


def _mermaid_text(*lines: str) -> str:
    """Quote lines of text that is shown; Mermaid writes characters as `#code;`."""
    return '"' + "<br/>".join(legible(line).translate(_MERMAID) for line in lines) + '"'


_MERMAID = {ord(character): f"#{ord(character)};" for character in '"#%&<>\\`'}
_DOT = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\n"})
