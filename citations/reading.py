"""A document taken apart for the grammar: running text, footnotes, paragraphs, with every offset kept."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .identity import identify
from .language import Language, language
from .paragraphs import Paragraph, Paragraphs, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..documents.model import Document, Note
    from .model import Identity

# Characters that print alike are read alike; every replacement is one character long, so offsets hold.
_ALIKE = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " "),
    **dict.fromkeys("\u2010\u2011", "-"),
    **{chr(0xFF10 + n): str(n) for n in range(10)},
    "（": "(",
    "）": ")",
}
_LINE = re.compile(r"[^\n]+")
_NOWHERE = Paragraph(0, None, None, None, None)


@dataclass(frozen=True)
class Reading:
    """A document taken apart: its running text and its notes, each with the other blanked out."""

    document: Document
    words: Language
    running: str
    noted: str
    """Empty where the document has no notes."""
    paragraphs: Paragraphs
    identity: Identity

    def note_at(self, offset: int) -> Note | None:
        """Return the footnote in which an offset stands."""
        n = self.note_number(offset)
        return self.document.notes[n] if n >= 0 and offset < self.document.notes[n].end else None

    def note_number(self, offset: int) -> int:
        """Return the last note that begins at or before an offset, counted from 0; -1 where there is none."""
        return bisect.bisect_right(self.document.notes, offset, key=lambda note: note.start) - 1

    def paragraph(self, offset: int) -> Paragraph:
        """Return the paragraph of an offset; for one in a note, that of the note's call."""
        note = self.note_at(offset)
        if note is None:
            return self.paragraphs.at(offset)
        return self.paragraphs.at(note.call) if note.call is not None else _NOWHERE

    def speaker(self, offset: int) -> str | None:
        """Return the body that speaks at an offset."""
        return self.paragraph(offset).speaker


@lru_cache(maxsize=1)
def take_apart(document: Document, code: str | None) -> Reading:
    """Take a document apart; the language is English where no code is given. The last one is kept.

    Raises `KeyError` for a language that the package has no tables for.
    """
    words = language(code or "en")
    running, noted = _apart(_alike(document.text), document.notes)
    found = paragraphs(running, words)
    return Reading(document, words, running, noted, found, identify(running, found, words))


def _alike(text: str) -> str:
    for printed, read in _ALIKE.items():
        if printed in text:
            text = text.replace(printed, read)
    return text


def _apart(text: str, notes: Sequence[Note]) -> tuple[str, str]:
    """Return the text without its notes and calls, and the notes without the text."""
    if not notes:
        return text, ""
    running: list[str] = []
    noted: list[str] = []
    at = 0
    for note in notes:
        before, inside = text[at : note.start], text[note.start : note.end]
        running += (before, _blank(inside))
        noted += (_blank(before), inside)
        at = note.end
    running.append(text[at:])
    noted.append(_blank(text[at:]))
    return _without_calls("".join(running), notes), "".join(noted)


def _without_calls(running: str, notes: Sequence[Note]) -> str:
    """Blank out the calls of notes: digits glued to a word, a date or a number are none of its."""
    kept: list[str] = []
    at = 0
    for start, end in sorted(call for note in notes for call in note.calls):
        if start >= at:
            kept += (running[at:start], " " * (end - start))
            at = end
    return "".join([*kept, running[at:]])


def _blank(text: str) -> str:
    return _LINE.sub(lambda line: " " * len(line.group()), text)
