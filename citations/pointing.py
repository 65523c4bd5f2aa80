"""Resolutions and decisions called back: `that resolution`, `the said decision`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .calls import Call, Manner
from .finds import Find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# More candidates than these tell nothing.
_CANDIDATES = 4
# How far behind the last number a pointing word may stand, in characters.
_REACH = 1200


def called_back(
    text: str, called: Sequence[Call], cited: Sequence[Find], segment: Callable[[int], int]
) -> Iterator[Find]:
    """Yield the resolutions and decisions that pointing words call back.

    Meant is what the paragraph has cited so far: one is certain, several are candidates. One that it speaks
    of without a number is nobody's (`in a resolution … and annex them to that resolution`).
    """
    pointed = [c for c in called if c.manner is Manner.POINTED and not c.many]
    marks: list[Find | Call] = sorted([*cited, *pointed], key=lambda m: m.start)
    said: dict[str, list[Find]] = {}
    here = -1
    for mark in marks:
        if segment(mark.start) != here:
            here, said = segment(mark.start), {}
        if isinstance(mark, Find):
            known = [f for f in said.get(mark.kind, ()) if f.id != mark.id]
            said[mark.kind] = [*known[-_CANDIDATES:], mark]
        elif find := _find(text, mark, said.get(mark.noun, ())):
            yield find
            if find.id:  # and may be called back again
                said[mark.noun] = [find]


def _find(text: str, call: Call, meant: Sequence[Find]) -> Find | None:
    if not 0 < len(meant) <= _CANDIDATES or call.start - meant[-1].end > _REACH:
        return None
    ids = tuple(f.id for f in meant if f.id)
    unnumbered = call.printed in text[meant[-1].end : call.start].lower()
    if unnumbered or len(ids) < len(meant):
        return None
    last = meant[-1]
    if len(ids) == 1:
        return Find(call.start, call.end, ids[0], last.kind, last.body, "back-reference")
    return Find(call.start, call.end, None, last.kind, last.body, "back-reference", ids)
