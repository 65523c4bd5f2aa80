"""The citation graph as people read it: a tree for each document, what it cites grouped by body."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TextIO

from rich.console import Group
from rich.text import Text
from rich.tree import Tree

from ..graph.cycles import cycles
from ..graph.timeline import lane
from .endings import summary
from .messages import one_line
from .show import Results, candidates, outcome, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..citations.model import Citation
    from ..graph.build import Edge, Graph, Node


OPEN = "Open: the text does not tell which is meant"
INDENT = 4
"""Columns that a level of the tree takes."""
ENDLESS = 100_000
"""A width at which nothing is folded."""


def write_tree(graph: Graph, file: TextIO) -> None:
    """Print a tree for each document that was read."""
    results = Results(file)
    columns = results.width
    # Each line is cut to the columns by itself: an address is of use only whole, however long it is.
    results.width = ENDLESS
    nodes = {node.id: node for node in graph.nodes}
    edges: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        edges[edge.source].append(edge)
    opened: defaultdict[str, list[Citation]] = defaultdict(list)
    for citation in graph.open:
        opened[citation.document].append(citation)
    read = _Read(graph)
    for document in graph.nodes:
        if document.documents:
            cited = edges[document.id]
            left_open = [citation for name in document.documents for citation in opened[name]]
            root = _document(document, cited, left_open, results)
            tree = Tree(fitted(root, columns, results), guide_style="dim")
            for heading, entries in _branches(cited, left_open, nodes, read, results):
                head = shown(heading, "bold cyan")
                branch = tree.add(fitted([head], columns - INDENT, results))
                for entry in entries:
                    branch.add(fitted(entry, columns - 2 * INDENT, results))
            results.print(tree)


class _Read:
    """The documents that were read, each of which has a tree of its own."""

    def __init__(self, graph: Graph) -> None:
        documents = [node.id for node in graph.nodes if node.documents]
        self._places = {id: number for number, id in enumerate(documents)}
        ends = ((edge.source, edge.target) for edge in graph.edges if edge.target in self._places)
        self._cycles = cycles(ends)

    def mark(self, edge: Edge) -> str:
        """Say where the tree of what is cited stands, and whether citations lead back from there."""
        here, there = self._places.get(edge.source), self._places.get(edge.target)
        if here is None or there is None:
            return ""
        cycle = "↺ cycle, " if (edge.source, edge.target) in self._cycles else ""
        return cycle + ("itself" if here == there else "read above" if there < here else "read below")


def _document(
    document: Node, edges: Sequence[Edge], left_open: Sequence[Citation], results: Results
) -> Iterator[Text]:
    """Yield the lines of a document: what it is, and how much it cites."""
    yield from names(document, results)
    citations = sum(edge.count for edge in edges) + len(left_open)
    counted = summary(citations, len(left_open), len(edges))
    called = [name for name in document.documents if name != document.label]
    files = (name for name in called if "://" not in name)
    yield shown(" · ".join((*files, counted)), "dim")
    for address in (name for name in called if "://" in name):
        line = shown(address, "dim")
        line.overflow = "ignore"  # as in `_instrument`
        yield line


def _branches(
    edges: Iterable[Edge],
    left_open: Iterable[Citation],
    nodes: Mapping[str, Node],
    read: _Read,
    results: Results,
) -> Iterator[tuple[str, list[Iterator[Text]]]]:
    """Yield headings and what stands under them: a body and what is cited of it; at the end what is open."""
    groups: dict[str, list[Iterator[Text]]] = {}
    for edge in edges:
        node = nodes[edge.target]
        groups.setdefault(lane(node), []).append(_instrument(node, edge, read.mark(edge), results))
    for citation in left_open:
        groups.setdefault(OPEN, []).append(open_lines(citation))
    yield from groups.items()


def _instrument(node: Node, edge: Edge, mark: str, results: Results) -> Iterator[Text]:
    """Yield the lines of an instrument: what it is, how it is cited and what is known of it, where it is."""
    yield from names(node, results)
    ids = ("" if node.id == node.label else node.id, *(symbol for symbol in node.also if "/" in symbol))
    times = f" ×{edge.count}" if edge.count > 1 else ""
    facts = (
        shown(" = ".join(ids)),
        shown((", ".join(edge.relations) or "cites") + times),
        shown(node.date),
        outcome(node.status),
        shown(", ".join(edge.pinpoints)),
        shown(mark, "bold"),
        *(shown(f"{one.role.replace('-', ' ')} {one.id}") for one in node.families),
    )
    yield Text(" · ").join(fact for fact in facts if fact)
    if node.url and not results.follows_links:
        yield Text(node.url, overflow="ignore")


def names(node: Node, results: Results) -> Iterator[Text]:
    """Yield what a node is called: its label and title, then the names that these do not hold."""
    title = one_line(node.title or "")
    headline = results.linked(node.label, node.url)
    if title and title != node.label:
        headline.append(f" {title}", "not bold")
    whole = headline.plain.casefold()
    yield headline  # who takes it may cut it
    for name in node.names:
        if name.casefold() not in whole:
            yield shown(f"= {name}")


def open_lines(citation: Citation) -> Iterator[Text]:
    """Yield the lines of an open citation: what is printed and where, what it may mean."""
    yield shown(f"{citation.text} · {citation.document}:{citation.line}:{citation.column}", "bold")
    meant = shown(f"{citation.relation or 'cites'} · {candidates(citation)}", "yellow")
    meant.overflow = "fold"
    yield meant


def fitted(lines: Iterable[Text], columns: int, results: Results) -> Group:
    """Return the lines as one label of the tree, each cut, folded or left as it is, as its overflow says."""
    label: list[Text] = []
    for line in lines:
        if line.overflow == "fold":
            label.extend(line.wrap(results, columns))
        else:
            label.append(line)
            if line.overflow != "ignore":
                line.truncate(columns, overflow="ellipsis")
    return Group(*label)
