"""What a document is, once it is read: its text, its footnotes, its pages."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\r|\n")


class UnreadableDocument(Exception):
    """A document could not be read; the message is the cause, in a few words for one line."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote that stands at the end of a page or of the document.

    Offsets are code points into the document's text.
    """

    marker: str
    """The marker as printed: `4`, `a`, `*`, what a scan made of it (`!`), or nothing where it lost it."""
    start: int
    """Where the marker stands."""
    text_start: int
    """Where the note's own text begins, behind the marker."""
    end: int
    """Where the note's text ends (exclusive; trailing white space left out)."""
    call: int | None
    """Where the running text calls the note, the first time; None where the text does not tell."""
    calls: tuple[tuple[int, int], ...] = ()
    """Start and end of each of its calls, the first and those that repeat it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink that the document has: an address behind a stretch of its text."""

    start: int
    """Where the stretch begins, in code points."""
    end: int
    target: str
    """The address, as the document has it."""


class Cell(NamedTuple):
    """A cell of a table, as far as it says something."""

    start: int
    """Where its text begins, in code points."""
    end: int
    table: int
    """Which table of the document it is of, counted from 0."""
    row: int
    """Its row in the table; rows without text count too."""
    column: int
    """The first column that it stands in, counted from 0."""
    columns: int = 1
    """How many columns it reaches over."""
    head: bool = False
    """Whether the document marks it as the head of what stands below."""


@dataclass(frozen=True)
class Document:
    """A text to be read. Every offset in unxref is a code point into `text`."""

    name: str
    """The path as given, `-` for standard input."""
    text: str
    """The decoded text, without a byte order mark, its line ends as they are."""
    encoding: str = "utf-8"
    """What the bytes were decoded from."""
    notes: tuple[Note, ...] = ()
    """The footnotes, in the order of the text."""
    pages: tuple[int, ...] = ()
    """Where each page begins; empty where the text has no pages."""
    links: tuple[Link, ...] = ()
    """Its hyperlinks, in the order of the text."""
    cells: tuple[Cell, ...] = ()
    """The cells of its tables, in the order of the text."""

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The offsets at which the lines begin."""
        if "\r" in self.text:
            return (0, *(m.end() for m in _LINE_END.finditer(self.text)))
        return tuple(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both counted from 1, columns in code points."""
        line = bisect.bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def page(self, offset: int) -> int | None:
        """Return the page of an offset, counted from 1; None where the text has no pages."""
        return bisect.bisect_right(self.pages, offset) or None if self.pages else None
