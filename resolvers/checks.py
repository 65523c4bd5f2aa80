"""What a service answers is checked before anybody sees it: it may be of another document, or no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..instruments.identifiers import NotAnIdentifier, parse_joint
from .interface import Record, Status, from_json, to_json

if TYPE_CHECKING:
    from ..instruments.identifiers import Identifier


def checked(identifier: Identifier, record: Record) -> Record:
    """Return the record, without what must not be shown; unclear where it cannot be one of the instrument.

    The symbol must be the instrument's own, or one that is no numbered act's: a document may have a second.
    """
    try:
        sound = from_json(to_json(record))
    except (ValueError, TypeError, AttributeError):
        return Record(identifier.id, Status.UNCLEAR)
    if record.status not in _SAID or (record.symbol and _is_other(identifier, record.symbol)):
        return Record(identifier.id, Status.UNCLEAR)
    return sound


_SAID = frozenset((Status.FOUND, Status.NOT_FOUND, Status.UNCLEAR))
"""What a service can say of one instrument."""


def _is_other(identifier: Identifier, symbol: str) -> bool:
    """Whether a symbol is that of another numbered act: it is whole, or a range that has this one's part."""
    if identifier.series in ("named", "symbol"):
        return False
    try:
        given = parse_joint(symbol)
    except NotAnIdentifier:
        return False
    acts = [(one.series, one.session, one.number) for one in given if one.series != "symbol"]
    return bool(acts) and (identifier.series, identifier.session, identifier.number) not in acts
