"""The graph the other way round, as people read it: what cites an instrument; and chains of citations."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, TextIO

from rich.text import Text
from rich.tree import Tree

from ..graph.timeline import lane
from .messages import several
from .show import Results, shown
from .tree import ENDLESS, INDENT, OPEN, fitted, names, open_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..graph.model import Edge, Node
    from .narrow import Narrowed


def write_citing(narrowed: Narrowed, file: TextIO) -> None:
    """Print a tree for each instrument: below it what cites it, by body; and what is open and may mean it."""
    results, columns = _endless(file)
    nodes = {node.id: node for node in narrowed.graph.nodes}
    edges: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in narrowed.graph.edges:
        edges[edge.target].append(edge)
    for id in edges:
        root = [*names(nodes[id], results), shown(_counted(edges[id]), "dim")]
        tree = Tree(fitted(root, columns, results), guide_style="dim")
        for body, citing in _by_body(edges[id], nodes).items():
            branch = tree.add(fitted([shown(body, "bold cyan")], columns - INDENT, results))
            for edge in citing:
                lines = [*names(nodes[edge.source], results), _how(edge)]
                branch.add(fitted(lines, columns - 2 * INDENT, results))
        results.print(tree)
    if narrowed.graph.open:
        tree = Tree(fitted([shown(OPEN, "bold cyan")], columns, results), guide_style="dim")
        for citation in narrowed.graph.open:
            tree.add(fitted(open_lines(citation), columns - INDENT, results))
        results.print(tree)


def write_chains(narrowed: Narrowed, file: TextIO) -> None:
    """Print chains: a line for each document, and below it how it cites the next."""
    results, columns = _endless(file)
    nodes = {node.id: node for node in narrowed.graph.nodes}
    edges = {(edge.source, edge.target): edge for edge in narrowed.graph.edges}
    for number, chain in enumerate(narrowed.chains, 1):
        if number > 1:
            results.print()
        counted = f"{number} of {len(narrowed.chains)} · {several(len(chain) - 1, 'step')}"
        results.print(shown(counted, "dim"))
        lines = [next(names(nodes[chain[0]], results))]
        for step in pairwise(chain):
            lines += [Text("  ↓ ").append_text(_how(edges[step])), next(names(nodes[step[1]], results))]
        results.print(fitted(lines, columns, results))


def _endless(file: TextIO) -> tuple[Results, int]:
    """Return a console that folds no line, and to how many columns lines are to be cut."""
    results = Results(file)
    columns, results.width = results.width, ENDLESS
    return results, columns


def _counted(edges: list[Edge]) -> str:
    citations = several(sum(edge.count for edge in edges), "citation")
    return f"{citations} by {several(len(edges), 'document')}"


def _by_body(edges: list[Edge], nodes: Mapping[str, Node]) -> dict[str, list[Edge]]:
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(lane(nodes[edge.source]), []).append(edge)
    return groups


def _how(edge: Edge) -> Text:
    """Return how a document cites, and where: by offsets into the text that `unxref text` prints."""
    times = f" ×{edge.count}" if edge.count > 1 else ""
    facts = ((", ".join(edge.relations) or "cites") + times, ", ".join(edge.pinpoints), _places(edge))
    return shown(" · ".join(filter(None, facts)))


def _places(edge: Edge) -> str:
    """Return where the citations stand: `a.txt 5-11, 15-21`."""
    places: dict[str, list[str]] = {}
    for one in edge.citations:
        places.setdefault(one.document, []).append(f"{one.start}-{one.end}")
    return "; ".join(f"{document} {', '.join(spans)}" for document, spans in places.items())
