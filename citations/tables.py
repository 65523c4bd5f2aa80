"""Whose the numbers in the cells of tables are: what the heads of their column, their row and their table say."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from .attribute import SECURITY_COUNCIL
from .headings import Says, said
from .language import Language, either
from .numbers import direct_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..documents.model import Cell
    from .numbers import NumberMark

# How far above a table its heading may stand, in characters and in lines.
_ABOVE = 900
_LINES = 8
# The longest line that may be a heading above a table; a longer one is prose, in characters.
_HEADING = 200


@dataclass(slots=True)
class _Table:
    """What is known of a table as its rows are read from the first to the last."""

    over: Says | None
    """What stands above it, or in a row as wide as the table."""
    heads: dict[int, Says | None] = field(default_factory=dict[int, "Says | None"])
    """What the head of each column says; None where it speaks of something else."""
    bodies: dict[int, Says] = field(default_factory=dict[int, Says])
    """The body that each column named last: it holds for the rows below that name none."""
    header: int = -1
    """The last row of heads."""

    @property
    def acts(self) -> bool:
        """Whether the head of a column announces acts."""
        return any(head and head.kinds for head in self.heads.values())


class Tables:
    """The tables of one text. Nothing is read before it is asked for."""

    def __init__(self, text: str, cells: Sequence[Cell], words: Language) -> None:
        self._text = text
        self._words = words
        self._cells = cells
        self._starts = [cell.start for cell in cells]
        self._says: dict[int, Says] = {}
        """What is said of a cell, by where it begins."""
        self._direct: list[Cell] = []
        for _, rows in groupby(cells, lambda cell: cell.table):
            self._read(list(rows))

    def cell(self, at: int) -> Cell | None:
        """Return the cell in which an offset stands."""
        n = bisect_right(self._starts, at) - 1
        return self._cells[n] if n >= 0 and at < self._cells[n].end else None

    def told(self, start: int, end: int) -> Says | None:
        """Return what the table says of a number that fills its cell, alone or with others."""
        cell = self.cell(start)
        says = self._says.get(cell.start) if cell else None
        if cell is None or says is None or not _before(self._words).fullmatch(self._text, cell.start, start):
            return None
        whole = _after(self._words).match(self._text, end, cell.end)
        titled = not self._text[cell.start : start].strip() and self._text[end : end + 1].isspace()
        return says if whole or titled else None

    def opened(self, at: int) -> Says | None:
        """Return what the table says of a head without a body that opens its cell: `Resolution 70/1`."""
        cell = self.cell(at)
        if cell is None or not _before(self._words).fullmatch(self._text, cell.start, at):
            return None
        return self._says.get(cell.start)

    def direct(self) -> Iterator[NumberMark]:
        """Yield the numbers that only their heads tell: the Security Council's without a year, `X/29`, `L (44)`."""
        for cell in self._direct:
            yield from direct_numbers(self._text, cell.start, cell.end, self._words, several=True)

    def _read(self, cells: Sequence[Cell]) -> None:
        """Read a table row by row."""
        table = _Table(self._above(cells[0].start))
        wide = len({cell.column for cell in cells}) > 1
        for n, (_, row) in enumerate(groupby(cells, lambda cell: cell.row)):
            self._row(table, list(row), first=n == 0, wide=wide)

    def _row(self, table: _Table, row: Sequence[Cell], *, first: bool, wide: bool) -> None:
        says = [self._said(cell) for cell in row]
        numbered = any(_NUMBER.match(self._text, cell.start, cell.end) for cell in row)
        if len(row) == 1 and wide and row[0].column == 0 and says[0] and not row[0].head:
            table.over = _under(table.over, says[0])
            table.bodies.clear()
            table.heads = {column: head for column, head in table.heads.items() if head is None or not head.owner}
            return
        acting = any(s and s.kinds for s in says)
        if any(cell.head for cell in row) or (not numbered and len(row) > 1 and (first or acting)):
            self._header(table, row, says)
        else:
            self._data(table, row, says)

    def _header(self, table: _Table, row: Sequence[Cell], says: Sequence[Says | None]) -> None:
        """Note the heads of columns; a second row of them goes on the first."""
        goes_on = table.header == row[0].row - 1
        for cell, says_ in zip(row, says, strict=True):
            for column in range(cell.column, cell.column + cell.columns):
                above = table.heads.get(column) if goes_on else None
                table.heads[column] = _under(above, says_) if says_ else None
        table.bodies.clear()
        table.header = row[0].row

    def _data(self, table: _Table, row: Sequence[Cell], says: Sequence[Says | None]) -> None:
        """Note what the table says of the cells of a row, and which bodies they name."""
        named = {c.column: s for c, s in zip(row, says, strict=True) if s and s.owner}
        filled = {cell.column for cell in row}
        bodies = {c: s for c, s in table.bodies.items() if c not in filled} | named
        for n, cell in enumerate(row):
            if cell.column in named or not any(map(str.isdigit, self._text[cell.start : cell.end][:_OPENS])):
                continue
            told = self._told(table, row, n, bodies)
            if told:
                self._says[cell.start] = told
                bare = _is_bare(told) and _BARE.fullmatch(self._text, cell.start, cell.end)
                if bare or _ODD.match(self._text, cell.start, cell.end):
                    self._direct.append(cell)
        table.bodies = {c: s for c, s in bodies.items() if not s.kinds}

    def _told(self, table: _Table, row: Sequence[Cell], n: int, bodies: dict[int, Says]) -> Says | None:
        """Return what is said of a cell: by the head of its column, by its row, by what stands above."""
        column = row[n].column
        head = table.heads.get(column)
        if head and head.owner:
            return head
        if table.acts and head is None:
            return None
        beside = _nearest(bodies, column)
        if beside:
            return Says(beside.owner, head.kinds if head else beside.kinds)
        over = table.over
        if head:
            return Says(over.owner if over else None, head.kinds)
        return over if over and over.owner and (column == 0 or self._is_pair(row, n)) else None

    def _is_pair(self, row: Sequence[Cell], n: int) -> bool:
        """Whether a cell begins another pair of columns, a number and its title, side by side with the first."""
        if n == 0 or n + 1 >= len(row):
            return False
        numbers = [_NUMBER.match(self._text, cell.start, cell.end) is not None for cell in row]
        return numbers[0] and numbers[n] and not numbers[n - 1] and not numbers[n + 1]

    def _said(self, cell: Cell) -> Says | None:
        return said(self._text, cell.start, cell.end, self._words)

    def _above(self, at: int) -> Says | None:
        """Return what the headings above a table say, the nearest first, up to the next prose."""
        found: Says | None = None
        floor = max(0, at - _ABOVE)
        for _ in range(_LINES):
            end = self._text.rfind("\n", floor, at)
            if end < 0:
                break
            at = self._text.rfind("\n", floor, end) + 1 or floor
            if end - at > _HEADING:
                break
            line = said(self._text, at, end, self._words)
            if line:
                found = _under(line, found) if found else line
                if found.owner:
                    break
        return found


