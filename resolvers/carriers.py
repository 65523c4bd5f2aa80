"""Named instruments that a document carries: which document to look up, and what its record says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..instruments.identifiers import parse
from ..instruments.table import named
from .interface import Record, Related, Status

if TYPE_CHECKING:
    from ..instruments.identifiers import Identifier


def carrier(identifier: Identifier) -> Identifier | None:
    """Return the document that carries a named instrument; None where none does, or nothing is named."""
    if identifier.series != "named":
        return None
    symbol = named()[identifier.id].symbol
    return parse(symbol) if symbol else None


def carried(id: str, record: Record) -> Record:
    """Return what the carrier's record says of the instrument: where it is, not what it is called."""
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
