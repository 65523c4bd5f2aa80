"""What the notes of a document name counts in its running text, and the other way round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.bodies import find
from .shortnames import definition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .language import Language
    from .names import NameMark

# What may stand between a note's beginning and the name of its source: `See `, an article, a quotation mark.
_OPENS = 8
# How far behind a name the brackets with its short form may stand, in characters.
_BRACKET = 400


class Heard(NamedTuple):
    """An instrument that is named in the other part of the document."""

    at: int
    """From where on it counts: the call of the note that names it."""
    id: str
    source: bool
    """Whether it is what the note cites: the note begins with it."""
    short: str | None
    """What is said there that it will be called, in small letters."""


def heard(
    text: str,
    names: Sequence[NameMark],
    words: Language,
    counts: Callable[[int], tuple[int, int] | None],
) -> list[Heard]:
    """Return what one part of a document lets the other part hear, in the order in which it counts.

    `counts` tells for an offset into `text` from which offset of the other part on it counts, and where its
    note's text begins; None where it does not count.
    """
    found: list[Heard] = []
    for n, mark in enumerate(names):
        place = counts(mark.start) if len(mark.ids) == 1 and not mark.weak else None
        if place is None:
            continue
        at, begin = place
        short = definition(text, mark, words)
        said = [words.folded(short.short)] if short and short.noun is None else []
        said += (s for s in _acronyms(text, mark, names[n + 1 : n + 3]) if counts(mark.end) == place)
        source = 0 <= mark.start - begin <= _OPENS
        found += (Heard(at, mark.ids[0], source, s) for s in said or [None])
    found.sort(key=lambda h: h.at)
    return found


def _acronyms(text: str, mark: NameMark, behind: Sequence[NameMark]) -> Iterator[str]:
    """Yield the acronyms in brackets that stand behind a name: `… 1249 UNTS 13 (CEDAW)`."""
    for short in behind:
        if short.weak and mark.ids[0] in short.ids and in_brackets(text, mark.end, short):
            yield text[short.start : short.end].lower()


def in_brackets(text: str, end: int, short: NameMark) -> bool:
    """Whether a short name stands alone in brackets behind a name that ends at an offset: `… ("CEDAW")`.

    Behind the committee that shares it, it is the committee's.
    """
    if short.start - end > _BRACKET or not _OPEN.search(text, max(0, short.start - 3), short.start):
        return False
    if not _CLOSE.match(text, short.end):
        return False
    body = find(text[short.start : short.end])
    between = text[end : short.start]
    return "\n\n" not in between and (body is None or body.name not in " ".join(between.split()))


_OPEN = re.compile(r"\([“\"‘']?\Z")
_CLOSE = re.compile(r"[”\"’']?\)")
