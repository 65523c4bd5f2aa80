"""Texts that are cut into tokens, `vol . 1249 , No . 20378`: their blanks are closed before all else is read.

So is print that reaches us by way of corpora. It is decided once for a whole document; what has been read is
led back to the print.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..documents.model import Document, Note
    from .model import Citation

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


class Print:
    """Where the characters of a text whose blanks are closed stand in print."""

    def __init__(self, document: Document, gaps: list[int]) -> None:
        self._document = document
        self._closed = [gap - n for n, gap in enumerate(gaps)]
        """Of each gap, where it would stand in the text without those before it."""

    def cited(self, citation: Citation) -> Citation:
        """Return a citation of the closed text as one of the print."""
        start, end = self._at(citation.start), self._at(citation.end - 1) + 1
        line, column = self._document.place(start)
        printed = self._document.text[start:end]
        spread = citation.text if citation.via == "symbol" and printed != citation.text else None
        return replace(
            citation,
            start=start,
            end=end,
            text=printed,
            line=line,
            column=column,
            page=self._document.page(start),
            called_from=None if citation.called_from is None else self._at(citation.called_from),
            repaired=citation.repaired or spread,
        )

    def _at(self, offset: int) -> int:
        return offset + bisect_right(self._closed, offset)


def closed(document: Document) -> tuple[Document, Print | None]:
    """Return a document with the blanks closed that only a division into tokens has left.

    And what leads back to the print; None where the text is as people print it.
    """
    text = document.text
    loose = text.count(" ,")
    if loose < _LEAST or loose * 2 < text.count(","):
        return document, None
    gaps = [found.start() for found in _LOOSE.finditer(text)]
    pieces = [text[a + 1 : b] for a, b in zip([-1, *gaps], [*gaps, len(text)], strict=True)]
    notes = tuple(_moved(note, gaps) for note in document.notes)
    pages = tuple(_before(gaps, page) for page in document.pages)
    links = tuple(
        replace(link, start=_before(gaps, link.start), end=_before(gaps, link.end)) for link in document.links
    )
    cells = tuple(
        cell._replace(start=_before(gaps, cell.start), end=_before(gaps, cell.end)) for cell in document.cells
    )
    text = "".join(pieces)
    read = replace(document, text=text, notes=notes, pages=pages, links=links, cells=cells)
    return read, Print(document, gaps)


def _before(gaps: list[int], offset: int) -> int:
    """Return where an offset in print stands in the closed text."""
    return offset - bisect_right(gaps, offset - 1)


def _moved(note: Note, gaps: list[int]) -> Note:
    return replace(
        note,
        start=_before(gaps, note.start),
        text_start=_before(gaps, note.text_start),
        end=_before(gaps, note.end),
        call=None if note.call is None else _before(gaps, note.call),
        calls=tuple((_before(gaps, start), _before(gaps, end)) for start, end in note.calls),
    )
