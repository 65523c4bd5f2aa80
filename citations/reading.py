"""A document taken apart for the grammar: running text, footnotes, paragraphs, with every offset kept."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ..documents.names import told_by_name
from .furniture import blank, healed, without_furniture
from .identity import identify, masthead
from .language import Language, language
from .paragraphs import Paragraph, Paragraphs, paragraphs
from .repairs import Joints, joined, readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..documents.model import Document, Note
    from .finds import Find
    from .model import Identity
    from .symbols import SymbolMark
    from .tongues import Passage

# The rule over the notes of a page, and how long it may be, in characters.
_RULE = re.compile(r"(?<=\n)[ \t]*[_—–-]{3,}[ \t]*\r?\n\s*\Z")
_LONGEST_RULE = 160
_NOWHERE = Paragraph(0, None, None, None, None)


@dataclass(frozen=True)
class Reading:
    """A document taken apart: its running text and its notes, each with the other blanked out."""

    document: Document
    words: Language
    running: str
    noted: str
    """The notes from the first one on; empty where the document has no notes."""
    noted_at: int
    """Where `noted` begins in the document: its offsets are counted from there."""
    paragraphs: Paragraphs
    identity: Identity
    joints: Joints
    """What was joined in the running text, and in the notes."""
    noted_joints: Joints

    def printed(self, find: Find, note: Note | None) -> tuple[int, int]:
        """Return where a find, in the running text or in a note, begins and ends in print."""
        joints = self.noted_joints if note else self.joints
        if not joints:
            return find.start, find.end
        at = self.noted_at if note else 0
        return joints.printed(find.start - at) + at, joints.printed(find.end - 1 - at) + 1 + at

    def repaired(self, find: Find, note: Note | None) -> str | None:
        """Return what damaged print of a find was read as; None where it stands as printed."""
        start, end = self.printed(find, note)
        printed = self.document.text[start:end]
        joints = self.noted_joints if note else self.joints
        if not joints and printed.isascii():
            return None
        at = self.noted_at if note else 0
        read = (self.noted if note else self.running)[find.start - at : find.end - at]
        joint = joints.at(find.start - at) or joints.at(find.end - 1 - at)
        other = end - start == len(read) and any(
            p != r and p.isalnum() for p, r in zip(printed, read, strict=True)
        )
        return " ".join(read.split()) if other or (joint and joint.damaged) else None

    @cached_property
    def _note_starts(self) -> tuple[int, ...]:
        return tuple(note.start for note in self.document.notes)

    def note_at(self, offset: int) -> Note | None:
        """Return the footnote in which an offset stands."""
        if not self.noted or offset < self.noted_at:
            return None
        n = self.note_number(offset)
        return self.document.notes[n] if n >= 0 and offset < self.document.notes[n].end else None

    def note_number(self, offset: int) -> int:
        """Return the last note that begins at or before an offset, counted from 0; -1 where there is none."""
        return bisect.bisect_right(self._note_starts, offset) - 1

    def note_start(self, offset: int) -> int:
        """Return where the last note begins at or before an offset; 0 where there is none."""
        n = self.note_number(offset)
        return self._note_starts[n] if n >= 0 else 0

    def speaker(self, offset: int) -> str | None:
        """Return the body that speaks at an offset."""
        note = self.note_at(offset)
        if note is None:
            return self.paragraphs.at(offset).speaker
        return self.paragraphs.at(note.call).speaker if note.call is not None else None


class Readings:
    """A document taken apart, once in each of its languages: in each the passages of the others are blank."""

    def __init__(self, found: Sequence[Reading], passages: Sequence[Passage]) -> None:
        self.each = found
        """The language of most of the text first."""
        self._starts = [passage.start for passage in passages]
        by_code = {reading.words.code: reading for reading in found}
        self._found = [by_code[passage.code] for passage in passages]

    def at(self, offset: int) -> Reading:
        """Return the reading in the language of an offset."""
        if len(self.each) == 1:
            return self.each[0]
        return self._found[max(0, bisect.bisect_right(self._starts, offset) - 1)]

    @property
    def identity(self) -> Identity:
        """What the document is, as the language tells in which most of it is written."""
        return self.each[0].identity

    def paragraph(self, offset: int, note: Note | None) -> Paragraph:
        """Return the paragraph of an offset; for one in a note, that of the note's call."""
        if note is None:
            return self.at(offset).paragraphs.at(offset)
        return self.at(note.call).paragraphs.at(note.call) if note.call is not None else _NOWHERE


@lru_cache(maxsize=1)
def take_apart(document: Document, passages: tuple[Passage, ...]) -> Readings:
    """Take a document apart; the last one is kept.

    Raises `KeyError` for a language that the package has no tables for.
    """
    size: Counter[str] = Counter()
    for passage in passages:
        size[passage.code] += passage.end - passage.start
    text = readable(document.text)
    most = language(size.most_common(1)[0][0])
    own = masthead(text, most)
    text = without_furniture(text, _symbols_of(text, own), most.words["abbreviations"]["words"])
    found = [
        _reading(document, language(code), _passages_of(text, passages, code))
        for code, _ in size.most_common()
    ]
    return Readings(found, passages)


def _passages_of(text: str, passages: Sequence[Passage], code: str) -> str:
    """Return a text with all but its passages in one language blank."""
    if len(passages) == 1:
        return text
    return "".join(
        text[p.start : p.end] if p.code == code else blank(text[p.start : p.end]) for p in passages
    )


def _reading(document: Document, words: Language, text: str) -> Reading:
    """Take what stands of a document in one language apart."""
    running, noted = _apart(text, document.notes, words)
    running, joints = joined(running, words)
    noted_at = document.notes[0].start if document.notes else 0
    noted, noted_joints = joined(noted[noted_at:], words)
    found = paragraphs(running, words)
    told = (document.about, told_by_name(document.name))
    identity = identify(running, found, words, told)
    return Reading(document, words, running, noted, noted_at, found, identity, joints, noted_joints)


def _symbols_of(text: str, own: SymbolMark | None) -> set[str]:
    """Return the document's own symbol as heads of pages may print it: as in the heading, or each of two."""
    return {text[own.start : own.end], *(meant.id for meant in own.ids)} if own else set()


def _apart(text: str, notes: Sequence[Note], words: Language) -> tuple[str, str]:
    """Return the text without its notes and calls, and the notes without the text."""
    if not notes:
        return text, ""
    running: list[str] = []
    noted: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for note in notes:
        before, inside = text[at : note.start], text[note.start : note.end]
        rule = _RULE.search(before, max(0, len(before) - _LONGEST_RULE))
        begin = note.start - (len(rule.group()) if rule else 0)
        running += (text[at:begin], blank(text[begin : note.end]))
        noted += (blank(before), inside)
        spans.append((begin, note.end))
        at = note.end
    running.append(text[at:])
    noted.append(blank(text[at:]))
    alone = healed("".join(running), spans, words.words["abbreviations"]["words"], blanked=True)
    return _without_calls(alone, notes).rstrip(), "".join(noted)


def _without_calls(running: str, notes: Sequence[Note]) -> str:
    """Blank out the calls of notes: digits glued to a word, a date or a number are none of its."""
    kept: list[str] = []
    at = 0
    for start, end in sorted(call for note in notes for call in note.calls):
        if start >= at:
            kept += (running[at:start], " " * (end - start))
            at = end
    return "".join([*kept, running[at:]])
