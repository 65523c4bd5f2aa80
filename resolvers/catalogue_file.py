"""The catalogue's file: an SQLite database with a mark of its own, made where it is to be written.

Beside it stands a folder with the texts that it lists.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..cache.database import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

VERSION = 1
"""Of the tables below; raised when they change."""


class CatalogueError(Exception):
    """The catalogue cannot be used; the message is one line that says what to do."""


def folder_of_texts(path: Path) -> Path:
    """Return where the texts of a catalogue stand."""
    return path.with_name(f"{path.name}.texts")


def open_file(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open the catalogue; one that is to be written is made where there is none, for its owner only.

    Raises `CatalogueError`.
    """
    with clear(path):
        if writable:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            return _connected(path, "mode=rw", _make)
        if not path.exists():
            raise CatalogueError(_NONE.format(path=path))
        try:
            return _connected(path, "mode=ro")
        except sqlite3.OperationalError:
            if path.with_name(f"{path.name}-wal").exists():
                raise
            # In a folder that is not ours to write SQLite cannot keep its own files; nobody writes now.
            return _connected(path, "immutable=1")


@contextmanager
def clear(path: Path) -> Generator[None]:
    """Make what SQLite and the system raise inside the `with` statement a `CatalogueError`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise CatalogueError(f"another process is writing to {path}: try again later") from error
        raise CatalogueError(f"the catalogue {path} cannot be used: {error}") from error
    except sqlite3.Error as error:
        raise CatalogueError(
            f"the catalogue {path} is damaged ({error}): move it away and import again"
        ) from error
    except OSError as error:
        raise CatalogueError(f"the catalogue {path} cannot be used: {error.strerror}") from error


_NONE = "there is no catalogue at {path}: `unxref catalogue import` makes one"
_PATIENCE = 30.0
"""Seconds to wait while another process writes."""
_MARK = 0x554E5852
"""SQLite's application id: `UNXR`."""
_TABLES = (
    "CREATE TABLE records (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, series TEXT NOT NULL,"
    " body TEXT, record TEXT NOT NULL)",
    "CREATE TABLE said (id TEXT NOT NULL, source TEXT NOT NULL, at TEXT NOT NULL, record TEXT NOT NULL,"
    " UNIQUE (id, source))",
    "CREATE VIRTUAL TABLE words USING fts5 (title, subjects,"
    " tokenize = 'porter unicode61 remove_diacritics 2')",
    "CREATE TABLE answered (id TEXT PRIMARY KEY, status TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID",
    f"PRAGMA application_id = {_MARK}",
    f"PRAGMA user_version = {VERSION}",
)
"""`records`: all that is known of an instrument, made one; its words have its number. `said`: the same by
source. `answered`: what the services were asked for, and when. Records stand as they leave the program."""
_TEXTS = (
    "CREATE TABLE IF NOT EXISTS texts (id TEXT NOT NULL, language TEXT NOT NULL, name TEXT NOT NULL,"
    " sha256 TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (id, language)) WITHOUT ROWID"
)
"""Texts of instruments, by language: how each was called, and by its hash the file that it is. A catalogue
that was made before there were any has no such table until it is written to."""


def _connected(
    path: Path, how: str, prepare: Callable[[sqlite3.Connection], None] | None = None
) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    database = sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        if prepare:
            prepare(database)
        _check(database, path)
        if prepare:
            database.execute(_TEXTS)
    except BaseException:
        database.close()
        raise
    return database


def _make(database: sqlite3.Connection) -> None:
    """Make the tables in a file that has none."""
    if _is_empty(database):
        database.execute("PRAGMA journal_mode = WAL")
        with writing(database):
            if _is_empty(database):  # another process may have been faster
                for statement in _TABLES:
                    database.execute(statement)
    database.execute("PRAGMA synchronous = NORMAL")


def _is_empty(database: sqlite3.Connection) -> bool:
    return not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _check(database: sqlite3.Connection, path: Path) -> None:
    if _is_empty(database):  # somebody was killed, or is about to make it
        raise CatalogueError(_NONE.format(path=path))
    if database.execute("PRAGMA application_id").fetchone()[0] != _MARK:
        raise CatalogueError(f"{path} is no catalogue of unxref: name another file (UNXREF_CATALOGUE)")
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        age = "an older" if version < VERSION else "a newer"
        raise CatalogueError(
            f"the catalogue {path} was made by {age} version of unxref: move it away and import again"
        )
