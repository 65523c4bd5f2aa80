"""The answers of the cache as JSON Lines: written to a file, and read from files line by line."""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from ..documents.model import UnreadableDocument
from ..resolvers.exchange import NotAnEntry, from_line, is_answer, to_plain
from ..resolvers.lines import lines
from .inputs import Skipped
from .messages import say, several
from .output import json_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..cache.store import Entry, Store


def write(store: Store, file: TextIO) -> int:
    """Write the answers that a store holds, and return how many."""
    written = 0
    for line in json_lines(map(to_plain, filter(is_answer, store.entries()))):
        file.write(line)
        written += 1
    return written


class Import:
    """What was kept of the files that were read, what was skipped, and what was refused."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._files = Skipped()
        self._imported = self._skipped = self._refused = 0
        self.kept = True
        """Whether the store could keep what it was given."""

    def read(self, path: str) -> None:
        """Keep the answers of a file, some at a time; say where it cannot be read."""
        with self._files.when_unreadable(path):
            entries = self._entries(path)
            while self.kept and (batch := list(islice(entries, _BATCH))):
                self._keep(batch)

    @property
    def unreadable(self) -> int:
        """How many files or lines could not be read."""
        return self._files.count + self._refused

    def summary(self) -> str:
        """Return the line that counts."""
        return (
            f"{several(self._imported, 'answer')} imported, {self._skipped} skipped, {self._refused} refused"
        )

    def _keep(self, batch: list[Entry]) -> None:
        imported = self._store.add_many(batch)
        self.kept = imported is not None
        self._imported += imported or 0
        self._skipped += len(batch) - imported if imported is not None else 0

    def _entries(self, path: str) -> Iterator[Entry]:
        """Yield the entries of a file that may be kept. Raises `UnreadableDocument`."""
        now = time.time()
        said = False
        for number, line in enumerate(_lines(path), 1):
            try:
                entry = from_line(line, now)
            except NotAnEntry as error:
                self._refused += 1
                if not said:
                    say(f"{path}: line {number} refused: {error}")
                said = True
                continue
            if entry.expires > now:
                yield entry
            else:
                self._skipped += 1


_BATCH = 1000
"""Entries that are kept in one transaction: others wait some hundredths of a second for it."""


def _lines(path: str) -> Iterator[bytes]:
    """Yield the lines of a file without those that are empty; of one that is too long, nothing is left."""
    try:
        with nullcontext(sys.stdin.buffer) if path == "-" else open(path, "rb") as file:
            yield from (line or b"" for line in lines(file) if line is None or not line.isspace())
    except OSError as error:
        raise UnreadableDocument((error.strerror or str(error)).lower()) from error
