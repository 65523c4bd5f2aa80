"""What a document is: its own symbol, title, date, and the body whose text it is, from its heading."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.identifiers import Identifier, NotAnIdentifier, of_body
from .dates import date_at
from .language import Language, either
from .model import Identity
from .numbers import numbers
from .symbols import SymbolMark, symbols

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .paragraphs import Paragraphs

# How much of a text its masthead and its heading may take, in characters.
_MASTHEAD = 600
_HEADING = 4000
# A symbol is a masthead or a running head where its line holds no more beside it.
_ALONE = 60

# A line such as `77/233. Title`, and what of the title stands on the lines behind it.
_HEADED = re.compile(
    r"^[ \t\f]*(?P<number>(?:E?S-)?\d{1,4}[^\n]{0,24}?)\.[ \t]+(?=[A-Z“])"
    r"(?P<title>[^\n]+(?:\n(?![ \t]*\n)[^\n]+){0,4})",
    re.MULTILINE,
)
_PAGE_NUMBERS = re.compile(r"[\s\d/]*")


def identify(running: str, paragraphs: Paragraphs, words: Language) -> Identity:
    """Return what the heading of a text tells of the document."""
    body = paragraphs.first_speaker()
    heading = running[:_HEADING]
    headed = dict(_headed(running, body, words)) if body else {}
    symbol = _masthead(heading, words) or (next(iter(headed)) if len(headed) == 1 else None)
    date = None
    if symbol and symbol.series not in ("symbol", "named"):
        body = symbol.body
        date = _adopted(heading, words)
    title = headed.get(symbol) if symbol else None
    return Identity(symbol.id if symbol else None, title, body, date, words.code)


def headings(
    running: str, own: str | None, marks: Sequence[SymbolMark], words: Language
) -> list[tuple[int, int]]:
    """Return the spans that name the document itself or head a text: no citations.

    These are the symbols that stand alone on their lines and are the document's `own`, and the lines
    `Resolution 670 (1990)` over texts of the Security Council.
    """
    spans = [m.span("number") for m in _council(words).finditer(running)]
    spans += [
        (mark.start, mark.end)
        for mark in marks
        if own and any(i.id == own for i in mark.ids) and _alone(running, mark.start, mark.end)
    ]
    return spans


def _masthead(heading: str, words: Language) -> Identifier | None:
    """Return the first symbol that stands alone on its line, before a text begins."""
    for mark in symbols(heading, words):
        if _alone(heading, mark.start, mark.end):
            return None if mark.open or not heading[mark.end :].strip() else mark.ids[0]
        if mark.start > _MASTHEAD:
            break
    return None


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but page numbers, or the far end of a masthead, stands on the line with a symbol."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    rest = text[line_start:start] + text[end : line_end if line_end >= 0 else len(text)]
    if _PAGE_NUMBERS.fullmatch(rest):
        return True
    columns = re.split(r"\s{3,}", rest.strip())
    return len(rest.strip()) < _ALONE and rest.startswith("   ") and len(columns) <= 2


def _headed(running: str, body: str, words: Language) -> Iterator[tuple[Identifier, str | None]]:
    """Yield the resolutions that the text is headed as, and their titles: `77/233. Title`."""
    for heading in (*_HEADED.finditer(running), *_council(words).finditer(running)):
        for mark in numbers(heading.group("number"), words):
            member = mark.members[0]
            session = None if mark.shape == "bracket" else member.session
            title = heading.groupdict().get("title")
            try:
                own = of_body(body, "resolution", member.number, session=session, part=member.part)
            except NotAnIdentifier:
                continue
            yield own, " ".join(title.split()) if title else None


def _adopted(heading: str, words: Language) -> str | None:
    """Return the date on which the text says that it was adopted."""
    found = _adoption(words).search(heading)
    date = date_at(heading, found.end(), words) if found else None
    return date.iso() if date else None


@cache
def _council(words: Language) -> re.Pattern[str]:
    heads = either(words.words["heading"]["council"])
    return re.compile(rf"^[ \t\f]*{heads}[ \t]+(?P<number>\d{{1,4}}[ \t]\(\d{{4}}\))[ \t]*$", re.MULTILINE)


@cache
def _adoption(words: Language) -> re.Pattern[str]:
    table = words.words["heading"]
    return re.compile(rf"\b{either(table['adopted'])}\s+[^\n.]{{5,120}}?\b{either(table['on'])}\s+")
