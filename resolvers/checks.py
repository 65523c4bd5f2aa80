"""What a service answers is checked before anybody sees it: it may be of another document, or no record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from ..instruments.identifiers import identified_joint
from .interface import Record, Status, from_json, to_json

if TYPE_CHECKING:
    from ..instruments.identifiers import Identifier


def checked(identifier: Identifier, record: Record) -> Record:
    """Return the record, without what must not be shown; unclear where it cannot be one of the instrument.

    That is addresses that are not of the web, and what could steer a terminal or break a line.
    The symbol must be the instrument's own, or one that is no numbered act's: a document may have a second.
    """
    try:
        sound = from_json(_shown(to_json(record)))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Record(identifier.id, Status.UNCLEAR)
    if record.status not in _SAID or (record.symbol and _is_other(identifier, record.symbol)):
        return Record(identifier.id, Status.UNCLEAR)
    return sound


_SAID = frozenset((Status.FOUND, Status.NOT_FOUND, Status.UNCLEAR))
"""What a service can say of one instrument."""


def _shown(plain: Any) -> Any:
    """Return a record's object with its texts on one line, without control characters and lone surrogates."""
    if isinstance(plain, str):
        return _CONTROLS.sub(" ", plain)
    if isinstance(plain, list):
        return [_shown(one) for one in cast("list[Any]", plain)]
    if isinstance(plain, dict):
        return {_shown(key): _shown(value) for key, value in cast("dict[Any, Any]", plain).items()}
    return plain


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def _is_other(identifier: Identifier, symbol: str) -> bool:
    """Whether a symbol is that of another numbered act: it is whole, or a range that has this one's part."""
    if identifier.series in ("named", "symbol"):
        return False
    acts = [one for one in identified_joint(symbol) if one.series != "symbol"]
    return bool(acts) and not any(_has(act, identifier) for act in acts)


def _has(act: Identifier, identifier: Identifier) -> bool:
    if (act.series, act.session, act.number) != (identifier.series, identifier.session, identifier.number):
        return False
    first, _, last = (act.part or "").partition("-")
    return not act.part or not identifier.part or first <= identifier.part <= (last or first)
