"""Where words stand: one pass finds what patterns begin with, so that they are tried nowhere else.

A search for many words at once (Aho–Corasick) runs at hundreds of megabytes a second, a pattern at a few:
with it, a text costs what it holds, not how long it is. The words that the grammar has asked for once are
sought together in every text.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator


def places(text: str, words: tuple[str, ...]) -> list[int]:
    """Return where any of the words, all of the grammar's own, begins, also inside longer ones, in order."""
    numbers = _numbered(words)
    stand = _stand(text, len(_SOUGHT))
    if len(numbers) == 1:
        return stand[numbers[0]]
    return sorted([at for n in numbers for at in stand[n]])


def occurrences(text: str, words: Iterable[str]) -> list[int]:
    """Return the same for words that are the text's own, or sought in it this once."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    found.sort()
    return found


def anchored(pattern: re.Pattern[str], text: str, words: tuple[str, ...]) -> Iterator[re.Match[str]]:
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


_SOUGHT: dict[str, int] = {}
"""The words that have been asked for, each with its number."""


@cache
def _numbered(words: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(_SOUGHT.setdefault(word, len(_SOUGHT)) for word in words))


@lru_cache(maxsize=4)
def _stand(text: str, many: int) -> list[list[int]]:
    """Return where each of the first `many` words begins in a text, by its number."""
    stand: list[list[int]] = [[] for _ in range(many)]
    for number, start, _ in _searcher(many).find_matches_as_indexes(text, overlapping=True):
        stand[number].append(start)
    return stand


@lru_cache(maxsize=1)
def _searcher(many: int) -> AhoCorasick:
    return AhoCorasick(list(_SOUGHT)[:many])
