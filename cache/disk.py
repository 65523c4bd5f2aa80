"""The database of the cache: its entries are JSON text, and nothing else is read from it or written to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Protocol, cast

from diskcache import Cache, Disk, Timeout  # pyright: ignore[reportMissingTypeStubs]

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

Locked = Timeout
"""Another process held the database for longer than the patience given."""


class NotOurs(ValueError):
    """An entry is not JSON text: unxref did not write it, and it is not read."""


class Entries(Protocol):
    """What unxref uses of `diskcache.Cache`, which comes without types."""

    def transact(self) -> AbstractContextManager[None]:
        """Make what is done inside one transaction."""
        ...

    def get(self, key: str) -> Any:
        """Return the value of a key, None where there is none. Raises `NotOurs`."""
        ...

    def set(self, key: str, value: Any, *, expire: float, tag: str) -> bool:
        """Keep a value for so many seconds."""
        ...

    def clear(self) -> int:
        """Remove every entry; return how many there were."""
        ...

    def close(self) -> None:
        """Close this thread's connection."""
        ...


def open_entries(folder: Path, patience: int) -> Entries:
    """Open the database in a folder; wait so many seconds for other processes that write to it."""
    return cast("Entries", Cache(str(folder), timeout=patience, disk=JSONTextDisk))


class JSONTextDisk(Disk):
    """JSON text in the row itself, never in a file beside the database, never a pickle.

    diskcache's own `Disk` unpickles whatever a row says is a pickle, and removes whatever file a row names;
    so all that reads, writes or removes is replaced here (names and arguments are diskcache's).
    """

    def put(self, key: object) -> tuple[str, bool]:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return a key as the database holds it. Raises `TypeError` where it is not text."""
        if not isinstance(key, str):
            raise TypeError(f"a key of the cache is text, not {type(key).__name__}")
        return key, True

    def get(self, key: object, raw: object) -> str | None:
        """Return a key of ours; None for any other."""
        return key if raw and isinstance(key, str) else None

    def store(  # pyright: ignore[reportIncompatibleMethodOverride]
        self, value: object, read: bool, key: object = None
    ) -> tuple[int, int, None, str]:
        """Return size, mode, file name and value of a row. Raises `TypeError` for what JSON cannot hold."""
        if read:
            raise TypeError("the cache holds no files")
        text = json.dumps(value, allow_nan=False, separators=(",", ":"))
        return len(text), _IN_THE_ROW, None, text

    def fetch(self, mode: int, filename: str | None, value: object, read: bool) -> Any:
        """Return a row's value. Raises `NotOurs` where the row holds anything but JSON text."""
        if read or mode != _IN_THE_ROW or filename is not None or not isinstance(value, str):
            raise NotOurs("not JSON text")
        try:
            return json.loads(value)
        except (ValueError, RecursionError) as error:
            raise NotOurs(str(error)) from error

    def remove(self, file_path: str) -> None:
        """Remove nothing: no row of ours names a file."""


_IN_THE_ROW = 1
"""diskcache's mode for a value that stands in the row as it is."""
