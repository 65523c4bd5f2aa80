"""Short names that a text gives itself: `… (hereinafter "the Convention")`, `(the “Palermo Protocol”)`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .anchors import occurrences
from .language import Language, either
from .names import NameMark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .calls import Call


class Definition(NamedTuple):
    """What a text says that it will call an instrument."""

    short: str
    noun: str | None
    """Small letters: the noun alone, without an article it holds, where it is no more (`the Convention`)."""


def definition(text: str, mark: NameMark, words: Language) -> Definition | None:
    """Return what a text says, right behind a name, that it will call it."""
    if (
        text.find("(", mark.end, mark.end + _BRACKET) < 0
        or (found := _defines(words).match(text, mark.end)) is None
    ):
        return None
    short = " ".join(found.group("short").split())
    short = words.words["back"]["definite"].get(short, short)
    nouns = words.words["back"]["nouns"]
    noun = words.words["back"]["definite"].get(short, short)
    if noun in nouns:
        return Definition(noun, words.folded(noun))
    if found.group("quoted") or any(noun in short for noun in nouns):
        return Definition(short, None)
    # An acronym begins as the name does: `(ICC)` behind an agreement on that court is the court.
    if short.isupper() and len(short) > 2 and short[0] == text[mark.start]:
        return Definition(short, None)
    return None


def is_defined(text: str, call: Call, words: Language) -> bool:
    """Whether a noun stands in brackets that tell that the text will call something so: `(the Agreement)`."""
    if _CLOSES.match(text, call.end) is None:
        return False
    return _opens(words).search(text, max(0, call.start - _BRACKET), call.start) is not None


def shortened(text: str, names: Sequence[NameMark], words: Language) -> Iterator[NameMark]:
    """Yield the places of the short names that a text has defined, unless they are names of the table."""
    taken = {mark.start for mark in names}
    defined: dict[str, NameMark] = {}
    for mark in names:
        short = definition(text, mark, words)
        if short and short.noun is None and not mark.together:
            defined.setdefault(short.short, mark)
    for short, mark in list(defined.items())[:_MOST]:
        for at in occurrences(text, (short,)):
            if at > mark.end and at not in taken and _alone(text, at, at + len(short)):
                taken.add(at)
                yield NameMark(at, at + len(short), mark.ids, weak=True)


def _alone(text: str, start: int, end: int) -> bool:
    return not _GLUED.match(text, start - 1) and not _GLUED.match(text, end)


_GLUED = re.compile(r"[\w/-]")
# No text defines more short names; each is sought in all of it.
_MOST = 64
# How far behind a name the bracket may open, in characters.
_BRACKET = 48


_CLOSES = re.compile(r"[”\"’'»》]?\s*\)")


@cache
def _opens(words: Language) -> re.Pattern[str]:
    articles = either([*words.words["values"]["articles"], *words.words["back"]["articles"]])
    hereafter = either(words.words["back"]["hereafter"])
    return re.compile(rf"\(\s*(?:{hereafter},?\s+){{0,2}}(?:{articles}\s*)?[“\"‘'«《]?(?:{articles}\s*)?\Z")


@cache
def _defines(words: Language) -> re.Pattern[str]:
    articles = either(words.words["values"]["articles"])
    hereafter = either(words.words["back"]["hereafter"])
    of = either(words.words["back"]["dated"])
    nouns = either([*words.words["back"]["nouns"], *words.words["back"]["definite"]])
    return re.compile(
        rf"[》〉]?(?:,?\s+{of}\s+(?:\d{{1,2}}\s+[^\W\d]{{3,12}}\s+)?\d{{4}})?[,\d]{{0,6}}\s*\(\s*"
        rf"(?:{hereafter},?\s+){{0,2}}(?:{articles}\s+)?(?P<quoted>[“\"‘'«])?(?:{articles}\s+)?"
        rf"(?P<short>[{words.capital}][\w -]{{2,50}}?|{nouns})[”\"’'»]?\s*\)"
    )
