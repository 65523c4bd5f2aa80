"""The lines of a page become flows: columns, and what runs across them, in the order of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .pdf_lines import in_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .pdf_lines import Line

_PLACES = 60
"""So many places between two columns are tried."""
_LEAST_LINES = 3
"""Fewer lines beside others are a table, or a heading."""
_MOST_LINES = 2_000
"""No page that people read has more, and looking for columns takes time."""
_LEAST_WIDTH = 0.28
"""The lines of a column are that wide, as a share of the page's text: those of a table are shorter."""
_FULL = 0.85
"""A line that fills its column is as wide, as a share of all that stands in it: a cell of a table is not."""
_INDENT = 4
"""So far from the left edge of its column a paragraph begins, in sizes of letters."""
_SAME_HEIGHT = 0.3
"""Lines so near in height, in sizes of their letters, are cells of one row: a column may hold a table."""
_LEADING = 1.6
"""What stands so near above the other column's first line still stands beside it, in sizes of letters."""
_TURNS = 8
"""The most times that a page changes between one column and two."""


class _Gutter(NamedTuple):
    """What is empty between two columns."""

    x: float
    first: int
    end: int
    """The lines beside it, from the top down."""
    worth: tuple[int, int]
    """How many lines it has on the side that has fewer, and on both."""


def find_flows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return what is read one after the other, each from the top down, cells on one height joined."""
    flows: list[list[Line]] = []
    left = list(lines)
    for _ in range(_TURNS):
        gutter = _gutter(left)
        if not gutter:
            break
        beside = left[gutter.first : gutter.end]
        columns = [
            [line for line in beside if line.right <= gutter.x],
            [line for line in beside if line.right > gutter.x],
        ]
        if sum(1 if line.rightward else -1 for line in beside) < 0:
            columns.reverse()
        flows += (left[: gutter.first], *columns)
        left = left[gutter.end :]
    return [in_rows(flow) for flow in (*flows, left) if flow]


def _gutter(lines: Sequence[Line]) -> _Gutter | None:
    """Return the best place between two columns; the middle one of several that are as good."""
    if not 2 * _LEAST_LINES <= len(lines) <= _MOST_LINES:
        return None
    begin, end = min(line.left for line in lines), max(line.right for line in lines)
    places = [begin + (end - begin) * (0.25 + 0.5 * n / _PLACES) for n in range(_PLACES + 1)]
    found = [gutter for x in places if (gutter := _at(lines, x, _LEAST_WIDTH * (end - begin)))]
    if not found:
        return None
    most = max(gutter.worth for gutter in found)
    best = [gutter for gutter in found if gutter.worth == most]
    return best[len(best) // 2]


def _at(lines: Sequence[Line], x: float, width: float) -> _Gutter | None:
    """Return the longest stretch of lines that none crosses at a place, where columns are beside it."""
    best: _Gutter | None = None
    first = 0
    for n in range(len(lines) + 1):
        if n < len(lines) and not lines[n].left < x < lines[n].right:
            continue
        found = _beside(lines, x, first, n, width)
        if found and (not best or found.worth > best.worth):
            best = found
        first = n + 1
    return best


def _beside(lines: Sequence[Line], x: float, first: int, end: int, width: float) -> _Gutter | None:
    if end - first < 2 * _LEAST_LINES:
        return None
    sides = [[n for n in range(first, end) if (lines[n].left >= x) is right] for right in (False, True)]
    if not all(_is_column([lines[n] for n in side], width) for side in sides):
        return None
    later = lines[max(side[0] for side in sides)]
    top = later.base + _LEADING * later.size
    while lines[first].base > top:
        first += 1
    return _Gutter(x, first, end, (min(len(side) for side in sides), end - first))


def _is_column(lines: Sequence[Line], width: float) -> bool:
    """Say whether lines are a column of text: most of its rows are one line, and as wide, on the average.

    One that is mostly tables is a column where lines stand over or under them that fill it.
    """
    rows = 0
    whole: list[Line] = []
    for n, line in enumerate(lines):
        beside = n > 0 and _on_one_height(lines[n - 1], line)
        rows += not beside
        if not beside and not (n + 1 < len(lines) and _on_one_height(line, lines[n + 1])):
            whole.append(line)
    if len(whole) < _LEAST_LINES:
        return False
    if len(whole) >= rows / 2 and sum(line.right - line.left for line in whole) >= width * len(whole):
        return True
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    least = max(width, _FULL * (right - left))
    full = [
        line for line in whole if line.right - line.left >= least and line.left <= left + _INDENT * line.size
    ]
    return len(full) >= _LEAST_LINES


def _on_one_height(one: Line, other: Line) -> bool:
    return abs(one.base - other.base) < _SAME_HEIGHT * max(one.size, other.size)
