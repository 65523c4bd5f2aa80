"""Citations and records become a graph: one node an instrument, however it is cited."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from ..citations.model import Citation, Identity
from ..instruments.bodies import NUMBERED
from ..instruments.identifiers import identified
from ..instruments.table import carried_by, named
from ..resolvers.interface import Record, Status
from ..resolvers.known import known
from ..resolvers.records import merged
from .columns import Edges, Mentions
from .families import families, series
from .model import Edge, Graph, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..instruments.identifiers import Identifier

__all__ = ["Cited", "Edge", "Graph", "GraphBuilder", "Node", "build_graph", "first_symbols", "same"]


def build_graph(
    citations: Iterable[Citation],
    records: Mapping[str, Record],
    identities: Mapping[str, Identity] | None = None,
) -> Graph:
    """Return who cites what.

    `records` are the answers of the lookup by id, as many as there are; `identities` says what the documents
    are, by their names, those without citations included. Nodes stand in order of first mention, the
    documents before the others. One node stands for

    - a document and the instrument whose symbol it bears;
    - a named instrument and the resolution that carries it alone, under the symbol of the resolution
      (a treaty keeps its own id); what a resolution carries beside others is a node annexed to it;
    - the several symbols that a text gives for one document;
    - a resolution and the draft that its record, or that of the draft, names as its own.

    A citation whose id is None makes no edge and is kept in `open`.
    """
    builder = GraphBuilder()
    for name, identity in (identities or {}).items():
        builder.document(name, identity)
    for citation in citations:
        builder.add(citation)
    return builder.finish(records)


@dataclass(slots=True)
class Cited:
    """What the citations of an id say of the instrument."""

    id: str
    kind: str
    body: str | None = None
    title: str | None = None
    date: str | None = None
    """The fullest that is given."""
    also: dict[str, None] = field(default_factory=dict[str, None])
    """The other symbols that are given with it, each once, in order."""

    def add(self, citation: Citation) -> None:
        """Take what a citation says; what was said first holds."""
        self.body = self.body or citation.body
        self.title = self.title or citation.title
        self.date = max(self.date or "", citation.date or "", key=len) or None
        self.also.update(dict.fromkeys(citation.also))


class GraphBuilder:
    """A graph in the making: what it holds grows with what is distinct, and by some bytes a citation."""

    def __init__(self) -> None:
        self.cited: dict[str, Cited] = {}
        """What is said of each instrument, by its id, in the order of first mention: what to look up."""
        self.open: list[Citation] = []
        self._documents: dict[str, Identity] = {}
        self._mentions = Mentions()

    @property
    def count(self) -> int:
        """How many citations were added."""
        return len(self._mentions) + len(self.open)

    def document(self, name: str, identity: Identity) -> None:
        """Take a document that was read, and what it is."""
        self._documents[name] = identity

    def add(self, citation: Citation) -> None:
        """Take a citation."""
        self._documents.setdefault(citation.document, _UNKNOWN)
        if citation.id is None:
            self.open.append(citation)
            return
        self._mentions.add(citation)
        cited = self.cited.get(citation.id)
        if cited is None:
            cited = self.cited[citation.id] = Cited(citation.id, citation.kind)
        cited.add(citation)

    def finish(self, records: Mapping[str, Record]) -> Graph:
        """Return the graph, with what the records say of its nodes (see `build_graph`)."""
        same_node = _merging(self.cited.values(), records)
        gathered = _Gathered(same_node, self.cited, self._documents)
        for name in self._documents:
            gathered.document(name)
        ends = array("Q", self._mentions.ends(gathered.document, gathered.instrument))
        edges = Edges(self._mentions, tuple(gathered.nodes), ends)
        nodes = _nodes(gathered.nodes, records, lambda id: same_node(id)[0])
        return Graph(tuple(nodes), edges, tuple(self.open))


_UNKNOWN = Identity()


def first_symbols(citations: Iterable[Citation | Cited]) -> dict[str, str]:
    """Return the further symbols of a document that texts give (`A/70/95-S/2015/446`), with the first."""
    first: dict[str, str] = {}
    for citation in citations:
        if citation.id is not None:
            root = first.get(citation.id, citation.id)
            for other in citation.also:
                if other != root:
                    first.setdefault(other, root)
    return first


def _merging(cited: Iterable[Cited], records: Mapping[str, Record]) -> Callable[[str], tuple[str, ...]]:
    """Return what tells the ids that mean the same instrument as one does, the node's own first."""
    first = first_symbols(cited)
    adopted = _adopted(records.values())

    def merging(id: str) -> tuple[str, ...]:
        root = first.get(id, id)
        return same(adopted.get(root, root))

    return merging


