"""The pace of requests to a service, kept by all processes of a user together."""

from __future__ import annotations

import contextlib
import math
import sqlite3
import time
from collections import deque
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Self, TypeVar

from .database import open_database, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many requests in any stretch of so many seconds."""

    count: int
    seconds: float


def default_state_folder() -> Path:
    """Return the user's folder for what unxref keeps between runs and is no cache."""
    from platformdirs import user_state_path

    return user_state_path("unxref")


class Pace:
    """When the next request may be sent, over all processes that use a folder. Use it in a `with` statement.

    Times are seconds as `time.time()` counts them. A clock that is wrong does no lasting harm: a moment that
    it reserved takes up its own place only, and what lies more than a day ahead of now is not believed.

    Where the file cannot be used, `warn` gets one line, once, and the same rules hold for this process alone.
    A process that was forked needs a `Pace` of its own.
    """

    def __init__(self, folder: Path, warn: Callable[[str], None]) -> None:
        self._file = folder / "pace.db"
        self._warn = warn
        self._database: sqlite3.Connection | None = None
        self._alone = False
        self._lock = Lock()
        self._reserved: deque[tuple[str, int]] = deque(maxlen=_REMEMBERED)
        self._closed: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._close()

    def reserve(self, service: str, limits: Sequence[Limit], now: float) -> float:
        """Return when the caller may send a request, and reserve that moment for it.

        It is the earliest from now on with which no stretch of a limit's length holds more than its count,
        and not before a closing ends. The caller does the waiting.
        """

        def reserve(database: sqlite3.Connection) -> int:
            moment = _reserve(database, service, limits, math.ceil(now * _SECOND))
            self._reserved.append((service, moment))
            return moment

        return self._do(reserve) / _SECOND

    def release(self, service: str, moment: float) -> None:
        """Give back a moment that was reserved, where no request will be sent."""
        row = (service, round(moment * _SECOND))
        with contextlib.suppress(ValueError):
            self._reserved.remove(row)
        self._do(lambda database: database.execute(_RELEASE, row))

    def close(self, service: str, until: float) -> None:
        """Let nobody send a request before then (a service's Retry-After); at most a day from now on."""
        end = math.ceil(min(until, time.time() + _DAY / _SECOND) * _SECOND)
        self._closed[service] = max(end, self._closed.get(service, end))
        self._do(lambda database: database.execute(_CLOSE, (service, end)))

    def _do(self, do: Callable[[sqlite3.Connection], T]) -> T:
        """Do it in one transaction; alone, where that fails."""
        with self._lock:
            try:
                return self._shared(do)
            except (sqlite3.Error, OSError) as error:
                if self._alone:
                    raise
                self._go_on_alone(error)
                return self._shared(do)

    def _shared(self, do: Callable[[sqlite3.Connection], T]) -> T:
        if self._database is None:
            self._database = open_database(self._file, _PATIENCE)
            self._database.executescript(_TABLES)
        with writing(self._database):
            return do(self._database)

    def _go_on_alone(self, error: Exception) -> None:
        """Keep the pace in memory from here on, with what this process itself reserved and heard."""
        self._close()
        self._alone = True
        self._database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._database.executescript(_TABLES)
        self._database.executemany("INSERT INTO reserved VALUES (?, ?)", self._reserved)
        self._database.executemany("INSERT INTO closed VALUES (?, ?)", self._closed.items())
        self._warn(
            f"{self._file} cannot be used ({error}): the pace of requests is kept for this run alone;"
            " if the file is damaged, remove it"
        )

    def _close(self) -> None:
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None


_SECOND = 1_000_000
"""Moments are whole microseconds: sums of them are exact."""
_DAY = 86_400 * _SECOND
_PATIENCE = 2
"""Seconds to wait for other processes; each holds the file for less than a millisecond."""
_REMEMBERED = 1000
"""Own reservations that are remembered, for when the file cannot be used any more."""

_TABLES = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS reserved (service TEXT NOT NULL, moment INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS reserved_moment ON reserved (service, moment);
CREATE TABLE IF NOT EXISTS closed (service TEXT PRIMARY KEY, until INTEGER NOT NULL);
COMMIT;
"""
_RELEASE = (
    "DELETE FROM reserved WHERE rowid = (SELECT rowid FROM reserved WHERE service = ? AND moment = ? LIMIT 1)"
)
_CLOSE = (
    "INSERT INTO closed VALUES (?, ?) ON CONFLICT (service) DO UPDATE SET until = max(until, excluded.until)"
)


def _reserve(database: sqlite3.Connection, service: str, limits: Sequence[Limit], now: int) -> int:
    limits_in = [(limit.count, math.ceil(limit.seconds * _SECOND)) for limit in limits]
    longest = max((length for _, length in limits_in), default=0)
    _forget(database, service, now, max(longest, _DAY))
    taken = database.execute(
        "SELECT moment FROM reserved WHERE service = ? AND moment > ? ORDER BY moment",
        (service, now - longest),
    ).fetchall()
    ends = database.execute("SELECT until FROM closed WHERE service = ?", (service,)).fetchall()
    moment = _earliest([row[0] for row in taken], limits_in, max([now, *(row[0] for row in ends)]))
    database.execute("INSERT INTO reserved VALUES (?, ?)", (service, moment))
    return moment


def _forget(database: sqlite3.Connection, service: str, now: int, horizon: int) -> None:
    """Remove what is long past, and what only a wrong clock can have written."""
    for table, when in (("reserved", "moment"), ("closed", "until")):
        for side, end in (("<", now - horizon), (">", now + horizon)):
            database.execute(f"DELETE FROM {table} WHERE service = ? AND {when} {side} ?", (service, end))


def _earliest(taken: Sequence[int], limits: Iterable[tuple[int, int]], start: int) -> int:
    """Return the earliest moment from start on that is free, among moments in their order.

    Where `count` moments in a row lie within the length of a limit, no other may lie so near to all of them
    that they would be one too many: neither between them, nor closer than the length to the one farthest off.
    """
    full = sorted(
        (last - length, first + length)
        for count, length in limits
        for first, last in zip(taken, taken[count - 1 :], strict=False)
        if last - first < length
    )
    for after, before in full:
        if after < start < before:
            start = before
    return start
