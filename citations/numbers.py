"""The numbers that a text holds, `74/174`, `217 A (III)`, `1325 (2000)`, and the heads that announce them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.data import rows
from ..instruments.sessions import assembly_numbers, security_council_year
from .anchors import anchored, beginnings, in_any_case, places
from .dates import date_after
from .language import Language, either

if TYPE_CHECKING:
    from collections.abc import Iterator


class Member(NamedTuple):
    """One instrument's number: `74/174`, the `B` of `34/65 A and B`, `425` of `425 and 426 (1978)`."""

    start: int
    end: int
    session: str | None
    number: str
    part: str | None = None
    repaired: str | None = None
    """What damaged print was read as."""


class NumberMark(NamedTuple):
    """A number as printed, with all the instruments it names."""

    start: int
    end: int
    shape: str
    """session `74/174` or `X/29`, year `2011/33`, roman `217 (III)`, bracket `1325 (2000)`,
    unbracketed `775 1992`, party `1/CP.21`, bare `1373`, articled `la 1373`, letter `L (44)`."""
    members: tuple[Member, ...]


class HeadMark(NamedTuple):
    """The word that announces numbers: `resolutions`, `decision`."""

    start: int
    end: int
    kind: str
    body: str | None
    """The body where the word itself names it (`UNSCR`)."""


_SESSION = r"(?P<session>(?:E?S-)?\d{1,4})[^\S\n]?/[^\S\n]?(?P<number>\d{1,4})"
_ROMAN = r"(?:E?S-)?[IVXLC]+|E?S-\d{1,2}"
# What may stand between a number and its bracket: a blank, or the end of a line and an indent, a page's foot.
_GAP = r"(?:[^\S\n]?\n[^\S\n]{0,400}|\s)?"
# What may not go on behind a number: a word, a fraction, `(INI)`.
_OVER = r"(?![\w/]|-[\dA-Z]|\([A-Z]{2})"
_UNANNOUNCED = r"(?<![\w/$€£.:%#-])(?<!(?<!\d{3})\d,)"
_BRACKETED = re.compile(r"\(\s?(?:E?S-|[IVXLC]|(?:19|20)\d\d\s?\))")
_NO_BRACKETS = re.compile(r"(?P<number>\d{3,4})\s(?P<year>(?:19|20)\d\d)(?![\w/])")
_PARTY = re.compile(_UNANNOUNCED + r"\d{1,3}/(?:CP|CMP|CMA|COP)\.\d{1,2}(?![\w/])")
# The numbers that share the year behind the last one: `425 and 426 (1978)`, and a year, which is no number:
# `on 30 April 2010, 1979 (2011)`.
_OF_A_DATE = re.compile(r"\b\d{1,2}\s+\w+\s+\Z")
_DIGITS = re.compile(r"\d+")
_ABBREVIATION = re.compile(r"(?<![\w.])(?:[A-Z][a-z]*\.\s?){1,4}\Z")
_LETTER = re.compile(r"[A-Z]")
_BARE = re.compile(
    r"\d{2,4}(?:\s?[A-Z])?(?![\w/(]|[.,-]\d|\s(?:\(\s?(?:[IVXLC]+(?:-[A-Z]/\d+)?|\d{4})\s?\)|(?:19|20)\d\d\b)|%)"
)
_ODD = re.compile(
    r"(?P<letter>[A-Z])\s?\((?P<of>\d{2})\)|(?P<roman>(?:SS\.)?[IVX]{1,6})/(?P<number>\d{1,2})(?![\w/])"
)
_OPEN_YEAR = re.compile(r"\((?P<year>(?:19|20)\d\d)(?=,?\s(?:[a-z\d]))")
_SCANNED_YEAR = re.compile(r"\(\s?(?P<year>[Il12][9O0][\dIlO]{2})\s?\)")
_WHOLE = re.compile(r"(?<![\w/.,-])(?P<number>\d{3,4})\s?\Z")
# How many numbers a body may have given in one session of the first thirty.
_ONE_SESSION = 200
# How far before its noun the numbers of a committee may stand, in characters.
_CALLED = 80
# What a scan reads for the digits 1 and 0.
_MISREAD = str.maketrans("IlO", "110")
_SCANNED = re.compile(r"(?<![\w/])[\dIlO]{2,4}\s?\Z")


