"""A source of records for unxref: the list of a reading room, as a CSV file.

SHELF=list.csv unxref resolve --resolver shelf "GA res 74/174"
"""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

from unxref.instruments.identifiers import NotAnIdentifier, parse
from unxref.resolvers.interface import Record, Status, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unxref.instruments.identifiers import Identifier
    from unxref.resolvers.settings import Settings


class Shelf:
    """Instruments by the symbol that the list has for them, however it is spelled there."""

    version = 1
    """Raise it when the same list is read differently: answers kept of other versions are not used."""

    def __init__(self, settings: Settings) -> None:
        self.address = os.environ.get("SHELF", "shelf.csv")

    def covers(self, identifier: Identifier) -> bool:
        """Whether it may be in the list at all: treaties by volume are not."""
        return identifier.series not in ("UNTS", "LNTS")

    def look_up(self, identifiers: Sequence[Identifier]) -> Iterator[Record]:
        """Yield a record for each."""
        rows = self._rows()
        for identifier in identifiers:
            row = rows.get(identifier.id)
            if row is None:
                yield Record(identifier.id, Status.NOT_FOUND)
            else:
                yield Record(
                    id=identifier.id,
                    status=Status.FOUND,
                    title=row["title"] or None,
                    date=row["date"] or None,
                    symbol=row["symbol"],
                    url=row["url"] or None,
                )

    def _rows(self) -> dict[str, dict[str, str]]:
        try:
            with Path(self.address).open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file))
        except OSError as error:
            raise Trouble(Status.UNREACHABLE, f"the list cannot be read: {error.strerror}") from error
        found: dict[str, dict[str, str]] = {}
        for row in rows:
            try:
                found[parse(row["symbol"]).id] = row
            except NotAnIdentifier:
                continue
        return found
