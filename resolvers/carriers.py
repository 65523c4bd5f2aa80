"""The document that stands for an instrument in a library: its own, or the resolution that carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..instruments.identifiers import parse
from ..instruments.table import named
from .interface import Record, Related, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..instruments.identifiers import Identifier

HELD = frozenset(
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


def document_of(identifier: Identifier) -> Identifier | None:
    """Return the document to look for; None where a library has none under a symbol."""
    if identifier.series == "named":
        return carrier(identifier)
    return identifier if identifier.series in HELD else None


def carrier(identifier: Identifier) -> Identifier | None:
    """Return the document that carries a named instrument; None where none does, or nothing is named."""
    symbol = named()[identifier.id].symbol if identifier.series == "named" else None
    return parse(symbol) if symbol else None


def by_document(
    identifiers: Iterable[Identifier],
    document_of: Callable[[Identifier], Identifier | None] = document_of,
) -> dict[Identifier, list[Identifier]]:
    """Return the documents to look for, each once, with the instruments that stand in it."""
    wanted: dict[Identifier, list[Identifier]] = {}
    for identifier in identifiers:
        if document := document_of(identifier):
            wanted.setdefault(document, []).append(identifier)
    return wanted


def said_of(identifier: Identifier, document: Identifier, record: Record) -> Record:
    """Return what a document's record says of an instrument that stands in it."""
    return record if identifier == document else carried(identifier.id, record)


def carried(id: str, record: Record) -> Record:
    """Return what the carrier's record says of an instrument: where it is, not what it is called."""
    if record.status is not Status.FOUND:
        return Record(id, record.status)
    return Record(
        id=id,
        status=Status.FOUND,
        url=record.url,
        files=record.files,
        meeting=record.meeting,
        related=(Related(record.id, "carrier"),),
    )
