"""PDF becomes a document: lines, columns and notes found from where each character is printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .aligned import find_cells
from .model import Document, Link, Note, UnreadableDocument
from .notes import find_notes
from .pdf_bombs import refuse_bombs
from .pdf_columns import find_flows
from .pdf_furniture import without_furniture
from .pdf_lines import find_lines
from .pdf_notes import part
from .pdfium import read_pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .pdf_lines import Line
    from .pdf_notes import Body, Foot

_CHARACTERS = 20_000_000
"""The most that are read: some thousand pages hold a quarter of that."""
_PARAGRAPHS_APART = 1.45
"""Lines whose heights are so far apart, in sizes of their letters, have a blank line between them."""
_WIDER = 1.2
"""And so much farther than the nearest quarter of the lines are."""
_OTHER_SIZE = 0.12
_INDENT = 1.0
_ENDED_SENTENCE = (".", ";", ":", "?", "!", "。", "；", "：", "؛", "؟")
_ENDED = (*_ENDED_SENTENCE, ",", "，", "،")
_STARS = re.compile(r"(?<=[\w.,;:)”’\]])(\*{1,4})(?![*\w])")
_CALLS = re.compile(r"\d+|\*+|[a-z]")
_RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_BEFORE_LINKS, _BEHIND_LINKS = " ([“", " .,;:]”"


def read_pdf(name: str, data: bytes) -> Document:
    """Return the document that these bytes of PDF are.

    Its text has the lines as printed, columns one after the other, three blanks between the cells of a row,
    blank lines between paragraphs, raised digits as such. The notes of a page stand behind its last whole
    paragraph; running heads and feet are left out. Raises UnreadableDocument where it is encrypted, damaged,
    too long, or holds no text.
    """
    refuse_bombs(data)
    pages: list[list[Line]] = []
    length = 0
    for glyphs in read_pages(data):
        pages.append(find_lines(glyphs))
        length += sum(len(line.text) for line in pages[-1])
        if length > _CHARACTERS:
            raise UnreadableDocument(f"too long (over {_CHARACTERS // 1_000_000} million characters)")
    if not length:
        raise UnreadableDocument("has no text layer, make it text first (ocrmypdf IN OUT)")
    return _compose(name, part([find_flows(lines) for lines in without_furniture(pages)]))


class _Call(NamedTuple):
    marker: str
    page: int
    start: int
    end: int


@dataclass
class _Text:
    """The text of a document as it is written."""

    pieces: list[str] = field(default_factory=list[str])
    length: int = 0
    links: list[Link] = field(default_factory=list[Link])
    calls: list[_Call] = field(default_factory=list[_Call])
    notes: list[tuple[int, Note]] = field(default_factory=list["tuple[int, Note]"])
    """Each note with the number of its page; its calls are still to be found."""

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def line(self, line: Line, begin: int = 0, markers: Collection[str] = ()) -> None:
        """Write a line, or its text from an offset on, its links with it."""
        at = self.length - begin
        for start, end, target in line.links:
            start, end = _trimmed(line.text, max(start, begin), end)
            if start < end:
                self.link(Link(at + start, at + end, target))
        self.write(_as_raised(line, markers)[begin:])
        self.write("\n")

    def link(self, link: Link) -> None:
        """Add a link; one that goes on from the line before is one with it."""
        last = self.links[-1] if self.links else None
        if last and last.target == link.target and last.end == self.length - 1 and link.start == self.length:
            self.links[-1] = Link(last.start, link.end, link.target)
        else:
            self.links.append(link)


def _compose(name: str, bodies: Sequence[Body]) -> Document:
    text = _Text()
    begins: list[int] = []
    for page, body in enumerate(bodies):
        begins.append(text.length)
        _write_page(text, body, page)
        if page + 1 < len(bodies):
            text.write("\f")
    written = "".join(text.pieces)
    notes = list(_tied(text))
    if not any(note.marker.isdecimal() for note in notes):  # older texts have `1/` on the line
        taken = [(note.start, note.end) for note in notes]
        notes += (
            n for n in find_notes(written) if all(n.end <= start or n.start >= end for start, end in taken)
        )
        notes.sort(key=lambda note: note.start)
    pages = tuple(dict.fromkeys(min(begin, len(written)) for begin in begins))
    return Document(name, written, "utf-8", tuple(notes), pages, tuple(text.links), cells=find_cells(written))


def _write_page(text: _Text, body: Body, page: int) -> None:
    """Write a page, its notes behind its last whole paragraph, so that they part none that goes on."""
    lines = [
        (line, begins) for n, flow in enumerate(body.flows) for line, begins in _paragraphs(flow, body, n)
    ]
    whole = max((n for n, (_, begins) in enumerate(lines) if begins), default=0)
    if not whole or _ends_sentence(lines[-1][0]):
        whole = len(lines)
    markers = {note.marker for note in body.notes}
    for n, (line, begins) in enumerate(lines):
        if n == whole:
            _write_notes(text, body.notes, page)
        if n and begins:
            text.write("\n")
        for start, end in _calls(line, markers):
            text.calls.append(_Call(line.text[start:end], page, text.length + start, text.length + end))
        text.line(line, 0, markers)
    if whole == len(lines):
        _write_notes(text, body.notes, page)


def _paragraphs(flow: Sequence[Line], body: Body, number: int) -> Iterator[tuple[Line, bool]]:
    """Yield the lines of a flow, each with whether it begins a paragraph."""
    apart = sorted(above.base - line.base for above, line in pairwise(flow))
    usual = apart[len(apart) // 4] if len(apart) > 3 else 0.0  # of few lines none is usual
    above = body.flows[number - 1][-1] if number else None
    yield flow[0], not above or _ends_sentence(above) or _differ(above, flow[0])
    for n in range(1, len(flow)):
        yield flow[n], _parts(flow, n, usual)


def _ends_sentence(line: Line) -> bool:
    end = line.raised[-1][0] if line.raised and line.raised[-1][1] == len(line.text) else len(line.text)
    return line.text[:end].endswith(_ENDED_SENTENCE)


def _differ(above: Line, line: Line) -> bool:
    return abs(above.size - line.size) > _OTHER_SIZE * max(above.size, line.size)


def _parts(flow: Sequence[Line], n: int, usual: float) -> bool:
    """Say whether a line of a flow begins a paragraph."""
    above, line = flow[n - 1], flow[n]
    size = max(above.size, line.size)
    if above.base - line.base > max(_PARAGRAPHS_APART * size, _WIDER * usual):
        return True
    if _differ(above, line):
        return True
    indented = line.left - above.left > _INDENT * size
    following = flow[n + 1] if n + 1 < len(flow) else None
    return (
        indented
        and above.text.endswith(_ENDED)
        and (following is None or line.left - following.left > _INDENT * size)
    )


def _calls(line: Line, markers: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield what calls notes in a line: what is raised, and asterisks where the page has such a note."""
    for start, end in line.raised:
        for call in _CALLS.finditer(line.text, start, end):
            yield call.span()
    for star in _STARS.finditer(line.text):
        if star[1] in markers and not any(start <= star.start() < end for start, end in line.raised):
            yield star.span(1)


