"""Where a text says `Ibid.` or `Id.`, and how far what belongs to it may reach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .anchors import anchored, beginnings, places
from .language import Language, either
from .records import source_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Segment


@dataclass(frozen=True, slots=True)
class IbidMark:
    """`Ibid.` and how far what belongs to it may reach."""

    start: int
    end: int
    window: int
    short: bool = False
    """Whether it is one of the words that mean something else elsewhere (`Id.`)."""


def ibids(text: str, words: Language, segment: Segment) -> Iterator[IbidMark]:
    """Yield each `Ibid.` of a text."""
    table = words.words["ibid"]
    for found in anchored(_ibid(words), text, beginnings(tuple(table["words"]))):
        if found.start() == 0 or not text[found.start() - 1].isalnum():
            yield IbidMark(found.start(), found.end(), source_end(text, found.end(), words, segment))
    for at in places(text, table["short"]):
        if _begins(text, at, segment, words) and (found := _short(words).match(text, at)):
            yield IbidMark(at, found.end(), source_end(text, found.end(), words, segment), short=True)


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
    return re.compile(rf"{either(words.words['ibid']['words'])}(?![^\W\d_])")


@cache
def _short(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(words.words['ibid']['short'])}(?!\w)")


@cache
def _before(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?P<end>[;.]\s+)?(?:{either(words.words['ibid']['leads'])}\s+)*\Z")
