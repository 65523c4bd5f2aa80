"""Akoma Ntoso becomes a document: its text as print has it, its notes tied to their calls, its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .akn_about import About
from .flow import Flow
from .grids import spans
from .markup import Target, elements, parse_xml, source

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Document


def read_akn(name: str, data: bytes) -> Document:
    """Return the document that these bytes of Akoma Ntoso are.

    Where it says only in its metadata which resolution it is, the text begins with that. Raises
    UnreadableDocument where the bytes are not text, or no well-formed XML.
    """
    document = source(data)
    reader = _Reader()
    parse_xml(document, reader)
    return reader.flow.composer.document(name, document.encoding)


class _Reader(Target):
    """Writes what a document says."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = Flow()
        self.raised = 0
        self.markers: dict[str, str] = {}
        """The markers of the notes that have been called."""
        self._unseen = 0
        self._open: list[Callable[[], object] | None] = []
        self._about = About()

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        tag = tag.rpartition("}")[2]
        if self._unseen or tag in _UNSEEN:
            self._unseen += 1
            self._about.hear(tag, attributes)
            return
        if tag in _BODIES:
            self._head()
        self._about.see(tag)
        if tag in _BLOCKS:
            self.flow.paragraph()
        begin = _BEGIN.get(tag)
        self._open.append(begin(self, attributes) if begin else None)

    def finish(self, tag: str) -> None:
        """End an element."""
        if self._unseen:
            self._unseen -= 1
            return
        if leave := self._open.pop():
            leave()
        if tag.rpartition("}")[2] in _BLOCKS:
            self.flow.end_item()

    def say(self, text: str) -> None:
        """Write a text."""
        if not self._unseen:
            self._about.read(text)
            self.flow.say(text, raised=self.raised > 0)

    def _head(self) -> None:
        """Write what the cover and the preface have not said, as print has it."""
        for line in self._about.missing():
            self.flow.paragraph()
            self.flow.say(line)
        self.flow.paragraph()


def _number(reader: _Reader, _: object) -> Callable[[], object]:
    return reader.flow.end_number


def _raise(reader: _Reader, _: object) -> Callable[[], object]:
    reader.raised += 1

    def leave() -> None:
        reader.raised -= 1

    return leave


def _note(reader: _Reader, attributes: dict[str, str]) -> Callable[[], object]:
    """Begin a note; it stands in the text where it is called, or elsewhere where references call it."""
    key = attributes.get("eId") or attributes.get("id") or f" {len(reader.markers)}"
    called = key in reader.markers
    marker = attributes.get("marker", "").strip() or reader.markers.get(key) or str(len(reader.markers) + 1)
    if not called:
        _call(reader, key, marker)
    reader.flow.begin_note(key, marker)
    return reader.flow.end_note


def _reference(reader: _Reader, attributes: dict[str, str]) -> None:
    key = attributes.get("href", "").strip().removeprefix("#")
    _call(reader, key, attributes.get("marker", "").strip() or reader.markers.get(key) or "*")


def _call(reader: _Reader, key: str, marker: str) -> None:
    reader.flow.call(key, marker)
    reader.markers.setdefault(key, marker)


def _link(reader: _Reader, attributes: dict[str, str]) -> Callable[[], object] | None:
    target = attributes.get("href", "").strip()
    if not target or target.startswith("#"):
        return None
    link = reader.flow.link(target)
    link.__enter__()
    return lambda: link.__exit__(None, None, None)


def _quote(reader: _Reader, attributes: dict[str, str]) -> Callable[[], object]:
    """Print the quotation marks that attributes hold."""
    reader.flow.say(attributes.get("startQuote", ""))
    return lambda: reader.flow.say(attributes.get("endQuote", ""))


def _table(reader: _Reader, _: object) -> Callable[[], object]:
    reader.flow.begin_table(data=True)
    return reader.flow.end_table


def _row(reader: _Reader, _: object) -> Callable[[], object]:
    reader.flow.row()
    return reader.flow.row


def _cell(reader: _Reader, attributes: dict[str, str]) -> None:
    reader.flow.cell(*spans(attributes))


def _heading(reader: _Reader, attributes: dict[str, str]) -> None:
    reader.flow.cell(*spans(attributes), head=True)


_UNSEEN = elements("akn", "no")
_BLOCKS = elements("akn", "block")
_BODIES = frozenset({"preamble", "mainBody", "body", "debateBody", "judgmentBody", "collectionBody"})
"""What the text itself begins with, behind cover and preface."""
_BEGIN: dict[str, Callable[[_Reader, dict[str, str]], Callable[[], object] | None]] = {
    "a": _link,
    "authorialNote": _note,
    "embeddedStructure": _quote,
    "embeddedText": _quote,
    "eol": lambda reader, _: reader.flow.line(),
    "eop": lambda reader, _: reader.flow.page(),
    "mref": _link,
    "noteRef": _reference,
    "num": _number,
    "quotedStructure": _quote,
    "quotedText": _quote,
    "ref": _link,
    "rref": _link,
    "sup": _raise,
    "table": _table,
    "td": _cell,
    "th": _heading,
    "tr": _row,
}
