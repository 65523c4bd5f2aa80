"""Which MARC records are of a document, and what they say of it together: a search finds others too."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..instruments.identifiers import comparison_key, identified
from . import marc
from .interface import Record, Status
from .spellings import whole
from .symbols import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from ..instruments.identifiers import Identifier
    from .marc import Marc

T = TypeVar("T")


class Match(NamedTuple):
    """A record of a document, the symbol that says so, and how far off that is."""

    distance: int
    """0: the symbol itself; 1: as printed, where that differs; 2: a range that contains the part."""
    symbol: str
    record: Marc


def matches(documents: Iterable[Identifier], records: Iterable[Marc]) -> dict[Identifier, list[Match]]:
    """Return for each document the records that are of it; speeches are of none."""
    by_key: defaultdict[str, list[Match]] = defaultdict(list)
    for record in records:
        if not marc.is_speech(record):
            for distance, symbols in enumerate((marc.symbols(record), marc.printed_symbols(record))):
                for symbol in symbols:
                    by_key[comparison_key(symbol)].append(Match(distance, symbol, record))
            for symbol in marc.symbols(record):
                several = identified(symbol)
                for part in parts(several) if several else ():
                    by_key[comparison_key(part.id)].append(Match(_IN_A_RANGE, symbol, record))
    return {document: list(by_key.get(comparison_key(document.id), ())) for document in documents}


def is_answer(document: Identifier, records: Collection[Marc]) -> bool:
    """Whether records can be what a search for a document found: none, or some whose symbol has its own.

    A service that answers whatever is asked with something else says nothing of the document.
    """
    stem = comparison_key(whole(document))
    return not records or any(
        comparison_key(symbol).startswith(stem)
        for record in records
        for symbol in (*marc.symbols(record), *marc.printed_symbols(record))
    )


def has_own(found: Iterable[Match]) -> bool:
    """Whether one is the document's own record, and not only that of a vote on it."""
    return any(not marc.is_vote(match.record) for match in found)


def record_of(document: Identifier, found: Sequence[Match], page: Callable[[str], str | None]) -> Record:
    """Join what the document's own record and that of the vote on it say.

    `page` makes the address of a record's page from its number.
    """
    nearest = sorted(found, key=lambda match: (marc.is_vote(match.record), match.distance))
    own = [match.record for match in nearest if not marc.is_vote(match.record)][:1]
    votes = [match.record for match in nearest if marc.is_vote(match.record)][:1]
    both = own + votes
    number = _first(marc.number, both)
    return Record(
        id=document.id,
        status=Status.FOUND,
        title=_first(marc.title, both),
        date=_first(marc.adopted, both),
        published=_first(marc.published, own),
        symbol=nearest[0].symbol,
        url=page(number) if number else None,
        files=_first(marc.files, both) or {},
        body=document.body or both[0].first("981"),
        session=document.session or both[0].first("191", "c"),
        meeting=_first(marc.meeting, votes + own),
        # How the whole was voted on is not how its part was.
        vote=_first(marc.vote, votes + own) if nearest[0].distance < _IN_A_RANGE else None,
        subjects=_first(marc.subjects, both) or (),
        related=_first(marc.related, both) or (),
    )


_IN_A_RANGE = 2


def _first(fact: Callable[[Marc], T | None], records: Iterable[Marc]) -> T | None:
    return next(filter(None, map(fact, records)), None)
