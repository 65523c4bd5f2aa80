"""Symbols in what others wrote: what unxref knows of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..instruments.identifiers import NotAnIdentifier, parse, parse_joint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..instruments.identifiers import Identifier


def identified(symbol: str) -> Identifier | None:
    """Return the identifier of a symbol; None for one that unxref does not know, or too long to be one."""
    return next(iter(joint(symbol)), None)


def joint(symbol: str) -> tuple[Identifier, ...]:
    """Return the identifiers of one document's symbols, of which the library may have made one."""
    if len(symbol) > _LONGEST:
        return ()
    try:
        return parse_joint(symbol)
    except NotAnIdentifier:
        return ()


def parts(identifier: Identifier) -> Iterator[Identifier]:
    """Yield the parts of a document of several resolutions: `A/RES/75/254A-C` has A, B and C."""
    if letters := _RANGE.fullmatch(identifier.part or ""):
        whole = identifier.id.removesuffix(letters[0])
        for letter in range(ord(letters[1]), ord(letters[2]) + 1):
            yield parse(whole + chr(letter))


_RANGE = re.compile(r"([A-Z])-([A-Z])")
_LONGEST = 200
"""Characters: three times what the longest symbols have, of conference documents under two of them."""
