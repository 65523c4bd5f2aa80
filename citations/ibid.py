"""Where a text says `Ibid.` or `Id.`, and how far what belongs to it may reach."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .anchors import places
from .language import Language, either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Segment


# How far around an anchor the word may reach, in characters.
_BEFORE = 6


class IbidMark(NamedTuple):
    """`Ibid.` and where it stands."""

    start: int
    end: int
    short: bool = False
    """Whether it is one of the words that mean something else elsewhere (`Id.`)."""


def ibids(text: str, words: Language, segment: Segment) -> Iterator[IbidMark]:
    """Yield each `Ibid.` of a text."""
    table = words.words["ibid"]
    for at in places(text, tuple(table["anchors"])):
        if found := _ibid(words).search(text, max(0, at - _BEFORE), at + _BEFORE):
            yield IbidMark(found.start(), found.end())
    # Who writes `id.` writes `Id.` too, or a part behind it.
    short = tuple(table["short"])
    capitals = places(text, short)
    for at in sorted((*capitals, *places(text, tuple(map(str.lower, short))))):
        found = _short(words).match(text, at)
        if (
            found
            and (capitals or _part(words).match(text, found.end()))
            and _begins(text, at, segment, words)
        ):
            yield IbidMark(found.start(), found.end(), short=True)


def _begins(text: str, at: int, segment: Segment, words: Language) -> bool:
    """Whether a source begins at an offset: the note does, or `;` or `See` stands before."""
    before = _before(words).search(text, max(0, at - 30), at)
    if before is None:
        return False
    if before.group("end"):
        return True
    line = text.rfind("\n", max(0, at - 30), at)
    return (
        line >= 0 and segment(line) != segment(at) and not any(map(str.isalpha, text[line : before.start()]))
    )


@cache
def _ibid(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words.words['ibid']['words'])}(?![^\W\d_])")


@cache
def _short(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?i:{either(words.words['ibid']['short'])})(?!\w)")


@cache
def _part(words: Language) -> re.Pattern[str]:
    """A part behind `id.`: ` art. 51`, ` ¶ 5`, ` at 12`."""
    return re.compile(rf",?\s(?:{either((*words.units, *words.words['series']['page']))})\s?[\dIVXLC(]")


@cache
def _before(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?P<end>[;.]\s+)?(?:{either(words.words['ibid']['leads'])}\s+)*\Z")
