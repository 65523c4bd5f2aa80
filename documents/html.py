"""HTML becomes a document: what a page shows, its notes tied to their calls, its links with their targets."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..instruments.numerals import ROMANS, roman
from .flow import Flow
from .grids import spans
from .html_notes import Note, Notes, Survey, find_notes
from .html_page import BLOCKS, Page, is_raised
from .markup import parse_html, source
from .notes import find_notes as find_printed_notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Document


def read_html(name: str, data: bytes) -> Document:
    """Return the document that an HTML page is. Nothing that it refers to is fetched.

    Notes that are not linked from their calls are found as in a plain text. Raises UnreadableDocument where
    the bytes are not text, or elements stand within one another without end.
    """
    text, encoding, _ = source(data)
    survey = Survey()
    parse_html(text, survey)
    reader = _Reader(find_notes(survey), survey)
    parse_html(text, reader)
    document = reader.flow.composer.document(name, encoding)
    return document if document.notes else replace(document, notes=find_printed_notes(document.text))


class _Reader(Page):
    """Writes what a page shows."""

    def __init__(self, notes: Notes, survey: Survey) -> None:
        super().__init__()
        self.flow = Flow()
        self.muted = self.raised = self.kept = 0
        """How many of the open elements are not written, print raised, keep their white space."""
        self.base = ""
        self.lists: list[_List] = []
        self._notes = notes
        self._survey = survey
        self._open: list[tuple[int, Callable[[], object] | None]] = []
        """The open elements, each with what its end does."""
        self._note: Note | None = None
        self._marker = ""
        """The marker of a note that has just begun: the page may print it before its text, too."""

    @property
    def is_layout(self) -> bool:
        """Whether the element that has just begun is a table that only arranges the page."""
        return self.number in self._survey.layouts

    @property
    def begins_note(self) -> bool:
        """Whether a note begins with the element that has just begun."""
        return self.number in self._notes.begins

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if tag in _BREAKING:
            self._break()
        if note := self._notes.begins.get(self.number):
            self._begin_note(note)
        if call := self._notes.calls.get(self.number):
            self.flow.call(call.key, call.marker)
        if call or self.number in self._notes.backs:
            leave = _mute(self)
        elif begin := _BEGIN.get(tag):
            leave = begin(self, attributes)
        else:
            leave = _raise(self) if is_raised(tag, attributes) else None
        self._open.append((self.number, leave))

    def closed(self, tag: str) -> None:
        """End an element."""
        number, leave = self._open.pop()
        if leave:
            leave()
        if tag in _BREAKING:
            self._break()
        if self._note and self._note.end == number:
            self._end_note()

    def text(self, text: str) -> None:
        """Write a text."""
        if self.muted:
            return
        text = text.replace("\u00ad", "")
        if self._marker and not text.isspace():
            text = self._without_marker(text)
        if self.kept:
            self.flow.keep(text)
        else:
            self.flow.say(text, raised=self.raised > 0)

    def _break(self) -> None:
        if self._note and self._note.end is None and not self.flow.fresh:
            self._end_note()
        self.flow.paragraph()

    def _begin_note(self, note: Note) -> None:
        if self._note:
            self._end_note()
        self._note, self._marker = note, note.marker
        self.flow.begin_note(note.key, note.marker)

    def _end_note(self) -> None:
        self._note, self._marker = None, ""
        self.flow.end_note()

    def _without_marker(self, text: str) -> str:
        """Return the beginning of a note without what repeats its marker; it may come in several pieces."""
        found = _REPEATED.match(text.translate(_DOWN))
        if found and found[1] == self._marker:
            rest = text[found.end() :]
        else:
            rest = "" if _ONLY.fullmatch(text) else _BEHIND.sub("", text)
        if rest:
            self._marker = ""
        return rest


@dataclass(slots=True)
class _List:
    """An open list and the number of its next item; None where it has no numbers."""

    next: int | None
    style: str = "1"


def _mute(reader: _Reader, _: object = None) -> Callable[[], None]:
    reader.muted += 1

    def leave() -> None:
        reader.muted -= 1

    return leave


def _raise(reader: _Reader, _: object = None) -> Callable[[], None]:
    reader.raised += 1

    def leave() -> None:
        reader.raised -= 1

    return leave


def _keep(reader: _Reader, _: object) -> Callable[[], None]:
    reader.kept += 1

    def leave() -> None:
        reader.kept -= 1

    return leave


def _quote(reader: _Reader, _: object) -> Callable[[], None]:
    reader.text("“")
    return lambda: reader.text("”")


def _base(reader: _Reader, attributes: dict[str, str]) -> None:
    reader.base = reader.base or attributes.get("href", "").strip()


def _link(reader: _Reader, attributes: dict[str, str]) -> Callable[[], object] | None:
    target = attributes.get("href", "").strip()
    if not target or target.startswith("#") or target.lower().startswith("javascript:"):
        return None
    with suppress(ValueError):  # what is no address stays as it is
        target = urljoin(reader.base, target)
    link = reader.flow.link(target)
    link.__enter__()
    return lambda: link.__exit__(None, None, None)


def _table(reader: _Reader, _: object) -> Callable[[], None]:
    reader.flow.begin_table(data=not reader.is_layout)
    return reader.flow.end_table


def _row(reader: _Reader, _: object) -> Callable[[], None]:
    reader.flow.row()
    return reader.flow.row


def _cell(reader: _Reader, attributes: dict[str, str]) -> None:
    reader.flow.cell(*spans(attributes))


def _head(reader: _Reader, attributes: dict[str, str]) -> None:
    reader.flow.cell(*spans(attributes), head=True)


def _numbers(reader: _Reader, attributes: dict[str, str]) -> Callable[[], object]:
    style = attributes.get("style", "")
    start = attributes.get("start", "").strip()
    named = _LIST_STYLE.search(style)
    kind = _LIST_STYLES.get(named[1].lower(), "1") if named else attributes.get("type", "1")[:1]
    reader.lists.append(_List(int(start) if _NUMBER.fullmatch(start) else 1, kind) if kind else _List(None))
    return reader.lists.pop


def _bullets(reader: _Reader, _: object) -> Callable[[], object]:
    reader.lists.append(_List(None))
    return reader.lists.pop


def _item(reader: _Reader, attributes: dict[str, str]) -> Callable[[], None]:
    if not reader.lists or reader.lists[-1].next is None:
        return reader.flow.end_item
    items = reader.lists[-1]
    value = attributes.get("value", "").strip()
    number = int(value) if _NUMBER.fullmatch(value) else reader.lists[-1].next or 0
    items.next = number + 1
    if not reader.begins_note:
        reader.flow.say(f"{_printed(number, items.style)}.")
        reader.flow.end_number()
    return reader.flow.end_item


def _printed(number: int, style: str) -> str:
    """Return the number of an item as its list prints it."""
    if style in "aA" and 0 < number <= 26:
        return chr(ord(style) + number - 1)
    if style in "iI" and number in ROMANS:
        return roman(number) if style == "I" else roman(number).lower()
    return str(number)


_BREAKING = BLOCKS - {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
_BEGIN: dict[str, Callable[[_Reader, dict[str, str]], Callable[[], object] | None]] = {
    "a": _link,
    "base": _base,
    "br": lambda reader, _: reader.flow.line(),
    "hr": lambda reader, _: reader.flow.rule(),
    "li": _item,
    "ol": _numbers,
    "pre": _keep,
    "q": _quote,
    "sup": _raise,
    "table": _table,
    "td": _cell,
    "th": _head,
    "tr": _row,
    "ul": _bullets,
}
_NUMBER = re.compile(r"\d{1,6}")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_LIST_STYLES = {
    "none": "",
    "lower-alpha": "a",
    "lower-latin": "a",
    "lower-roman": "i",
    "upper-alpha": "A",
    "upper-latin": "A",
    "upper-roman": "I",
}
_DOWN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_OPENING = r"[\s\[(^]*"
_CLOSING = r"(?:[\s\])]|[.:/](?!\d))*"
_REPEATED = re.compile(rf"{_OPENING}(\w{{1,6}}|[*†‡§¶#]{{1,4}})(?!\w|[.,]\d){_CLOSING}")
_ONLY = re.compile(_OPENING)
_BEHIND = re.compile(rf"\A{_CLOSING}")
