"""Going further: which instruments' texts are to be read next, breadth first, each once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..instruments.identifiers import identified
from ..resolvers.texts import has_text
from .build import same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..citations.model import Citation, Identity


@dataclass(frozen=True, slots=True)
class Wanted:
    """An instrument whose text is to be read."""

    ids: tuple[str, ...]
    """What it is called, its node first."""
    symbol: str | None
    """Under which it is published as a document of its own; None where there is no such document."""
    language: str
    """That of the document that cites it first."""


class Frontier:
    """What was read, and what that cites: the instruments at the edge of what is known."""

    def __init__(self) -> None:
        self._read: set[str] = set()
        self._languages: dict[str, str] = {}
        self._new: list[str] = []
        self._first: dict[str, str] = {}
        self._also: defaultdict[str, dict[str, None]] = defaultdict(dict[str, None])

    def read(self, identity: Identity | None, citations: Iterable[Citation]) -> None:
        """Take a document that was read, and what it cites."""
        if identity and identity.symbol:
            self._read.add(identity.symbol)
        for citation in citations:
            if citation.id is None:
                continue
            if citation.id not in self._languages:
                self._languages[citation.id] = identity.language if identity else citation.language
                self._new.append(citation.id)
            root = self._first.get(citation.id, citation.id)
            for other in citation.also:  # as `first_symbols` has it
                self._also[root][other] = None
                if other != root:
                    self._first.setdefault(other, root)

    def node(self, id: str) -> str:
        """Return the node that an id means, as far as texts and tables tell."""
        return self._ids(id)[0]

    def step(self) -> Iterator[Wanted]:
        """Yield the instruments that were cited since the last step, in order of first mention.

        An instrument that was read, or was yielded before, is left out.
        """
        there = {self.node(id) for id in self._read}
        new, self._new = self._new, []
        for id in new:
            ids = self._ids(id)
            if ids[0] not in there:
                there.add(ids[0])
                self._read.add(id)
                yield Wanted(ids, next(filter(_is_published, ids), None), self._languages[id])

    def _ids(self, id: str) -> tuple[str, ...]:
        root = self._first.get(id, id)
        return tuple(dict.fromkeys((*same(root), root, id, *self._also.get(root, ()))))


def _is_published(id: str) -> bool:
    identifier = identified(id)
    return identifier is not None and has_text(identifier)
