"""Footnotes tied to their calls."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .calls import LIKELY, POOR, Call, hidden_calls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .layout import Layout
    from .markers import Marker
    from .series import Series


def tie(layout: Layout, series: Series, calls: Sequence[Call], *, bare: bool) -> dict[int, list[Call]]:
    """Return the calls of each note of a series, by the note's number, in the order of the text.

    `calls` are all that the text may hold, in its order; `bare` says that they are printed as mere digits,
    which a scan may misread and which may hide in other numbers. Notes whose call the text does not tell are
    left out. Older texts repeat a call wherever they come back to what its note is about.
    """
    starts = {marker.number: marker.start for marker in series.markers}
    open_calls = list(_outside_notes(layout, series, calls))
    unread = [call for call in open_calls if not call.number]
    # In a bad scan a note's call is rather one of the unread marks than anything that looks little like one.
    least = LIKELY if unread else POOR
    readable = [call for call in open_calls if call.number in starts and call.weight >= least]
    firsts = _without_doubtful(layout.text, assign(readable, starts), len(starts))
    if unread:
        _add_scanned(layout, series, firsts, unread)
    elif bare:
        _add_hidden(layout, series, firsts)
    tied = {number: [call] for number, call in firsts.items()}
    for call in readable:
        if call.weight >= LIKELY and call.number in firsts and call.start > firsts[call.number].start:
            tied[call.number].append(call)
    return tied


class _Link(NamedTuple):
    """The heaviest chain of calls up to one of them."""

    weight: float
    call: Call
    before: _Link | None


def assign(calls: Iterable[Call], starts: Mapping[int, int]) -> dict[int, Call]:
    """Choose the call of each note: the heaviest chain in which calls ascend as their notes do.

    `starts` has where each note stands, by its number; a call stands before its note. `calls` come in the
    order of the text and have no other numbers. Where two fit the first is taken: the other repeats it.
    """
    rank_of = {number: rank for rank, number in enumerate(sorted(starts), 1)}
    heaviest: list[_Link | None] = [None] * (len(rank_of) + 1)  # a Fenwick tree of prefix maxima
    best: _Link | None = None
    for call in calls:
        if call.start >= starts[call.number]:
            continue
        before: _Link | None = None
        rank = rank_of[call.number] - 1
        while rank:
            before = _heavier(before, heaviest[rank])
            rank &= rank - 1
        link = _Link(call.weight + (before.weight if before else 0.0), call, before)
        rank = rank_of[call.number]
        while rank < len(heaviest):
            heaviest[rank] = _heavier(heaviest[rank], link)
            rank += rank & -rank
        best = _heavier(best, link)
    chosen: dict[int, Call] = {}
    while best:
        chosen[best.call.number] = best.call
        best = best.before
    return chosen


def _heavier(old: _Link | None, new: _Link | None) -> _Link | None:
    return new if new and (not old or new.weight > old.weight) else old


def _start(call: Call) -> int:
    return call.start


def _outside_notes(layout: Layout, series: Series, calls: Sequence[Call]) -> Iterator[Call]:
    """Yield the calls that stand in the text of a series and not in its notes."""
    starts = [marker.start for marker in series.markers]
    ends = [layout.ends[marker.last] for marker in series.markers]
    first = bisect_left(calls, series.begin, key=_start)
    for call in calls[first : bisect_left(calls, starts[-1], key=_start)]:
        place = bisect_right(starts, call.start) - 1
        if place < 0 or call.start >= ends[place]:
            yield call


def _without_doubtful(text: str, chosen: Mapping[int, Call], notes: int) -> dict[int, Call]:
    """Leave out numbers behind a capitalised word where few calls can be read, and none a blank away.

    `Social Rights 4 and` has a call; but in a bad scan `Article 4 of` has none.
    """
    poor = {
        number for number, call in chosen.items() if call.weight == POOR and text[call.start - 1].isspace()
    }
    others = [call for number, call in chosen.items() if number not in poor]
    if len(others) * 2 >= notes or any(text[call.start - 1].isspace() for call in others):
        return dict(chosen)
    return {number: call for number, call in chosen.items() if number not in poor}


def _add_scanned(layout: Layout, series: Series, chosen: dict[int, Call], unread: Sequence[Call]) -> None:
    """Tie notes that no number calls to misread marks, where there are as many of these as notes.

    Notes at a page's foot are called on that page, so each group of notes has its own stretch of text.
    """
    order = sorted(chosen)
    for before, lost in list(_lost(series.markers, chosen)):
        numbers = range(lost[0].number, lost[-1].number + 1)
        missing = numbers[0] - before.number - 1 if before else 0
        begin, end = _stretch(series, chosen, order, lost[0])
        if before and not before.touches(lost[0]):
            begin = max(begin, layout.ends[before.last])
        marks = unread[bisect_left(unread, begin, key=_start) : bisect_left(unread, end, key=_start)]
        if len(marks) in (len(numbers), len(numbers) + missing):
            place = dict(zip(reversed(numbers), reversed(marks), strict=False))
            for marker in lost:
                chosen[marker.number] = place[marker.number]


def _lost(
    markers: Sequence[Marker], chosen: Mapping[int, Call]
) -> Iterator[tuple[Marker | None, list[Marker]]]:
    """Yield the notes that nothing calls, neighbours together, and with them the note before."""
    before: Marker | None = None
    lost: list[Marker] = []
    for place, marker in enumerate(markers):
        if marker.number not in chosen:
            lost.append(marker)
        following = markers[place + 1] if place + 1 < len(markers) else None
        if lost and (not following or following.number in chosen or not marker.touches(following)):
            yield before, lost
            lost = []
        if not lost:
            before = marker


def _add_hidden(layout: Layout, series: Series, chosen: dict[int, Call]) -> None:
    """Tie notes that nothing calls to the end of a longer number, where only one can hold the call."""
    lost = {marker.number: marker for marker in series.markers if marker.number not in chosen}
    if not lost or len(lost) > len(chosen):  # where most calls cannot be read, why should these be there?
        return
    hidden: dict[int, list[Call]] = defaultdict(list)
    calls = list(hidden_calls(layout.text, series.begin, series.markers[-1].start, lost))
    for call in _outside_notes(layout, series, calls):
        hidden[call.number].append(call)
    order = sorted(chosen)
    for number, marker in lost.items():
        begin, end = _stretch(series, chosen, order, marker)
        first = bisect_left(hidden[number], begin, key=_start)
        inside = hidden[number][first : bisect_left(hidden[number], end, key=_start)]
        if len(inside) == 1:
            chosen[number] = inside[0]


def _stretch(
    series: Series, chosen: Mapping[int, Call], order: Sequence[int], marker: Marker
) -> tuple[int, int]:
    """Return where the text begins and ends that holds the call of a note: calls ascend as the notes do.

    `order` has the numbers of the notes whose calls are `chosen`, ascending.
    """
    place = bisect_left(order, marker.number)
    begin = chosen[order[place - 1]].end if place else series.begin
    end = chosen[order[place]].start if place < len(order) else marker.start
    return begin, min(end, marker.start)
