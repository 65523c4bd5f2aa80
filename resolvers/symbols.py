"""Documents of several resolutions, as the library has them under one symbol."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..instruments.identifiers import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..instruments.identifiers import Identifier


def parts(identifier: Identifier) -> Iterator[Identifier]:
    """Yield the parts of a document of several resolutions: `A/RES/75/254A-C` has A, B and C."""
    if letters := _RANGE.fullmatch(identifier.part or ""):
        whole = identifier.id.removesuffix(letters[0])
        for letter in range(ord(letters[1]), ord(letters[2]) + 1):
            yield parse(whole + chr(letter))


_RANGE = re.compile(r"([A-Z])-([A-Z])")
