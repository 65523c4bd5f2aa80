"""What was looked up and read before, on disk. A cache that fails never fails a run: it is said, once."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import time
from dataclasses import dataclass, replace
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from . import table
from .database import open_database, writing
from .table import Entry, Held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Entry", "Held", "Info", "Store", "default_folder", "open_store"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Info:
    """What a store holds."""

    path: Path
    size: int
    """Bytes on disk."""
    held: tuple[Held, ...]


def default_folder() -> Path:
    """Return the user's cache folder for unxref."""
    from platformdirs import user_cache_path

    return user_cache_path("unxref")


def open_store(folder: Path, warn: Callable[[str], None]) -> Store:
    """Open the store in a folder, which is made where it is not there.

    `warn` gets one line where the store cannot be used or written to, was damaged, or holds what unxref did
    not write; one for each, however often it occurs.
    """
    return Store(folder, warn)


class Store:
    """Entries by source, the source's version, and id; each a JSON value. Use it in a `with` statement.

    The processes and threads of one user may share a store; a process that was forked opens its own.
    """

    def __init__(self, folder: Path, warn: Callable[[str], None]) -> None:
        self._folder = folder
        self._file = folder / _ENTRIES / "cache.db"
        self._warn = warn
        self._said: set[str] = set()
        self._database: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None
        self._writable = True
        self._lock = RLock()
        self._attempt(self._open, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._close()

    def get_many(self, source: str, version: int, ids: Iterable[str]) -> dict[str, Any]:
        """Return the values of those ids that are held and have not expired."""

        def read(database: sqlite3.Connection) -> dict[str, Any]:
            texts = ((id, table.read(database, source, version, id)) for id in ids)
            return dict(self._decoded((id, text) for id, text in texts if text is not None))

        return self._with(read, {})

    def put_many(
        self, source: str, version: int, values: Mapping[str, Any], *, label: str, seconds: float
    ) -> bool:
        """Keep values by id, all or none, for so many seconds; tell whether they are kept.

        `label` is what `info` counts them under. Raises `TypeError` or `ValueError` for what is not JSON.
        """
        now = time.time()
        entries = [
            Entry(source, version, id, label, now, now + seconds, value) for id, value in values.items()
        ]
        return self._write(entries, replace=True) is not None

    def add_many(self, entries: Iterable[Entry]) -> int | None:
        """Keep entries as they are, all or none, but none in the place of a newer one; return how many.

        None where they could not be written.
        """
        return self._write(list(entries), replace=False)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry that has not expired, by source, version and id; others may write meanwhile."""
        last: Entry | None = None
        while rows := self._with(partial(table.page, after=last), []):
            for entry, value in self._decoded(rows):
                yield replace(entry, value=value)
            last = rows[-1][0]

    def info(self) -> Info:
        """Return what the store holds."""
        held = self._with(table.count, None)
        return Info(self._folder, 0 if held is None else _size(self._file.parent), held or ())

    def clear(self) -> int:
        """Forget every entry, and what was set aside. Return how many entries there were."""
        shutil.rmtree(self._folder / _DAMAGED, ignore_errors=True)
        return self._with(table.remove_all, 0, writes=True)

    def _decoded(self, texts: Iterable[tuple[T, bytes]]) -> Iterator[tuple[T, Any]]:
        """Read JSON texts, and pass over what is none."""
        for key, text in texts:
            try:
                yield key, json.loads(text)
            except (ValueError, RecursionError):
                self._say("the cache holds entries that unxref did not write", "they are not read")

    def _write(self, entries: list[Entry], *, replace: bool) -> int | None:
        if not self._writable:
            return None
        return self._with(lambda database: table.write(database, entries, replace=replace), None, writes=True)

    def _with(self, do: Callable[[sqlite3.Connection], T], otherwise: T, *, writes: bool = False) -> T:
        """Do it with the database that stands in the folder now: it may have been set aside or removed."""
        with self._lock:
            if self._database is not None and _identity(self._file) != self._opened:
                self._close()
                self._attempt(self._open, None)
            database = self._database
            if database is None:
                return otherwise
            return self._attempt(lambda: do(database), otherwise, writes=writes)

    def _attempt(self, do: Callable[[], T], otherwise: T, *, writes: bool = False) -> T:
        """Do it; where the cache fails, say so and go on without it, or with a new one if it was damaged."""
        try:
            return do()
        except (sqlite3.OperationalError, OSError) as error:
            if writes:  # a full disk, a process that holds it for ever: what is there can still be read
                self._writable = False
                self._say(f"the cache in {self._folder} cannot be written to", f"{error}; it is still read")
            else:
                self._close()
                self._say(f"the cache in {self._folder} cannot be used", str(error))
        except sqlite3.DatabaseError as error:
            self._close()
            self._start_afresh(error)
        return otherwise

    def _start_afresh(self, error: sqlite3.DatabaseError) -> None:
        try:
            aside = self._set_aside()
            self._open()
        except (sqlite3.Error, OSError) as again:
            self._close()
            self._say(f"the cache in {self._folder} is damaged and cannot be replaced", str(again))
        else:
            if aside:
                self._warn(
                    f"the cache was damaged ({error}); it is set aside as {aside}, and a new one started"
                )

    def _set_aside(self) -> Path | None:
        """Move the damaged database away; None where another process has done so since we opened it."""
        lock = open_database(self._folder / _DAMAGED / "lock.db", _PATIENCE)
        with contextlib.closing(lock), writing(lock):
            if _identity(self._file) != self._opened:
                return None
            number = 1
            while (aside := self._folder / _DAMAGED / str(number)).exists():
                number += 1
            return self._file.parent.rename(aside)

    def _open(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._opened = _identity(self._file)
        try:
            self._database = table.open_table(self._file, _PATIENCE)
        except (OSError, sqlite3.OperationalError) as error:
            if _identity(self._file) != self._opened:  # another process has just set it aside, or made it
                self._open()
                return
            try:
                self._database = table.open_table_for_reading(self._file, _PATIENCE)
            except sqlite3.OperationalError:
                raise error from None
        self._opened = self._opened or _identity(self._file)

    def _close(self) -> None:
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _say(self, what: str, detail: str) -> None:
        if what not in self._said:
            self._said.add(what)
            self._warn(f"{what}: {detail}")


_ENTRIES = "entries"
"""The folder of the database, a folder of its own: the cache folder may be one with other things in it."""
_DAMAGED = "damaged"
_PATIENCE = 10
"""Seconds to wait while another process writes, which takes it some milliseconds."""


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another that takes its place; None where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())
