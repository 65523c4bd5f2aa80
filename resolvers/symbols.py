"""Symbols in what others wrote: what unxref knows of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..instruments.identifiers import NotAnIdentifier, parse

if TYPE_CHECKING:
    from ..instruments.identifiers import Identifier


def identified(symbol: str) -> Identifier | None:
    """Return the identifier of a symbol; None for one that unxref does not know, or too long to be one."""
    if len(symbol) > _LONGEST:
        return None
    try:
        return parse(symbol)
    except NotAnIdentifier:
        return None


_LONGEST = 200
"""Characters: three times what the longest symbols have, of conference documents under two of them."""
