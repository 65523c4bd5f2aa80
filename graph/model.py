"""What a citation graph is: nodes, edges, and the citations that no edge could be made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..citations.model import Citation
    from ..resolvers.interface import Related


@dataclass(frozen=True, slots=True)
class Node:
    """A document that was read, an instrument that is cited, or both in one.

    The fields stand in the order in which they leave the program (see `docs/graph.schema.json`).
    """

    id: str
    """The instrument's id; for a document without a symbol of its own, its name."""
    kind: str
    """As `Citation.kind`; `document` for a file."""
    label: str
    """What to call it in a few words: the symbol, the popular name, the file's name."""
    title: str | None
    date: str | None
    """Date of adoption, ISO, as far as it is known."""
    body: str | None
    """The adopting or issuing body, by its English name."""
    status: str | None
    """The outcome of the lookup; None for what was not looked up."""
    url: str | None
    also: tuple[str, ...] = ()
    """Other ids of the same instrument: the slug of what a resolution carries, a second symbol, the draft."""
    names: tuple[str, ...] = ()
    """The popular names of those."""
    annexed_to: str | None = None
    """The symbol of the document that this instrument is annexed to, where the two are not one node."""
    documents: tuple[str, ...] = ()
    """The names of the documents that were read and are this node."""
    session: str | None = None
    """As `Record.session`: `74`, `XXX`, `S-VI`; a year where the body counts by years."""
    subjects: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """Language (ISO 639-1) to address."""
    families: tuple[Related, ...] = ()
    """What it revises, corrects, amends, is annexed or a protocol to, or follows, in this graph or not."""


class Mention(NamedTuple):
    """A citation behind an edge: where it stands, and what it does with the instrument."""

    document: str
    start: int
    end: int
    """Offsets in code points into the document's text."""
    relation: str | None = None
    verb: str | None = None
    part: str | None = None
    """Where in the document: preamble, operative or annex."""
    pinpoint: str | None = None
    """The part that is cited, as printed but on one line."""
    note: str | None = None
    """The marker of the footnote in which it stands; None in the running text."""


@dataclass(frozen=True, slots=True)
class Edge:
    """That one document cites one instrument, and where it does."""

    source: str
    target: str
    citations: tuple[Mention, ...]
    """In the order of the text; never empty."""

    @property
    def count(self) -> int:
        """How many citations stand behind the edge."""
        return len(self.citations)

    @property
    def relations(self) -> Mapping[str, int]:
        """What the citations do with the instrument, and how many do: a paragraph's word, a nearer verb's."""
        words = ((c.relation, c.verb if c.verb != c.relation else None) for c in self.citations)
        return _counted(word for both in words for word in both)

    @property
    def pinpoints(self) -> tuple[str, ...]:
        """The parts that are cited, each once, as printed but on one line."""
        return _each_once(c.pinpoint for c in self.citations if c.pinpoint)

    @property
    def parts(self) -> Mapping[str, int]:
        """How many citations stand in the preamble, the operative part and annexes."""
        return _counted(c.part for c in self.citations)

    @property
    def notes(self) -> int:
        """How many citations stand in footnotes."""
        return sum(c.note is not None for c in self.citations)


@dataclass(frozen=True, slots=True)
class Graph:
    """Who cites what, nodes and edges in the order of first mention."""

    nodes: tuple[Node, ...]
    edges: Sequence[Edge]
    """Of a graph that was built, each edge is put together when it is asked for, and not kept."""
    open: tuple[Citation, ...]
    """Citations whose instrument the text leaves open; their candidates stand in `also`."""


def main_relation(edge: Edge) -> str | None:
    """Return the relation of most of the citations, the first of those that are equally many."""
    counts = edge.relations
    return max(counts, key=counts.__getitem__, default=None)


def headline(graph: Graph) -> str:
    """Return what a picture of the graph shows, in a line."""
    documents = sum(bool(node.documents) for node in graph.nodes)
    cited = len({edge.target for edge in graph.edges})
    counted = ((cited, "instrument"), (documents, "document"))
    return "Citations of {} in {}".format(*(f"{n} {word}{'s' * (n != 1)}" for n, word in counted))


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _counted(words: Iterable[str | None]) -> dict[str, int]:
    """Return how often each word occurs, in order of first mention; faster than a `Counter` of few."""
    counts: dict[str, int] = {}
    for word in words:
        if word:
            counts[word] = counts.get(word, 0) + 1
    return counts