def numbers(text: str, words: Language) -> Iterator[NumberMark]:
    """Yield everything that has the shape of a resolution's or decision's number."""
    end = 0
    for mark in sorted(_marks(text, words), key=lambda m: (m.start, -m.end)):
        if mark.start >= end:
            end = mark.end
            yield mark


def direct_numbers(text: str, at: int, until: int, words: Language, *, several: bool) -> list[NumberMark]:
    """Return the numbers at the offset that only their head tells: `1373`, `242 and 338`, `L (44)`, `X/29`.

    `until` is where the next head or number begins; `several` whether the head announces more than one. Of
    one that announces one alone a further number has a date, as the one before: `1373 of … and 1540 of …`.
    """
    marks: list[NumberMark] = []
    while at < until and (mark := _direct(text, at)) and mark.end <= until:
        date = date_after(text, mark.end, words)
        if marks and not (several or date):
            break
        marks.append(mark)
        gap = _joint(words).match(text, date.end if date else mark.end) if several or date else None
        if not gap:
            break
        at = gap.end()
    if marks and marks[-1].shape == "bare" and _shared_on(words).match(text, marks[-1].end, until + 1):
        while (
            marks and marks[-1].shape == "bare"
        ):  # the last of `1908, 1927 and 1944 (2010)` tells their year
            marks.pop()
    return marks


def articled(text: str, words: Language) -> Iterator[NumberMark]:
    """Yield numbers of which an article alone stands for the head: `alors que la 2250 fêtera ses dix ans`.

    A year of this century may be a year.
    """
    articles = [word for word in words.words["glue"]["articles"] if word not in words.plural_articles]
    before = tuple(f"{article}{blank}{figure}" for article in articles for blank in " \n" for figure in "12")
    for found in anchored(_articled(words), text, before) if before else ():
        member = Member(*found.span("number"), None, found.group("number"))
        if not _RECENT_YEAR.fullmatch(member.number) and security_council_year(int(member.number)):
            yield NumberMark(member.start, member.end, "articled", (member,))


def committees(text: str, words: Language) -> Iterator[Member]:
    """Yield the resolutions by which committees of the Security Council are called: `the 1591 Committee`."""
    names = words.words["committees"]["words"]
    known = _committees()
    end = 0
    for at in places(text, beginnings(tuple(names))):
        behind = _behind(words).match(text, at)
        if behind and behind.group("number") in known:
            yield Member(*behind.span("number"), None, behind.group("number"))
            continue
        start = _back(text, at - 1)
        number = text[start : at - 1]
        if number in known and not text[start - 1 : start].strip(" \n(“"):
            yield Member(start, at - 1, None, number)
        elif text.rfind("/", max(end, at - _CALLED), at) >= 0:
            several = _several_of_one(text, at, words)
            yield from several
            end = at if several else end


def _several_of_one(text: str, at: int, words: Language) -> list[Member]:
    """Return the resolutions by which one committee is called: `the 1267/1989/2253 … Committee`."""
    called = _strokes(words).search(text, max(0, at - _CALLED), at)
    numbers = list(_DIGITS.finditer(called.group("numbers"))) if called else []
    if not called or any(number.group() not in _committees() for number in numbers):
        return []
    begin = called.start()
    return [Member(begin + n.start(), begin + n.end(), None, n.group()) for n in numbers]


def heads(text: str, words: Language) -> Iterator[HeadMark]:
    """Yield the words that announce numbers."""
    for found in anchored(announces(words), text, in_any_case(tuple(words.heads))):
        if _is_registers(text, found.start(), words):
            continue
        word = found.group().lower()
        yield HeadMark(found.start(), found.end(), words.heads[word], words.head_bodies.get(word))


def _is_registers(text: str, at: int, words: Language) -> bool:
    """Whether the abbreviation before a head names another register: `H.Res. 64`, `H.R.J. Res. 114`."""
    if text[at - 1 : at] != "." and text[at - 2 : at] != ". ":
        return False
    lead = _ABBREVIATION.search(text, max(0, at - 16), at)
    printed = " " + lead.group().strip() if lead else ""
    return any(printed.endswith(" " + register) for register in words.words["strangers"]["registers"])


