"""Where a note points back to another by its number: `supra note 5`, `see note 5 above`, `(n 20)`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .anchors import places
from .language import Language, either

if TYPE_CHECKING:
    from collections.abc import Iterator

# How far around `supra` the rest may stand, in characters.
_AROUND = 24


class CrossMark(NamedTuple):
    """A pointer to a note."""

    start: int
    end: int
    marker: str
    """The note's marker, as the pointer prints it."""


def crossings(text: str, words: Language) -> Iterator[CrossMark]:
    """Yield the pointers of a text to notes before."""
    end = 0
    for at in places(text, tuple(words.words["cross"]["anchors"])):
        found = _cross(words).search(text, max(end, at - _AROUND), at + _AROUND) if at >= end else None
        if found and found.start() <= at < found.end():
            end = found.end()
            yield CrossMark(
                found.start(), end, found.group("before") or found.group("after") or found.group("alone")
            )


@cache
def _cross(words: Language) -> re.Pattern[str]:
    table = words.words["cross"]
    back, note = either(table["back"]), either(table["note"])
    return re.compile(
        rf"\b{note}\s?(?P<before>\d{{1,3}}),?\s{{1,3}}{back}(?!\w)"
        rf"|\b{back},?\s{{1,3}}{note}\s?(?P<after>\d{{1,3}})(?!\w)"
        rf"|\({either(table['alone'])}\s(?P<alone>\d{{1,3}})\)"
    )
