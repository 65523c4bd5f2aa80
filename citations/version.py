"""Which grammar this is: what was read by another one is not what this one would read."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

ROOMS = ("instruments", "documents", "citations")
"""The rooms that decide what is found in a document."""


@cache
def grammar_version() -> str:
    """Return a word that changes with every module and table that decides what is found in a document.

    It is made of their names, sizes and times of change, since reading them all would take as long as
    reading a document.
    """
    files = sorted(file for room in ROOMS for file in (_PACKAGE / room).iterdir() if file.is_file())
    told = "\n".join(
        f"{file.parent.name}/{file.name} {about.st_size} {about.st_mtime_ns}"
        for file in files
        for about in [file.stat()]
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def content_hash(rooms: Iterable[str], endings: Collection[str]) -> str:
    """Return one SHA-256 over what `sha256sum` prints of the package's files that end so, sorted by name.

    It is the same wherever the same release is installed.
    """
    files = sorted(file for room in rooms for file in (_PACKAGE / room).iterdir() if file.suffix in endings)
    told = (
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(_PACKAGE).as_posix()}\n"
        for file in files
    )
    return hashlib.sha256("".join(told).encode()).hexdigest()


@cache
def grammar_contents() -> str:
    """Return the hash of what decides what is found, the same on every machine with this grammar."""
    return content_hash(ROOMS, (".py", ".csv", ".toml"))


_PACKAGE = Path(__file__).parents[1]
