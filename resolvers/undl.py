"""The UN Digital Library: documents by their symbols, many in one search where it answers such."""

from __future__ import annotations

from contextlib import aclosing, suppress
from functools import partial
from typing import TYPE_CHECKING

from . import marc
from .batches import grouped, in_batches
from .carriers import by_document, document_of, said_of
from .http import Service
from .interface import Record, Status, Trouble
from .matches import has_own, is_answer, matches, record_of
from .settings import UNDL
from .spellings import spellings, whole
from .undl_search import API_LIMITS, search_with_token, search_without

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence

    from ..cache.pace import Pace
    from ..instruments.identifiers import Identifier
    from .matches import Match
    from .settings import Settings
    from .undl_search import Search


class Undl:
    """Documents by their symbol, and named instruments by the symbol of the resolution that carries them.

    With a token the library's own interface is asked, else its public search.
    """

    name = "undl"
    version = 3

    def __init__(self, settings: Settings, pace: Pace) -> None:
        self.address = settings.undl_url
        self._settings = settings
        self._pace = pace

    def covers(self, identifier: Identifier) -> bool:
        """Whether the library holds such documents under their symbol."""
        return document_of(identifier) is not None

    async def look_up(self, identifiers: Sequence[Identifier]) -> AsyncGenerator[Record, None]:
        """Yield a record for each identifier; a document that several of them stand in is searched once."""
        wanted = by_document(identifiers)
        groups = grouped(wanted, lambda document: sum(map(len, _terms(document))), _LONGEST_QUERY)
        async with self._service() as service:
            search = partial(search_with_token if self._settings.undl_token else search_without, service)
            found = in_batches(groups, partial(_together, search), partial(_singly, search))
            async with aclosing(found) as records:
                async for document, record in records:
                    for identifier in wanted[document]:
                        yield said_of(identifier, document, record)

    def _service(self) -> Service:
        token = self._settings.undl_token
        if token is None:
            return Service(self.address, self._settings, self._pace)
        headers = {"Authorization": f"Token {token}"}
        return Service(self.address, self._settings, self._pace, limits=API_LIMITS, headers=headers)


_LONGEST_QUERY = 2_400
"""Characters of the symbols in one search, which with all around them stay below 8 kB, as servers take."""
_VOTED = frozenset(("A/RES", "S/RES"))
"""The series of whose votes the library has records."""


async def _together(search: Search, group: Sequence[Identifier]) -> tuple[Mapping[Identifier, Record], bool]:
    """Search for all symbols at once, those of votes too; return what has a record of its own.

    And whether the records are all that the search found.
    """
    terms = (term for document in group for term in _terms(document))
    found = await search(" OR ".join(terms), tentative=True)
    matched = matches(group, found.records if found else ())
    records = {d: record_of(d, matched[d], _page) for d in group if has_own(matched[d])}
    return records, found is not None and found.complete


async def _singly(search: Search, document: Identifier, asked: bool) -> Record:
    """Ask for one spelling after the other until a record is found; a vote alone is not enough to stop.

    Where a batch has asked for all spellings, the index of symbols is left.
    """
    found: list[Match] = []
    complete = True
    for query, index in _queries(document, asked):
        answer = await search(query, index)
        if answer is None:
            complete = False
            break
        found += matches([document], answer.records)[document]
        complete = complete and answer.complete and is_answer(document, answer.records)
        if has_own(found):
            break
    if not found:
        return Record(document.id, Status.NOT_FOUND if complete else Status.UNCLEAR)
    record = record_of(document, found, _page)
    if document.series in _VOTED and not record.vote and not any(marc.is_vote(m.record) for m in found):
        found += await _votes(search, document)
        record = record_of(document, found, _page)
    return record


async def _votes(search: Search, document: Identifier) -> list[Match]:
    """Return the record of the vote. What was found of the document is not lost with it."""
    with suppress(Trouble):
        if answer := await search(_vote(document)):
            return matches([document], answer.records)[document]
    return []


def _queries(document: Identifier, asked: bool) -> Iterator[tuple[str, str]]:
    """Yield query and index: each spelling in 191 $a, then the index of all symbols, which has ranges too."""
    if not asked:
        yield from ((_own(symbol), "") for symbol in spellings(document))
    yield whole(document), "symbol"


def _terms(document: Identifier) -> Iterator[str]:
    """Yield what a search for several documents has of one."""
    yield from map(_own, spellings(document))
    if document.series in _VOTED:
        yield _vote(document)


def _own(symbol: str) -> str:
    return f'191__a:"{symbol}"'


def _vote(document: Identifier) -> str:
    """Return the search for the record of a vote, whose symbols never have a space."""
    bracketed = document.part and "(" in document.id
    symbol = f"{whole(document)}[{document.part}]" if bracketed else document.id
    return f'791__a:"{symbol}"'


def _page(number: str) -> str:
    return f"{UNDL}/record/{number}"
