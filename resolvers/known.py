"""What the package itself knows of an instrument: its tables, and the address that follows from the id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..instruments.identifiers import parse
from ..instruments.links import link
from ..instruments.table import named, resolution_facts
from .interface import Record, Related, Source, Status

if TYPE_CHECKING:
    from ..instruments.identifiers import Identifier

NAME = "known"


def known(identifier: Identifier) -> Record:
    """Return what is known without asking anybody.

    It is named among the sources where a table has a row of the instrument. Its status is not-covered: the
    tables fill in what the sources leave open, and never end a lookup.
    """
    return _named(identifier) if identifier.series == "named" else _numbered(identifier)


def _named(identifier: Identifier) -> Record:
    row = named()[identifier.id]
    carrier = parse(row.symbol) if row.symbol else None
    return Record(
        id=identifier.id,
        status=Status.NOT_COVERED,
        title=row.name,
        date=row.adopted,
        symbol=row.symbol,
        url=link(identifier),
        body=carrier.body if carrier and carrier.kind == "resolution" else None,
        related=(Related(carrier.id, "carrier"),) if carrier else (),
        in_force=row.in_force,
        sources=_SOURCES,
    )


def _numbered(identifier: Identifier) -> Record:
    facts = resolution_facts(identifier.id)
    return Record(
        id=identifier.id,
        status=Status.NOT_COVERED,
        title=facts.title if facts else None,
        date=facts.adopted if facts else None,
        symbol=identifier.id if facts or identifier.series == "symbol" else None,
        url=link(identifier),
        body=identifier.body,
        session=None if identifier.kind == "treaty" else identifier.session,
        sources=_SOURCES if facts else (),
    )


_SOURCES = (Source(NAME, Status.FOUND),)
