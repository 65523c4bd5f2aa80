"""Resolutions and decisions called back: `that resolution`, `the said decision`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .calls import Call, Manner
from .finds import Find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# More candidates than these tell nothing.
_CANDIDATES = 4


def called_back(
    text: str, called: Sequence[Call], cited: Sequence[Find], segment: Callable[[int], int]
) -> Iterator[Find]:
    """Yield the resolutions and decisions that pointing words call back.

    Meant is what the paragraph has cited so far: one is certain, several are candidates. One that it speaks
    of without a number is nobody's (`in a resolution … and annex them to that resolution`).
    """
    pointed = [c for c in called if c.manner is Manner.POINTED and not c.many]
    marks: list[Find | Call] = sorted([*cited, *pointed], key=lambda m: m.start)
    said: list[Find] = []
    here = -1
    for mark in marks:
        if segment(mark.start) != here:
            here, said = segment(mark.start), []
        if isinstance(mark, Find):
            said.append(mark)
        elif meant := [f for f in said if f.kind == mark.noun][-_CANDIDATES - 1 :]:
            find = _find(text, mark, meant)
            if find:
                yield find


def _find(text: str, call: Call, meant: Sequence[Find]) -> Find | None:
    ids = tuple(dict.fromkeys(f.id for f in meant if f.id))
    unnumbered = call.noun in text[meant[-1].end : call.start].lower()
    if unnumbered or not all(f.id for f in meant) or len(ids) > _CANDIDATES:
        return None
    last = meant[-1]
    if len(ids) == 1:
        return Find(call.start, call.end, ids[0], last.kind, last.body, "back-reference")
    return Find(call.start, call.end, None, last.kind, last.body, "back-reference", ids)
