"""What a graph is made of, by measures of networks: most cited, PageRank, HITS, pairs, by body and year.

A node's citations of itself do not count. In PageRank and HITS an edge counts once, however many citations
stand behind it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, fields
from heapq import heappushpop
from importlib import import_module
from typing import TYPE_CHECKING, Any, TextIO

from .data import write_rows
from .flat import in_words, span, year
from .timeline import lane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .flat import Span
    from .model import Graph, Node

SCHEMA = "unxref.rank/1"
MEASURES: Mapping[str, str] = {
    "cited": "Most cited, by documents that cite it",
    "pagerank": "PageRank",
    "authorities": "Authorities (HITS)",
    "hubs": "Hubs (HITS)",
    "co-citation": "Co-citation, by documents that cite both",
    "coupling": "Bibliographic coupling, by instruments that both cite",
    "bodies": "Bodies, by citations",
    "years": "Years, by citations",
}
"""The measures in their order, each with what people call it."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of a table: a node, two nodes, or the instruments of a body, a year, or a session's years.

    The fields stand in the order in which they leave the program (see `docs/rank.schema.json`).
    """

    measure: str
    """One of `MEASURES`."""
    rank: int
    """From 1."""
    value: float
    """What it is ranked by."""
    id: str | None
    """The node; None where the row is of a body or a year."""
    label: str
    title: str | None = None
    kind: str | None = None
    body: str | None = None
    year: int | None = None
    other: str | None = None
    """The second node of a pair."""
    other_label: str | None = None
    other_title: str | None = None
    documents: int | None = None
    """How many documents cite it, or any instrument of the body or year."""
    citations: int | None = None
    """How many citations there are of it."""
    instruments: int | None = None
    """How many instruments it cites; of a body or year, how many of its are cited."""


def rank(graph: Graph, top: int) -> Iterator[Ranked]:
    """Yield the first rows of each measure. Of equal values the id decides, of pairs see `most_shared`.

    networkx and scipy are needed. Hubs and authorities are left out where they do not settle.
    """
    counts = _Counts(graph)
    yield from counts.ranked("cited", {id: len(sources) for id, sources in counts.citing.items()}, top)
    network = _network(graph)
    yield from counts.ranked("pagerank", _pagerank(network), top)
    hubs, authorities = _hits(network)
    yield from counts.ranked("authorities", authorities, top)
    yield from counts.ranked("hubs", hubs, top)
    yield from counts.pairs("co-citation", counts.citing, top)
    yield from counts.pairs("coupling", counts.cited, top)
    yield from counts.groups("bodies", lane, top)
    yield from counts.groups("years", span, top)


def most_shared(sets: Mapping[str, set[str]], top: int) -> list[tuple[int, str, str]]:
    """Return the pairs of sets that share most, and how much, the most first.

    Of equal pairs that comes first whose smaller set is larger, then whose larger one is; then ids decide.
    What two sets share, the rarer of their members tell: as AllPairs does (Bayardo et al. 2007), only those
    members are looked at of which a pair that shares more than the last must share one.
    """
    spread = defaultdict[str, int](int)
    for members in sets.values():
        for member in members:
            spread[member] += 1
    order = sorted(sets, key=lambda id: (-len(sets[id]), id))
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * top
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for later, id in enumerate(order):
        members = sets[id]
        if len(members) <= best[0][0]:
            break
        rare = sorted(members, key=lambda member: (spread[member], member))
        rare = rare[: len(members) - best[0][0]]
        for earlier in sorted({one for member in rare for one in seen[member]}):
            shared = len(members & sets[order[earlier]])
            if shared > best[0][0]:
                heappushpop(best, (shared, -later, -earlier))
        for member in rare:
            seen[member].append(later)
    return [(shared, order[-a], order[-b]) for shared, b, a in sorted(best, reverse=True) if shared]


def write_csv(rows: Iterable[Ranked], to: TextIO) -> None:
    """Write the rows of all measures as one table, for a spreadsheet."""
    names = [field.name for field in fields(Ranked)]
    cells = ([getattr(row, name) for name in names] for row in rows)
    write_rows(names, cells, to)


def write_jsonl(rows: Iterable[Ranked], to: TextIO) -> None:
    """Write a JSON object a line for each row."""
    to.writelines(json.dumps({"schema": SCHEMA, **asdict(row)}, ensure_ascii=False) + "\n" for row in rows)


class _Counts:
    """Who cites whom, and how often, without what a node cites of itself."""

    def __init__(self, graph: Graph) -> None:
        self.nodes = {node.id: node for node in graph.nodes}
        self.citing: defaultdict[str, set[str]] = defaultdict(set)
        """The documents that cite each instrument."""
        self.cited: defaultdict[str, set[str]] = defaultdict(set)
        """The instruments that each document cites."""
        self.citations: defaultdict[str, int] = defaultdict(int)
        """How many citations there are of each instrument."""
        for edge in graph.edges:
            if edge.source != edge.target:
                self.citing[edge.target].add(edge.source)
                self.cited[edge.source].add(edge.target)
                self.citations[edge.target] += edge.count

    def ranked(self, measure: str, values: Mapping[str, float], top: int) -> Iterator[Ranked]:
        """Yield the nodes with the largest values; without those that have none."""
        valued = (id for id, value in values.items() if value > 0)
        first = sorted(valued, key=lambda id: (-values[id], id))[:top]
        for number, id in enumerate(first, 1):
            yield Ranked(
                measure,
                number,
                values[id],
                **_names(self.nodes[id]),
                documents=len(self.citing.get(id, ())),
                citations=self.citations.get(id, 0),
                instruments=len(self.cited.get(id, ())),
            )

    def pairs(self, measure: str, sets: Mapping[str, set[str]], top: int) -> Iterator[Ranked]:
        """Yield the pairs that share most."""
        for number, (shared, id, other) in enumerate(most_shared(sets, top), 1):
            two = self.nodes[other]
            yield Ranked(
                measure,
                number,
                shared,
                **_names(self.nodes[id]),
                other=two.id,
                other_label=two.label,
                other_title=two.title,
            )

    def groups(self, measure: str, of: Callable[[Node], str | Span | None], top: int) -> Iterator[Ranked]:
        """Yield the groups of instruments that are cited most, each of a body or of years as `of` tells."""
        members: defaultdict[str | Span, list[str]] = defaultdict(list)
        for id in self.citing:
            if (name := of(self.nodes[id])) is not None:
                members[name].append(id)
        sums = {name: sum(self.citations[id] for id in ids) for name, ids in members.items()}
        first = sorted(members, key=lambda name: (-sums[name], name))[:top]
        for number, name in enumerate(first, 1):
            yield Ranked(
                measure,
                number,
                sums[name],
                None,
                name if isinstance(name, str) else in_words(name),
                body=name if isinstance(name, str) else None,
                year=None if isinstance(name, str) or name[0] < name[1] else name[0],
                documents=len(set[str]().union(*(self.citing[id] for id in members[name]))),
                citations=sums[name],
                instruments=len(members[name]),
            )


def _names(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "label": node.label,
        "title": node.title,
        "kind": node.kind,
        "body": node.body,
        "year": year(node),
    }


def _network(graph: Graph) -> Any:
    network: Any = import_module("networkx").DiGraph()
    network.add_nodes_from(node.id for node in graph.nodes)
    network.add_edges_from((edge.source, edge.target) for edge in graph.edges if edge.source != edge.target)
    return network


_DAMPING = 0.85
_EXACT = 1e-10
"""To how much all scores together, which come to 1, change in the last round."""
_ROUNDS = 20_000
_EDGES = 3_000_000_000
"""How many edges all rounds of HITS go through at most: half a minute's work. Parts of a graph that are
nearly alike take thousands of rounds to tell apart."""
_NOTHING = 1e-7
"""What a score of HITS that tends to nothing may still be when the rounds end."""


def _pagerank(network: Any) -> dict[str, float]:
    if not network:
        return {}
    scores: dict[str, float] = import_module("networkx").pagerank(
        network, alpha=_DAMPING, max_iter=_ROUNDS, tol=_EXACT / len(network), weight=None
    )
    return {id: _rounded(score) for id, score in scores.items()}


def _hits(network: Any) -> tuple[dict[str, float], dict[str, float]]:
    """Return hubs and authorities, by rounds that begin with the same score for all (Kleinberg 1999).

    networkx.hits asks for a singular vector, of which a network of separate parts has many: what it returns
    then differs from run to run, and may be negative.
    """
    if not network.number_of_edges():
        return {}, {}
    links: Any = import_module("networkx").to_scipy_sparse_array(network, weight=None, dtype=float)
    back = links.T.tocsr()
    hubs: Any = links.sum(axis=1)
    hubs = hubs / hubs.sum()
    for _ in range(min(_ROUNDS, _EDGES // links.nnz)):
        authorities: Any = back @ hubs
        authorities = authorities / authorities.sum()
        before, hubs = hubs, links @ authorities
        hubs = hubs / hubs.sum()
        if abs(hubs - before).sum() < _EXACT:
            return _scores(network, hubs), _scores(network, authorities)
    return {}, {}


def _scores(network: Any, scores: Iterable[float]) -> dict[str, float]:
    return {
        id: _rounded(score) if score > _NOTHING else 0.0 for id, score in zip(network, scores, strict=True)
    }


def _rounded(score: float) -> float:
    """Return a score to six digits, so that equal ones are equal on every machine."""
    return float(f"{score:.6g}")
