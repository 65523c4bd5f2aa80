"""Which of the lines that may begin a footnote do: the ascending numbers for which most speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from .calls import LIKELY, POOR, SURE, Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .layout import Layout
    from .markers import Marker

# What speaks for a note, and against it. A called note outweighs any one thing against it.
_CALLED = {SURE: 2.0, LIKELY: 1.0, POOR: -0.25}
_CALLED_UNREAD = 0.0  # a misread mark in the text may be its call
_NOT_CALLED = -1.0
_FOLLOWS = 0.5  # it has the number behind the note before
_MISSING = -0.5  # each number that is left out
_ANEW = -1.0  # the numbers begin again, or leap
_UNDER_RULE = 1.5
_ENDS_PAGE = 1.0
_SENTENCE = 0.5  # its last line ends one
_NO_SENTENCE = -1.0  # its last line ends none
_IN_MID_SENTENCE = -1.5  # the line before ends none and is full
_MARKER_ALONE = -5.0  # the line holds nothing else, and no rule or note leads up to it
_BEGINS_SMALL = -1.0  # with a small letter or a digit
_DATE_LIKE = -1.5

_LEAST = 1.0
"""What the notes of a text must be worth together."""
_HOPELESS = -2.0
"""What no note that follows makes good again."""

_HEAD_AND_FOOT = 6
"""So many lines may stand between two notes where a page ends: its number, the next one's running head."""

_GAP = r"[ \t\xa0\u202f]+"
_WORD = r"[^\W\d_]{1,20}"
_DATE = re.compile(
    # 7 March 2011, 7 de marzo de 2011, 7 آذار/مارس 2011
    rf"\d{{1,2}}{_GAP}(?:de{_GAP})?{_WORD}(?:{_GAP}?/{_GAP}?{_WORD}|{_GAP}{_WORD})?{_GAP}(?:de{_GAP})?"
    r"(?:1[89]|20)\d\d(?![\d/])"
)


class Series(NamedTuple):
    """Notes whose numbers ascend, and the text that calls them."""

    begin: int
    """Where this text begins: at 0, or behind the notes of the series before."""
    markers: tuple[Marker, ...]


class _Chain(NamedTuple):
    """The best choice of notes up to one of them."""

    worth: float
    marker: Marker
    before: _Chain | None
    begin: int


def choose_series(layout: Layout, markers: Sequence[Marker], calls: Iterable[Call]) -> list[Series]:
    """Return the series of notes in the order of the text; nothing where no line speaks for itself.

    Each note follows the one with the number before its own, or one or two that are missing, or begins a new
    series, as where each page counts its notes from 1. Dynamic programming: linear in markers and calls.
    """
    called: dict[tuple[int, float], list[int]] = defaultdict(list)
    for call in calls:
        called[call.number, call.weight].append(call.start)
    known = _Known()
    for marker, at_foot in zip(markers, _at_foot(layout, markers), strict=True):
        if not marker.number and not at_foot:
            continue
        chains = _chains_to(layout, marker, known, called)
        chain = max(chains, key=lambda chain: chain.worth, default=None)
        if chain and chain.worth > _HOPELESS:
            known.add(chain)
    return _split(known.best) if known.best and known.best.worth >= _LEAST else []


@dataclass(slots=True)
class _Known:
    """What notes further on can follow."""

    best: _Chain | None = None
    latest: dict[int, _Chain] = field(default_factory=dict[int, _Chain])
    """By the number of the last note."""
    heaviest: dict[int, _Chain] = field(default_factory=dict[int, _Chain])

    def add(self, chain: _Chain) -> None:
        number = chain.marker.number
        self.latest[number] = chain
        self.heaviest[number] = _heavier(self.heaviest.get(number), chain)
        self.best = _heavier(self.best, chain)


def _heavier(old: _Chain | None, new: _Chain) -> _Chain:
    return old if old and old.worth > new.worth else new


