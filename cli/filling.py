"""The catalogue filled from files, and the line that counts what became of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..resolvers.imports import NotOurs, NotReadable, Skipped, files, read
from .codes import INTERRUPTED
from .messages import say, several

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..resolvers.catalogue import Catalogue
    from ..resolvers.imports import Stated
    from .progress import Advance


class InterruptedImportError(click.ClickException):
    """The import was interrupted; the message says how to go on."""

    exit_code = INTERRUPTED


class Tally:
    """What was read, and what became of it."""

    def __init__(self) -> None:
        self.new = 0
        self.merged = 0
        self.skipped: Counter[str] = Counter()
        self.passed_over = 0
        """Files in folders that are none of what is imported."""
        self.unreadable = 0

    def line(self) -> str:
        """Return the line that counts."""
        line = f"{several(self.new + self.merged, 'record')} read: {self.new} new, {self.merged} merged"
        if self.skipped:
            reasons = ", ".join(f"{count} {why}" for why, count in sorted(self.skipped.items()))
            line += f"; {self.skipped.total()} skipped ({reasons})"
        if self.passed_over:
            line += f"; {several(self.passed_over, 'other file')} passed over"
        return line + (f"; {several(self.unreadable, 'file')} not read to the end" if self.unreadable else "")


def fill(held: Catalogue, paths: Iterable[str], advance: Advance) -> Tally:
    """Put the records of files, folders and standard input (`-`) into the catalogue, some hundreds at a time.

    What cannot be read is said, and the run goes on with the next.
    """
    tally = Tally()
    for path in paths:
        for file in ["-"] if path == "-" else map(str, files(Path(path))):
            try:
                _fill_from(_STDIN if file == "-" else Path(file), held, tally, advance)
            except NotReadable as error:
                if isinstance(error, NotOurs) and Path(path).is_dir():
                    tally.passed_over += 1
                else:
                    tally.unreadable += 1
                    say(f"{file}: {error}")
    return tally


_STDIN = 0
_AT_ONCE = 500


def _fill_from(file: Path | int, held: Catalogue, tally: Tally, advance: Advance) -> None:
    for some in _some(file, tally):
        counted = held.put_many(some)
        tally.new += counted.new
        tally.merged += counted.merged
        advance(tally.new + tally.merged)


def _some(file: Path | int, tally: Tally) -> Iterator[list[Stated]]:
    """Yield what a file states, so many at a time; where it breaks off, what was read before, too."""
    some: list[Stated] = []
    try:
        for one in read(file):
            if isinstance(one, Skipped):
                tally.skipped[one.why] += 1
                continue
            some.append(one)
            if len(some) == _AT_ONCE:
                yield some
                some = []
    except NotReadable:
        yield some
        raise
    yield some
