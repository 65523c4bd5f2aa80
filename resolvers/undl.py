"""The UN Digital Library: its public search, answered in MARCXML."""

from __future__ import annotations

import re
from contextlib import aclosing
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..instruments.identifiers import comparison_key, parse
from ..instruments.table import named
from . import marc
from .http import Answer, Service
from .interface import Record, Related, Status
from .markup import NotXML
from .settings import UNDL
from .together import as_they_come

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence

    from ..instruments.identifiers import Identifier
    from .marc import Marc, Page
    from .settings import Settings

T = TypeVar("T")


class Undl:
    """Documents by their symbol, and named instruments by the symbol of the resolution that carries them."""

    name = "undl"
    version = 1

    def __init__(self, settings: Settings) -> None:
        self.address = settings.undl_url
        self._settings = settings

    def covers(self, identifier: Identifier) -> bool:
        """Whether the library holds such documents under their symbol."""
        return _document(identifier) is not None

    async def look_up(self, identifiers: Sequence[Identifier]) -> AsyncGenerator[Record, None]:
        """Yield a record for each identifier; a document that several of them stand in is searched once."""
        wanted: dict[Identifier, list[Identifier]] = {}
        for identifier in identifiers:
            if document := _document(identifier):
                wanted.setdefault(document, []).append(identifier)
        async with Service(self.address, self._settings) as service:
            searches = (_search(service, document) for document in wanted)
            async with aclosing(as_they_come(searches)) as found:
                async for document, record in found:
                    for identifier in wanted[document]:
                        yield record if identifier == document else _carried(identifier.id, record)


_HELD = frozenset(
    {
        "symbol",
        "A/RES",
        "A/DEC",
        "S/RES",
        "S/PRST",
        "E/RES",
        "E/DEC",
        "T/RES",
        "A/HRC/RES",
        "A/HRC/DEC",
        "A/HRC/PRST",
        "E/CN.4/RES",
        "E/ECWA/RES",
        "UNEP/EA/RES",
        "HSP/HA/RES",
    }
)
"""The series whose acts the library has under a symbol; those of other bodies stand inside a report."""
_SPACED_BEFORE_BRACKETS = frozenset(("S/RES", "E/RES"))
_AT_ONCE = 100
"""Records of one answer: what the library's own pages offer."""


def _document(identifier: Identifier) -> Identifier | None:
    """Return the document to search for: the instrument's own, or the one that carries it."""
    if identifier.series == "named":
        symbol = named()[identifier.id].symbol
        return parse(symbol) if symbol else None
    return identifier if identifier.series in _HELD else None


class _Hit(NamedTuple):
    """A record of a document, the symbol that says so, and how far off that is."""

    distance: int
    """0: the symbol itself; 1: as printed, where that differs; 2: a range that contains the part."""
    symbol: str
    record: Marc


async def _search(service: Service, document: Identifier) -> tuple[Identifier, Record]:
    """Ask for one spelling after the other until a record is found; a vote alone is not enough to stop."""
    hits: list[_Hit] = []
    complete = True
    for query in _queries(document):
        page = _read(await service.get("/search", query))
        if page is None:
            complete = False
            break
        hits += _hits(document, page)
        if any(not marc.is_vote(hit.record) for hit in hits):
            break
        complete = complete and (page.total or 0) <= len(page.records)
    if hits:
        return document, _record(document, hits)
    return document, Record(document.id, Status.NOT_FOUND if complete else Status.UNCLEAR)


def _queries(document: Identifier) -> Iterator[dict[str, str]]:
    """Yield the searches: each spelling in 191 $a, then the index of all symbols, which has ranges too."""
    shown = {"of": "xm", "rg": str(_AT_ONCE), "ln": "en"}
    for symbol in _spellings(document):
        yield {"p": f'191__a:"{symbol}"', **shown}
    yield {"p": _whole(document), "f": "symbol", **shown}


def _spellings(document: Identifier) -> Iterator[str]:
    """Yield the spellings in which the library may have a symbol, the likeliest first."""
    yield document.id
    if document.series in _SPACED_BEFORE_BRACKETS and "(" in document.id:
        yield document.id.replace("(", " (")
    if document.part:
        yield f"{_whole(document)} {document.part}"
        yield f"{_whole(document)}[{document.part}]"


def _whole(document: Identifier) -> str:
    """Return the symbol without its part."""
    return document.id.removesuffix(document.part or "")


def _read(answer: Answer) -> Page | None:
    """Return what was found; None where the answer does not tell."""
    if answer.status is not Status.FOUND:
        return None
    try:
        page = marc.read(answer.body)
    except NotXML:
        return None
    return page if page.records or not page.total else None


def _hits(document: Identifier, page: Page) -> Iterator[_Hit]:
    """Yield the records that are of the document: a search answers with others too, and with speeches."""
    key = comparison_key(document.id)
    for record in page.records:
        if marc.is_speech(record):
            continue
        for distance, symbols in enumerate((marc.symbols(record), marc.printed_symbols(record))):
            yield from (_Hit(distance, symbol, record) for symbol in symbols if comparison_key(symbol) == key)
        yield from (_Hit(2, symbol, record) for symbol in marc.symbols(record) if _contains(symbol, document))


def _contains(symbol: str, document: Identifier) -> bool:
    """Whether a symbol such as `A/RES/75/254A-C` stands for a document such as `A/RES/75/254B`."""
    parts = _RANGE.fullmatch(comparison_key(symbol).removeprefix(comparison_key(_whole(document))))
    return bool(parts and document.part and parts["first"] <= document.part <= parts["last"])


_RANGE = re.compile(r"(?P<first>[A-Z])-(?P<last>[A-Z])")


def _record(document: Identifier, hits: Sequence[_Hit]) -> Record:
    """Join what the document's own record and that of the vote on it say."""
    nearest = sorted(hits, key=lambda hit: (marc.is_vote(hit.record), hit.distance))
    own = [hit.record for hit in nearest if not marc.is_vote(hit.record)][:1]
    votes = [hit.record for hit in nearest if marc.is_vote(hit.record)][:1]
    both = own + votes
    number = _first(marc.number, both)
    return Record(
        id=document.id,
        status=Status.FOUND,
        title=_first(marc.title, both),
        date=_first(marc.adopted, both),
        published=_first(marc.published, own),
        symbol=nearest[0].symbol,
        url=number and f"{UNDL}/record/{number}",
        files=_first(marc.files, both) or {},
        body=document.body or both[0].first("981"),
        session=document.session or both[0].first("191", "c"),
        meeting=_first(marc.meeting, votes + own),
        vote=_first(marc.vote, votes + own),
        subjects=_first(marc.subjects, both) or (),
        related=_first(marc.related, both) or (),
    )


def _first(fact: Callable[[Marc], T | None], records: Iterable[Marc]) -> T | None:
    return next(filter(None, map(fact, records)), None)


def _carried(id: str, carrier: Record) -> Record:
    """Return what the carrier's record says of the instrument: where it is, not what it is called."""
    if carrier.status is not Status.FOUND:
        return Record(id, carrier.status)
    return Record(
        id=id,
        status=Status.FOUND,
        url=carrier.url,
        files=carrier.files,
        meeting=carrier.meeting,
        related=(Related(carrier.id, "carrier"),),
    )
