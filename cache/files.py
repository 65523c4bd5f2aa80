"""Files that were fetched before, on disk: found by source and id."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self, cast

from . import hashed
from .store import Info, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Files:
    """Files in a folder, each with what is to be known of it. Use it in a `with` statement.

    Without a folder, or where it cannot be written to, which `warn` gets a line about, what is put here lasts
    as long as the `with` statement. A file is there whole or not at all, however the process ends.
    """

    def __init__(self, folder: Path | None, warn: Callable[[str], None]) -> None:
        self._folder = folder
        self._warn = warn
        self._passing: TemporaryDirectory[str] | None = None
        self._store = open_store(folder, warn) if folder else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._store:
            self._store.__exit__()
        if self._passing:
            self._passing.cleanup()

    def get(self, source: str, version: int, id: str) -> tuple[Mapping[str, Any], Path | None] | None:
        """Return what is known under an id, and its file, if it has one; None where nothing is kept.

        A file whose bytes are not those that were put there counts as not kept.
        """
        held = self._store.get_many(source, version, [id]).get(id) if self._store else None
        if not isinstance(held, dict) or self._folder is None:
            return None
        kept = cast("dict[str, Any]", held)
        digest: Any = kept.get(_DIGEST)
        if digest is None:
            return kept, None
        file = hashed.whole(self._folder, str(digest))
        return (kept, file) if file else None

    def put(
        self,
        source: str,
        version: int,
        id: str,
        about: Mapping[str, Any],
        data: bytes | None,
        *,
        label: str,
        seconds: float,
    ) -> Path | None:
        """Keep what is known under an id, and its bytes, if it has some; return their file.

        `label` and `seconds` are as in `Store.put_many`. Raises `OSError` where they fit nowhere at all.
        """
        digest, file, lasts = (None, None, True) if data is None else self._written(data)
        if self._store and lasts:
            self._store.put_many(
                source, version, {id: {**about, _DIGEST: digest}}, label=label, seconds=seconds
            )
        return file

    def info(self) -> Info:
        """Return what is kept, its size with that of the files."""
        if self._store is None or self._folder is None:
            return Info(Path(), 0, ())
        info = self._store.info()
        return replace(info, size=info.size + hashed.size(self._folder))

    def clear(self) -> None:
        """Forget all of them."""
        if self._store and self._folder:
            hashed.clear(self._folder)
            self._store.clear()

    def _written(self, data: bytes) -> tuple[str, Path, bool]:
        """Write bytes; return their hash and their file, and whether it lasts."""
        if self._folder:
            try:
                return *hashed.write(self._folder, data), True
            except OSError as error:
                if self._passing is None:
                    self._warn(f"what is fetched cannot be kept in {self._folder}: {error.strerror or error}")
        self._passing = self._passing or TemporaryDirectory(prefix="unxref-")
        return *hashed.write(Path(self._passing.name), data), False


_DIGEST = "sha256"