def _under(above: Says | None, below: Says) -> Says:
    """Return what a heading says that stands under another: what it leaves open is the other's."""
    if above is None:
        return below
    return Says(below.owner or above.owner, below.kinds or (() if below.owner else above.kinds))


def _nearest(bodies: dict[int, Says], column: int) -> Says | None:
    """Return the body named next to a column in its row, those before it first."""
    before = [c for c in bodies if c < column]
    behind = [c for c in bodies if c > column]
    return bodies[max(before)] if before else bodies[min(behind)] if behind else None


def _is_bare(told: Says) -> bool:
    return told.owner is not None and told.owner.bodies == (SECURITY_COUNCIL,) and "resolution" in told.kinds


# How far into a cell its first number may stand, in characters.
_OPENS = 80
# A cell that begins with a number, as those of resolutions are.
_NUMBER = re.compile(r"[\s•·*–—-]{0,6}(?:(?:E?S-)?\d{1,4}\s?(?:/|[A-Z]?\s?\()|(?:SS\.)?[IVX]{1,6}/\d)")
_BARE = re.compile(r"\d{2,4}(?:[,;]?\s(?:[a-z]{1,3}\s)?\d{2,4}){0,9}")
_ODD = re.compile(r"(?:SS\.)?[IVX]{1,6}/\d|[A-Z]\s?\(\d\d\)")


@cache
def _before(words: Language) -> re.Pattern[str]:
    """What may stand before a number in its cell: other numbers, and what lists them."""
    joint = either((*words.words["values"]["list"], *words.words["values"]["range"]))
    return re.compile(
        rf"(?:[\dA-Z()/\s,;&.•·*–—¹²³⁰⁴-⁹-]|\[[a-z*]{{1,3}}\]|(?<![a-z]){joint}(?![a-z])){{0,400}}"
    )


@cache
def _after(words: Language) -> re.Pattern[str]:
    """What may stand behind it: the end of the cell, the next number, a mark."""
    joint = either(words.words["values"]["list"])
    return re.compile(rf"\s*(?:\Z|[,;:(\[–—¹²³⁰⁴-⁹•\d*]|E?S-\d|{joint}\s)")
