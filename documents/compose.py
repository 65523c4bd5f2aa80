"""A document put together from a format that says what is what: paragraphs, notes, calls, links, pages."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .grids import Grids
from .model import Document, Link, Note

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator


@dataclass(slots=True)
class _Part:
    """The running text, or the text of one note, as it is written."""

    marker: str = ""
    written: list[str] = field(default_factory=list[str])
    pieces: list[str] = field(default_factory=list[str])
    length: int = 0
    calls: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])
    links: list[Link] = field(default_factory=list[Link])

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        if len(self.pieces) > _PIECES:
            self.written.append("".join(self.pieces[:-2]))
            del self.pieces[:-2]

    def text(self) -> str:
        return "".join((*self.written, *self.pieces)).rstrip()


class Composer:
    """Takes a text as it is read, and makes the document of it.

    Paragraphs are set off by a blank line, lines and rows of a table by a line end, cells by three blanks,
    as texts made from print have them. Notes stand at the end, in the order in which they are called; a call
    is printed as raised digits, or in brackets. White space that a format does not mean comes as one blank.
    """

    def __init__(self) -> None:
        self._running = _Part()
        self._notes: dict[str, _Part] = {}
        self._now = self._running
        self._pages: list[int] = []
        self._grids = Grids()

    def write(self, text: str) -> None:
        """Write text into the paragraph, runs of white space as one blank."""
        text = _BLANKS.sub(" ", text)
        if text.startswith(" ") and self._at_blank():
            text = text[1:]
        if text:
            self._now.write(text)

    def preformatted(self, text: str) -> None:
        """Write text whose white space stands as it is."""
        if text:
            self._now.write(text.replace("\r\n", "\n").replace("\r", "\n"))

    def paragraph(self) -> None:
        """End the paragraph. Where none has begun, nothing happens."""
        self._end("\n\n")

    def line(self) -> None:
        """End the line: a line break, or the row of a table."""
        self._end("\n")

    def begin_table(self) -> None:
        """Begin a table; its rows and cells are noted, in the running text only."""
        if self._now is self._running:
            self._grids.begin()

    def end_table(self) -> None:
        """End the table that was begun last."""
        if self._now is self._running:
            self._grids.end(self._running.length)

    def begin_row(self) -> None:
        """Begin a row of the table."""
        if self._now is self._running:
            self._grids.row(self._running.length)

    def begin_cell(self, columns: int = 1, rows: int = 1, *, head: bool = False) -> None:
        """Begin a cell that reaches over so many columns and rows; `head` where it stands over others."""
        if self._now is self._running:
            self._grids.cell(self._running.length, columns, rows, head=head)

    def cell(self) -> None:
        """End the cell of a table."""
        if self._now.length and not self._at_line_start():
            self._now.write(_BETWEEN_CELLS)

    def page(self) -> None:
        """Begin a page here."""
        if self._now is self._running:
            self._pages.append(self._running.length)

    def call(self, key: str, marker: str) -> None:
        """Call the note of that key; the marker is what is printed: `12`, `a`, `*`."""
        start = self._now.length
        raised = marker.translate(_RAISED)
        self._now.write(raised if marker.isdecimal() else f"[{marker}]")
        self._now.calls.append((start, self._now.length, key))

    @contextmanager
    def link(self, target: str) -> Generator[None]:
        """Make what is written inside the `with` statement a link."""
        part = self._now
        start = part.length
        yield
        if part.length > start:
            part.links.append(Link(start, part.length, target))

    @contextmanager
    def note(self, key: str, marker: str) -> Generator[None]:
        """Write inside the `with` statement what the note of that key says."""
        before = self._now
        self._now = self._notes.setdefault(key, _Part(marker))
        yield
        self._now = before

    def document(self, name: str, encoding: str = "utf-8") -> Document:
        """Return the document."""
        called: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for start, end, key in self._running.calls:
            called[key].append((start, end))
        order = sorted(
            self._notes, key=lambda key: called[key][0][0] if called[key] else self._running.length
        )
        text = [self._running.text()]
        length = len(text[0])
        links = list(_clipped(self._running.links, length))
        notes: list[Note] = []
        for key in order:
            part = self._notes[key]
            body = part.text()
            between = "\n" if notes else "\n\n"
            start = length + len(between)
            begin = start + len(part.marker) + 1
            text += (between, part.marker, " ", body)
            length = begin + len(body)
            spans = tuple(called[key])
            notes.append(Note(part.marker, start, begin, length, spans[0][0] if spans else None, spans))
            clipped = _clipped(part.links, len(body))
            links += (Link(link.start + begin, link.end + begin, link.target) for link in clipped)
        pages = (
            tuple(page for page in dict.fromkeys((0, *self._pages)) if page < length) if self._pages else ()
        )
        cells = self._grids.cells(text[0])
        return Document(name, "".join(text) + "\n", encoding, tuple(notes), pages, tuple(links), cells)

    def _end(self, with_: str) -> None:
        if not self._now.length:
            return
        ending = self._tail()
        missing = with_[len(ending) - len(ending.rstrip("\n")) :]
        if missing and not (with_ == "\n" and ending.endswith("\n")):
            self._now.write(missing)

    def _tail(self) -> str:
        return "".join(self._now.pieces[-2:])[-2:]

    def _at_line_start(self) -> bool:
        return not self._now.length or self._tail().endswith("\n")

    def _at_blank(self) -> bool:
        return not self._now.length or self._tail()[-1:].isspace()


def _clipped(links: Iterable[Link], length: int) -> Iterator[Link]:
    """Yield the links as far as the text goes whose last blanks are left out."""
    for link in links:
        if link.start < length:
            yield Link(link.start, min(link.end, length), link.target)


_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
"""White space that formats break lines with; no-break spaces are kept."""
_BETWEEN_CELLS = "   "
_PIECES = 4096
"""So many pieces are kept apart: each takes more memory than what it says."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
