"""The graph as the source of a diagram: Graphviz and Mermaid.

Titles come from documents and services, so both languages' special characters are escaped everywhere.
"""

from __future__ import annotations

from textwrap import shorten, wrap
from typing import TYPE_CHECKING, TextIO

from .texts import legible

if TYPE_CHECKING:
    from .model import Edge, Graph, Node

_LINE = 32
_LINES = 3


def write_dot(graph: Graph, to: TextIO) -> None:
    """Write a Graphviz digraph, left to right; documents that were read have a folded corner."""
    to.write("digraph unxref {\n  rankdir=LR;\n")
    to.write('  node [shape=box, fontname="Helvetica"];\n  edge [fontname="Helvetica"];\n')
    for node in graph.nodes:
        attributes = [f"label={_dot_text(*_caption(node))}"]
        if node.documents:
            attributes.append("shape=note")
        if node.url:
            attributes.append(f"URL={_dot_string(node.url)}")
        to.write(f"  {_dot_string(node.id)} [{', '.join(attributes)}];\n")
    for edge in graph.edges:
        ends = f"{_dot_string(edge.source)} -> {_dot_string(edge.target)}"
        to.write(f"  {ends} [label={_dot_text(_gist(edge))}];\n")
    to.write("}\n")


def write_mermaid(graph: Graph, to: TextIO) -> None:
    """Write a Mermaid flowchart, left to right; documents that were read have round ends."""
    to.write("flowchart LR\n")
    name = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    for node in graph.nodes:
        text = _mermaid_text(*_caption(node))
        to.write(f"  {name[node.id]}{f'([{text}])' if node.documents else f'[{text}]'}\n")
        if node.url:
            to.write(f'  click {name[node.id]} href "{node.url.replace(chr(34), "%22")}"\n')
    for edge in graph.edges:
        gist = f"|{_mermaid_text(_gist(edge))}|" if _gist(edge) else ""
        to.write(f"  {name[edge.source]} -->{gist} {name[edge.target]}\n")


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
    return '"' + legible(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _dot_text(*lines: str) -> str:
    """Quote lines of text that is shown: Graphviz reads `&amp;` there."""
    return _dot_string("\n".join(lines).replace("&", "&amp;"))


def _mermaid_text(*lines: str) -> str:
    """Quote lines of text that is shown; Mermaid writes characters as `#code;`."""
    return '"' + "<br/>".join(legible(line).translate(_MERMAID) for line in lines) + '"'


_MERMAID = {ord(character): f"#{ord(character)};" for character in '"#%&<>\\`'}
