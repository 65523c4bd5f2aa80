"""The marks that a text holds: numbers, their heads, and document symbols, each with its span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.identifiers import Identifier, NotAnIdentifier, parse, parse_joint
from ..instruments.sessions import security_council_year
from .anchors import anchored, in_any_case, places
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


@dataclass(frozen=True, slots=True)
class SymbolMark:
    """A document symbol and all that it means: the joint symbols of one document come together."""

    start: int
    end: int
    ids: tuple[Identifier, ...]
    repaired: str | None = None
    suffix: bool = False
    """A part of a symbol that leans on the one before: the `Corr.1` of `A/60/692 and Corr.1`."""
    open: bool = False
    """Whether the text contradicts itself, so that `ids` are only what it may mean: `S/RES/1325 (1999)`."""


# How far a number may lie above the one before, where the stem of a symbol is left out.
_RISES = 40
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

_PREFIX = re.compile(r"(?<![\w/.%@#-])[A-Z][A-Za-z]{0,9}\Z")
_SYMBOL = re.compile(
    r"(?<![\w/.%@#-])[A-Z][A-Za-z]{0,9}/[A-Z0-9](?:[A-Za-z0-9./()–-]{0,80}[A-Za-z0-9)])?"
    r"(?:\s?\((?:(?:19|20)\d\d|(?:E?S-)?[IVXLC]+|Parts?\s[IVX]+(?:\sand\s[IVX]+)?|Vols?\.\s?[IVX]+|Sect\.\s?\d+[A-Z]?|Supp)\))?"
    r"(?:/(?:Add|Corr|Rev|Amend)\.\d+)*",
)
_DATED = re.compile(r"(S/RES/(\d{1,4}))\s?\((\d{4})\)")
_SUFFIX = re.compile(
    r"(?:,\s|,?\sand\s)(?P<suffix>(?:(?:Add|Corr|Rev|Amend)\.\d+/?)+)(?P<range>\s?(?:to|[–-])\s?\d{1,3}\b)?"
)
_MORE = re.compile(r"(?:,\s|,?\sand\s)(?P<number>\d{1,3})\b(?![/(\d]|\.\d)")
# What may follow a symbol with its stem left out: `L.7 and L.8`, `SR.986 and 989`, `AC.1/10 and 11`.
_NEXT = re.compile(
    r"(?:,\s|,?\sand\s)(?P<letters>(?:L|SR|WP|CRP|PV)\.)?(?P<number>\d{1,4})(?=[.;,)\]]|\s*$|,?\sand\s\S*\d)(?!\.\d)"
)
_LAST_PART = re.compile(r"(?P<letters>(?:[A-Z]+\.)?)(?P<number>\d{1,4})\Z")
# The President's statements of the Human Rights Council are printed without its symbol.
_STATEMENT = re.compile(r"(?<![\w/])PRST[ /](?P<number>(?:OS/)?\d{1,2}/\d{1,2})(?![\w/])")
# What scanning makes of the S of Security Council documents.
_DAMAGED = re.compile(r"(?<![\w/.$])(?:S?[$]|8|5)/(?P<number>\d{4,5})\b(?!/)")


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


_BARE = re.compile(r"\d{3,4}(?![\w/(]|[.,]\d|\s(?:\((?:[IVXLC]+|\d{4})\)|(?:19|20)\d\d\b))")


def heads(text: str, words: Language) -> Iterator[HeadMark]:
    """Yield the words that announce numbers."""
    for found in anchored(_heads(words), text, in_any_case(tuple(words.heads))):
        word = found.group().lower()
        yield HeadMark(found.start(), found.end(), words.heads[word], words.head_bodies.get(word))


def symbols(text: str) -> Iterator[SymbolMark]:
    """Yield the document symbols of a text, those that lean on the one before included."""
    end = 0
    for stroke in places(text, "/"):
        prefix = _PREFIX.search(text, max(0, stroke - 12), stroke) if stroke >= end else None
        found = _SYMBOL.match(text, prefix.start()) if prefix else None
        mark = _symbol(found.group(), found.start()) if found else None
        if mark:
            end = mark.end
            yield mark
            yield from _suffixes(text, mark)
            yield from _stemless(text, mark)
    for found in anchored(_STATEMENT, text, ("PRST",)):
        if statement := _parsed(f"A/HRC/PRST/{found.group('number')}"):
            yield SymbolMark(*found.span(), (statement,))


def damaged_symbols(text: str) -> Iterator[SymbolMark]:
    """Yield what scanning made of Security Council symbols: `8/17227`, `$/24810`, `S$/24870`."""
    for stroke in places(text, ("$/", "8/", "5/")):
        found = _DAMAGED.search(text, max(0, stroke - 1), stroke + 8)
        if not found:
            continue
        symbol = f"S/{found.group('number')}"
        if meant := _parsed(symbol):
            mark = SymbolMark(found.start(), found.end(), (meant,), symbol)
            yield mark
            yield from _suffixes(text, mark)


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


def _symbol(printed: str, start: int) -> SymbolMark | None:
    """Return the symbol that the printed characters begin with, trailing punctuation left out."""
    if (dated := _DATED.fullmatch(printed)) and str(security_council_year(int(dated[2]))) != dated[3]:
        meant = _parsed(dated[1])
        return SymbolMark(start, start + len(printed), (meant,), open=True) if meant else None
    while len(printed) > 2:
        balanced = printed.count("(") == printed.count(")")
        if balanced:
            try:
                return SymbolMark(start, start + len(printed), parse_joint(printed))
            except NotAnIdentifier:
                pass
        shorter = re.sub(r"(?:[.,;:()–-]+|[^.,;:()–-]+)\Z", "", printed)
        if balanced and not re.search(r"[)–-]|\s", printed[1:]):
            return None
        printed = shorter.rstrip(" \n")
    return None


def _suffixes(text: str, stem: SymbolMark) -> Iterator[SymbolMark]:
    """Yield the symbols that lean on one before: `and Add.1, Add.1/Corr.1 and Add.2`, `Corr.1 and 2`.

    A range (`Add.1 to 31`) is one mark over all of it, with its first document.
    """
    base = re.sub(r"(?:/(?:Add|Corr|Rev|Amend)\.\d+)+\Z", "", stem.ids[0].id)
    at = stem.end
    while found := _SUFFIX.match(text, at):
        suffix = found.group("suffix").rstrip("/")
        mark = _leaning(found.start("suffix"), base, suffix, stem)
        if mark is None:
            return
        at = found.start("suffix") + len(suffix)
        if found.group("range"):
            at = found.end("range")
            yield SymbolMark(mark.start, at, mark.ids, suffix=True)
            continue
        yield mark
        while more := _MORE.match(text, at):
            kind = suffix.rpartition(".")[0]
            leaning = _leaning(more.start("number"), base, f"{kind}.{more.group('number')}", stem)
            if leaning is None:
                break
            at = more.end("number")
            yield SymbolMark(more.start("number"), at, leaning.ids, None, True)


def _stemless(text: str, stem: SymbolMark) -> Iterator[SymbolMark]:
    """Yield the symbols that follow with their stem left out, counting up from the one before."""
    at, last = stem.end, _LAST_PART.search(stem.ids[0].id)
    base = stem.ids[0].id[: last.start()] if last else ""
    while last and (found := _NEXT.match(text, at)):
        letters = found.group("letters") or last.group("letters")
        rises = 0 < int(found.group("number")) - int(last.group("number")) <= _RISES
        if letters != last.group("letters") or not rises:
            return
        following = _parsed(f"{base}{letters}{found.group('number')}")
        if following is None:
            return
        begin = found.start("letters") if found.group("letters") else found.start("number")
        at, last = found.end(), _LAST_PART.search(following.id)
        yield SymbolMark(begin, at, (following,), suffix=True)


def _parsed(symbol: str) -> Identifier | None:
    try:
        return parse(symbol)
    except NotAnIdentifier:
        return None


def _leaning(start: int, base: str, suffix: str, stem: SymbolMark) -> SymbolMark | None:
    try:
        ids = [parse(f"{base}/{suffix}")]
        ids += [parse(f"{other.id}/{suffix}") for other in stem.ids[1:]]
    except NotAnIdentifier:
        return None
    return SymbolMark(start, start + len(suffix), tuple(ids), None, True)


@cache
def _heads(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(words.heads)})(?![\w/-])", re.IGNORECASE)
