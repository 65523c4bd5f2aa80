"""Named instruments in a text: the longest name of the table that stands at each place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.table import named

if TYPE_CHECKING:
    from collections.abc import Iterator

# A long name is recognised whatever its capitals; a short one only as the table writes it.
_LONG_NAME = 7
# A footnote's call may be glued to the last word: digits are words of their own.
_WORD = re.compile(r"[^\W\d_]+|\d+")
# What may stand between two words of a name: no full stop.
_BETWEEN = re.compile(r"[\s,;:()\[\]“”\"'‘’«»/‐‑–—-]{1,60}")


# Nouns often written small where a long name begins with them: `principles relating to the status of …`.
_TYPES = {"Articles", "Basic", "Guidelines", "Guiding", "Principles", "Rules", "Standard", "Statute"}


@dataclass(frozen=True, slots=True)
class NameMark:
    """A name in the text and the instruments that bear it."""

    start: int
    end: int
    ids: tuple[str, ...]
    weak: bool
    """A short name that needs its instrument to have been named before (`Kyoto Declaration`, `SMR`)."""


class _Node(dict[str, "_Node"]):
    """What may follow the words so far, and what the words so far name."""

    ends: tuple[_Name, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    id: str
    weak: bool


def find_names(text: str) -> Iterator[NameMark]:
    """Yield the named instruments of a text, in order; a name inside a longer one is not one."""
    first, tree = _first_words(), _tree()
    end = 0
    for word in first.finditer(text):
        if word.start() >= end and word.group().lower() in tree:
            mark = _longest(text, word.start(), tree)
            if mark:
                yield mark
                end = mark.end


def _longest(text: str, start: int, tree: _Node) -> NameMark | None:
    node, at, seen = tree, start, list[str]()
    best: NameMark | None = None
    while word := _WORD.match(text, at):
        node = node.get(word.group().lower())
        if node is None:
            break
        seen.append(word.group())
        names = [n for n in node.ends if _written_so(n, seen)]
        if names:
            ids = tuple(dict.fromkeys(n.id for n in names if n.weak == all(m.weak for m in names)))
            best = NameMark(start, word.end(), ids, all(n.weak for n in names))
        gap = _BETWEEN.match(text, word.end())
        if not gap:
            break
        at = gap.end()
    return best


def _written_so(name: _Name, seen: list[str]) -> bool:
    """Whether the capitals of the text agree with the name, as far as a name of its length needs."""
    if len(name.words) >= _LONG_NAME:
        return True
    return all(
        not n[0].isupper() or (s[0].isupper() and (not n.isupper() or n == s))
        for n, s in zip(name.words, seen, strict=True)
    )


def _spelled(name: str) -> Iterator[str]:
    """Yield a name without the brackets behind it, and what they hold: `… (the Nelson Mandela Rules)`."""
    bracket = re.fullmatch(r"(?P<name>.+?)\s+\(the (?P<short>[^()]+)\)", name)
    if bracket is None:
        yield name
    else:
        yield from bracket.groups()


@cache
def _tree() -> _Node:
    """Return the names as a tree of words."""
    tree = _Node()
    for instrument in named().values():
        strong = (t for name in (instrument.name, *instrument.aliases) for t in _spelled(name))
        weak = (*instrument.weak_aliases, *instrument.acronyms)
        for text, is_weak in (*((t, False) for t in strong), *((t, True) for t in weak)):
            words = tuple(_WORD.findall(text))
            node = tree
            for word in map(str.lower, words):
                following = node.get(word)
                if following is None:
                    following = node[word] = _Node()
                node = following
            node.ends += (_Name(words, instrument.id, is_weak),)
    return tree


@cache
def _first_words() -> re.Pattern[str]:
    """Return a pattern for words with which a name may begin: capitals, figures, a few small ones."""
    small = {words[0].lower() for words in map(_WORD.findall, _long_names()) if words[0] in _TYPES}
    return re.compile(rf"\b(?:[A-Z][^\W\d_]*|\d+|{'|'.join(sorted(small))})(?![^\W\d_])")


def _long_names() -> Iterator[str]:
    for instrument in named().values():
        yield from (n for n in (instrument.name, *instrument.aliases) if len(_WORD.findall(n)) >= _LONG_NAME)
