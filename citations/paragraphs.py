"""The paragraphs of a text: what opens each, what it does with what it cites, and who speaks."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .language import Language, either
from .owners import owner_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Half of the text in lines longer than this: a line is a paragraph; else lines are wrapped.
_LONG_LINE = 160
# How far behind a body stands what is told of it, in characters.
_TELLS = 200

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What may stand behind the name of the body that speaks.
_ALONE = re.compile(r"[,:]?\s*")
_GAP = re.compile(r"\s+")
_NUMBERED = re.compile(r"\d{1,3}\.(?:\s+|$)")
_ITEM = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,5})\)(?:\s+|$)")
# A paragraph that is over ends so; marks of footnote calls may follow.
_ENDED = re.compile(r"[,;:.][\W\d]{0,6}\Z")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of running text under one opening."""

    start: int
    relation: str | None
    opening: str | None
    part: str | None
    speaker: str | None
    """The body whose text it is (`The General Assembly,` on a line before), by its English name."""


@dataclass(frozen=True, slots=True)
class _Opening:
    relation: str
    printed: str
    part: str


class Paragraphs:
    """The paragraphs of one text, by offset."""

    def __init__(self, found: Sequence[Paragraph]) -> None:
        self._found = found
        self._starts = [p.start for p in found]

    def at(self, offset: int) -> Paragraph:
        """Return the paragraph that holds the offset."""
        return self._found[bisect.bisect_right(self._starts, offset) - 1]

    def first_speaker(self) -> str | None:
        """Return the first body that speaks in the text."""
        return next((p.speaker for p in self._found if p.speaker), None)

    def number(self, offset: int) -> int:
        """Return which paragraph, counted from 0, holds the offset."""
        return bisect.bisect_right(self._starts, offset) - 1


def paragraphs(running: str, words: Language) -> Paragraphs:
    """Divide the running text (footnotes blanked out) into paragraphs."""
    return Paragraphs([Paragraph(0, None, None, None, None), *_divide(running, words)])


@dataclass(slots=True)
class _State:
    """How far the division of a text has come."""

    line_is_paragraph: bool
    section: str | None = None
    speaker: str | None = None
    chapeau: _Opening | None = None
    """The opening of a paragraph without number that the numbered ones behind it go on."""
    begun: bool = False
    blank: bool = True
    """Whether the line before is blank."""
    marked: bool = False
    """Whether an item's mark, `(a)`, stands before."""
    numbered: bool = False
    """Whether a paragraph's number stands before."""
    ended: int = 0
    """Where the last line that is not blank ended."""


def _divide(running: str, words: Language) -> Iterator[Paragraph]:
    state = _State(_unwrapped(running))
    for line in _LINE.finditer(running):
        if not line.group().strip():
            state.blank = True
            continue
        found = _turn(running, line, state, words)
        if found is None:
            start = _past_marks(line, state)
            if start < line.end() and running[start : line.end()].strip():
                found = _begun(running, start, state, words)
                state.blank = state.marked = state.numbered = False
        if found:
            state.begun = True
            yield found
        state.ended = line.end()


def _turn(running: str, line: re.Match[str], state: _State, words: Language) -> Paragraph | None:
    """Return a paragraph where the text turns: another body speaks, or an annex begins."""
    start = line.start() + len(line.group()) - len(line.group().lstrip())
    if speaker := _speaker(running, start, line.end(), words, state.speaker):
        state.speaker, state.section = speaker, "preamble"
    elif _annexes(words).fullmatch(line.group().strip()):
        state.section = "annex"
    else:
        return None
    state.blank = state.marked = state.numbered = False
    return Paragraph(start, None, None, "annex" if state.section == "annex" else None, state.speaker)


def _past_marks(line: re.Match[str], state: _State) -> int:
    """Return where a line's text begins behind its number or item mark, and note those."""
    text = line.group().strip()
    start = line.start() + len(line.group()) - len(line.group().lstrip())
    if number := _NUMBERED.match(text):
        state.numbered, state.marked = True, False
        return start + number.end()
    if item := _ITEM.match(text):
        state.numbered, state.marked = False, True
        return start + item.end()
    return start


def _begun(running: str, start: int, state: _State, words: Language) -> Paragraph | None:
    """Return the paragraph that begins at the offset; None where the one before goes on."""
    opening = _opening(running, start, words) if running[start].isupper() else None
    if opening is None and (state.blank or state.numbered or state.line_is_paragraph):
        told = _told(running, start, words, state.speaker)
        if told:
            opening, state.speaker = told
    if opening is None and not (state.numbered or _fresh(running, start, state)):
        return None
    if opening is None and state.numbered:
        opening = state.chapeau
    elif opening:
        state.chapeau = opening if opening.part == "operative" and not state.numbered else None
    part = _part(state.section, opening, state.numbered)
    if opening and part == "operative" and state.section == "preamble":
        state.section = "operative"
    relation, printed = (opening.relation, opening.printed) if opening else (None, None)
    return Paragraph(start, relation, printed, part, state.speaker)


