"""What hyperlinks tell: an address of a UN document behind words is evidence of what these mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.identifiers import Identifier, identified
from ..instruments.links import symbol_in
from .finds import Find

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..documents.model import Document


class Linked(NamedTuple):
    """A stretch of the document that a link leads from, and the instrument that it leads to."""

    start: int
    end: int
    to: Identifier


def linked(document: Document) -> Iterator[Linked]:
    """Yield the links that lead to a document by its symbol and stand behind a number.

    A link behind mere words (`read more`) is no citation of what it leads to.
    """
    for link in document.links:
        to = _instrument_at(link.target)
        text = document.text[link.start : link.end]
        if to and any(number in _NUMBERS.findall(to.id) for number in _NUMBERS.findall(text)):
            start = link.start + len(text) - len(text.lstrip())
            yield Linked(start, link.start + len(text.rstrip()), to)


def heeded(finds: Iterable[Find], links: Sequence[Linked]) -> list[Find]:
    """Return the finds of a text in their order, with what its links tell.

    What the words leave open is what the link leads to; where nothing was found, the link itself cites.
    Where words and link contradict each other, the words stand.
    """
    starts, ends = [link.start for link in links], [link.end for link in links]
    heard = set[int]()
    told: list[Find] = []
    for find in finds:
        over = range(bisect_right(ends, find.start), bisect_left(starts, find.end))
        heard.update(over)
        told.append(_told(find, links[over[0]].to) if len(over) == 1 and find.id is None else find)
    for n, (start, end, to) in enumerate(links):
        if n not in heard:
            told.append(Find(start, end, to.id, to.kind, to.body, "link"))
    return sorted(told, key=lambda find: find.start)


_NUMBERS = re.compile(r"\d+")


def _instrument_at(address: str) -> Identifier | None:
    """Return the instrument whose symbol is in the address of a document."""
    return identified(symbol_in(address) or "")


def _told(find: Find, to: Identifier) -> Find:
    return find._replace(id=to.id, also=(), kind=to.kind, body=to.body, via="link")
