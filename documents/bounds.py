"""How long a text may be that is read as one document."""

from __future__ import annotations

from .model import UnreadableDocument

_LONGEST = 20_000_000
"""In characters: four times the longest budget of the United Nations, and some hundred times a report."""


def refuse_long(length: int) -> None:
    """Raise UnreadableDocument where a text of so many characters is too long to be one document."""
    if length > _LONGEST:
        raise UnreadableDocument(
            f"too long (over {_LONGEST // 1_000_000} million characters), split it first"
        )
