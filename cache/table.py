"""The table of the cache's entries: their values are JSON text, and nothing else is read or written."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .database import open_database, open_for_reading, writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A JSON value, held under a source, the version of how that is read, and an id."""

    source: str
    version: int
    id: str
    label: str
    """What it is counted under: the status of a lookup."""
    stored: float
    """When it was stored: seconds since 1970, as `time.time()`."""
    expires: float
    """From when on it is not used any more, likewise."""
    value: Any


@dataclass(frozen=True, slots=True)
class Held:
    """The entries of one source, version and label."""

    source: str
    version: int
    label: str
    count: int
    expired: int
    """How many of them are not used any more, and will be removed."""
    size: int
    """Bytes of their values."""
    oldest: datetime
    """When the first of them was stored (UTC), and `newest` the last."""
    newest: datetime


def open_table(file: Path, patience: float) -> sqlite3.Connection:
    """Open the table in a file, or make it.

    Raises `OSError`, `sqlite3.OperationalError`; and any other `sqlite3.DatabaseError` where the file is
    damaged or another program's.
    """
    if file.is_dir():
        raise sqlite3.DatabaseError("a folder is in its place")
    database = open_database(file, patience)
    try:
        _make(database)
    except sqlite3.Error:
        database.close()
        raise
    return database


def open_table_for_reading(file: Path, patience: float) -> sqlite3.Connection:
    """Open a table that cannot be written to. Raises `sqlite3.Error`."""
    database = open_for_reading(file, patience)
    try:
        if _mark(database) != _MARK:
            raise sqlite3.OperationalError("no table of ours")
    except sqlite3.Error:
        database.close()
        raise
    return database


def read(database: sqlite3.Connection, source: str, version: int, id: str) -> bytes | None:
    """Return the JSON text of an entry that has not expired; None where there is none."""
    row = database.execute(_READ, (source, version, id, time.time())).fetchone()
    return row[0] if row else None


def write(database: sqlite3.Connection, entries: Iterable[Entry], *, replace: bool) -> int:
    """Keep entries, all or none, and return how many; without `replace` a newer one that is held stays.

    Some of what has expired is removed, so that it does not pile up. Raises `TypeError` or `ValueError` for
    what JSON cannot hold.
    """
    statement = _WRITE if replace else f"{_WRITE} WHERE excluded.stored > entries.stored"
    with writing(database):
        database.execute(_REMOVE_EXPIRED, (time.time(),))
        return sum(database.execute(statement, _row(entry)).rowcount for entry in entries)


def count(database: sqlite3.Connection) -> tuple[Held, ...]:
    """Count what is held."""
    return tuple(
        Held(*counted, oldest=datetime.fromtimestamp(oldest, UTC), newest=datetime.fromtimestamp(newest, UTC))
        for *counted, oldest, newest in database.execute(_COUNT, (time.time(),))
    )


def page(database: sqlite3.Connection, after: Entry | None) -> list[tuple[Entry, bytes]]:
    """Return some entries that have not expired, by source, version and id, each with its JSON text.

    Their own values are left None; `after` is the last entry of the page before.
    """
    key = (after.source, after.version, after.id) if after else ("", -1, "")
    rows = database.execute(_PAGE, (*key, time.time()))
    return [(Entry(*columns, value=None), text) for *columns, text in rows]


def remove_all(database: sqlite3.Connection) -> int:
    """Remove every entry, give its room back, and return how many there were."""
    with writing(database):
        removed = database.execute("DELETE FROM entries").rowcount
    with suppress(sqlite3.OperationalError):  # others are at it
        database.execute("VACUUM")
    return removed


_MARK = 0x756E7866
"""SQLite's `application_id` of our files. Another layout of the table would take another name of the file."""
_TABLE = (
    "CREATE TABLE entries (source TEXT NOT NULL, version INTEGER NOT NULL, id TEXT NOT NULL,"
    " label TEXT NOT NULL, stored REAL NOT NULL, expires REAL NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY (source, version, id))",
    "CREATE INDEX entries_expires ON entries (expires)",
    f"PRAGMA application_id = {_MARK}",
)
_READ = "SELECT CAST(value AS BLOB) FROM entries WHERE source = ? AND version = ? AND id = ? AND expires > ?"
_WRITE = (
    "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    " label = excluded.label, stored = excluded.stored, expires = excluded.expires, value = excluded.value"
)
_REMOVE_EXPIRED = (
    "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries WHERE expires <= ? LIMIT 100)"
)
_OURS = (
    " typeof(source) = 'text' AND typeof(version) = 'integer' AND typeof(id) = 'text'"
    " AND typeof(label) = 'text' AND stored BETWEEN 0 AND 1e11 AND +expires BETWEEN 0 AND 1e11"
)
"""What a row of ours is like, whoever wrote to the file; 1e11 seconds are the year 5138.

`+expires` keeps SQLite from the index of that column: pages follow the primary key.
"""
_COUNT = (
    "SELECT source, version, label, count(*), sum(expires <= ?), sum(length(CAST(value AS BLOB))),"
    f" min(stored), max(stored) FROM entries WHERE {_OURS} GROUP BY source, label, version"
    " ORDER BY source, label, version"
)
_PAGE = (
    "SELECT source, version, id, label, stored, expires, CAST(value AS BLOB) FROM entries"
    f" WHERE (source, version, id) > (?, ?, ?) AND +expires > ? AND {_OURS}"
    " ORDER BY source, version, id LIMIT 500"
)


def _make(database: sqlite3.Connection) -> None:
    """Make the table in a new file. Raises `sqlite3.DatabaseError` where the file is not ours."""
    if _mark(database) == _MARK:
        return
    with writing(database):
        if _mark(database) == _MARK:  # another process was quicker
            return
        if database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise sqlite3.DatabaseError("another program wrote it")
        for statement in _TABLE:
            database.execute(statement)


def _mark(database: sqlite3.Connection) -> int:
    return database.execute("PRAGMA application_id").fetchone()[0]


def _row(entry: Entry) -> tuple[str, int, str, str, float, float, str]:
    text = json.dumps(entry.value, allow_nan=False, separators=(",", ":"))
    return entry.source, entry.version, entry.id, entry.label, entry.stored, entry.expires, text