def _adopted(records: Iterable[Record]) -> dict[str, str]:
    """Return the drafts that records name, each with the one act that it became.

    A draft of which several acts are told is left out, and that of a part, which may have been all parts'.
    """
    acts: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        for other in record.related:
            if other.role in _DRAFTS:
                draft, act = (other.id, record.id) if other.role == "draft" else (record.id, other.id)
                acts[draft].add(act)
    return {draft: act for draft, (act, *others) in acts.items() if not others and _is_pair(draft, act)}


_DRAFTS = ("draft", "resolution")
"""How the record of an act calls its draft, and that of a draft its act."""


def _is_pair(draft: str, act: str) -> bool:
    one, other = identified(draft), identified(act)
    return bool(one and other and one.kind == "document" and other.kind in NUMBERED and not other.part)


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

    number: int
    identifier: Identifier | None
    also: dict[str, None] = field(default_factory=dict[str, None])
    cited: dict[str, Cited] = field(default_factory=dict[str, Cited])
    documents: dict[str, Identity] = field(default_factory=dict[str, Identity])


class _Gathered:
    """The nodes as they come, numbered in their order."""

    def __init__(
        self,
        same_node: Callable[[str], tuple[str, ...]],
        cited: Mapping[str, Cited],
        documents: Mapping[str, Identity],
    ) -> None:
        self.nodes: dict[str, _Facts] = {}
        self._same_node, self._cited, self._documents = same_node, cited, documents

    def instrument(self, id: str) -> int:
        """Return the number of the node that an id means."""
        node, *others = self._same_node(id)
        if node not in self.nodes:
            self.nodes[node] = _Facts(len(self.nodes), identified(node))
        facts = self.nodes[node]
        facts.also.update(dict.fromkeys((*others, id)))
        if cited := self._cited.get(id):
            facts.also.update(cited.also)
            facts.cited[id] = cited
        return facts.number

    def document(self, name: str) -> int:
        """Return the number of the node that a document is."""
        identity = self._documents[name]
        if identity.symbol:
            self.instrument(identity.symbol)
            facts = self.nodes[self._same_node(identity.symbol)[0]]
        else:
            facts = self.nodes.setdefault(_own_id(name), _Facts(len(self.nodes), None))
        facts.documents[name] = identity
        return facts.number


def _own_id(name: str) -> str:
    """Return the id of a document without a symbol: its name, told apart from an instrument so called."""
    return f"./{name}" if identified(name) else name


def _nodes(
    gathered: Mapping[str, _Facts], records: Mapping[str, Record], same_node: Callable[[str], str]
) -> Iterator[Node]:
    """Yield the nodes, with their families."""
    told = {id: _told(id, facts, records) for id, facts in gathered.items()}
    followed = series(told.values())
    for id, facts in gathered.items():
        asked = any(one in records for one in (id, *facts.also))
        node = _node(id, facts, told.pop(id), asked=asked)
        kin = families(node, same_node, followed)
        yield replace(node, families=kin) if kin else node


def _told(node: str, facts: _Facts, records: Mapping[str, Record]) -> Record:
    """Return what was looked up of a node, or of what it is called too, and what the tables know of it."""
    identifier = facts.identifier
    answers = [records[id] for id in dict.fromkeys((node, *facts.also)) if id in records]
    answers.sort(key=lambda record: (_is_draft_of(identifier, record), record.status is not Status.FOUND))
    unasked = known(identifier) if identifier else Record(node, Status.NOT_COVERED)
    return replace(merged(*answers, unasked), id=node)


def _node(node: str, facts: _Facts, record: Record, *, asked: bool) -> Node:
    """Put together what is known of a node.

    A record knows better than the document's own heading, and that better than those who cite it.
    """
    identifier = facts.identifier
    also = tuple(other for other in facts.also if other != node)
    table = {i: named()[i] for i in (node, *also) if i in named()}
    own = next(iter(facts.documents.values()), Identity())
    cited = facts.cited.values()
    cited_dates = [c.date for c in cited if c.date]
    return Node(
        id=node,
        kind=identifier.kind if identifier else _first(c.kind for c in cited) or "document",
        label=table[node].name if node in table else node if identifier else _file_name(node),
        title=record.title or own.title or _first(c.title for c in cited),
        date=record.date or own.date or max(cited_dates, key=len, default=None),
        body=record.body or own.body or _first(c.body for c in cited),
        status=record.status.value if asked else None,
        url=record.url if record.url and _WEB.fullmatch(record.url) else None,
        also=also,
        names=tuple(one.name for one in table.values()),
        annexed_to=table[node].symbol if node in table and table[node].symbol not in also else None,
        documents=tuple(facts.documents),
        session=record.session,
        subjects=record.subjects,
        files={language: url for language, url in record.files.items() if _WEB.fullmatch(url)},
    )


_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f]+")


def _is_draft_of(act: Identifier | None, record: Record) -> bool:
    """Whether a record is of the draft of a node that is an act: what became of the act it does not say."""
    one = identified(record.id)
    return bool(act and one and act.kind in NUMBERED and one.kind == "document")


def _file_name(path: str) -> str:
    return path.rpartition("/")[2] or path


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
