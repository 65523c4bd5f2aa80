"""Footnotes: told from the running text by their numbers, their place and their calls."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .calls import Call, digit_calls, marked_calls, scanned_calls
from .layout import Layout
from .markers import Marker, find_markers
from .model import Note
from .series import Series, choose_series
from .ties import tie

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence


class _Style(NamedTuple):
    """A way to print notes: what they begin with, and what calls those that have one of the numbers."""

    marker: re.Pattern[str]
    calls: Callable[[str, Collection[int]], Iterable[Call]]
    bare: bool = False
    """Whether calls are mere digits."""


def _marked(marker: str, call: str) -> _Style:
    """Return the style of notes whose calls look like nothing else."""
    pattern = re.compile(call)

    def calls(text: str, _: Collection[int]) -> Iterator[Call]:
        return marked_calls(text, pattern)

    return _Style(re.compile(marker), calls)


def _digits_and_scanned(text: str, numbers: Collection[int]) -> list[Call]:
    return sorted((*digit_calls(text, numbers), *scanned_calls(text)))


_STYLES = (
    # `1 Resolution 70/1.` called by glued digits; the marks are what scans make of small raised ones
    _Style(
        re.compile(r"(\d{1,3})(?!\d| ?\(\))(?=\s|$|[A-Z][a-z])|[!?®©*°§]{1,2}(?=[ \t])"),
        _digits_and_scanned,
        bare=True,
    ),
    # `1/ Resolution 217 A (III).`, as before 1997
    _marked(r"(\d{1,3})/", r"(\d(?<=[\s,;.:)”\"]\d)\d{0,2})/(?![\w/])"),
    # `a/ Including one post.`, in tables
    _marked(r"([a-z])/(?!\w)", r"([a-z](?<=[\s,;.:)\d][a-z]))/(?![\w/])"),
    # `*/ A/37/214.`
    _marked(r"(\*{1,4})/", r"(\*(?<=[\s,;.:)\w]\*)\*{0,3})/(?![\w/])"),
    # `[1] Resolution 70/1.` and Markdown's `[^1]: Resolution 70/1.`
    _marked(r"\[\^?(\d{1,3})\]:?", r"\[\^?(\d{1,3})\](?!:)"),
    # `¹ Resolution 70/1.`
    _marked(r"([⁰¹²³⁴-⁹]{1,3})", r"([⁰¹²³⁴-⁹]{1,3})"),
    # `① 《条约汇编》`, as Chinese writers have it
    _marked(r"([①-⑳])", r"(?<=[^\s①-⑳])([①-⑳])"),
    # `(1)` and `1 ()`, as Arabic texts have it, their brackets sometimes turned round
    _marked(
        r"[\u200e\u200f]*(?:\((\d{1,3})\)|(\d{1,3}) ?\(\))",
        r"\((?<=\S\()(?:\)?(\d{1,3})\)(?!/)|\)(\d{1,3}))",
    ),
    # `* A/78/50.`; what Markdown emphasizes calls nothing
    _marked(
        r"(\*{1,4})(?!\*)",
        r"(?<![^\s(])\*{1,2}(?=[^\s*])[^*\n]{1,200}\*{1,2}|(\*(?<=[^\s*]\*)\*{0,3})(?![*\w])",
    ),
)
# `1. Resolution 70/1.`, as paragraphs are numbered, too: only under a rule or a heading of their own
_NUMBERED = _Style(re.compile(r"(\d{1,3})\.(?=[ \t])"), digit_calls, bare=True)
_HEADINGS = frozenset(
    {
        "notes",
        "endnotes",
        "footnotes",
        "notas",
        "notes de fin",
        "примечания",
        "сноски",
        "注",
        "注释",
        "الحواشي",
    }
)
"""What stands above the notes of a text that has them all at its end."""
_OPENING = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳[(!?®©*°§\u200e\u200f")
_MORE_LINES = 8
"""So many lines a note may have behind what looks like its end, where the next note follows at once."""
_LOST_LINES = 6
"""A note whose marker a scan has lost is no longer, or it could be a page."""


def find_notes(text: str) -> tuple[Note, ...]:
    """Return the footnotes of a text, in its order, each with its calls where the text tells them.

    They stand at the feet of pages or at the end, begin with a marker, and are called from the text before.
    No word of any language is looked at, but for the heading above notes that are numbered as paragraphs are.
    """
    layout = Layout(text)
    lines = [
        line for line, start in enumerate(layout.starts) if text[start] in _OPENING or _lettered(text, start)
    ]
    notes = {note.start: note for style in reversed(_STYLES) for note in _notes(layout, lines, style)}
    if not notes:
        notes = {note.start: note for note in _numbered(layout, lines)}
    ordered = [notes[start] for start in sorted(notes)]
    return tuple(_before(text, note, following) for note, following in pairwise([*ordered, None]) if note)


def _lettered(text: str, start: int) -> bool:
    """Say whether a line begins with `a/`."""
    return text[start + 1 : start + 2] == "/" and text[start].islower()


def _numbered(layout: Layout, lines: Iterable[int]) -> list[Note]:
    """Return the notes that are numbered as paragraphs are, where most of them are called."""
    text = layout.text
    first = None
    for line in lines:
        start = layout.starts[line]
        if line and layout.is_rule(line - 1) and _NUMBERED.marker.match(text, start):
            first = line if first is None else first
        elif line and text.startswith("1.", start) and _is_heading(layout, line - 1):
            first = line
    if first is None:
        return []
    notes = list(_notes(layout, [line for line in lines if line >= first], _NUMBERED))
    called = sum(note.call is not None for note in notes)
    return notes if called * 3 >= len(notes) * 2 else []


def _is_heading(layout: Layout, line: int) -> bool:
    printed = layout.text[layout.starts[line] : min(layout.ends[line], layout.starts[line] + 20)]
    return printed.strip(" :.").casefold() in _HEADINGS


def _before(text: str, note: Note, following: Note | None) -> Note:
    """Return a note that ends before the next one begins, which may be printed in another style."""
    if not following or note.end <= following.start:
        return note
    return replace(note, end=note.start + len(text[note.start : following.start].rstrip()))


def _notes(layout: Layout, lines: Iterable[int], style: _Style) -> Iterator[Note]:
    """Yield the notes of one style."""
    markers = find_markers(layout, lines, style.marker)
    if not markers:
        return
    numbers = {marker.number for marker in markers}
    if 0 in numbers:  # a misread marker may stand for any
        numbers.update(range(1, max(numbers) + len(markers)))
    calls = list(style.calls(layout.text, numbers))
    for series in choose_series(layout, markers, calls):
        series = _with_lost(layout, series)
        tied = tie(layout, series, calls, bare=style.bare)
        for marker, following in pairwise([*series.markers, None]):
            if marker:
                yield _note(layout, marker, following, tied.get(marker.number, ()))


def _note(layout: Layout, marker: Marker, following: Marker | None, calls: Sequence[Call]) -> Note:
    end = layout.ends[_last_line(layout, marker, following)]
    end = marker.text_start + len(layout.text[marker.text_start : end].rstrip())
    spans = tuple((call.start, call.end) for call in calls)
    return Note(marker.printed, marker.start, marker.text_start, end, spans[0][0] if spans else None, spans)


def _last_line(layout: Layout, marker: Marker, following: Marker | None) -> int:
    """Return the line that a note ends with, now that the next one is known: nothing stands between them."""
    if not following or following.line - marker.last > _MORE_LINES:
        return marker.last
    between = range(marker.last + 1, following.line)
    return marker.last if any(layout.stands_apart(line) for line in between) else following.line - 1


def _with_lost(layout: Layout, series: Series) -> Series:
    """Add the notes whose marker a scan has lost, in texts whose pages begin with a single blank.

    The blank then stands before such a note too, since the small number behind it is gone.
    """
    lost = [
        marker
        for before, after in pairwise(series.markers)
        if before.number + 2 == after.number and (marker := _lost(layout, before, after))
    ]
    return Series(series.begin, tuple(sorted((*series.markers, *lost), key=lambda marker: marker.line)))


def _lost(layout: Layout, before: Marker, after: Marker) -> Marker | None:
    """Return the one note without its marker between two others, if there is one."""
    tops = layout.indented_tops
    between = tops[bisect_right(tops, before.last) : bisect_right(tops, after.line)]
    found = [
        (line, top - 1)
        for line, top in pairwise(between)
        if top - line <= _LOST_LINES and layout.ends_sentence(top - 1)
    ]
    if len(found) != 1:
        return None
    line, last = found[0]
    start = layout.starts[line]
    return Marker(line, before.number + 1, "", start, start, last)
