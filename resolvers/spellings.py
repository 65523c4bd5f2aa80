"""How the library may spell a symbol: it sets off brackets and letters, or supplies a letter itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..instruments.identifiers import Identifier


def spellings(document: Identifier) -> Iterator[str]:
    """Yield the spellings in which the library may have a symbol, the likeliest first."""
    yield document.id
    if document.series in _SPACED_BEFORE_BRACKETS and "(" in document.id:
        yield document.id.replace("(", " (")
    if document.part:
        yield f"{whole(document)} {document.part}"
        yield f"{whole(document)}[{document.part}]"


def whole(document: Identifier) -> str:
    """Return the symbol without its part."""
    return document.id.removesuffix(document.part or "")


_SPACED_BEFORE_BRACKETS = frozenset(("S/RES", "E/RES"))
