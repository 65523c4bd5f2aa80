"""The library's own catalogue, from which the UN Digital Library is made: documents by exact symbol.

It answers in MARCXML, which does not count what was found, and in JSON, which does. So one search in XML
brings whole records of many documents; that there is none is believed only where JSON counts none.
The numbers of its records are not those of the UN Digital Library, so no page there follows from them.
"""

from __future__ import annotations

from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from . import marc, marc_json
from .batches import grouped, in_batches
from .carriers import by_document, document_of, said_of
from .http import Service
from .interface import Record, Status
from .markup import NotXML
from .matches import has_own, is_answer, matches, record_of
from .spellings import spellings, whole

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

    from ..cache.pace import Pace
    from ..instruments.identifiers import Identifier
    from .http import Answer
    from .marc import Marc
    from .matches import Match
    from .settings import Settings


class Metadata:
    """Documents by their symbol, and named instruments by the symbol of the resolution that carries them."""

    name = "metadata"
    version = 1

    def __init__(self, settings: Settings, pace: Pace) -> None:
        self.address = settings.metadata_url
        self._settings = settings
        self._pace = pace

    def covers(self, identifier: Identifier) -> bool:
        """Whether the library holds such documents under their symbol."""
        return document_of(identifier) is not None

    async def look_up(self, identifiers: Sequence[Identifier]) -> AsyncGenerator[Record, None]:
        """Yield a record for each identifier; a document that several of them stand in is searched once."""
        wanted = by_document(identifiers)
        groups = grouped(wanted, _cost, _LONGEST_QUERY)
        async with Service(self.address, self._settings, self._pace) as service:
            found = in_batches(groups, partial(_together, service), partial(_singly, service))
            async with aclosing(found) as records:
                async for document, record in records:
                    for identifier in wanted[document]:
                        yield said_of(identifier, document, record)


_RECORDS = "/editor/api/marc/bibs/records"
_LONGEST_QUERY = 2_000
"""Characters of one search, encoded: some fifty symbols, whose records with all votes are a few megabytes."""
_MOST = 1_000
"""Records of one answer: beyond, the catalogue answers 404."""
_WHOLE = 6
"""How many of the records that are listed of one document are read whole: its own, and those of votes."""
_OR = " OR "


def _cost(document: Identifier) -> int:
    return sum(len(quote(_OR + _exact(symbol), safe="")) for symbol in spellings(document))


async def _together(
    service: Service, group: Sequence[Identifier]
) -> tuple[Mapping[Identifier, Record], bool]:
    """Search for all spellings of all symbols at once; return what has a record of its own.

    All that was found comes in one answer.
    """
    query = _OR.join(_exact(symbol) for document in group for symbol in spellings(document))
    matched = matches(group, await _in_xml(service, query, tentative=True) or ())
    return {d: _record(d, matched[d]) for d in group if has_own(matched[d])}, True


async def _singly(service: Service, document: Identifier, asked: bool) -> Record:
    """Search in XML for one spelling after the other, then in JSON for what that did not tell of.

    Where a batch has asked for all spellings, JSON is left. A record of a vote alone is not enough to stop.
    """
    found: list[Match] = []
    untold: list[str] = []
    for query in () if asked else map(_exact, spellings(document)):
        records = await _in_xml(service, query)
        if records is None or not is_answer(document, records):
            untold.append(query)
            continue
        found += matches([document], records)[document]
        if has_own(found):
            return _record(document, found)
    complete = True
    for query in dict.fromkeys((*untold, _last(document))):
        listed, told = await _in_json(service, document, query)
        found += listed
        complete = complete and told
        if has_own(found):
            break
    absent = Record(document.id, Status.NOT_FOUND if complete else Status.UNCLEAR)
    return _record(document, found) if found else absent


async def _in_xml(service: Service, query: str, *, tentative: bool = False) -> tuple[Marc, ...] | None:
    """Return the records of a search; None where the answer does not tell."""
    answer = await _search(service, query, "xml", tentative=tentative)
    try:
        return marc.read(answer.body).records
    except NotXML:
        return None


async def _in_json(service: Service, document: Identifier, query: str) -> tuple[list[Match], bool]:
    """Return what a search finds of a document, and whether the answer proves that there is no more."""
    answer = await _search(service, query, "brief")
    if answer.status is not Status.FOUND:
        return [], False
    try:
        page = marc_json.read_list(answer.body)
    except marc_json.NotMarc:
        return [], False
    listed = [match.record for match in matches([document], page.records)[document][:_WHOLE]]
    records = [await _whole(service, brief) for brief in listed]
    complete = page.total == len(page.records) and is_answer(document, page.records)
    return matches([document], records)[document], complete


async def _whole(service: Service, brief: Marc) -> Marc:
    """Return the whole record; where it cannot be read, what the list tells of it."""
    answer = await service.get(f"{_RECORDS}/{marc.number(brief)}")
    try:
        record = marc_json.read(answer.body)
    except marc_json.NotMarc:
        return brief
    return record if marc.number(record) == marc.number(brief) else brief


async def _search(service: Service, query: str, form: str, *, tentative: bool = False) -> Answer:
    asked = {"search": query, "subtype": "all", "format": form, "start": "1", "limit": str(_MOST)}
    return await service.get(_RECORDS, asked, tentative=tentative)


def _exact(symbol: str) -> str:
    """Return the search for a symbol as spelled. No symbol has a quotation mark."""
    return f"symbol:'{symbol}'"


def _last(document: Identifier) -> str:
    """Return the last search: for what begins so, where there are several spellings, or ranges of parts.

    It has no brackets, of which the catalogue has its own understanding outside quotation marks.
    """
    one, *others = spellings(document)
    return f"symbol:{whole(document).partition('(')[0]}*" if others else _exact(one)


def _record(document: Identifier, found: Sequence[Match]) -> Record:
    return record_of(document, found, lambda _: None)
