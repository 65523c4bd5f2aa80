"""What the print of a language has besides its words: how it is brought to the form that the grammar reads.

The table `[print]` of a language says it: characters read as others, one for one (`alike`, `marks`), those
that say nothing (`drop`), patterns and what is read in their place (`rewrite`: heads that stand behind their
numbers, letters that stand for Roman sessions), words that an apostrophe cuts short (`elided`: `l’`), words
glued before others (`prefixes`: the Arabic `و`), and whether words are written without blanks (`unspaced`:
Chinese). Where words are glued, a seam is put between them: white space that no print has, so that patterns
of words hold in every language.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ..instruments.numerals import roman
from .language import SEAM, either

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .language import Language

    _Read = str | Callable[[re.Match[str]], str]
    _Rule = tuple[int, str, str | Mapping[str, str]]


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


def alike(text: str, passages: Iterable[tuple[int, int, Language]], row: str) -> str:
    """Return a text with the characters that a language reads as others, one for one: full-width figures."""
    for start, end, words in passages:
        piece = text[start:end]
        for printed, meant in words.words["print"][row].items():
            piece = piece.replace(printed, meant)
        if piece != text[start:end]:
            text = text[:start] + piece + text[end:]
    return text


def rewritten(text: str, start: int, end: int, words: Language) -> Iterator[Edit]:
    """Yield what is read otherwise than printed in a stretch of text of one language, in order."""
    for found, stop, read in _ruled(text, start, end, words):
        begin, instead = found.start(), read if isinstance(read, str) else read(found)
        same = _begins_alike(text[begin:stop], instead)
        yield Edit(begin + same, stop, instead[same:])


def reread(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with what is read otherwise than printed."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.start], edit.read)
        at = edit.end
    return "".join((*pieces, text[at:]))


def _ruled(text: str, start: int, end: int, words: Language) -> Iterator[tuple[re.Match[str], int, _Read]]:
    """Yield where a rule holds, its end, and what it has read: at each place the first rule that does.

    The rules that begin alike are searched for together, at the speed of a search for one character; a match
    that another one has overtaken is searched for again.
    """
    waiting: list[tuple[int, int, re.Match[str], _Rules]] = []

    def search(rules: _Rules) -> None:
        if found := rules.any.search(text, start, end):
            heappush(waiting, (found.start(), rules.told[found.lastindex or 0][0], found, rules))

    for rules in _rules(words):
        search(rules)
    while waiting:
        at, _, found, rules = heappop(waiting)
        if at >= start:
            which = found.lastindex or 0
            stop = found.end(which)
            yield found, stop, rules.told[which][1]
            start = max(stop, at + 1)
        search(rules)


def _begins_alike(printed: str, read: str) -> int:
    """Return how much of what is read stands so in print: it belongs to no edit."""
    for at, (one, other) in enumerate(zip(printed, read, strict=False)):
        if one != other and not (one.isspace() and other == " "):
            return at
    return min(len(printed), len(read))


def seams(text: str, start: int, end: int, words: Language) -> Iterable[int]:
    """Return the places where words are glued in a stretch of text of one language, in order."""
    table = words.words["print"]
    if table["unspaced"]:
        return _unspaced(text, start, end, words)
    if table["prefixes"]:
        return _prefixed(text, start, end, words)
    if table["elided"]:
        return (found.end() for found in _elided(words).finditer(text, start, end))
    return ()


def parted(text: str, places: Sequence[int]) -> str:
    """Return a text with seams at these places."""
    pieces = [text[start:end] for start, end in zip((0, *places), (*places, len(text)), strict=True)]
    return SEAM.join(pieces)


def _prefixed(text: str, start: int, end: int, words: Language) -> Iterator[int]:
    """Yield where a glued prefix ends before a word of the grammar: `و` of `وقرارها`."""
    length = _prefix_of(words)
    for found in _prefix(words).finditer(text, start, end):
        if many := length(found.group()):
            yield found.start() + many


def _unspaced(text: str, start: int, end: int, words: Language) -> list[int]:
    """Return where words of the grammar begin and end, and where script and figures meet."""
    piece = text[start:end]
    spans = _words(words).find_matches_as_indexes(piece)
    _, begins, ends = zip(*spans, strict=True) if spans else ((), (), ())
    found = {*begins, *ends}
    found.update([m.start() for m in _FIGURES_BEHIND.finditer(piece)])
    found.update([m.end() for m in _PART_BEHIND.finditer(piece)])
    found.difference_update([m.start() for m in _CLOSES.finditer(piece)])
    found.difference_update([m.end() for m in _OPENS.finditer(piece)])
    found -= {0, len(piece)}
    return sorted([at + start for at in found] if start else found)


_MARKS = "，、；："
_SCRIPT = "\u3005-\u3007\u3400-\u9fff"
# Figures behind script; figures before script, and marks.
_FIGURES_BEHIND = re.compile(rf"[A-Za-z0-9(](?<=[{_SCRIPT}].)")
_PART_BEHIND = re.compile(rf"[A-Za-z0-9){_MARKS}](?:(?<=[{_MARKS}])|(?=[{_SCRIPT}]))")
# Where a word stands apart by itself: before and behind blanks and marks.
_CLOSES = re.compile(rf"[ \n\t\r\u3000{SEAM},.;:)》〉”{_MARKS}]")
_OPENS = re.compile(rf"[ \n\t\r\u3000{SEAM}(《〈“]")


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
    """Return what tells how long the prefix of a word is: 0 where it stands before no word of the grammar."""
    known, prefixes = words.vocabulary, sorted(words.words["print"]["prefixes"], key=len)

    def length(word: str) -> int:
        if word in known:
            return 0
        return next((len(p) for p in prefixes if word.startswith(p) and word[len(p) :] in known), 0)

    return lru_cache(maxsize=1 << 16)(length)


@cache
def _elided(words: Language) -> re.Pattern[str]:
    """An apostrophe that cuts a word short: what it cuts is looked back at, by its length."""
    by_length: dict[int, list[str]] = {}
    for word in words.words["print"]["elided"]:
        by_length.setdefault(len(word), []).append(word)
    before = "|".join(rf"(?<=(?<![^\W\d_])(?i:{either(cut)}).)" for cut in by_length.values())
    return re.compile(rf"[’'](?=[^\W\d_])(?:{before})")


@cache
def _silent(words: Language) -> re.Pattern[str]:
    return re.compile(f"[{words.words['print']['drop']}]+")


class _Rules(NamedTuple):
    """The rules that begin alike."""

    any: re.Pattern[str]
    """Each of them, with an empty group where it ends: it is the last one that matches."""
    told: Mapping[int, tuple[int, _Read]]
    """The number of that group -> which of all the rules it is, and what it has read."""


# What a pattern begins with: a character, an escape, a class of characters.
_BEGINS = re.compile(r"\(?(\\.|\[[^\]]*\]|.).*", re.DOTALL)


@cache
def _rules(words: Language) -> list[_Rules]:
    groups: dict[tuple[str, str], list[_Rule]] = {}
    table = words.words["print"]
    for number, (pattern, read, *begins) in enumerate(table["rewrite"]):
        for name, part in table["parts"].items():
            pattern = pattern.replace(f"{{{name}}}", part)
        key = (begins[0], "") if begins else ("", _BEGINS.sub(r"\1", pattern))
        groups.setdefault(key, []).append((number, pattern, read))
    return [_together(rules, begin, words) for (begin, _), rules in groups.items()]


def _together(rules: Sequence[_Rule], begin: str, words: Language) -> _Rules:
    """Return what searches for rules together, also after the characters with which they begin."""
    whole = "|".join(f"(?:{pattern})(?P<r{number}>)" for number, pattern, _ in rules)
    # A search is fast for a pattern that begins with characters: they are looked back at.
    found = re.compile(f"[{begin}](?<=(?={whole})(?s:.))" if begin else whole)
    told: dict[int, tuple[int, _Read]] = {}
    before = 0
    for number, _, read in rules:
        end = found.groupindex[f"r{number}"]
        told[end] = (number, _reading(read, words, before))
        before = end
    return _Rules(found, told)


def _reading(read: str | Mapping[str, str], words: Language, before: int) -> _Read:
    """Return what is read in place of a match: the same always, or what its groups tell.

    So many groups stand before them in the pattern.
    """
    if not isinstance(read, str):
        return lambda found: read[" ".join(found.group(before + 1).split())].replace("|", SEAM)
    pieces = re.split(r"\\([adlr]?)(\d)", read.replace("|", SEAM))
    if len(pieces) == 1:
        return pieces[0]
    groups = [
        (before + int(n), how, rest)
        for how, n, rest in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    ]

    def filled(found: re.Match[str]) -> str:
        return pieces[0] + "".join(_group(found[n] or "", how, words) + rest for n, how, rest in groups)

    return filled


def _group(printed: str, how: str, words: Language) -> str:
    """Return a group: as printed, a letter (`l`), rewritten (`a`), with numerals in figures (`d`, `r`)."""
    if not how or not printed:
        return printed
    if how == "l":
        return words.words["print"]["letters"][printed]
    if how != "a":
        figures = str if how == "d" else roman
        printed = _numeral(words).sub(lambda n: figures(_number(n.group(), words)), printed)
    return printed if printed.isascii() else reread(printed, rewritten(printed, 0, len(printed), words))


def _number(printed: str, words: Language) -> int:
    """Return the number of figures, or of a numeral: the sum of its words."""
    return int(printed) if printed.isdigit() else sum(_numerals(words)[word] for word in printed.split())


@cache
def _numeral(words: Language) -> re.Pattern[str]:
    word = either(_numerals(words))
    more = "" if words.words["print"]["unspaced"] else rf"(?:\s+{word})*"
    return re.compile(rf"\d+|{word}{more}")


@cache
def _numerals(words: Language) -> Mapping[str, int]:
    """The words that are numbers: those of the table, and the ordinals."""
    return {**words.ordinals, **words.words["print"]["numerals"]}
