"""What the print of a language has besides its words: how it is brought to the form that the grammar reads.

The table `[print]` of a language says it: characters that say nothing (`drop`), patterns and what is read
in their place (`rewrite`: full-width marks, letters that stand for Roman sessions), words that an apostrophe
cuts short (`elided`: `l’`), words glued before others (`prefixes`: the Arabic `و`), and whether
words are written without blanks (`unspaced`: Chinese). Where words are glued, a seam is put between them:
white space that no print has, so that patterns of words hold in every language.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from .language import SEAM, either

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .language import Language


class Edit(NamedTuple):
    """A stretch of a text, and what is read in its place."""

    start: int
    end: int
    read: str


def dropped(text: str, start: int, end: int, words: Language) -> Iterator[Edit]:
    """Yield the characters that say nothing in a stretch of text of one language, in order."""
    if words.words["print"]["drop"]:
        for found in _silent(words).finditer(text, start, end):
            yield Edit(*found.span(), "")


def rewritten(text: str, start: int, end: int, words: Language) -> Iterator[Edit]:
    """Yield what is read otherwise than printed in a stretch of text of one language, in order."""
    rules = _rules(words)
    if not rules:
        return
    for found in _any_rule(words).finditer(text, start, end):
        pattern, read = rules[int((found.lastgroup or "r0")[1:])]
        again = pattern.match(text, found.start(), end)
        if again:
            instead = again.expand(read) if isinstance(read, str) else read[again.group(1)]
            same = _begins_alike(found.group(), instead)
            yield Edit(found.start() + same, found.end(), instead[same:])


def _begins_alike(printed: str, read: str) -> int:
    """Return how much of what is read stands so in print: it belongs to no edit."""
    for at, (one, other) in enumerate(zip(printed, read, strict=False)):
        if one != other and not (one.isspace() and other == " "):
            return at
    return min(len(printed), len(read))


def seams(text: str, start: int, end: int, words: Language) -> Iterator[Edit]:
    """Yield a seam for every place where words are glued in a stretch of text of one language, in order."""
    table = words.words["print"]
    if table["unspaced"]:
        places = _unspaced(text, start, end, words)
    elif table["prefixes"]:
        places = _prefixed(text, start, end, words)
    elif table["elided"]:
        places = (found.end() for found in _elided(words).finditer(text, start, end))
    else:
        return
    for at in places:
        yield Edit(at, at, SEAM)


def _prefixed(text: str, start: int, end: int, words: Language) -> Iterator[int]:
    """Yield where a glued prefix ends before a word of the grammar: `و` of `وقرارها`."""
    length = _prefix_of(words)
    for found in _prefix(words).finditer(text, start, end):
        if many := length(found.group()):
            yield found.start() + many


def _unspaced(text: str, start: int, end: int, words: Language) -> list[int]:
    """Return where words of the grammar begin and end, and where script and figures meet."""
    found: set[int] = set()
    for _, begin, stop in _words(words).find_matches_as_indexes(text[start:end]):
        found.update((begin + start, stop + start))
    found.update(met.start() for met in _MEETS.finditer(text, start, end))
    return sorted(
        at for at in found if start < at < end and not (text[at].isspace() or text[at - 1].isspace())
    )


_SCRIPT = "\u3005-\u3007\u3400-\u9fff"
_MEETS = re.compile(rf"(?<=[{_SCRIPT}])(?=[A-Za-z0-9(])|(?<=[A-Za-z0-9)])(?=[{_SCRIPT}])")


@cache
def _words(words: Language) -> AhoCorasick:
    return AhoCorasick(sorted(words.vocabulary), matchkind=MatchKind.LeftmostLongest)


@cache
def _prefix(words: Language) -> re.Pattern[str]:
    """Return a pattern for words with which a prefix may be glued together."""
    first = "".join(sorted({prefix[0] for prefix in words.words["print"]["prefixes"]}))
    return re.compile(rf"(?<!\w)[{re.escape(first)}][^\W\d_]+")


@cache
def _prefix_of(words: Language) -> Callable[[str], int]:
    """Return what tells how long the prefix of a word is; 0 without one before a word of the grammar."""
    known, prefixes = words.vocabulary, sorted(words.words["print"]["prefixes"], key=len)

    def length(word: str) -> int:
        if word in known:
            return 0
        return next((len(p) for p in prefixes if word.startswith(p) and word[len(p) :] in known), 0)

    return lru_cache(maxsize=1 << 16)(length)


@cache
def _elided(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?i:{either(words.words['print']['elided'])})[’'](?=[^\W\d_])")


@cache
def _silent(words: Language) -> re.Pattern[str]:
    return re.compile(f"[{words.words['print']['drop']}]+")


@cache
def _rules(words: Language) -> list[tuple[re.Pattern[str], str | Mapping[str, str]]]:
    return [(re.compile(pattern), _seamed(read)) for pattern, read in words.words["print"]["rewrite"]]


def _seamed(read: str | Mapping[str, str]) -> str | Mapping[str, str]:
    if isinstance(read, str):
        return read.replace("|", SEAM)
    return {group: instead.replace("|", SEAM) for group, instead in read.items()}


@cache
def _any_rule(words: Language) -> re.Pattern[str]:
    """Return a pattern for any rule: its group stands behind it, so that its first character decides."""
    return re.compile("|".join(f"(?:{p.pattern})(?P<r{n}>)" for n, (p, _) in enumerate(_rules(words))))
