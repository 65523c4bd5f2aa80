"""Whose the numbers in the cells of tables are: what the heads of column, row and table say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from .attribute import SECURITY_COUNCIL
from .headings import LONGEST, Says, announced, is_adopted, is_masthead, is_of_bodies, said, under
from .language import Language, either
from .numbers import direct_numbers
from .owners import Owner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..documents.model import Cell
    from .numbers import NumberMark

# How far above a table its heading may stand, in characters and in lines that are printed.
_ABOVE = 900
_LINES = 8
# How far above it with the notes of a page between, in characters.
_NOTES = 9000


@dataclass(slots=True)
class _Table:
    """What is known of a table as its rows are read from the first to the last."""

    over: Says | None
    """What stands above it, or in a row as wide as the table."""
    body_columns: set[int]
    """The columns that hold the bodies whose numbers stand beside them."""
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
    """The tables of one text."""

    def __init__(self, text: str, cells: Sequence[Cell], words: Language, near: Sequence[str]) -> None:
        """Read the cells; `near` are the bodies that a short name means: `Council resolutions`."""
        self._near = near
        self._text = text
        self._words = words
        cells = [
            cell for cell in cells if cell.end <= len(text)
        ]  # lines of the notes at its end may look like rows
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
        """Yield numbers that only heads tell: the Security Council's without a year, `X/29`, `L (44)`."""
        for cell in self._direct:
            yield from direct_numbers(self._text, cell.start, cell.end, self._words, several=True)

    def _read(self, cells: Sequence[Cell]) -> None:
        """Read a table row by row."""
        says = [said(self._text, cell.start, cell.end, self._words, self._near) for cell in cells]
        told = dict(zip(cells, says, strict=True))
        table = _Table(self._above(cells[0].start), _body_columns(told))
        for n, (_, row) in enumerate(groupby(cells, lambda cell: cell.row)):
            self._row(table, {cell: told[cell] for cell in row}, first=n == 0)

    def _row(self, table: _Table, row: Mapping[Cell, Says | None], *, first: bool) -> None:
        cell, says = next(iter(row.items()))
        if len(row) == 1 and is_adopted(self._text, cell.start, self._words):
            return
        if len(row) == 1 and cell.column == 0 and says and not cell.head:
            table.over = under(table.over, says)
            table.bodies.clear()
            table.heads = {c: head for c, head in table.heads.items() if head is None or not head.owner}
            return
        numbered = any(_NUMBER.match(self._text, cell.start, cell.end) for cell in row)
        acting = any(says and says.kinds for says in row.values())
        if any(cell.head for cell in row) or (not numbered and len(row) > 1 and (first or acting)):
            self._header(table, row)
        else:
            self._data(table, row)

    def _header(self, table: _Table, row: Mapping[Cell, Says | None]) -> None:
        """Note the heads of columns; a second row of them goes on the first."""
        at = next(iter(row)).row
        goes_on = table.header == at - 1
        for cell, says in row.items():
            if is_of_bodies(self._text[cell.start : cell.end], self._words):
                table.body_columns.add(cell.column)
            for column in range(cell.column, cell.column + cell.columns):
                above = table.heads.get(column) if goes_on else None
                table.heads[column] = under(above, says) if says else None
        table.bodies.clear()
        table.header = at

    def _data(self, table: _Table, row: Mapping[Cell, Says | None]) -> None:
        """Note what the table says of the cells of a row, and which bodies they name."""
        for cell, says in row.items():
            if says and says.owner and (says.kinds or cell.column in table.body_columns):
                table.bodies[cell.column] = says
            elif cell.column in table.body_columns:
                table.bodies[cell.column] = Says(Owner(cell.start, cell.end, ()), ())
            else:
                table.bodies.pop(cell.column, None)
        acts = next((says.kinds for says in row.values() if says and says.kinds and not says.owner), ())
        cells = list(row)
        for n, cell in enumerate(cells):
            opening = self._text[cell.start : min(cell.end, cell.start + _OPENS)]
            if cell.column in table.bodies or not _DIGIT.search(opening):
                continue
            if told := self._told(table, cells, n):
                told = Says(told.owner, told.kinds or acts)
                self._says[cell.start] = told
                bare = _is_bare(told) and _BARE.fullmatch(self._text, cell.start, cell.end)
                bare = bare and not _dated(self._words).search(
                    self._text, max(0, cell.start - 40), cell.start
                )
                if bare or _ODD.match(self._text, cell.start, cell.end):
                    self._direct.append(cell)

    def _told(self, table: _Table, row: Sequence[Cell], n: int) -> Says | None:
        """Return what is said of a cell: by the head of its column, by its row, by what stands above."""
        column = row[n].column
        head, over = table.heads.get(column), table.over
        if head and head.owner:
            return head
        if table.acts and head is None:
            return None
        if beside := _nearest(table, column):
            return Says(beside.owner, head.kinds if head and head.kinds else beside.kinds)
        if head and (head.kinds or over):
            return under(over, head)
        return over if over and over.owner and (self._is_first(row, n) or self._is_pair(row, n)) else None

    def _is_first(self, row: Sequence[Cell], n: int) -> bool:
        """Whether nothing stands before a cell in its row but what counts the rows: `1.`, `(a)`."""
        if n == 0:
            return row[n].column == 0
        return n == 1 and _COUNT.fullmatch(self._text, row[0].start, row[0].end) is not None

    def _is_pair(self, row: Sequence[Cell], n: int) -> bool:
        """Whether a cell begins another pair of columns, number and title, beside the first."""
        if n == 0 or n + 1 >= len(row):
            return False
        numbers = [_NUMBER.match(self._text, cell.start, cell.end) is not None for cell in row]
        return numbers[0] and numbers[n] and not numbers[n - 1] and not numbers[n + 1]

    def _above(self, at: int) -> Says | None:
        """Return what the headings above a table say, the nearest first, up to the next prose."""
        found: Says | None = None
        floor, left = max(0, at - _NOTES), _ABOVE
        for _ in range(_LINES):
            end = at
            while end > floor and self._text[end - 1].isspace():  # the notes of a page leave blank lines
                end -= 1
            at = self._text.rfind("\n", max(floor, end - left), end) + 1 or max(floor, end - left)
            left -= end - at
            if at == end:
                break
            line = said(self._text, at, end, self._words, self._near)
            if line is None and self._text[at:end].strip():
                line = announced(self._text, at, end, self._words, self._near)
            if line is None and end - at > LONGEST:
                break
            if line and not line.kinds and is_masthead(self._text, at, end, self._words):
                continue
            if is_adopted(self._text, at, self._words):
                break
            if line:
                found = under(line, found) if found else line
                if found.owner:
                    break
        return found


