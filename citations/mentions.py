"""Where a text names bodies, in full, by acronym or by short name: sought once in the whole text."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.bodies import Body, bodies
from .anchors import places
from .language import DASHES, SEAM, Language, either, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


# How long what stands before a short name in a longer one is at least, and how far it is looked for.
_LONG = 3
_PIECE = 24


class Mention(NamedTuple):
    """The name of a body and where it stands."""

    start: int
    end: int
    name: str
    """As the table spells it."""


class Mentions:
    """The bodies that one text names, none inside the name of another, in its order."""

    def __init__(self, found: Sequence[Mention]) -> None:
        self._found = found
        self._starts = [mention.start for mention in found]
        self._ending = {mention.end: mention for mention in found}
        self.names = frozenset(mention.name for mention in found)

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._found)

    def between(self, start: int, end: int) -> Iterator[Mention]:
        """Yield those that stand in a stretch of the text."""
        for n in range(bisect_left(self._starts, start), len(self._found)):
            if self._found[n].end > end:
                return
            yield self._found[n]

    def ending(self, end: int) -> Mention | None:
        """Return the one that ends at an offset."""
        return self._ending.get(end)

    def backward(self, at: int, floor: int) -> Iterator[Mention]:
        """Yield those that begin before an offset, the last one first, down to another offset."""
        for n in range(bisect_left(self._starts, at) - 1, -1, -1):
            if self._starts[n] < floor:
                return
            yield self._found[n]


@lru_cache(maxsize=4)
def mentions(text: str, words: Language) -> Mentions:
    """Return where a text names bodies. The last few texts are kept."""
    found: list[Mention] = []
    end = 0
    for at in places(text, tuple(_by_first_word(words))):
        before = text[at - 1 : at]
        if at < end or before.isalnum() or before in _GLUE:
            continue
        mention = mention_at(text, at, words)
        if mention and not (mention.name in words.short_body_names and _is_piece(text, at, words)):
            found.append(mention)
            end = mention.end
    return Mentions(found)


def _is_piece(text: str, at: int, words: Language) -> bool:
    """Whether a short name ends a longer one that no table has, where words stand without blanks."""
    if not words.words["print"]["unspaced"] or text[at - 1 : at] != SEAM:
        return False
    before = text[max(0, at - _PIECE) : at - 1].split()[-1:]
    return (
        bool(before) and len(before[0]) >= _LONG and before[0].isalpha() and before[0] not in words.vocabulary
    )


def mention_at(text: str, at: int, words: Language) -> Mention | None:
    """Return the longest name of a body that begins at an offset."""
    word = _first_word(words).match(text, at)
    if word is None or word.group() not in _by_first_word(words):
        return None
    found = _beginning(word.group(), words).match(text, at)
    return Mention(at, found.end(), _spellings(words)[_plain(found.group())]) if found else None


def small(text: str, words: Language) -> str:
    """Return a name in capitals as it is printed elsewhere."""
    joining, lower = words.words["speaks"]["joining"], text.lower()
    return _WORD.sub(lambda w: w.group() if w.group() in joining else w.group().capitalize(), lower)


@cache
def printed_names(words: Language) -> Mapping[str, tuple[Body, ...]]:
    """Printed name, acronym or short name -> the bodies that it may mean."""
    if words.body_names:
        known = bodies()
        return {name: tuple(known[one] for one in meant) for name, meant in words.body_names.items()}
    table: dict[str, tuple[Body, ...]] = {}
    for body in bodies().values():
        for name in (body.name, *body.names, *body.acronyms):
            table.setdefault(name, (body,))
    for body in bodies().values():
        if body.short and body.forms:
            meant = table.get(body.short, ())
            table[body.short] = meant if body in meant else (*meant, body)
    return table | {printed: (bodies()[name],) for printed, name in words.words["also_called"].items()}


_WORD = re.compile(r"[^\W\d_]+")
_GLUE = ("_", "/", "-")
_ALIKE = str.maketrans(dict.fromkeys(DASHES, "-") | {"’": "'"})


def _plain(printed: str) -> str:
    """Return a name with its blanks, dashes and apostrophes as one may compare them."""
    folded = plain(printed)
    return folded if folded.isascii() else folded.translate(_ALIKE)


@cache
def _first_word(words: Language) -> re.Pattern[str]:
    letter = r"[^\W\d_]" if words.body_names else "[A-Z]"
    return re.compile(rf"{letter}(?:\.[A-Z])*\.?[\w-]*")


@cache
def _spellings(words: Language) -> Mapping[str, str]:
    return {_plain(name): name for name in printed_names(words)}


@cache
def _by_first_word(words: Language) -> Mapping[str, Sequence[str]]:
    """First word -> the names that begin with it."""
    table: dict[str, list[str]] = {}
    for name in printed_names(words):
        if found := _first_word(words).match(name):
            table.setdefault(found.group(), []).append(name)
    return table


@cache
def _beginning(word: str, words: Language) -> re.Pattern[str]:
    """Return a pattern for the names that begin with a word; only those that texts have are made."""
    return re.compile(rf"{either(_by_first_word(words)[word])}(?![\w-])")
