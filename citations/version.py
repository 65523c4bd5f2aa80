"""Which grammar this is: what was read by another one is not what this one would read."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def grammar_version() -> str:
    """Return a word that changes with every module and table that decides what is found in a document.

    It is made of their names, sizes and times of change, since reading them all would take as long as
    reading a document.
    """
    files = sorted(file for room in _ROOMS for file in (_PACKAGE / room).iterdir() if file.is_file())
    told = "\n".join(
        f"{file.parent.name}/{file.name} {about.st_size} {about.st_mtime_ns}"
        for file in files
        for about in [file.stat()]
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@cache
def grammar_contents() -> str:
    """Return such a word for the contents of these, which is the same on every machine with this grammar."""
    read = hashlib.sha256()
    for file in sorted(file for room in _ROOMS for file in (_PACKAGE / room).iterdir() if file.is_file()):
        read.update(f"{file.parent.name}/{file.name} ".encode() + hashlib.sha256(file.read_bytes()).digest())
    return read.hexdigest()[:16]


_PACKAGE = Path(__file__).parents[1]
_ROOMS = ("instruments", "documents", "citations")
