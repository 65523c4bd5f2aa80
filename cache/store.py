"""What was looked up and read before, on disk. A cache that fails never fails a run: it is said, once."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from .disk import Entries

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held:
    """How many entries of one source and label there are, and when they were stored (UTC)."""

    source: str
    label: str
    count: int
    oldest: datetime
    newest: datetime


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

    `warn` gets one line where the store cannot be used, was damaged, or holds what unxref did not write.
    """
    return Store(folder, warn)


class Store:
    """Entries by source, the source's version, and id; each a JSON value. Use it in a `with` statement.

    The processes of one user may share a store.
    """

    def __init__(self, folder: Path, warn: Callable[[str], None]) -> None:
        self._folder = folder
        self._warn = warn
        self._entries: Entries | None = None
        self._attempt(self._open, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def get_many(self, source: str, version: int, ids: Iterable[str]) -> dict[str, Any]:
        """Return the values of those ids that are held."""
        keys = {_key(source, version, id): id for id in ids}
        return self._with(lambda entries: self._read(entries, keys), {})

    def put_many(
        self, source: str, version: int, values: Mapping[str, Any], *, label: str, seconds: float
    ) -> None:
        """Keep values by id, all or none, for so many seconds. `label` is what `info` counts them under."""

        def put(entries: Entries) -> None:
            with entries.transact():
                for id, value in values.items():
                    entries.set(_key(source, version, id), value, expire=seconds, tag=f"{source}/{label}")

        self._with(put, None)

    def info(self) -> Info:
        """Return what the store holds."""
        folder = self._folder / _ENTRIES
        nothing = Info(self._folder, 0, ())
        return self._with(lambda _: replace(nothing, size=_size(folder), held=_count(folder)), nothing)

    def clear(self) -> int:
        """Forget every entry, and what was set aside. Return how many entries there were."""
        for damaged in self._folder.glob(f"{_DAMAGED}*"):
            shutil.rmtree(damaged, ignore_errors=True)
        return self._with(lambda entries: entries.clear(), 0)

    def _read(self, entries: Entries, keys: Mapping[str, str]) -> dict[str, Any]:
        from .disk import NotOurs

        found: dict[str, Any] = {}
        refused = 0
        for key, id in keys.items():
            try:
                value = entries.get(key)
            except NotOurs:
                refused += 1
                continue
            if value is not None:
                found[id] = value
        if refused:
            self._warn(f"the cache holds entries that unxref did not write; {refused} of them were not read")
        return found

    def _with(self, do: Callable[[Entries], T], otherwise: T) -> T:
        entries = self._entries
        return otherwise if entries is None else self._attempt(lambda: do(entries), otherwise)

    def _attempt(self, do: Callable[[], T], otherwise: T) -> T:
        """Do it; where the cache fails, say so and go on without it, or with a new one if it was damaged."""
        from .disk import Locked

        try:
            return do()
        except (Locked, sqlite3.OperationalError, OSError) as error:
            self._close()
            self._warn(
                f"the cache in {self._folder} cannot be used: {str(error) or 'another process holds it'}"
            )
        except sqlite3.DatabaseError as error:
            self._close()
            self._start_afresh(error)
        return otherwise

    def _start_afresh(self, error: sqlite3.DatabaseError) -> None:
        try:
            aside = self._set_aside()
            self._open()
        except (sqlite3.Error, OSError) as again:
            self._warn(f"the cache in {self._folder} is damaged and cannot be replaced: {again}")
        else:
            self._warn(f"the cache was damaged ({error}); it is set aside as {aside}, and a new one started")

    def _set_aside(self) -> Path:
        number = 1
        while (aside := self._folder / f"{_DAMAGED}{number}").exists():
            number += 1
        return (self._folder / _ENTRIES).rename(aside)

    def _open(self) -> None:
        """Open the database; nobody but its owner may enter its folder."""
        from .disk import open_entries

        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = self._folder / _ENTRIES
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        self._entries = open_entries(folder, _PATIENCE)

    def _close(self) -> None:
        if self._entries is not None:
            with contextlib.suppress(sqlite3.Error):
                self._entries.close()
            self._entries = None


_ENTRIES = "entries"
"""The folder of the database, a folder of its own: the cache folder may be one with other things in it."""
_DAMAGED = "entries-damaged-"
_PATIENCE = 10
"""Seconds to wait while another process writes."""


def _key(source: str, version: int, id: str) -> str:
    return f"{source}/{version}/{id}"


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def _count(folder: Path) -> tuple[Held, ...]:
    """Count what has not expired, in diskcache's own table: its methods would have to read every entry."""
    address = f"{(folder / 'cache.db').absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as rows:
        counted = rows.execute(
            "SELECT tag, count(*), min(store_time), max(store_time) FROM Cache"
            " WHERE typeof(tag) = 'text' AND mode = 1 AND (expire_time IS NULL OR expire_time > ?)"
            " GROUP BY tag ORDER BY tag",
            (datetime.now(UTC).timestamp(),),
        )
        return tuple(_held(*row) for row in counted)


def _held(tag: str, count: int, oldest: float, newest: float) -> Held:
    source, _, label = tag.partition("/")
    return Held(
        source, label, count, datetime.fromtimestamp(oldest, UTC), datetime.fromtimestamp(newest, UTC)
    )
