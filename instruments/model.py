"""What an identifier is, once it is parsed."""

from __future__ import annotations

from dataclasses import dataclass


class NotAnIdentifier(ValueError):
    """The text is no identifier of a UN instrument; the message says why."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A parsed identifier.

    `str(identifier)` is its id, the one spelling by which unxref compares instruments.
    """

    id: str
    """`A/RES/74/174`, `S/RES/1325(2000)`, `UNTS/1577/27531`, `crc`, …"""
    series: str
    """As `series.csv` has it (`A/RES`, `S/PRST`, `UNTS`); `named`; or `symbol` for all other documents."""
    kind: str
    """resolution, decision, statement, treaty, instrument (named, not a treaty) or document."""
    body: str | None
    """The adopting or issuing body, by its English name."""
    session: str | None = None
    """As printed in the id: `74`, `XXX`, `S-VI`, `ES-10`; a year or a volume where those are counted."""
    number: str | None = None
    """The number inside the session, year or volume; `p3` for a page of a volume."""
    part: str | None = None
    """The part letter (`B` of `57/283 B`), or the letters of several in one document (`A-C`); the treaty that
    a depositary notification is about (`XXVII.7.d`)."""

    def __str__(self) -> str:
        return self.id
