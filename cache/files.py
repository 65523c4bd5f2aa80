"""Files that were fetched before, on disk: named by the hash of their bytes, found by source and id."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self, cast

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
        file = _named(self._folder, str(digest))
        return (kept, file) if _hash_of(file) == digest else None

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
        digest = None if data is None else hashlib.sha256(data).hexdigest()
        file, lasts = (None, True) if data is None or digest is None else self._written(digest, data)
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
        size = sum(file.stat().st_size for file in (self._folder / _FILES).rglob("*") if file.is_file())
        return replace(info, size=info.size + size)

    def clear(self) -> None:
        """Forget all of them."""
        if self._store and self._folder:
            shutil.rmtree(self._folder / _FILES, ignore_errors=True)
            self._store.clear()

    def _written(self, digest: str, data: bytes) -> tuple[Path, bool]:
        """Write bytes; return their file, and whether it lasts."""
        if self._folder:
            try:
                return _write(_named(self._folder, digest), data), True
            except OSError as error:
                if self._passing is None:
                    self._warn(f"what is fetched cannot be kept in {self._folder}: {error.strerror or error}")
        self._passing = self._passing or TemporaryDirectory(prefix="unxref-")
        return _write(_named(Path(self._passing.name), digest), data), False


_DIGEST = "sha256"
_FILES = "files"


def _named(folder: Path, digest: str) -> Path:
    return folder / _FILES / digest[:2] / digest


def _hash_of(file: Path) -> str | None:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None


def _write(file: Path, data: bytes) -> Path:
    """Write a file so that it is there whole or not at all."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, delete=False) as unfinished:
        try:
            unfinished.write(data)
            unfinished.flush()
            os.fsync(unfinished.fileno())
            os.replace(unfinished.name, file)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(unfinished.name)
            raise
    return file
