"""The white space of markup as a reader sees it: written only between what is seen, and never twice."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .compose import Composer

if TYPE_CHECKING:
    from collections.abc import Generator
    from contextlib import AbstractContextManager


@dataclass(slots=True)
class _Place:
    """Where the writing stands in the running text, or in a note."""

    fresh: bool = True
    """Whether nothing has been written since the paragraph, the line, the cell or the number began."""
    numbered: bool = False
    """Whether the number of an item was written last: its text stands behind it, whatever its element."""
    blank: bool = False
    """Whether a blank stands before what is written next."""
    tables: list[bool] = field(default_factory=list[bool])
    """The open tables: whether each holds data, or only arranges what is in it."""
    inside_row: bool = False


class Flow:
    """Writes a document as its elements come."""

    def __init__(self) -> None:
        self.composer = Composer()
        self._place = _Place()
        self._notes: list[tuple[_Place, AbstractContextManager[None]]] = []
        self._rule = False
        self._last = ""

    @property
    def fresh(self) -> bool:
        """Whether nothing has been written since the paragraph, the line, the cell or the number began."""
        return self._place.fresh

    def say(self, text: str, *, raised: bool = False) -> None:
        """Write text, its white space as blanks; what is raised stays apart from a number before it."""
        place = self._place
        if raised:
            text = self._apart(text)
        words = text.strip() if place.fresh else text.strip(_WHITE)
        place.blank = place.blank or text[:1] in _WHITE
        if words:
            self._begin()
            self.composer.write(words)
            self._last = words[-_NUMBER:]
            place.blank = text[-1] in _WHITE

    def keep(self, text: str) -> None:
        """Write text whose white space stands as it is."""
        if text:
            self._begin()
            self.composer.preformatted(text)

    def call(self, key: str, marker: str) -> None:
        """Call a note."""
        self._begin()
        self.composer.call(key, marker)

    def end_number(self) -> None:
        """End the number of an item: what it is the number of stands on the same line."""
        if not self._place.fresh:
            self._place.fresh = self._place.numbered = self._place.blank = True

    def paragraph(self) -> None:
        """End the paragraph; in a cell of data the word; nothing behind a number."""
        place = self._place
        if place.numbered:
            return
        if place.tables and place.tables[-1]:
            place.blank = True
        else:
            self.composer.paragraph()
            place.fresh, place.blank = True, False

    def line(self) -> None:
        """End the line: a second time, the paragraph; in a cell of data the word."""
        place = self._place
        if place.fresh or (place.tables and place.tables[-1]):
            self.paragraph()
        else:
            self.composer.line()
            place.fresh, place.blank = True, False

    def end_item(self) -> None:
        """End an item: a number without a text stays alone."""
        self._place.numbered = False
        self.paragraph()

    def rule(self) -> None:
        """Draw a rule, if more of the running text follows."""
        self.paragraph()
        self._rule = True

    def page(self) -> None:
        """Begin a page."""
        self.composer.page()

    @contextmanager
    def link(self, target: str) -> Generator[None]:
        """Make what is written inside the `with` statement a link."""
        place = self._place
        if place.blank and not place.fresh:
            self.composer.write(" ")
        place.blank = place.numbered and place.blank
        with self.composer.link(target):
            yield

    def begin_note(self, key: str, marker: str) -> None:
        """Write what a note says from here on."""
        note = self.composer.note(key, marker)
        note.__enter__()
        self._notes.append((self._place, note))
        self._place = _Place()

    def end_note(self) -> None:
        """Go on where the note began."""
        self._place, note = self._notes.pop()
        note.__exit__(None, None, None)

    def begin_table(self, *, data: bool) -> None:
        """Begin a table that holds data in its cells, or only arranges them."""
        self.paragraph()
        self._place.tables.append(data)
        if data:
            self.composer.begin_table()

    def end_table(self) -> None:
        """End the table."""
        if self._place.tables and self._place.tables.pop():
            self.composer.end_table()
        self.paragraph()

    def row(self) -> None:
        """Begin or end a row."""
        place = self._place
        if not (place.tables and place.tables[-1]):
            self.paragraph()
            return
        self.composer.line()
        self.composer.begin_row()
        place.fresh, place.blank, place.inside_row, place.numbered = True, False, False, False

    def cell(self, columns: int = 1, rows: int = 1, *, head: bool = False) -> None:
        """Begin a cell that reaches over so many columns and rows; `head` where it stands over others."""
        place = self._place
        if not (place.tables and place.tables[-1]):
            self.paragraph()
            return
        if place.inside_row:
            self.composer.cell()
        self.composer.begin_cell(columns, rows, head=head)
        place.fresh, place.blank, place.inside_row, place.numbered = True, False, True, False

    def _apart(self, text: str) -> str:
        """Return raised text as it cannot be misread: `76/13 ²`, `76/13[a]`; but `km²`, `2nd`, and words."""
        behind_number = self._last[-1:].isdigit() and not (self._place.fresh or self._place.blank)
        if not any(character.isalpha() or character == "/" for character in text):
            raised = text.translate(_RAISED)
            return f" {raised}" if behind_number and text.isdecimal() else raised
        return f"[{text}]" if behind_number and len(text) == 1 and "/" in self._last else text

    def _begin(self) -> None:
        """Write what stands before something that is seen."""
        place = self._place
        if self._rule and not self._notes:
            self._rule = False
            self.composer.write(_RULE)
            self.composer.paragraph()
        if place.blank and (place.numbered or not place.fresh):
            self.composer.write(" ")
        place.fresh = place.numbered = place.blank = False


_WHITE = " \t\r\n\f\v"
_NUMBER = 5
"""A number behind a slash is shorter."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RULE = "__________"
