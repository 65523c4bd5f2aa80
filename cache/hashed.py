"""A folder of files that are named by the hash of their bytes: each is there once, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, data: bytes) -> tuple[str, Path]:
    """Write bytes, however the process ends whole or not at all; return their SHA-256 and their file.

    Raises `OSError`.
    """
    digest = hashlib.sha256(data).hexdigest()
    file = _named(folder, digest)
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
    return digest, file


def whole(folder: Path, digest: str) -> Path | None:
    """Return the file that has those bytes; None where there is none, or it is damaged."""
    file = _named(folder, digest)
    with contextlib.suppress(OSError), file.open("rb") as opened:
        if hashlib.file_digest(opened, "sha256").hexdigest() == digest:
            return file
    return None


def remove(folder: Path, digest: str) -> None:
    """Remove a file, if it is there. Raises `OSError`."""
    _named(folder, digest).unlink(missing_ok=True)


def size(folder: Path) -> int:
    """Return how many bytes the files have."""
    return sum(file.stat().st_size for file in (folder / _FILES).rglob("*") if file.is_file())


def clear(folder: Path) -> None:
    """Remove all of them, as far as that is possible."""
    shutil.rmtree(folder / _FILES, ignore_errors=True)


_FILES = "files"


def _named(folder: Path, digest: str) -> Path:
    return folder / _FILES / digest[:2] / digest
