"""What a service answers is checked before anybody sees it: it may be of another document, or no record."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..instruments.identifiers import NotAnIdentifier, parse_joint
from .interface import Record, Status, from_json, to_json

if TYPE_CHECKING:
    from ..instruments.identifiers import Identifier


def checked(identifier: Identifier, record: Record) -> Record:
    """Return the record, without what must not be shown; unclear where it cannot be one of the instrument.

    An address is shown only if it is of the web. The symbol must be the instrument's own, or one that is no
    numbered act's: a document may have a second.
    """
    try:
        sound = from_json(to_json(record))
    except (ValueError, TypeError, AttributeError):
        return Record(identifier.id, Status.UNCLEAR)
    if record.status not in _SAID or (record.symbol and _is_other(identifier, record.symbol)):
        return Record(identifier.id, Status.UNCLEAR)
    return replace(
        sound,
        url=sound.url if sound.url and is_web(sound.url) else None,
        files={language: address for language, address in sound.files.items() if is_web(address)},
    )


def is_web(address: str) -> bool:
    """Whether an address is one that a reader may follow: http or https, with a host."""
    return _WEB.fullmatch(address) is not None and address.isprintable()


_WEB = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)
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
