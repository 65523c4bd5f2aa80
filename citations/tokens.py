"""The print brought to the one form that the grammar reads, and the way back to the print.

Every change of it is an edit: a stretch of the print and what is read in its place. Two kinds of text are
edited: texts that are cut into tokens, `vol . 1249 , No . 20378`, whose blanks are closed (so is print that
reaches us by way of corpora; it is decided once for a whole document), and languages whose print differs in
more than its words (`apart`). All else of the grammar knows one form, and what it finds is led back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import add, sub
from typing import TYPE_CHECKING, TypeVar

from .apart import Edit, alike, dropped, rewritten, seams
from .language import SEAM, language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..documents.model import Document, Note
    from .language import Language
    from .model import Citation
    from .tongues import Passage

_T = TypeVar("_T")

# So many commas a text has at least to be judged by them.
_LEAST = 3

# Blanks that no print has: before closing marks and behind opening ones, around the strokes and hyphens of
# numbers, and the stops of symbols.
_LOOSE = re.compile(
    r"(?<=\S) (?=[,.;:)\]”])|(?<=[(\[“]) (?=\S)"
    r"|(?<=[A-Z\d)]) (?=/ ?[A-Z\d])|(?<=[A-Z\d)] /) (?=[A-Z\d])|(?<=[A-Z\d)]/) (?=[A-Z\d])"
    r"|(?<=[\dS]) (?=- \d)|(?<=[\dS] -) (?=\d)|(?<=\d) (?=- [ASE] ?/)|(?<=\d -) (?=[ASE] ?/)"
    r"|(?:(?<=/ [A-Z] \.)|(?<=/ [A-Z]{2} \.)|(?<=/ [A-Z]{3} \.)|(?<=/ [A-Z]{4} \.)|(?<=/ [A-Z][a-z]{2} \.)"
    r"|(?<=/ [A-Z][a-z]{3} \.)) (?=\d)"
    r"|(?<=\w) (?=’ s\b)|(?<=\w ’) (?=s\b)"
)


class Moved:
    """Where the characters of an edited text stand in the text before."""

    def __init__(self, starts: Sequence[int], ends: Sequence[int], read: Iterable[int]) -> None:
        """`starts` and `ends` are of what is edited, `read` how long what is read in its place is."""
        self._from = starts
        self._to = ends
        moved = list(accumulate(map(add, read, map(sub, starts, ends))))
        self._read = list(map(add, starts, (0, *moved[:-1])))
        self._read_end = list(map(add, ends, moved))

    def before(self, offset: int, *, end: bool = False) -> int:
        """Return where a character of the edited text stood, or where what ends at the offset ended."""
        at = offset - end
        n = bisect_right(self._read, at) - 1
        if n < 0:
            return offset
        if at < self._read_end[n]:
            return self._to[n] if end else self._from[n]
        return self._to[n] + offset - self._read_end[n]

    def behind(self, offset: int) -> int:
        """Return where an offset of the text before stands in the edited one."""
        n = bisect_left(self._from, offset) - 1
        if n < 0:
            return offset
        return self._read[n] if offset < self._to[n] else self._read_end[n] + offset - self._to[n]


class Print:
    """The way from a text as it is read back to a document as it is printed."""

    def __init__(self, document: Document, moves: Sequence[Moved], *, closed: bool) -> None:
        self._document = document
        self._moves = moves
        self._closed = closed
        """Whether blanks inside symbols are closed: what was read of a symbol is told then."""

    def cited(self, citation: Citation) -> Citation:
        """Return a citation of the text as it is read as one of the print."""
        start, end = self._at(citation.start), self._at(citation.end, end=True)
        while self._document.text[start].isspace():  # an edit may begin with the blank before a word
            start += 1
        line, column = self._document.place(start)
        printed = self._document.text[start:end]
        spread = citation.text if citation.via == "symbol" and printed != citation.text else None
        pinpoint = citation.pinpoint
        if pinpoint and pinpoint.at and not self._closed:
            begin, stop = (self._at(at, end=n > 0) for n, at in enumerate(pinpoint.at))
            pinpoint = replace(pinpoint, text=" ".join(self._document.text[begin:stop].split()))
        return replace(
            citation,
            start=start,
            end=end,
            text=printed,
            line=line,
            column=column,
            page=self._document.page(start),
            called_from=None if citation.called_from is None else self._at(citation.called_from),
            pinpoint=pinpoint,
            repaired=citation.repaired or (spread if self._closed else None),
        )

    def heading(self, printed: str, read: Document) -> str:
        """Return a title of the text as it is read as it is printed; itself where it does not stand there."""
        words = r"\s*".join(re.escape(sign) for sign in printed if not sign.isspace())
        found = re.search(words, read.text)
        if not found:
            return printed
        return " ".join(
            self._document.text[self._at(found.start()) : self._at(found.end(), end=True)].split()
        )

    def _at(self, offset: int, *, end: bool = False) -> int:
        for moved in reversed(self._moves):
            offset = moved.before(offset, end=end)
        return offset


@lru_cache(maxsize=1)
def as_read(
    document: Document, passages: tuple[Passage, ...]
) -> tuple[Document, Print | None, tuple[Passage, ...]]:
    """Return a document as the grammar reads it, what leads back to the print, and its passages there.

    None where the text is as the grammar reads it.
    """
    read, moves = document, list[Moved]()
    if gaps := _gaps(document.text):
        read, passages, moved = _edited(read, passages, [Edit(at, at + 1, "") for at in gaps])
        moves.append(moved)
    read = _alike(read, passages, "alike")
    for edits_of in (dropped, rewritten):
        if edits := list(_of_passages(read.text, passages, edits_of)):
            read, passages, moved = _edited(read, passages, edits)
            moves.append(moved)
    if places := list(_of_passages(read.text, passages, seams)):
        read, passages, moved = _apart(read, passages, places)
        moves.append(moved)
    read = _alike(read, passages, "marks")
    printed = None if read is document else Print(document, moves, closed=bool(gaps))
    return read, printed, passages


def closed(document: Document) -> tuple[Document, Print | None]:
    """Return a document with the blanks closed that only a division into tokens has left.

    And what leads back to the print; None where the text is as people print it.
    """
    return as_read(document, ())[:2]


def _gaps(text: str) -> list[int]:
    """Return the blanks that only a division into tokens has left."""
    loose = text.count(" ,")
    if loose < _LEAST or loose * 2 < text.count(","):
        return []
    return [found.start() for found in _LOOSE.finditer(text)]


def _alike(document: Document, passages: Sequence[Passage], row: str) -> Document:
    text = alike(document.text, [(p.start, p.end, language(p.code)) for p in passages], row)
    return document if text is document.text else replace(document, text=text)


def _of_passages(
    text: str,
    passages: Sequence[Passage],
    found_in: Callable[[str, int, int, Language], Iterable[_T]],
) -> Iterable[_T]:
    return chain.from_iterable(found_in(text, p.start, p.end, language(p.code)) for p in passages)


def _edited(
    document: Document, passages: tuple[Passage, ...], edits: Sequence[Edit]
) -> tuple[Document, tuple[Passage, ...], Moved]:
    text, starts, ends = document.text, [e.start for e in edits], [e.end for e in edits]
    kept = [text[end:start] for end, start in zip((0, *ends), (*starts, len(text)), strict=True)]
    reads = [e.read for e in edits]
    whole = "".join(chain.from_iterable(zip(kept, (*reads, ""), strict=True)))
    return _led(document, passages, whole, Moved(starts, ends, map(len, reads)))


def _apart(
    document: Document, passages: tuple[Passage, ...], places: Sequence[int]
) -> tuple[Document, tuple[Passage, ...], Moved]:
    text = document.text
    pieces = [text[start:end] for start, end in zip((0, *places), (*places, len(text)), strict=True)]
    return _led(document, passages, SEAM.join(pieces), Moved(places, places, repeat(1)))


def _led(
    document: Document, passages: tuple[Passage, ...], text: str, moved: Moved
) -> tuple[Document, tuple[Passage, ...], Moved]:
    """Return a document with its text edited, all that stands in it where it stands now."""
    notes = tuple(_moved(note, moved) for note in document.notes)
    pages = tuple(moved.behind(page) for page in document.pages)
    links = tuple(
        replace(link, start=moved.behind(link.start), end=moved.behind(link.end)) for link in document.links
    )
    cells = tuple(
        cell._replace(start=moved.behind(cell.start), end=moved.behind(cell.end)) for cell in document.cells
    )
    passages = tuple(p._replace(start=moved.behind(p.start), end=moved.behind(p.end)) for p in passages)
    read = replace(document, text=text, notes=notes, pages=pages, links=links, cells=cells)
    return read, passages, moved


def _moved(note: Note, moved: Moved) -> Note:
    return replace(
        note,
        start=moved.behind(note.start),
        text_start=moved.behind(note.text_start),
        end=moved.behind(note.end),
        call=None if note.call is None else moved.behind(note.call),
        calls=tuple((moved.behind(start), moved.behind(end)) for start, end in note.calls),
    )
