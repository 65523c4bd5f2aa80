"""Citations and records become a graph: one node an instrument, however it is cited."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ..citations.model import Citation, Identity
from ..instruments.identifiers import identified
from ..instruments.table import carried_by, named
from ..resolvers.interface import Record, Status
from ..resolvers.known import known
from ..resolvers.records import merged
from .model import Edge, Graph, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Edge", "Graph", "Node", "build_graph", "first_symbols", "same"]


def build_graph(
    citations: Iterable[Citation],
    records: Mapping[str, Record],
    identities: Mapping[str, Identity] | None = None,
) -> Graph:
    """Return who cites what.

    `records` are the answers of the lookup by id, as many as there are; `identities` says what the documents
    are, by their names, those without citations included. Nodes stand in order of first mention, the
    documents of `identities` before the others. One node stands for

    - a document and the instrument whose symbol it bears;
    - a named instrument and the resolution that carries it alone, under the symbol of the resolution
      (a treaty keeps its own id); what a resolution carries beside others is a node annexed to it;
    - the several symbols that a text gives for one document.

    A citation whose id is None makes no edge and is kept in `open`.
    """
    citations = tuple(citations)
    identities = identities or {}
    first_symbol = first_symbols(citations)
    nodes: defaultdict[str, _Facts] = defaultdict(_Facts)
    edges: defaultdict[tuple[str, str], list[Citation]] = defaultdict(list)

    @cache
    def instrument(id: str) -> str:
        node, *others = same(first_symbol.get(id, id))
        nodes[node].also.update(dict.fromkeys((*others, id)))
        return node

    @cache
    def document(name: str) -> str:
        identity = identities.get(name, Identity())
        node = instrument(identity.symbol or _own_id(name))
        nodes[node].documents[name] = identity
        return node

    for name in identities:
        document(name)
    for citation in citations:
        source = document(citation.document)
        if citation.id is not None:
            target = instrument(citation.id)
            nodes[target].also.update(dict.fromkeys(citation.also))
            nodes[target].mentions.append(citation)
            edges[source, target].append(citation)
    return Graph(
        nodes=tuple(_node(node, facts, records) for node, facts in nodes.items()),
        edges=tuple(Edge(source, target, tuple(found)) for (source, target), found in edges.items()),
        open=tuple(citation for citation in citations if citation.id is None),
    )


def first_symbols(citations: Iterable[Citation]) -> dict[str, str]:
    """Return the further symbols of a document that texts give (`A/70/95-S/2015/446`), with the first."""
    first: dict[str, str] = {}
    for citation in citations:
        if citation.id is not None:
            root = first.get(citation.id, citation.id)
            for other in citation.also:
                if other != root:
                    first.setdefault(other, root)
    return first


@cache
def same(instrument: str) -> tuple[str, ...]:
    """Return the ids that mean the same instrument, the node's own first."""
    one = named().get(instrument)
    carrier = identified((one.symbol if one else instrument) or "")
    carried = carried_by(carrier.id) if carrier and carrier.kind == "resolution" else ()
    if carrier is None or len(carried) != 1:
        return (instrument,)
    (one,) = carried
    return (one.id, carrier.id) if one.kind == "treaty" else (carrier.id, one.id)


@dataclass(slots=True)
class _Facts:
    """What is gathered for a node. Dictionaries without values keep each key once, in order."""

    also: dict[str, None] = field(default_factory=dict[str, None])
    mentions: list[Citation] = field(default_factory=list[Citation])
    documents: dict[str, Identity] = field(default_factory=dict[str, Identity])


def _own_id(name: str) -> str:
    """Return the id of a document without a symbol: its name, told apart from an instrument so called."""
    return f"./{name}" if identified(name) else name


def _node(node: str, facts: _Facts, records: Mapping[str, Record]) -> Node:
    """Put together what is known of a node.

    A record knows better than the document's own heading, and that better than those who cite it.
    """
    identifier = identified(node)
    also = tuple(other for other in facts.also if other != node)
    table = {i: named()[i] for i in (node, *also) if i in named()}
    answers = sorted((records[i] for i in (node, *also) if i in records), key=_not_found)
    unasked = known(identifier) if identifier else Record(node, Status.NOT_COVERED)
    record = merged(*answers, unasked)
    own = next(iter(facts.documents.values()), Identity())
    cited_dates = [c.date for c in facts.mentions if c.date]
    return Node(
        id=node,
        kind=identifier.kind if identifier else _first(c.kind for c in facts.mentions) or "document",
        label=table[node].name if node in table else node if identifier else node.rpartition("/")[2],
        title=record.title or own.title or _first(c.title for c in facts.mentions),
        date=record.date or own.date or max(cited_dates, key=len, default=None),
        body=record.body or own.body or _first(c.body for c in facts.mentions),
        status=record.status.value if answers else None,
        url=record.url if record.url and _WEB.fullmatch(record.url) else None,
        also=also,
        names=tuple(one.name for one in table.values()),
        annexed_to=table[node].symbol if node in table and table[node].symbol not in also else None,
        documents=tuple(facts.documents),
    )


_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f]+")


def _not_found(record: Record) -> bool:
    return record.status is not Status.FOUND


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
