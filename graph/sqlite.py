"""The tables of a result in one SQLite file, with their keys and indices."""

from __future__ import annotations

import errno
import json
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from .tables import RUN, TABLES, storable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from .tables import Add, Column, Row, Table


@contextmanager
def sqlite_file(path: Path) -> Generator[Add]:
    """Give what adds rows to the tables of a new file, which is whole at the end of the `with` statement.

    What is not text or a number stands there as JSON. Raises `OSError` where the file cannot be written.
    """
    path.touch()  # what SQLite says of a place that is none does not tell why
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            # Nobody has this file but us, and what is broken off is thrown away: no journal is needed.
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
            for table in (*TABLES, RUN):
                database.execute(_create(table))

            def add(table: Table, rows: Iterable[Row]) -> None:
                cells = (tuple(_cells(row, table)) for row in rows)
                marks = ", ".join("?" for column in table.columns for _ in _names(column))
                database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", cells)

            yield add
            for table in TABLES:
                for name in table.joins:
                    database.execute(f'CREATE INDEX {table.name}_{name} ON {table.name} ("{name}")')
            database.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(errno.EIO, str(error)) from error


_KEY = " NOT NULL PRIMARY KEY"


def _create(table: Table) -> str:
    """Return the statement that makes a table."""
    keys = {other.name: other.key for other in TABLES}
    lines = [
        f'"{name}" {"INTEGER" if column.kind == "integer" else "TEXT"}{_KEY if name == table.key else ""}'
        for column in table.columns
        for name in _names(column)
    ]
    lines += [f'FOREIGN KEY ("{name}") REFERENCES {to} ("{keys[to]}")' for name, to in table.joins.items()]
    inner = ",\n  ".join(lines)
    return f"CREATE TABLE {table.name} (\n  {inner}\n)"


def _names(column: Column) -> tuple[str, ...]:
    """Return the columns of the file for a column: a pinpoint has two, its text and its parts."""
    return (column.name, f"{column.name}_parts") if column.kind == "pinpoint" else (column.name,)


def _cells(row: Row, table: Table) -> Iterator[str | int | None]:
    for column, value in zip(table.columns, storable(row, table), strict=True):
        if column.kind == "pinpoint":
            yield value and value["text"]
            yield value and _json(value["parts"])
        else:
            yield value if value is None or isinstance(value, str | int) else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
