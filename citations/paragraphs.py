"""The paragraphs of a text: what opens each, what it does with what it cites, and who speaks."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.bodies import bodies
from .language import Language, either

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Half of the text in lines longer than this: a line is a paragraph; else lines are wrapped.
_LONG_LINE = 160

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
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


def _divide(running: str, words: Language) -> Iterator[Paragraph]:
    line_is_paragraph = _unwrapped(running)
    speaks, annexes = _speaks(words), _annexes(words)
    section: str | None = None
    speaker: str | None = None
    last: Paragraph | None = None
    chapeau: _Opening | None = None
    blank, marked, numbered = True, False, False
    ended = 0
    for line in _LINE.finditer(running):
        text = line.group().strip()
        if not text:
            blank = True
            continue
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        if found := speaks.fullmatch(text):
            speaker, section = _body_of(found.group("body")), "preamble"
            last = Paragraph(start, None, None, None, speaker)
            yield last
            blank, marked, numbered, ended = False, False, False, line.end()
            continue
        if annexes.fullmatch(text):
            section = "annex"
            last = Paragraph(start, None, None, section, speaker)
            yield last
            blank, marked, numbered, ended = False, False, False, line.end()
            continue
        if number := _NUMBERED.match(text):
            numbered, marked, start = True, False, start + number.end()
        elif item := _ITEM.match(text):
            numbered, marked, start = False, True, start + item.end()
        if start >= line.end() or not running[start : line.end()].strip():
            ended = line.end()
            continue
        opening = _opening(running, start, words) if running[start].isupper() else None
        told = (
            None if opening or not (blank or numbered or line_is_paragraph) else _told(running, start, words)
        )
        if told:
            opening, speaker = told[0], told[1] or speaker
        fresh = numbered or (
            not marked
            and (line_is_paragraph or blank)
            and not running[start].islower()
            and (
                line_is_paragraph
                or last is None
                or _ENDED.search(running, max(ended - 8, 0), ended) is not None
            )
        )
        if opening or fresh:
            if numbered and not opening:
                opening = chapeau
            elif opening:
                chapeau = opening if opening.part == "operative" and not numbered else None
            part = _part(section, opening, numbered)
            last = Paragraph(
                start,
                opening.relation if opening else None,
                opening.printed if opening else None,
                part,
                speaker,
            )
            if opening and part == "operative" and section == "preamble":
                section = "operative"
            yield last
        blank, marked, numbered = False, False, False
        ended = line.end()


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


def _told(text: str, start: int, words: Language) -> tuple[_Opening, str | None] | None:
    """Return what is told of a body: `The Council recalls`, `At its 12th meeting, the Assembly decided`."""
    found = _teller(words).match(text, start)
    if not found:
        return None
    group = "verb" if found.group("verb") else "verb2"
    verb = " ".join(found.group(group).lower().split())
    relation = words.words["verbs"].get(verb) or next(
        o.relation for o in words.openings[verb.split()[0]] if " ".join(o.words) == verb
    )
    printed = " ".join(found.group(group).split())
    return _Opening(relation, printed, "operative"), _body_of(found.group("body") or found.group("body2"))


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
def _speaks(words: Language) -> re.Pattern[str]:
    names = either(name for body in bodies().values() if body.forms for name in (body.name, *body.names))
    return re.compile(rf"{words.words['speaks']['article']}\s+(?P<body>{names})[,:]?", re.IGNORECASE)


@cache
def _teller(words: Language) -> re.Pattern[str]:
    names = either(
        name
        for body in bodies().values()
        if body.forms
        for name in (body.name, *body.names, body.short or body.name)
    )
    fillers = either(words.words["openings"]["fillers"])
    finite = either(
        " ".join(o.words) for group in words.openings.values() for o in group if o.part == "operative"
    )
    past = either(words.words["told"]["past"])
    return re.compile(
        rf"[“\"]?(?:The\s+(?P<body>{names})\s+(?:{fillers}\s+)*(?P<verb>{finite})\b"
        rf"|At\s+its\s+[^.]{{0,120}}?\bthe\s+(?P<body2>{names})\b[^.]{{0,200}}?(?<![\w-])(?P<verb2>{past})\b)"
    )


@cache
def _body_of(printed: str) -> str | None:
    wanted = " ".join(printed.lower().split())
    return next(
        (b.name for b in bodies().values() if wanted in (n.lower() for n in (b.name, *b.names))), None
    )


@cache
def _annexes(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(words.words['parts']['annex'])}(?:\s+[IVX]+)?")
