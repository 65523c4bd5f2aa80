"""What a document is: its own symbol, title, date, and the body whose text it is.

Its heading tells, then its metadata, then the name of its file: what comes later adds, and overrides nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.bodies import NUMBERED
from ..instruments.identifiers import Identifier, NotAnIdentifier, identified_joint, of_body
from ..instruments.sessions import years
from .anchors import anchored
from .dates import date_at
from .language import Language, either, plain
from .model import Identity
from .numbers import numbers
from .symbols import SymbolMark, symbols
from .tongues import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..documents.model import About
    from .paragraphs import Paragraphs

# How much of a text its masthead and its heading may take, in characters.
_MASTHEAD = 600
_HEADING = 4000
# A symbol is a masthead or a running head where its line holds no more beside it.
_ALONE = 120
_LINE = 300
# How far below its number an act's text may begin, in characters.
_SPEAKS = 700

# The last column of a line: what stands behind two blanks or more, or all of it.
_COLUMN = re.compile(r"(?:(?<=\n)|(?<=[ \t]{2}))\d[^\n\t]{5,30}?(?=[ \t\r]*(?:\n|\Z))")
_PAGE_NUMBERS = re.compile(r"[\s\d/*–-]*")


def identify(running: str, paragraphs: Paragraphs, words: Language, told: Sequence[About] = ()) -> Identity:
    """Return what the heading of a text tells of the document, and where it does not, what is `told` of it.

    Of what is told, the first counts more. English is also what a text is read as that shows no language.
    """
    speaker = paragraphs.first_speaker()
    heading = running[:_HEADING]
    mark = masthead(running, words)
    symbol = mark.ids[0] if mark else None
    headed = dict(_headed(heading if symbol else running, speaker, words)) if speaker else {}
    symbol = symbol or (next(iter(headed)) if len(headed) == 1 else None)
    symbol = symbol or (None if mark or headed else _named(told, speaker, _adopted(heading, words)))
    title = headed.get(symbol) if symbol else None
    numbered = symbol and symbol.kind in NUMBERED
    body = symbol.body if symbol and (numbered or not speaker) else speaker
    date = _adopted(heading, words) if numbered else _issued(heading, words) if mark else None
    agreeing = [about for about in told if _agrees(about, symbol)]
    return Identity(
        symbol.id if symbol else None,
        title or next((about.title for about in agreeing if about.title), None),
        body,
        date or next((about.date for about in agreeing if about.date), None),
        words.code if speaker or words.code != ENGLISH else _language_of(told, words),
    )


def _named(told: Sequence[About], speaker: str | None, adopted: str | None) -> Identifier | None:
    """Return the symbol that metadata or a file name give, if a text of that speaker and date may have it."""
    own = next(filter(None, map(_own, told)), None)
    if own is None or own.kind not in NUMBERED or own.body is None:
        return own
    first, last = years(own.body, own.session or "") or (0, 9999)
    fits = speaker in (own.body, None) and (adopted is None or first <= int(adopted[:4]) <= last)
    return own if fits else None


def _own(about: About) -> Identifier | None:
    """Return the one instrument that the candidates name, each as a whole; of a joint symbol the first."""
    found = [joint[0] for symbol in about.symbols if "/" in symbol and (joint := identified_joint(symbol))]
    return found[0] if len(set(found)) == 1 else None


def _agrees(about: About, symbol: Identifier | None) -> bool:
    """Whether what is told is told of this document, not of the one whose file it once was."""
    own = _own(about)
    return own is None or symbol is None or own.id == symbol.id


def _language_of(told: Sequence[About], words: Language) -> str:
    return next((about.language for about in told if about.language), words.code)


def masthead(running: str, words: Language) -> SymbolMark | None:
    """Return the first symbol that stands alone on its line, before a text begins: the document's own."""
    heading = running[:_HEADING]
    for mark in symbols(heading, words):
        if mark.start > _MASTHEAD:
            break
        if not mark.suffix and _alone(heading, mark.start, mark.end, words):
            return None if mark.open or not running[mark.end :].strip() else mark
    return None


def headings(
    running: str, own: str | None, marks: Sequence[SymbolMark], words: Language
) -> list[tuple[int, int]]:
    """Return the spans that name the document itself or head a text: no citations.

    These are the symbols that stand alone on their lines and are the document's `own`, the lines
    `Resolution 670 (1990)` over texts of the Security Council, and such lines with other numbers where
    a body begins to speak below: `RESOLUTION 217 A (III)`.
    """
    spans = [m.span("number") for m in _titled(running, words)]
    spans += [
        (mark.start, mark.end)
        for mark in marks
        if own and any(i.id == own for i in mark.ids) and _alone(running, mark.start, mark.end, words)
    ]
    return spans


