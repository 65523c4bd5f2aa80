"""The notes of a page, told from its running text by their raised markers, their size and their place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .pdf_lines import Line

_MARKER = re.compile(r"\d{1,3}|\*{1,4}|[a-z]")
_STAR = re.compile(r"(\*{1,4})\s*(?=[^\s*])")
_RULE = re.compile(r"[_—–\s]{5,}")
_SMALLER = 0.97
"""Notes are printed so much smaller than the text, at least, where nothing else tells them from it."""
_LARGER = 1.12
_FAR, _FAR_AT_FOOT = 2.6, 8.0
"""A line so far below the one before, in sizes of its letters, is no more of the note."""
_SENTENCE_END = re.compile(r"[.!?。！？؟…][»”’\"')\]）》」]*\s*$")


@dataclass
class Foot:
    """A note as it is printed."""

    marker: str
    lines: list[tuple[Line, int]] = field(default_factory=list["tuple[Line, int]"])
    """Each of its lines, and where in the line its text begins: behind the marker in the first."""


@dataclass
class Body:
    """What a page holds: the running text, by flow, and the notes."""

    flows: list[list[Line]] = field(default_factory=list["list[Line]"])
    notes: list[Foot] = field(default_factory=list["Foot"])


def part(pages: Iterable[Sequence[Sequence[Line]]]) -> list[Body]:
    """Return the pages, given as flows of lines, with their notes apart.

    A note that goes on at the foot of the next page is kept whole, where it begins.
    """
    pages = list(pages)
    size = _usual_size(pages)
    bodies: list[Body] = []
    last: Foot | None = None
    for flows in pages:
        body = Body()
        for flow in flows:
            text = _take(flow, size, last, body.notes)
            if text:
                body.flows.append(text)
        last = body.notes[-1] if body.notes else last if not body.flows else None
        bodies.append(body)
    return bodies


def _usual_size(pages: Iterable[Sequence[Sequence[Line]]]) -> float:
    """Return the size of most letters."""
    sizes: Counter[float] = Counter()
    for flows in pages:
        for flow in flows:
            for line in flow:
                sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _take(flow: Sequence[Line], usual: float, last: Foot | None, notes: list[Foot]) -> list[Line]:
    """Return the running text of a flow; its notes are added to those of the page.

    `last` is the note that the page before ended with.
    """
    small = _small_from(flow, usual)
    text: list[Line] = []
    note: Foot | None = None
    for n, line in enumerate(flow):
        begins = _marker(line, usual)
        if begins:
            note = Foot(line.text[: begins[0]], [(line, begins[1])])
            notes.append(note)
        elif _RULE.fullmatch(line.text) and n + 1 < len(flow) and _under_rule(flow, n + 1, small, usual):
            note = last if n + 1 >= small and not _marker(flow[n + 1], usual) and not notes else None
        elif n == small and last and not note and not notes and _unfinished(last) and _alike(last, line):
            note = last
            note.lines.append((line, 0))
        elif note and _goes_on(note, line, small <= n):
            note.lines.append((line, 0))
        else:
            note = None
            text.append(line)
    return text


def _small_from(flow: Sequence[Line], usual: float) -> int:
    """Return the first of the lines that a flow ends with in small letters."""
    n = len(flow)
    while n and flow[n - 1].size < _SMALLER * usual:
        n -= 1
    return n


def _marker(line: Line, usual: float) -> tuple[int, int] | None:
    """Return where the marker ends and the text begins, where a line begins a note."""
    if line.raised and line.raised[0][0] == 0:
        end = line.raised[0][1]
        if line.size <= usual * _LARGER and _MARKER.fullmatch(line.text, 0, end) and line.text[end:].strip():
            return end, end + len(line.text[end:]) - len(line.text[end:].lstrip())
    elif line.size < _SMALLER * usual and (star := _STAR.match(line.text)):
        return star.end(1), star.end()
    return None


def _under_rule(flow: Sequence[Line], n: int, small: int, usual: float) -> bool:
    return n >= small or _marker(flow[n], usual) is not None


def _unfinished(note: Foot) -> bool:
    return not _SENTENCE_END.search(note.lines[-1][0].text)


def _alike(note: Foot, line: Line) -> bool:
    return abs(note.lines[-1][0].size - line.size) <= 0.03 * line.size


def _goes_on(note: Foot, line: Line, at_foot: bool) -> bool:
    above = note.lines[-1][0]
    if line.size > above.size * _LARGER:
        return False
    return above.base - line.base <= (_FAR_AT_FOOT if at_foot else _FAR) * line.size
