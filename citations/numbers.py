"""The numbers that a text holds, `74/174`, `217 A (III)`, `1325 (2000)`, and the heads that announce them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.sessions import security_council_year
from .anchors import anchored, in_any_case
from .language import Language, either

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Member:
    """One instrument's number: `74/174`, the `B` of `34/65 A and B`, `425` of `425 and 426 (1978)`."""

    start: int
    end: int
    session: str | None
    number: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class NumberMark:
    """A number as printed, with all the instruments it names."""

    start: int
    end: int
    shape: str
    """session `74/174`, year `2011/33`, roman `217 (III)`, bracket `1325 (2000)`, unbracketed `775 1992`,
    party `1/CP.21`, bare `1373`."""
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class HeadMark:
    """The word that announces numbers: `resolutions`, `decision`."""

    start: int
    end: int
    kind: str
    body: str | None
    """The body where the word itself names it (`UNSCR`)."""


_LETTERS = r"[^\S\n]?\n?[A-Z](?:(?:,\s[A-Z])*,?\s(?:and|to|or)\s[A-Z])?(?![\w/’'(]|\.[A-Z\d])"
_ROMAN = r"(?:E?S-)?[IVXLC]+|E?S-\d{1,2}"
_NUMBER = re.compile(
    rf"""(?<![\w/$€£.:%#-])(?<!(?<!\d{{3}})\d,)(?:
    (?P<session>(?:E?S-)?\d{{1,4}})[^\S\n]?/[^\S\n]?(?P<number>\d{{1,4}})(?:\s?\((?P<old>[IVXLC]+)\))?(?P<letters>{_LETTERS})?
    |(?P<number2>\d{{1,4}})(?P<letters2>\s?[A-Z](?:(?:,\s[A-Z])*,?\s(?:and|to)\s[A-Z])?)?\s?\((?P<roman>{_ROMAN})\)(?P<letters3>{_LETTERS})?
    |(?P<number3>\d{{1,4}})\s?\((?P<year>(?:19|20)\d\d)\)
    |(?P<number4>\d{{3,4}})\s(?P<year4>(?:19|20)\d\d)
    |(?P<party>\d{{1,3}}/(?:CP|CMP|CMA|COP)\.\d{{1,2}})
    )(?![\w/]|-\d|\([A-Z]{{2}})""",
    re.VERBOSE,
)
# Where a number may begin: digits, and what such a number goes on with.
_FIRST_DIGITS = re.compile(r"\d{1,4}(?=\s?[/(A-Z]|\s\d)")
_SPECIAL = re.compile(r"E?S-\Z")
# The numbers that share the year behind the last one: `425 and 426 (1978)`.
_SHARING = re.compile(r"(?:(?<![\w/(.,-])\d{1,4}(?:,\s|,?\s(?:and|or)\s))+\Z")
# A year is no number: `on 30 April 2010, 1979 (2011)`.
_OF_A_DATE = re.compile(r"\b\d{1,2}\s+\w+\s+\Z")
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[A-Z]")
_BARE = re.compile(r"\d{3,4}(?![\w/(]|[.,]\d|\s(?:\((?:[IVXLC]+|\d{4})\)|(?:19|20)\d\d\b))")


def numbers(text: str) -> Iterator[NumberMark]:
    """Yield everything that has the shape of a resolution's or decision's number."""
    end = 0
    for digits in _FIRST_DIGITS.finditer(text):
        start = digits.start()
        if start < end:
            continue
        special = _SPECIAL.search(text, max(0, start - 3), start)
        found = _NUMBER.match(text, special.start() if special else start)
        mark = _number(text, found) if found else None
        if mark:
            end = mark.end
            yield mark


def bare_number(text: str, at: int) -> NumberMark | None:
    """Return the number without year or session at the offset: `resolution 1373`."""
    found = _BARE.match(text, at)
    if not found:
        return None
    member = Member(found.start(), found.end(), None, found.group())
    return NumberMark(found.start(), found.end(), "bare", (member,))


def heads(text: str, words: Language) -> Iterator[HeadMark]:
    """Yield the words that announce numbers."""
    for found in anchored(_heads(words), text, in_any_case(tuple(words.heads))):
        word = found.group().lower()
        yield HeadMark(found.start(), found.end(), words.heads[word], words.head_bodies.get(word))


def _number(text: str, found: re.Match[str]) -> NumberMark | None:
    start, end = found.span()
    if found.group("session"):
        session, number = found.group("session"), found.group("number")
        if found.group("old"):
            members = (Member(start, end, found.group("old"), number),)
            return NumberMark(start, end, "roman", members)
        members = _lettered(start, found.end("number"), session, number, found, "letters")
        shape = "year" if session.isdigit() and int(session) >= 1946 else "session"
        return NumberMark(start, end, shape, members)
    if found.group("roman"):
        letters = "letters2" if found.group("letters2") else "letters3"
        members = _lettered(start, end, found.group("roman"), found.group("number2"), found, letters)
        return NumberMark(start, end, "roman", members)
    if found.group("year4"):
        return _unbracketed(found)
    if found.group("year"):
        members = _sharing(text, found)
        return NumberMark(members[0].start, end, "bracket", members)
    member = Member(start, end, None, found.group("party"))
    return NumberMark(start, end, "party", (member,))


def _unbracketed(found: re.Match[str]) -> NumberMark | None:
    """Return a Security Council number whose brackets a scan lost: `775 1992`."""
    number, year = found.group("number4"), found.group("year4")
    if str(security_council_year(int(number))) != year:
        return None
    member = Member(*found.span(), year, number)
    return NumberMark(*found.span(), "unbracketed", (member,))


def _lettered(
    start: int, end: int, session: str, number: str, found: re.Match[str], group: str
) -> tuple[Member, ...]:
    """Return a member for each part letter: `34/65 A and B`, `2963 C and D (XXVII)`, `51/211 A to E`."""
    printed = found.group(group)
    if not printed:
        return (Member(start, end, session, number),)
    at = found.start(group)
    spots = [(at + m.start(), m.group()) for m in _LETTER.finditer(printed)]
    if re.search(r"\sto\s", printed):
        first, last = ord(spots[-2][1]), ord(spots[-1][1])
        inner = [(spots[-1][0], chr(c)) for c in range(first + 1, last)]
        spots[-1:] = [*inner, spots[-1]]
    members = [
        Member(start if n == 0 else spot, spot + 1, session, number, letter)
        for n, (spot, letter) in enumerate(spots)
    ]
    if found.end() > members[-1].end and len(members) == 1:
        members[0] = Member(start, found.end(), session, number, members[0].part)
    return tuple(members)


def _sharing(text: str, found: re.Match[str]) -> tuple[Member, ...]:
    """Return the numbers that share one year, each checked against the Council's calendar."""
    year = found.group("year")
    last = Member(found.start(), found.end(), year, found.group("number3"))
    before = _SHARING.search(text, max(0, found.start() - 80), found.start())
    if not before:
        return (last,)
    shared: list[Member] = []
    for digits in reversed(list(_DIGITS.finditer(before.group()))):
        at = before.start() + digits.start()
        if str(security_council_year(int(digits.group()))) != year or _OF_A_DATE.search(
            text, max(0, at - 16), at
        ):
            break
        shared.insert(0, Member(at, at + len(digits.group()), year, digits.group()))
    return (*shared, last)


@cache
def _heads(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(words.heads)})(?![\w/-])", re.IGNORECASE)
