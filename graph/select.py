"""A part of a graph: what is cited or cites in a certain way, what cites certain instruments, or chains."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, overload

from ..instruments.bodies import NUMBERED
from ..instruments.bodies import find as body_of
from ..instruments.identifiers import identified
from ..resolvers.known import known
from .build import same
from .colours import groups
from .flat import span
from .model import Edge, Graph, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from ..citations.model import Citation
    from .flat import Span
    from .model import Node

    Part = Callable[[Edge], Edge | None]
    """What an edge comes to in the part; None where it is not in it."""

KINDS = (*NUMBERED, "treaty", "instrument", "document")
"""What the kind of a node may be."""
NO_RELATION = "none"
"""The relation of a citation under none."""
RELATIONS = (*sorted(word for group in groups() for word in group.relations), NO_RELATION)
"""What a citation may do with an instrument."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for: of each field one of the values; anything where a field is empty."""

    bodies: frozenset[str] = frozenset()
    """By the names that `plain_body` gives."""
    kinds: frozenset[str] = frozenset()
    years: tuple[range, ...] = ()
    relations: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


ANYTHING = Choice()


def select(
    graph: Graph, only: Choice = ANYTHING, without: Choice = ANYTHING, *, by_source: bool = False
) -> Graph:
    """Return the citations of which all fields of `only`, and none of `without`, hold.

    Body, kind and year are those of the instrument that is cited, with `by_source` those of the document that
    cites. An edge keeps the citations that are under such a relation; nodes without an edge go. A citation
    that is left open stays where one of its candidates would.
    """
    fitting = {node.id for node in graph.nodes if _fits(_seen_node(node), only, without)}

    def part(edge: Edge) -> Edge | None:
        if (edge.source if by_source else edge.target) not in fitting:
            return None
        kept = tuple(c for c in edge.citations if _related(c, only, without))
        if len(kept) == len(edge.citations):
            return edge
        return replace(edge, citations=kept) if kept else None

    by_name = {name: node.id for node in graph.nodes for name in node.documents}

    def left_open(citation: Citation) -> bool:
        if not _related(citation, only, without):
            return False
        if by_source:
            return by_name.get(citation.document) in fitting
        return any(_fits(one, only, without) for one in _seen_open(citation))

    return _restricted(graph, part, left_open)


def citing(graph: Graph, ids: Collection[str]) -> Graph:
    """Return the nodes of these ids and what cites them; also what is open and may mean one of them."""
    meant = {other for node in graph.nodes if node.id in ids for other in (node.id, *node.also)}
    return _restricted(
        graph,
        lambda edge: edge if edge.target in ids else None,
        lambda citation: any(same(other)[0] in ids or other in meant for other in citation.also),
    )


def along(graph: Graph, chains: Iterable[Sequence[str]]) -> Graph:
    """Return the edges of which chains of ids consist."""
    steps = {step for chain in chains for step in pairwise(chain)}
    return _restricted(
        graph, lambda edge: edge if (edge.source, edge.target) in steps else None, lambda _: False
    )


def plain_body(name: str) -> str:
    """Return the name by which bodies are compared, of any name or acronym of it."""
    body = body_of(name)
    return (body.name if body else name).casefold()


def _restricted(graph: Graph, part: Part, left_open: Callable[[Citation], bool]) -> Graph:
    """Return the part of a graph that has these edges and open citations, and the nodes that they need."""
    rows, ends = array("L"), set[str]()
    for row, edge in enumerate(graph.edges):
        if part(edge) is not None:
            rows.append(row)
            ends.update((edge.source, edge.target))
    still_open = tuple(filter(left_open, graph.open))
    documents = {citation.document for citation in still_open}
    nodes = (n for n in graph.nodes if n.id in ends or not documents.isdisjoint(n.documents))
    return Graph(tuple(nodes), _Some(graph.edges, rows, part), still_open)


class _Some(Sequence[Edge]):
    """Some of the edges of a graph, each put together when it is asked for."""

    def __init__(self, edges: Sequence[Edge], rows: Sequence[int], part: Part) -> None:
        self._edges, self._rows, self._part = edges, rows, part

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Edge: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Edge, ...]: ...
    def __getitem__(self, index: int | slice) -> Edge | tuple[Edge, ...]:
        rows = self._rows[index]
        return self._edge(rows) if isinstance(rows, int) else tuple(map(self._edge, rows))

    def __iter__(self) -> Iterator[Edge]:
        return map(self._edge, self._rows)

    def _edge(self, row: int) -> Edge:
        edge = self._edges[row]
        return self._part(edge) or edge


class _Seen(NamedTuple):
    """What is known of an instrument or a document, as far as it bears on a choice."""

    kind: str
    body: str | None
    span: Span | None
    """As `flat.span`."""


def _seen_node(node: Node) -> _Seen:
    return _Seen(node.kind, node.body, span(node))


def _seen_open(citation: Citation) -> Iterator[_Seen]:
    """Yield what the candidates of an open citation are; where it has none, what the text says of it."""
    candidates = [one for one in map(identified, citation.also) if one]
    for one in candidates:
        record = known(one)
        yield _Seen(one.kind, record.body, span(record))
    if not candidates:
        year = int(citation.date[:4]) if citation.date else None
        yield _Seen(citation.kind, citation.body, (year, year) if year else None)


def _fits(seen: _Seen, only: Choice, without: Choice) -> bool:
    return all(_answers(seen, only)) and not any(_answers(seen, without))


def _answers(seen: _Seen, choice: Choice) -> Iterator[bool]:
    """Yield for each field that asks something of a node whether it holds."""
    if choice.bodies:
        yield seen.body is not None and plain_body(seen.body) in choice.bodies
    if choice.kinds:
        yield seen.kind in choice.kinds
    if choice.years:
        yield seen.span is not None and _within(seen.span, choice.years)


def _within(held: Span, years: Sequence[range]) -> bool:
    """Whether each year of which it may be is asked for."""
    first, last = held
    return all(any(year in asked for asked in years) for year in range(first, last + 1))


def _related(citation: Mention | Citation, only: Choice, without: Choice) -> bool:
    """Whether a citation is under a relation that is asked for: its paragraph's, or a nearer verb's."""
    words = {citation.relation, citation.verb} - {None} or {NO_RELATION}
    return words.isdisjoint(without.relations) and not (only.relations and words.isdisjoint(only.relations))