def _chains_to(
    layout: Layout, marker: Marker, known: _Known, called: Mapping[tuple[int, float], Sequence[int]]
) -> Iterator[_Chain]:
    """Yield the chains that end with a note; a misread number follows the best chain and must be called."""
    misread = not marker.number
    if misread:
        marker = replace(marker, number=known.best.marker.number + 1 if known.best else 1)
    look = _look(layout, marker)
    stand = _stand(layout, marker)
    for before, begin, cost in _options(layout, marker.number, known):
        call = _called(called, marker, begin)
        if misread and call == _NOT_CALLED:
            continue
        led_up_to = before is not None and _leads_up_to(before.marker, marker)
        worth = (before.worth if before else 0.0) + cost + look + call + (0.0 if led_up_to else stand)
        yield _Chain(worth, marker, before, begin)


def _leads_up_to(before: Marker, marker: Marker) -> bool:
    """Say whether a note continues the one before, with no more than a page's foot and head between them."""
    near = marker.line - before.last <= _HEAD_AND_FOOT and marker.number == before.number + 1
    return near or before.touches(marker)


def _options(layout: Layout, number: int, known: _Known) -> Iterator[tuple[_Chain | None, int, float]]:
    """Yield what a note with this number can follow, where the text that calls it begins, and the cost."""
    yield None, 0, 0.0
    if known.best:
        yield known.best, layout.ends[known.best.marker.last], _ANEW
    for missing in (0, 1, 2):
        for chains in (known.latest, known.heaviest):
            chain = chains.get(number - 1 - missing)
            if chain:
                yield chain, chain.begin, _MISSING * missing if missing else _FOLLOWS


def _split(chain: _Chain) -> list[Series]:
    """Return the series that a chain is made of."""
    series: list[Series] = []
    link: _Chain | None = chain
    markers: list[Marker] = []
    while link:
        markers.append(link.marker)
        if not link.before or link.before.begin != link.begin:
            series.append(Series(link.begin, tuple(reversed(markers))))
            markers = []
        link = link.before
    return series[::-1]


def _at_foot(layout: Layout, markers: Sequence[Marker]) -> list[bool]:
    """Say of each note whether it stands under a rule or among those that a page or the text ends with."""
    at_foot = [False] * len(markers)
    for place in range(len(markers) - 1, -1, -1):
        marker, last = markers[place], markers[place].last
        at_foot[place] = (
            last + 1 == len(layout)
            or layout.tops_page(last + 1)
            or (marker.line > 0 and layout.is_rule(marker.line - 1))
            or (place + 1 < len(markers) and marker.touches(markers[place + 1]) and at_foot[place + 1])
        )
    return at_foot


def _look(layout: Layout, marker: Marker) -> float:
    """Weigh how a note looks."""
    first = layout.text[marker.text_start]
    worth = _SENTENCE if layout.ends_sentence(marker.last) else _NO_SENTENCE
    worth += _BEGINS_SMALL if first.islower() or first.isdigit() else 0
    worth += _DATE_LIKE if _DATE.match(layout.text, marker.start) else 0
    worth += _ENDS_PAGE if marker.last + 1 == len(layout) or layout.tops_page(marker.last + 1) else 0
    return worth


def _stand(layout: Layout, marker: Marker) -> float:
    """Weigh where a note stands that no other leads up to."""
    above = marker.line - 1
    if above >= 0 and layout.is_rule(above):
        return _UNDER_RULE
    if marker.text_start > layout.ends[marker.line]:
        return _MARKER_ALONE
    if layout.stands_apart(marker.line) or not layout.breaks_off(above):
        return 0.0
    return _IN_MID_SENTENCE


def _called(called: Mapping[tuple[int, float], Sequence[int]], marker: Marker, begin: int) -> float:
    """Weigh the best call of a note between the beginning of its series' text and the note itself."""
    for weight, worth in _CALLED.items():
        offsets = called.get((marker.number, weight), ())
        place = bisect_left(offsets, marker.start)
        if place and offsets[place - 1] >= begin:
            return worth
    unread = called.get((0, POOR), ())
    place = bisect_left(unread, marker.start)
    return _CALLED_UNREAD if place and unread[place - 1] >= begin else _NOT_CALLED
