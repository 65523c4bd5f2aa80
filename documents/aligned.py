"""Tables of plain text, whose cells stand under one another or three blanks apart, found by their gaps."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from .model import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Longer lines are prose, in characters.
_LONGEST = 600
# How far apart two lines of one table may stand, in lines.
_APART = 3
# Cells that begin so far from one another, in characters, are of one column.
_NEAR = 2
_GAP = re.compile(r"[ \xa0]{3,}|[ \xa0]*\t[ \xa0\t]*")
_BETWEEN_CELLS = "   "
_COUNTED = (_BETWEEN_CELLS, "\t")


class _Line(NamedTuple):
    """A line of a table: where it begins, and where each of its cells begins and ends."""

    start: int
    cells: tuple[tuple[int, int], ...]
    gaps: tuple[str, ...]


def find_cells(text: str) -> tuple[Cell, ...]:
    """Return the cells of the tables of a text, each line a row.

    Cells are three blanks or a tab apart. Where a table has nothing but such gaps its columns are counted,
    else those of cells that begin under one another are one.
    """
    found: list[Cell] = []
    for table, lines in enumerate(_tables(text)):
        columns = _columns(lines)
        for row, line in enumerate(lines):
            for n, (start, end) in enumerate(line.cells):
                column = bisect_right(columns, start - line.start + _NEAR) - 1 if columns else n
                found.append(Cell(start, end, table, row, max(0, column)))
    return tuple(found)


def _tables(text: str) -> Iterator[list[_Line]]:
    """Yield the lines of each table, the lines of one cell between its rows among them."""
    table: list[_Line] = []
    last: _Line | None = None
    for start, end in _gapped(text):
        line = _line(text, start, end)
        if last:
            between = text[last.cells[-1][1] : start]
            breaks = between.count("\n")
            if breaks > _APART or len(between) > _LONGEST or (breaks > 1 and not _alike(last, line)):
                if len(table) > 1:
                    yield table
                table = []
            else:
                table += _single(text, last.cells[-1][1], start)
        table.append(line)
        last = line
    if len(table) > 1:
        yield table


def _alike(line: _Line, other: _Line) -> bool:
    """Whether two lines apart may be rows of one table: their cells stand under one another."""
    if len(line.cells) == len(other.cells) and all(gap in _COUNTED for gap in (*line.gaps, *other.gaps)):
        return True
    starts = [start - line.start for start, _ in line.cells]
    return all(any(abs(start - other.start - s) <= _NEAR for s in starts) for start, _ in other.cells)


def _gapped(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end that have a gap between words."""
    at = 0
    tabs = "\t" in text
    while (at := _next(text, at, tabs=tabs)) >= 0:
        start = text.rfind("\n", max(0, at - _LONGEST), at) + 1 or max(0, at - _LONGEST)
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        said = text[start:end].strip() if end - start <= _LONGEST else ""
        if _BETWEEN_CELLS in said or "\t" in said or "\xa0\xa0" in said:
            yield start, end
        at = end


def _next(text: str, at: int, *, tabs: bool) -> int:
    """Return where the next gap stands; -1 where there is none."""
    blanks = text.find(_BETWEEN_CELLS, at)
    tab = text.find("\t", at, blanks if blanks >= 0 else len(text)) if tabs else -1
    return tab if tab >= 0 else blanks


def _single(text: str, start: int, end: int) -> Iterator[_Line]:
    """Yield the lines of one cell that stand between two rows."""
    at = start
    for line in text[start:end].split("\n"):
        if said := line.strip():
            begin = at + line.index(said[0])
            yield _Line(at, ((begin, begin + len(said)),), ())
        at += len(line) + 1


def _line(text: str, start: int, end: int) -> _Line:
    line = text[start:end]
    begin = start + len(line) - len(line.lstrip())
    end = start + len(line.rstrip())
    gaps = list(_GAP.finditer(text, begin, end))
    edges = (begin, *(edge for gap in gaps for edge in gap.span()), end)
    return _Line(start, tuple(zip(edges[::2], edges[1::2], strict=True)), tuple(gap.group() for gap in gaps))


def _columns(lines: Sequence[_Line]) -> list[int]:
    """Return where the columns of a table begin in its lines; none where they are to be counted."""
    if all(gap in _COUNTED for line in lines for gap in line.gaps):
        return []
    starts = sorted({start - line.start for line in lines if line.gaps for start, _ in line.cells})
    return starts[:1] + [b for a, b in pairwise(starts) if b - a > _NEAR]
