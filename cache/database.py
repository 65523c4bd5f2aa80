"""A SQLite file for its owner alone, which several processes may use at the same time."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


def open_database(file: Path, patience: float) -> sqlite3.Connection:
    """Open a database, made where it is not there; nobody but its owner may enter its folder or read it.

    What is committed outlives the process, however it ends. Statements wait so many seconds for other
    processes. Any thread may use the connection, one at a time. Raises `OSError`, `sqlite3.Error`.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _close_to_others(file.parent)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    _close_to_others(file)  # SQLite gives the files that it puts beside it the same mode
    database = sqlite3.connect(file, timeout=patience, isolation_level=None, check_same_thread=False)
    try:
        _write_ahead(database, patience)
    except sqlite3.Error:
        database.close()
        raise
    return database


def open_for_reading(file: Path, patience: float) -> sqlite3.Connection:
    """Open a database where nothing can be written: in a read-only folder, on a full disk.

    Raises `sqlite3.Error`.
    """
    log = file.with_name(f"{file.name}-wal")
    how = "mode=ro" if log.exists() else "immutable=1"  # nobody writes: nothing to wait for, no log to make
    address = f"{file.absolute().as_uri()}?{how}"
    return sqlite3.connect(address, timeout=patience, isolation_level=None, check_same_thread=False, uri=True)


@contextmanager
def writing(database: sqlite3.Connection) -> Generator[None]:
    """Make what is done inside one transaction, for which others wait. Raises `sqlite3.Error`."""
    with database:
        database.execute("BEGIN IMMEDIATE")
        yield


def _close_to_others(path: Path) -> None:
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        path.chmod(mode & 0o700)


def _write_ahead(database: sqlite3.Connection, patience: float) -> None:
    """Let readers and a writer work at once. SQLite itself waits for nobody while it changes to this mode."""
    end = time.monotonic() + patience
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL").close()
            database.execute("PRAGMA synchronous = NORMAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
        time.sleep(0.01)
