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
from itertools import accumulate, chain
from operator import add, sub
from typing import TYPE_CHECKING, TypeVar

from .apart import Edit, alike, dropped, parted, rewritten, seams
from .language import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..documents.model import Document, Note
    from .language import Language
    from .model import Pinpoint
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

    def __init__(self, starts: Sequence[int], ends: Sequence[int], moved: Sequence[int]) -> None:
        """`starts` and `ends` are of what is edited, `moved` how far what follows each is moved."""
        self._from = starts
        self._to = ends
        self._moved = moved
        self._read = list(map(add, starts, chain((0,), moved)))

    def before(self, offset: int, *, end: bool = False) -> int:
        """Return where a character of the edited text stood, or where what ends at the offset ended."""
        at = offset - end
        n = bisect_right(self._read, at) - 1
        if n < 0:
            return offset
        if at < self._to[n] + self._moved[n]:
            return self._to[n] if end else self._from[n]
        return offset - self._moved[n]

    def behind(self, offset: int) -> int:
        """Return where an offset of the text before stands in the edited one."""
        n = bisect_left(self._from, offset) - 1
        if n < 0:
            return offset
        return self._read[n] if offset < self._to[n] else offset + self._moved[n]


class Print:
    """The way from a text as it is read back to a document as it is printed."""

    def __init__(self, document: Document, moves: Sequence[Moved], *, closed: bool) -> None:
        self.document = document
        """As it is printed."""
        self._moves = moves
        self._closed = closed
        """Whether blanks inside symbols are closed: what was read of a symbol is told then."""

    def at(self, offset: int, *, end: bool = False) -> int:
        """Return where a character stands that is read at an offset, or where what ends there ends."""
        for moved in reversed(self._moves):
            offset = moved.before(offset, end=end)
        return offset

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words begin and end that are read between two offsets."""
        start, end = self.at(start), self.at(end, end=True)
        while self.document.text[start].isspace():  # an edit may begin with the blank before a word
            start += 1
        return start, end

    def pinpoint(self, read: Pinpoint) -> Pinpoint:
        """Return a pinpoint as it is printed."""
        if not read.at or self._closed:
            return read
        begin, end = self.at(read.at[0]), self.at(read.at[1], end=True)
        return replace(read, text=" ".join(self.document.text[begin:end].split()))

    def repaired(self, read: str) -> str | None:
        """Return what a symbol was read as that is printed otherwise; None where only words were edited."""
        return read if self._closed else None

    def heading(self, printed: str, read: Document) -> str:
        """Return a title of the text as it is read as it is printed; itself where it does not stand there."""
        words = r"\s*".join(re.escape(sign) for sign in printed if not sign.isspace())
        found = re.search(words, read.text)
        if not found:
            return printed
        return " ".join(self.document.text[self.at(found.start()) : self.at(found.end(), end=True)].split())


@lru_cache(maxsize=1)
def as_read(
    document: Document, passages: tuple[Passage, ...]
) -> tuple[Document, Print | None, tuple[Passage, ...]]:
    """Return a document as the grammar reads it, what leads back to the print, and its passages there.

    None where the text is as the grammar reads it.
    """
    text, moves = document.text, list[Moved]()
    if gaps := _gaps(text):
        text, moved = _edited(text, [Edit(at, at + 1, "") for at in gaps])
        passages = _moved_on(passages, moved)
        moves.append(moved)
    text = _alike(text, passages, "alike")
    for edits_of in (dropped, rewritten):
        if edits := list(_of_passages(text, passages, edits_of)):
            text, moved = _edited(text, edits)
            passages = _moved_on(passages, moved)
            moves.append(moved)
    if places := list(_of_passages(text, passages, seams)):
        text, moved = _apart(text, places)
        passages = _moved_on(passages, moved)
        moves.append(moved)
    text = _alike(text, passages, "marks")
    if text is document.text:
        return document, None, passages
    return _read(document, text, moves), Print(document, moves, closed=bool(gaps)), passages


def _gaps(text: str) -> list[int]:
    """Return the blanks that only a division into tokens has left."""
    loose = text.count(" ,")
    if loose < _LEAST or loose * 2 < text.count(","):
        return []
    return [found.start() for found in _LOOSE.finditer(text)]


def _alike(text: str, passages: Sequence[Passage], row: str) -> str:
    return alike(text, [(p.start, p.end, language(p.code)) for p in passages], row)


def _of_passages(
    text: str,
    passages: Sequence[Passage],
    found_in: Callable[[str, int, int, Language], Iterable[_T]],
) -> Iterable[_T]:
    return chain.from_iterable(found_in(text, p.start, p.end, language(p.code)) for p in passages)


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, Moved]:
    starts, ends, reads = [e.start for e in edits], [e.end for e in edits], [e.read for e in edits]
    kept = [text[end:start] for end, start in zip((0, *ends), (*starts, len(text)), strict=True)]
    whole = "".join(chain.from_iterable(zip(kept, (*reads, ""), strict=True)))
    moved = accumulate(map(sub, map(len, reads), map(sub, ends, starts)))
    return whole, Moved(starts, ends, list(moved))


def _apart(text: str, places: Sequence[int]) -> tuple[str, Moved]:
    return parted(text, places), Moved(places, places, range(1, len(places) + 1))


def _moved_on(passages: tuple[Passage, ...], moved: Moved) -> tuple[Passage, ...]:
    return tuple(p._replace(start=moved.behind(p.start), end=moved.behind(p.end)) for p in passages)


def _read(document: Document, text: str, moves: Sequence[Moved]) -> Document:
    """Return a document with its text as it is read, all that stands in it where it stands there."""

    def behind(offset: int) -> int:
        for moved in moves:
            offset = moved.behind(offset)
        return offset

    return replace(
        document,
        text=text,
        notes=tuple(_note(note, behind) for note in document.notes),
        pages=tuple(map(behind, document.pages)),
        links=tuple(replace(one, start=behind(one.start), end=behind(one.end)) for one in document.links),
        cells=tuple(one._replace(start=behind(one.start), end=behind(one.end)) for one in document.cells),
    )


def _note(note: Note, behind: Callable[[int], int]) -> Note:
    return replace(
        note,
        start=behind(note.start),
        text_start=behind(note.text_start),
        end=behind(note.end),
        call=None if note.call is None else behind(note.call),
        calls=tuple((behind(start), behind(end)) for start, end in note.calls),
    )
