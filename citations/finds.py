"""What the readers of the grammar find, before it becomes citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .model import Pinpoint


class Find(NamedTuple):
    """One mention of one instrument: the fields of a citation that its own words give."""

    start: int
    end: int
    id: str | None
    kind: str
    body: str | None
    via: str
    also: tuple[str, ...] = ()
    date: str | None = None
    title: str | None = None
    pinpoint: Pinpoint | None = None
    repaired: str | None = None
    anchor: int | None = None
    """Where the words that lead to it begin (`General Assembly resolution 74/174`): verbs stand before."""
