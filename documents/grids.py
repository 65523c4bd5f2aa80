"""The cells of tables, noted as they are written: their row, their columns, where each stands in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .model import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

# A cell does not reach over more columns or rows than this, whatever a file says.
_MOST = 200
_DIGITS = 3


@dataclass(slots=True)
class _Grid:
    """A table that is being written."""

    table: int
    row: int = 0
    column: int = 0
    """The column of the next cell."""
    held: dict[int, int] = field(default_factory=dict[int, int])
    """Columns that a cell above still holds -> the row below its last one."""
    open: tuple[int, int, int, bool] | None = None
    """Start, first column, number of columns of the cell that is written, and whether it is a head."""


def spans(attributes: Mapping[str, str]) -> tuple[int, int]:
    """Return how many columns and rows a cell of HTML or Akoma Ntoso says that it reaches over."""
    columns, rows = (attributes.get(name, "").strip() for name in ("colspan", "rowspan"))
    return _count(columns), _count(rows)


class Grids:
    """Notes the cells of tables, one within another too."""

    def __init__(self) -> None:
        self._open: list[_Grid] = []
        self._cells: list[Cell] = []
        self._tables = 0

    def begin(self) -> None:
        """Begin a table."""
        self._open.append(_Grid(self._tables))
        self._tables += 1

    def end(self, at: int) -> None:
        """End the table that was begun last, at an offset."""
        self._close(at)
        if self._open:
            self._open.pop()

    def row(self, at: int) -> None:
        """Begin a row."""
        self._close(at)
        if self._open and self._open[-1].column:
            self._open[-1].row += 1
            self._open[-1].column = 0

    def cell(self, at: int, columns: int = 1, rows: int = 1, *, head: bool = False) -> None:
        """Begin a cell that reaches over so many columns and rows."""
        self._close(at)
        if not self._open:
            return
        grid = self._open[-1]
        while grid.held.get(grid.column, 0) > grid.row:
            grid.column += 1
        columns = max(1, min(columns, _MOST))
        if rows > 1:
            below = grid.row + min(rows, _MOST)
            grid.held.update(dict.fromkeys(range(grid.column, grid.column + columns), below))
        grid.open = (at, grid.column, columns, head)
        grid.column += columns

    def cells(self, text: str) -> tuple[Cell, ...]:
        """Return the cells that say something, in the order of the text, without the blanks around them."""
        found: list[Cell] = []
        for cell in sorted(self._cells):
            start, end = cell.start, min(cell.end, len(text))
            while start < end and text[start].isspace():
                start += 1
            while start < end and text[end - 1].isspace():
                end -= 1
            if start < end:
                found.append(cell._replace(start=start, end=end))
        return tuple(found)

    def _close(self, at: int) -> None:
        grid = self._open[-1] if self._open else None
        if grid and grid.open:
            start, column, columns, head = grid.open
            self._cells.append(Cell(start, at, grid.table, grid.row, column, columns, head))
            grid.open = None


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 1
