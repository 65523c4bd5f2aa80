"""The data files beside the code: CSV, one fact a line."""

from __future__ import annotations

import csv
from pathlib import Path


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of the data file `name` as they stand, by column."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        columns = next(table)
        return [dict(zip(columns, row, strict=True)) for row in table if row]


def several(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, divided by `|`."""
    return tuple(cell.split("|")) if cell else ()