def _fresh(running: str, start: int, state: _State) -> bool:
    """Whether a line without opening or number begins a paragraph."""
    if state.marked or running[start].islower():
        return False
    if state.line_is_paragraph or not state.begun:
        return True
    return state.blank and _ENDED.search(running, max(state.ended - 8, 0), state.ended) is not None


def _part(section: str | None, opening: _Opening | None, numbered: bool) -> str | None:
    if section == "annex":
        return section
    if opening:
        return "operative" if numbered and section else opening.part
    if numbered and section:
        return "operative"
    return section if section == "operative" else None


def _unwrapped(text: str) -> bool:
    long = sum(len(line) for line in text.split("\n") if len(line) > _LONG_LINE)
    return long * 2 > len(text)


def _opening(text: str, start: int, words: Language) -> _Opening | None:
    """Return what opens at the offset: `Recalling also`, `Expressing its deep concern`."""
    seen: list[re.Match[str]] = []
    at = start
    while len(seen) < 14 and (word := _WORD.match(text, at)):
        seen.append(word)
        gap = _GAP.match(text, word.end())
        if not gap:
            break
        at = gap.end()
    plain = [w.group().lower() for w in seen]
    first = 0
    while first < len(plain) and plain[first] in words.fillers and plain[first] not in words.openings:
        first += 1
    for opening in words.openings.get(plain[first], ()) if first < len(plain) else ():
        last = _follows(plain, first, opening.words, words.fillers)
        if last is not None:
            end = _tail(text, seen[last].end(), words)
            printed = re.sub(r"\s+", " ", text[start:end])
            return _Opening(opening.relation, printed, opening.part)
    return None


def _speaker(text: str, start: int, end: int, words: Language, last: str | None) -> str | None:
    """Return the body that speaks from here on, where a line is no more than its name: `The Council,`."""
    lead = _article(words).match(text, start, end)
    owner = owner_at(text, lead.end(), words, (last,) if last else ()) if lead else None
    if owner is None or not _ALONE.fullmatch(text, owner.end, end):
        return None
    return owner.bodies[0] if len(owner.bodies) == 1 or last in owner.bodies else None


def _told(text: str, start: int, words: Language, last: str | None) -> tuple[_Opening, str | None] | None:
    """Return what is told of a body: `The Council recalls`, `At its 12th meeting, the Assembly decided`."""
    near = (last,) if last else ()
    if lead := _article(words).match(text, start):
        owner = owner_at(text, lead.end(), words, near)
        gap = _GAP.match(text, owner.end) if owner else None
        opening = _opening(text, gap.end(), words) if gap else None
        if owner and owner.bodies and opening and opening.part == "operative":
            return opening, owner.bodies[0] if len(owner.bodies) == 1 else last
        return None
    if meeting := _meeting(words).match(text, start):
        owner = owner_at(text, meeting.end(), words, near)
        stop = text.find(".", owner.end, owner.end + _TELLS) if owner else -1
        verb = (
            _past(words).search(text, owner.end, stop if stop >= 0 else owner.end + _TELLS) if owner else None
        )
        if owner and owner.bodies and verb:
            printed = " ".join(verb.group("verb").split())
            return _Opening(words.words["verbs"][printed], printed, "operative"), owner.bodies[0]
    return None


def _follows(plain: Sequence[str], first: int, wanted: Sequence[str], fillers: frozenset[str]) -> int | None:
    """Return the index of the last wanted word, fillers between the words passed over."""
    at = first
    for word in wanted[1:]:
        at += 1
        while at < len(plain) and plain[at] != word and plain[at] in fillers:
            at += 1
        if at >= len(plain) or plain[at] != word:
            return None
    return at


def _tail(text: str, end: int, words: Language) -> int:
    while found := _tails(words).match(text, end):
        end = found.end()
    return end


@cache
def _tails(words: Language) -> re.Pattern[str]:
    table = words.words["openings"]
    manner = rf"{either(table['manner'])}\s+(?:{either(table['fillers'])}\s+)*[a-z]+"
    return re.compile(rf"\s+(?:{either(table['tails'])}|{manner})\b")


@cache
def _article(words: Language) -> re.Pattern[str]:
    return re.compile(rf"[“\"]?{either(words.words['speaks']['articles'])}\s+")


@cache
def _meeting(words: Language) -> re.Pattern[str]:
    table = words.words["told"]
    return re.compile(rf"{either(table['meeting'])}\s+[^.]{{0,120}}?\b{either(table['article'])}\s+(?=[A-Z])")


@cache
def _past(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<verb>{either(words.words['told']['past'])})\b")


@cache
def _annexes(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(words.words['parts']['annex'])}(?:\s+[IVX]+)?")
