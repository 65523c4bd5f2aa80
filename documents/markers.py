"""The lines of a text that may begin a footnote."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .calls import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .layout import Layout

_LONGEST = 40
"""In lines. A note is no longer."""

_LARGEST = 999
"""No text numbers its notes higher; what is higher is an amount or a year."""

_VISIBLE = re.compile(r"\S")
_NO_NOTE = frozenset("-–—.,;:)%/")
"""Behind a number these make it the number of a paragraph, a share, a fraction."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The beginning of what may be a footnote."""

    line: int
    number: int
    """0 where a scan misread it."""
    printed: str
    """The marker itself; empty where a scan lost it."""
    start: int
    text_start: int
    last: int
    """The line that the note seems to end with."""

    def touches(self, following: Marker) -> bool:
        """Say whether nothing but blank lines stands between this note and the following one."""
        return self.last + 1 == following.line


def find_markers(layout: Layout, lines: Iterable[int], pattern: re.Pattern[str]) -> list[Marker]:
    """Return those of the lines that may begin a note, by a pattern for the marker.

    The one group of the pattern that matches is the marker as it should be; where none does, a scan misread
    it. Its number is then what a neighbouring note leaves open, or 0 where there is none.
    """
    markers = _without_bare(layout, [marker for line in lines if (marker := _marker(layout, line, pattern))])
    numbers = {marker.line: marker.number for marker in markers}
    markers = [replace(marker, last=_last_line(layout, marker, numbers)) for marker in markers]
    return _with_misread(markers)


def _marker(layout: Layout, line: int, pattern: re.Pattern[str]) -> Marker | None:
    """Return the marker that a line begins with; the end of its note is still to be found."""
    text, end = layout.text, layout.ends[line]
    found = pattern.match(text, layout.starts[line], end)
    if not found:
        return None
    printed = found[found.lastindex or 0]
    number = number_of(printed) if found.lastindex else 0
    if found.lastindex and not 0 < number <= _LARGEST:
        return None
    rest = _VISIBLE.search(text, found.end(), end)
    if rest and rest.group() not in _NO_NOTE:
        return Marker(line, number, printed, found.start(), rest.start(), line)
    if not rest and line + 1 < len(layout) and not layout.tops_page(line + 1):  # on a line of its own
        return Marker(line, number, printed, found.start(), layout.starts[line + 1], line + 1)
    return None


def _without_bare(layout: Layout, markers: Iterable[Marker]) -> list[Marker]:
    """Leave out numbers alone on their line, but for those that stand under a rule or shortly behind a note.

    They are page numbers and the cells of tables; a converter may also put a note's number so.
    """
    kept: list[Marker] = []
    seen: dict[int, int] = {}
    for marker in markers:
        near = marker.line - seen.get(marker.number - 1, -_LONGEST) < _LONGEST
        if marker.last > marker.line and not near and not (marker.line and layout.is_rule(marker.line - 1)):
            continue
        seen[marker.number] = marker.line
        kept.append(marker)
    return kept


def _last_line(layout: Layout, marker: Marker, numbers: Mapping[int, int]) -> int:
    """Return the line that a note ends with; `numbers` are those of the lines that may begin one.

    A note goes on until a page ends, a rule is drawn, the next note begins, or a sentence ends and with it
    the line; behind a blank line it goes on where its sentence has not ended and the line stands further in.
    """
    line, widest = marker.last, 0
    while line + 1 < min(len(layout), marker.line + _LONGEST):
        following = line + 1
        if layout.tops_page(following) or layout.is_rule(following):
            break
        if numbers.get(following) in (0, marker.number + 1):
            break
        if following in numbers and line in numbers and line > marker.line:  # the rows of a table
            break
        if layout.stands_apart(following):
            if layout.ends_sentence(line) or layout.indent(following) <= layout.indent(marker.line):
                break
        elif layout.ends_sentence(line):
            if not widest or not layout.is_full(line, widest):
                break
        elif not layout.is_full(line, max(widest, layout.width(following)) * 3 // 4):
            break
        widest = max(widest, layout.width(line))
        line = following
    return line


def _with_misread(markers: list[Marker]) -> list[Marker]:
    """Return the markers with misread numbers read: behind a 1 stands a 2, before a 2 a 1."""
    read: list[Marker] = []
    for marker in markers:
        before = read[-1] if read else None
        if not marker.number and before and before.number and before.touches(marker):
            marker = replace(marker, number=before.number + 1)
        read.append(marker)
    for place in range(len(read) - 2, -1, -1):
        marker, following = read[place], read[place + 1]
        if not marker.number and following.number > 1 and marker.touches(following):
            read[place] = replace(marker, number=following.number - 1)
    return read
