"""What a citation graph is: nodes, edges, and the citations that no edge could be made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..citations.model import Citation


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
    also: tuple[str, ...]
    """Other ids of the same instrument: the slug of what the resolution carries, a second symbol."""
    names: tuple[str, ...]
    """The popular names of those."""
    annexed_to: str | None
    """The symbol of the document that this instrument is annexed to, where the two are not one node."""
    documents: tuple[str, ...]
    """The names of the documents that were read and are this node."""


@dataclass(frozen=True, slots=True)
class Edge:
    """That one document cites one instrument, and where it does."""

    source: str
    target: str
    citations: tuple[Citation, ...]
    """In the order of the text; never empty."""

    @property
    def count(self) -> int:
        """How many citations stand behind the edge."""
        return len(self.citations)

    @property
    def relations(self) -> tuple[str, ...]:
        """What the citations do with the instrument, each word once: the paragraph's and a nearer verb's."""
        return _each_once(word for c in self.citations for word in (c.relation, c.verb) if word)

    @property
    def pinpoints(self) -> tuple[str, ...]:
        """The parts that are cited, each once, as printed but on one line."""
        return _each_once(" ".join(c.pinpoint.text.split()) for c in self.citations if c.pinpoint)


@dataclass(frozen=True, slots=True)
class Graph:
    """Who cites what, nodes and edges in the order of first mention."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    open: tuple[Citation, ...]
    """Citations whose instrument the text leaves open; their candidates stand in `also`."""


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
