"""The Library's records, exported in MARCXML, to be imported: documents and votes, not speeches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from ..instruments.identifiers import identified_joint
from . import marc
from .markup import NotXML
from .matches import Match, record_of
from .settings import UNDL
from .stated import CONTAINER, NotReadable, Skipped, Stated
from .symbols import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..instruments.identifiers import Identifier
    from .interface import Record
    from .marc import Marc


def records(file: BinaryIO) -> Iterator[Stated | Skipped]:
    """Yield what each record says of each instrument whose symbol it has. Raises `NotReadable`."""
    try:
        for one in marc.records(file):
            if one is None:
                yield Skipped("too large")
            elif not _WITHDRAWN.isdisjoint(one.values("980")):
                yield Skipped("of no document")
            elif marc.is_speech(one):
                yield Skipped("of a speech")
            else:
                yield from _stated(one)
    except NotXML as error:
        raise NotReadable(f"no MARCXML: {error}") from error


_WITHDRAWN = frozenset(("AUTHORITY", "DELETED"))
"""What 980 says of a record that is of a heading, or no longer in the library."""


def _stated(one: Marc) -> Iterator[Stated | Skipped]:
    own = dict(_parsed(marc.symbols(one)))
    if not own and not any(_parsed(marc.printed_symbols(one))):
        yield Skipped("without a symbol that unxref knows" if any(marc.symbols(one)) else "without a symbol")
    source = "library-votes" if marc.is_vote(one) else "library"
    for identifier, symbol in own.items():
        yield Stated(source, _record(one, identifier, symbol))
    printed = dict(_parsed(marc.printed_symbols(one)))
    of_ranges = {part: symbol for identifier, symbol in own.items() for part in parts(identifier)}
    for identifier, symbol in (printed | of_ranges).items():
        if identifier not in own:
            # What the record says of its own document it may not say of the whole, or of a part.
            yield Stated(CONTAINER, replace(_record(one, identifier, symbol), vote=None))


def _parsed(symbols: Iterable[str]) -> Iterator[tuple[Identifier, str]]:
    for symbol in symbols:
        yield from ((identifier, symbol) for identifier in identified_joint(symbol))


def _record(one: Marc, identifier: Identifier, symbol: str) -> Record:
    return record_of(identifier, [Match(0, symbol, one)], lambda number: _page(one, number))


def _page(one: Marc, number: str) -> str | None:
    """Return the address of the record in the UN Digital Library.

    Its records name in 035 the one of the library's own catalogue that they were made from. Those of that
    catalogue do not, and have other numbers: no page follows.
    """
    of_undl = any(other.startswith("(DHL)") for other in one.values("035"))
    return f"{UNDL}/record/{number}" if of_undl and number.isdecimal() else None