def _alone(text: str, start: int, end: int, words: Language) -> bool:
    """Whether nothing but page numbers, or the far end of a masthead, stands on the line with a symbol."""
    line_start = text.rfind("\n", max(0, start - _LINE), start) + 1
    line_end = text.find("\n", end, end + _LINE)
    if (not line_start and start > _LINE) or (line_end < 0 and len(text) > end + _LINE):
        return False
    left, right = text[line_start:start], text[end : line_end if line_end >= 0 else len(text)]
    rest = f"{left} {right}"
    if _PAGE_NUMBERS.fullmatch(rest) or _masthead_words(words).fullmatch(rest):
        return True
    columns = re.split(r"\s{3,}", rest.strip())
    apart = (not left.strip() and right.startswith("   ")) or (not right.strip() and left.endswith("   "))
    return len(rest.strip()) < _ALONE and apart and len(columns) <= 2


def _headed(running: str, body: str, words: Language) -> Iterator[tuple[Identifier, str | None]]:
    """Yield the resolutions that the text is headed as, and their titles: `77/233. Title`."""
    for heading in (*_numbered(words).finditer(running), *_titled(running, words)):
        kind = words.heads[heading.group("act").lower()] if heading.re is _act(words) else "resolution"
        for mark in numbers(heading.group("number"), words):
            member = mark.members[0]
            session = None if mark.shape == "bracket" else member.session
            title = heading.groupdict().get("title")
            try:
                own = of_body(body, kind, member.number, session=session, part=member.part)
            except NotAnIdentifier:
                continue
            yield own, plain(title) if title else None


def _adopted(heading: str, words: Language) -> str | None:
    """Return the date on which the text says that it was adopted."""
    found = _adoption(words).search(heading)
    date = date_at(heading, found.end(), words) if found else None
    return date.iso() if date else None


def _issued(heading: str, words: Language) -> str | None:
    """Return the date that stands alone on a line of a masthead."""
    for line in _COLUMN.finditer(heading[: 2 * _MASTHEAD]):
        date = date_at(heading, line.start(), words)
        if date and date.end == line.end():
            return date.iso()
    return None


@cache
def _masthead_words(words: Language) -> re.Pattern[str]:
    """What stands on the line with the symbol in a masthead: `United Nations`, `Distr.: General`."""
    return re.compile(rf"(?:\s|\*|{either(words.words['heading']['masthead'])}){{0,300}}(?:\d{{1,4}}\s*)?")


def _titled(running: str, words: Language) -> Iterator[re.Match[str]]:
    """Yield the lines that are no more than an act's number and head its text."""
    for found in anchored(_act(words), running, tuple(words.words["heading"]["acts"])):
        line = running.rfind("\n", max(0, found.start() - _LINE), found.start()) + 1
        if running[line : found.start()].strip():
            continue
        council = found.group("number").endswith(")") and found.group("year")
        if council or _speaks(words).search(running, found.end(), found.end() + _SPEAKS):
            yield found


@cache
def _numbered(words: Language) -> re.Pattern[str]:
    """A line such as `77/233. Title`, and what of the title stands on the lines behind it."""
    return re.compile(
        rf"^[ \t\f]*(?P<number>(?:E?S-)?\d{{1,4}}[^\n]{{0,24}}?)\.[ \t]+(?=[{words.begins}“])"
        r"(?P<title>[^\n]+(?:\n(?![ \t]*\n)[^\n]+){0,4})",
        re.MULTILINE,
    )


@cache
def _act(words: Language) -> re.Pattern[str]:
    heads = either(words.words["heading"]["acts"])
    council = r"\d{1,4}[ \t](?P<year>\(\d{4}\))"
    roman = r"\d{1,4}(?:[ \t][A-Z])?[ \t]?\([SEIVXL-]{1,8}\)(?:[ \t][A-Z])?"
    plain = r"(?:E?S-)?\d{1,4}/\d{1,4}(?:[ \t]?[A-Z])?"
    return re.compile(rf"(?P<act>{heads})[ \t]+(?P<number>{council}|{roman}|{plain})\.?[ \t\r]*(?=\n|\Z)")


@cache
def _speaks(words: Language) -> re.Pattern[str]:
    """A line on which a body begins to speak: `The General Assembly,`."""
    articles = words.words["speaks"]["articles"]
    lead = rf"{either(articles)}\s" if articles else ""
    return re.compile(rf"\n[ \t]*{lead}[{words.begins}][^\n,]{{3,90}},[ \t\r]*\n")


@cache
def _adoption(words: Language) -> re.Pattern[str]:
    table = words.words["heading"]
    return re.compile(rf"\b{either(table['adopted'])}\s+[^\n.]{{5,120}}?\b{either(table['on'])}\s+")