def _direct(text: str, at: int) -> NumberMark | None:
    if found := _BARE.match(text, at):
        printed = found.group()
        part = printed[-1] if printed[-1].isalpha() else None
        member = Member(at, found.end(), None, printed.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").strip(), part)
        return NumberMark(at, found.end(), "bare", (member,))
    if found := _ODD.match(text, at):
        if found.group("letter"):
            member = Member(at, found.end(), found.group("of"), found.group("letter"))
            return NumberMark(at, found.end(), "letter", (member,))
        member = Member(at, found.end(), found.group("roman"), found.group("number"))
        return NumberMark(at, found.end(), "session", (member,))
    return None


def _marks(text: str, words: Language) -> Iterator[NumberMark]:
    """Yield what has a stroke, brackets, or neither, each kind in its order."""
    for at in places(text, ("/",)):
        mark = _stroked(text, at, words)
        if mark:
            yield mark
    for at in places(text, ("(",)):
        mark = (_BRACKETED.match(text, at) and _bracketed(text, at, words)) or _unclosed(text, at)
        if mark:
            yield mark
    for at in places(text, (" 19", " 20", "\n19", "\n20")):
        if text[at - 1 : at].isdigit():
            found = _NO_BRACKETS.match(text, _back(text, at))
            mark = _unbracketed(found) if found else None
            if mark:
                yield mark


def _back(text: str, end: int) -> int:
    """Return where the digits that end at an offset begin, at most four."""
    start, least = end, max(0, end - 4)
    while start > least and text[start - 1].isdigit():
        start -= 1
    return start


def _stroked(text: str, at: int, words: Language) -> NumberMark | None:
    """Return the number whose stroke stands at the offset: `74/174`, `S-27/2`, `34/65 A and B`, `1/CP.21`."""
    end = at - 1 if text[at - 1 : at] == " " else at
    start = _back(text, end)
    if start == end:
        return None
    if text[start - 2 : start] == "S-":
        start -= 3 if text[start - 3 : start - 2] == "E" else 2
    found = _session(words).match(text, start)
    if not found:
        party = _PARTY.match(text, start)
        member = party and Member(start, party.end(), None, party.group())
        return NumberMark(start, party.end(), "party", (member,)) if party and member else None
    session, number = found.group("session"), found.group("number")
    if found.group("old"):
        return NumberMark(
            start, found.end(), "roman", (Member(start, found.end(), found.group("old"), number),)
        )
    shape = "year" if session.isdigit() and int(session) >= 1946 else "session"
    if len(number) == 4 and shape == "session" and not _is_year(number):
        return _unglued(text, start, found)
    return NumberMark(start, found.end(), shape, _lettered(found, start, session, number, words))


def _is_year(number: str) -> bool:
    return number.startswith(("19", "20"))


def _unglued(text: str, start: int, found: re.Match[str]) -> NumberMark | None:
    """Return a number with the call of a note glued to it, `59/3009`, if it can be read in one way only."""
    end = found.end("number")
    if text[end - 2] != "0":  # the call could be its last two digits too
        return None
    read = f"{found.group('session')}/{found.group('number')[:3]}"
    member = Member(start, end - 1, found.group("session"), found.group("number")[:3], repaired=read)
    return NumberMark(start, end, "session", (member,))


def _bracketed(text: str, at: int, words: Language) -> NumberMark | None:
    """Return the number whose bracket stands at the offset: `217 A (III)`, `1325 (2000)`."""
    before = _numbered(words).search(text, max(0, at - 80), at)
    if not before:
        return _scanned(text, at)
    start = before.start()
    if found := _roman(words).match(text, start):
        letters = "letters" if found.group("letters") else "more"
        members = _lettered(found, start, found.group("roman"), found.group("number"), words, letters)
        members = (*_of_session(text, members[0], words), *members)
        return NumberMark(members[0].start, found.end(), "roman", members)
    found = _YEAR.match(text, start)
    if not found:
        return None
    members = _sharing(text, found, words)
    return NumberMark(members[0].start, found.end(), "bracket", members)


def _unclosed(text: str, at: int) -> NumberMark | None:
    """Return a Security Council number whose bracket a scan did not close, or whose year it misread.

    `426 (1978 of 19 March`, `425 (I978)`.
    """
    year = _OPEN_YEAR.match(text, at) or _SCANNED_YEAR.match(text, at)
    before = _WHOLE.search(text, max(0, at - 6), at) if year else None
    printed = year.group("year").translate(_MISREAD) if year else ""
    if not before or not year or str(security_council_year(int(before.group("number")))) != printed:
        return None
    read = f"{before.group('number')} ({printed})"
    member = Member(before.start(), year.end(), printed, before.group("number"), repaired=read)
    return NumberMark(before.start(), year.end(), "bracket", (member,))


def _scanned(text: str, at: int) -> NumberMark | None:
    """Return a Security Council number in which a scan took digits for letters: `I11 (1956)`."""
    before = _SCANNED.search(text, max(0, at - 5), at)
    year = _BRACKETED.match(text, at)
    if not before or not year or year.group()[-1] != ")":
        return None
    number = before.group().strip().translate(_MISREAD)
    printed_year = year.group()[1:-1].strip()
    if str(security_council_year(int(number))) != printed_year:
        return None
    read = f"{number} ({printed_year})"
    member = Member(before.start(), year.end(), printed_year, number, repaired=read)
    return NumberMark(before.start(), year.end(), "bracket", (member,))


def _unbracketed(found: re.Match[str]) -> NumberMark | None:
    """Return a Security Council number whose brackets a scan lost: `775 1992`."""
    number, year = found.group("number"), found.group("year")
    if str(security_council_year(int(number))) != year:
        return None
    member = Member(*found.span(), year, number, repaired=f"{number} ({year})")
    return NumberMark(*found.span(), "unbracketed", (member,))


def _lettered(
    found: re.Match[str], start: int, session: str, number: str, words: Language, group: str = "letters"
) -> tuple[Member, ...]:
    """Return a member for each part letter: `34/65 A and B`, `2963 C and D (XXVII)`, `51/211 A to E`."""
    printed = found.group(group)
    if not printed:
        end = found.end() if group == "more" else found.end("number")
        return (Member(start, end, session, number),)
    at = found.start(group)
    spots = [(at + m.start(), m.group()) for m in _LETTER.finditer(printed)]
    if len(spots) > 1 and _ranges(words).search(printed):
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


def _sharing(text: str, found: re.Match[str], words: Language) -> tuple[Member, ...]:
    """Return the numbers that share one year, each checked against the Council's calendar."""
    year = found.group("year")
    last = Member(found.start(), found.end(), year, found.group("number"), found.group("part"))
    before = _shared(words).search(text, max(0, found.start() - 80), found.start())
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


def _of_session(text: str, last: Member, words: Language) -> tuple[Member, ...]:
    """Return the numbers that share the Roman session behind the last one: `643, 644 and 645 (VII)`."""
    before = _shared(words).search(text, max(0, last.start - 80), last.start)
    if not before or not last.session:
        return ()
    reached = assembly_numbers(last.session)
    shared: list[Member] = []
    for digits in reversed(list(_DIGITS.finditer(before.group()))):
        at, number = before.start() + digits.start(), int(digits.group())
        near = 0 < int(last.number) - number < _ONE_SESSION
        outside = reached and int(last.number) in reached and number not in reached
        if not near or outside or _OF_A_DATE.search(text, max(0, at - 16), at):
            break
        shared.insert(0, Member(at, at + len(digits.group()), last.session, digits.group()))
    return tuple(shared)


_YEAR = re.compile(
    _UNANNOUNCED + r"(?P<number>\d{1,4})(?:\s?(?P<part>[A-Z]))?" + _GAP + r"\(\s?(?P<year>(?:19|20)\d\d)\s?\)"
    r"(?![A-Za-z/]|\d{3}|-\d)"
)


_RECENT_YEAR = re.compile(r"20[0-4]\d")


@cache
def _articled(words: Language) -> re.Pattern[str]:
    """An article before a number of four figures."""
    return re.compile(
        rf"(?<!\w){either(words.words['glue']['articles'])}\s(?P<number>\d{{4}})(?![\w/(-]|[.,]\d|\s?[(%])"
    )


@cache
def _strokes(words: Language) -> re.Pattern[str]:
    small = either(words.words["committees"]["joining"])
    return re.compile(
        r"(?<![\w/.-])(?P<numbers>\d{3,4}(?:/\d{3,4}){1,3})\s"
        rf"(?:(?:\(?[{words.capital}][\w’')-]*|{small})\s){{0,8}}\Z"
    )


@cache
def _behind(words: Language) -> re.Pattern[str]:
    """A committee with its number behind it: `Комитет 1540`."""
    table = words.words["committees"]
    names = either(table["words"] if table["behind"] else ())
    return re.compile(rf"{names}\s(?P<number>\d{{3,4}})(?![\w/(]|\s\()")


@cache
def _committees() -> frozenset[str]:
    return frozenset(row["number"] for row in rows("committees.csv"))


@cache
def _letters(words: Language) -> str:
    """A pattern for part letters: `A`, ` A and B`, ` A, B and C`, ` A to E`, ` A–E`."""
    joints = either((*words.words["values"]["list"], *words.words["values"]["range"], "&"))
    several = rf"(?:(?:,\s[A-Z]\b)*,?\s{joints}\s[A-Z]|[–—-][A-Z])?"
    over = r"(?![\w/’'(]|\.[A-Z\d])"
    # On the next line `A. Background` is a heading, and behind an indent `A transfer` a title.
    dated = either(words.words["dates"]["before"])
    below = rf"(?:\n[A-Z]{several}{over}|\n[^\S\n]{{1,400}}[A-Z]{several}{over}(?!\s(?!{dated}\s)[a-z]))"
    return rf"(?:[^\S\n]?[A-Z]{several}{over}|[^\S\n]?{below}(?!\.\s[A-Z][a-z]))"


@cache
def _session(words: Language) -> re.Pattern[str]:
    return re.compile(
        rf"{_UNANNOUNCED}{_SESSION}(?:\s?\((?P<old>[IVXLC]+)\))?(?P<letters>{_letters(words)})?{_OVER}"
    )


@cache
def _roman(words: Language) -> re.Pattern[str]:
    joints = either((*words.words["values"]["list"], *words.words["values"]["range"], "&"))
    letters = rf"{_GAP}(?:[A-Z]|\([A-Z]\)(?=\s?\())(?:(?:,\s[A-Z])*,?\s{joints}\s[A-Z]|[–—-][A-Z])?"
    return re.compile(
        rf"{_UNANNOUNCED}(?P<number>\d{{1,4}})(?P<letters>{letters})?{_GAP}\(\s?(?P<roman>{_ROMAN})\s?\)"
        rf"(?P<more>{_letters(words)})?(?![A-Za-z/]|\d{{3}}|-\d)"
    )


@cache
def _numbered(words: Language) -> re.Pattern[str]:
    """What may stand before the bracket of a session or a year: a number and its part letters."""
    joints = either((*words.words["values"]["list"], *words.words["values"]["range"], "&"))
    letters = rf"{_GAP}(?:[A-Z]|\([A-Z]\))(?:(?:,\s[A-Z])*,?\s{joints}\s[A-Z]|[–—-][A-Z])?"
    return re.compile(rf"(?<![\dA-Za-z])\d{{1,4}}(?:{letters})?{_GAP}\Z")


@cache
def _ranges(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\s{either(words.words['values']['range'])}\s|[–—-]")


@cache
def _joint(words: Language) -> re.Pattern[str]:
    joint, number = (
        either(words.words[table][row]) for table, row in (("values", "list"), ("after_head", "words"))
    )
    return re.compile(rf"(?:,\s+(?:{joint}\s+)?|\s+{joint}\s+)(?:{number}\s*)?")


@cache
def _shared(words: Language) -> re.Pattern[str]:
    joint = either(words.words["values"]["list"])
    return re.compile(rf"(?:(?<![\w/(.,-])\d{{1,4}}(?:,\s|,?\s{joint}\s))+\Z")


@cache
def _shared_on(words: Language) -> re.Pattern[str]:
    joint = either(words.words["values"]["list"])
    return re.compile(rf"(?:,\s|,?\s{joint}\s)(?=\d{{1,4}}\s?\()")


@cache
def announces(words: Language) -> re.Pattern[str]:
    """Return a pattern for the words that announce numbers."""
    return re.compile(rf"(?<![\w/])(?:{either(words.heads)})(?![\w/-])", re.IGNORECASE)