def _as_raised(line: Line, markers: Collection[str]) -> str:
    """Return the text of a line with raised digits as such, and raised letters that call notes."""
    text = line.text
    for start, end in line.raised:
        raised = text[start:end]
        if raised.isdecimal() or raised in markers:
            text = text[:start] + raised.translate(_RAISED) + text[end:]
    return text


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a link begins and ends without the marks beside it, over which its box often reaches."""
    while start < end and text[start] in _BEFORE_LINKS:
        start += 1
    while start < end and (
        text[end - 1] in _BEHIND_LINKS
        or (text[end - 1] == ")" and text.count("(", start, end) < text.count(")", start, end))
    ):
        end -= 1
    return start, end


def _write_notes(text: _Text, notes: Sequence[Foot], page: int) -> None:
    if notes:
        text.write("\n")
    for note in notes:
        _write_note(text, note, page)


def _write_note(text: _Text, note: Foot, page: int) -> None:
    start = text.length
    text.write(f"{note.marker} ")
    begin = text.length
    for line, skipped in note.lines:
        text.line(line, skipped)
    text.notes.append((page, Note(note.marker, start, begin, text.length - 1, None)))


def _tied(text: _Text) -> Iterator[Note]:
    """Yield the notes with their calls: each call calls the note of its page, else the last one before it.

    Where neither is, the note may stand at the end of the text.
    """
    having: defaultdict[str, list[int]] = defaultdict(list)
    for n, (_, note) in enumerate(text.notes):
        having[note.marker].append(n)
    calls: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for call in text.calls:
        numbers = having.get(call.marker)
        if numbers:
            place = bisect_right(numbers, call.page, key=lambda n: text.notes[n][0])
            calls[numbers[max(0, place - 1)]].append((call.start, call.end))
    for n, (_, note) in enumerate(text.notes):
        spans = tuple(calls[n])
        yield Note(note.marker, note.start, note.text_start, note.end, spans[0][0] if spans else None, spans)