def _body_columns(told: Mapping[Cell, Says | None]) -> set[int]:
    """Return the columns that name bodies in half of their cells at least, heads left out."""
    filled = Counter(cell.column for cell in told if not cell.head and cell.row)
    named = Counter(cell.column for cell, says in told.items() if says and says.owner and not says.kinds)
    first = min(filled, default=0)
    return {column for column, times in named.items() if column == first and times * 2 >= filled[column]}


def _nearest(table: _Table, column: int) -> Says | None:
    """Return the body named next to a column in its row, those before it first.

    One behind it may be the title: it counts where the head of its column says that bodies stand there.
    """
    before = [c for c in table.bodies if c < column]
    behind = [c for c in table.bodies if c > column and c in table.body_columns]
    return table.bodies[max(before)] if before else table.bodies[min(behind)] if behind else None


def _is_bare(told: Says) -> bool:
    return told.owner is not None and told.owner.bodies == (SECURITY_COUNCIL,) and "resolution" in told.kinds


# How far into a cell its first number may stand, in characters.
_OPENS = 80
# A cell that begins with a number, as those of resolutions are.
_NUMBER = re.compile(r"[\s•·*–—-]{0,6}(?:(?:E?S-)?\d{1,4}\s?(?:/|[A-Z]?\s?\()|(?:SS\.)?[IVX]{1,6}/\d)")
_DIGIT = re.compile(r"\d")
# What counts the rows of a table: `1.`, `(a)`.
_COUNT = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,3})[.)]?")
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


@cache
def _dated(words: Language) -> re.Pattern[str]:
    """What stands before a year that a narrow column has brought down: `19 June⏎2008`."""
    return re.compile(rf"(?<!\w){either(words.month_names)}\.?,?(?:\s[^\W\d_]{{1,3}})?\s*\Z", re.IGNORECASE)
