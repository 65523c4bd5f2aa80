"""Where words stand: a plain search for what a pattern begins with, so that it is tried nowhere else.

A plain search runs at gigabytes a second, a pattern at megabytes: with it, a text costs what it holds, not
how long it is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator


def places(text: str, words: Iterable[str]) -> list[int]:
    """Return where any of the words begins, also inside longer ones, in order."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    found.sort()
    return found


def anchored(pattern: re.Pattern[str], text: str, words: Iterable[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begin where one of the words does, none inside another."""
    end = 0
    for at in places(text, words):
        if at >= end and (found := pattern.match(text, at)):
            yield found
            end = found.end()


@cache
def beginnings(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fewest first words with which all the phrases begin."""
    first = sorted({phrase.split()[0] for phrase in phrases}, key=len)
    return tuple(w for n, w in enumerate(first) if not any(w.startswith(shorter) for shorter in first[:n]))


@cache
def in_any_case(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the beginnings of words as they may be printed: small, with a capital, in capitals."""
    return beginnings(tuple(form for w in words for form in (w, w.lower(), w.capitalize(), w.upper())))
