"""A run over documents: each is read, in their order, and what they came to is counted."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from .endings import failures, pace
from .inputs import Skipped
from .messages import say, several
from .progress import progress
from .reading import kept_reading, read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .options import Reading
    from .reading import How, Read


class Run:
    """What a command reads, and what was read so far."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.skipped = Skipped()
        """What could not be read."""
        self.documents = 0
        """How many were."""
        self.cited: Counter[str | None] = Counter()
        """How often each instrument is cited; under None, how many citations are open."""
        self._seconds = 0.0

    def readings(
        self, *, known: Callable[[str, How], Read | None] = kept_reading, shown: bool = True
    ) -> Iterator[Read]:
        """Yield what each document came to, also where it could not be read, which is said.

        What is `known` of a document is taken for its reading. Progress is shown on a terminal, if at all.
        """
        begin = time.monotonic()
        with progress("reading", shown=shown, rated=True, of=self._reading.paths) as advance:
            for number, one in enumerate(self._read(known), 1):
                self.count(one)
                yield one
                advance(number, None, f"{self.skipped.count:,} unreadable" if self.skipped.count else "")
        self._seconds = time.monotonic() - begin

    def say_end(self, counted: str) -> None:
        """Say what the run came to: the documents, what was counted, what failed, how long it took."""
        given = self.documents + self.skipped.count
        say((f"{several(self.documents, 'document')}, " if given > 1 else "") + counted)
        if given > 1 and self.skipped.count:
            say(failures(self.skipped.causes))
        if self._seconds >= _LONG:
            say(pace(given, self._seconds))

    def _read(self, known: Callable[[str, How], Read | None]) -> Iterator[Read]:
        reading = self._reading
        if reading.scheduler is None:
            return read_all(reading.paths, reading.how, reading.jobs, known)
        from .cluster import read_by_workers

        return read_by_workers(reading.paths, reading.how, reading.scheduler, known)

    def count(self, one: Read) -> None:
        """Count what a document came to, and say what is wrong with it."""
        for warning in one.warnings:
            say(warning)
        if one.unreadable is None:
            self.documents += 1
        else:
            self.skipped.add(one.path, one.unreadable)
        self.cited.update(one.ids)


_LONG = 10
"""Seconds of reading after which it is said how fast that was."""
