"""The catalogue filled from files, records and texts, and the line that counts what became of them."""

from __future__ import annotations

import os
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from ..documents.archives import SUFFIX as PACKED
from ..documents.archives import member_of
from ..documents.names import told_by_name
from ..documents.paths import expand
from ..documents.read import SUFFIXES, bytes_of
from ..documents.rows import file_of
from ..resolvers.imports import NotOurs, NotReadable, Skipped, files, is_document, read
from .codes import INTERRUPTED
from .messages import say, several
from .reading import read_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..resolvers.catalogue import Catalogue
    from ..resolvers.imports import Stated
    from .progress import Advance
    from .reading import How, Read


class InterruptedImportError(click.ClickException):
    """The import was interrupted; the message says how to go on."""

    exit_code = INTERRUPTED


class Tally:
    """What was read, and what became of it."""

    def __init__(self) -> None:
        self.new = self.merged = 0
        self.new_texts = self.replaced_texts = 0
        self.skipped: Counter[str] = Counter()
        self.passed_over = 0
        """Files in folders that are none of what is imported."""
        self.unreadable = 0

    @property
    def done(self) -> int:
        """How many records and texts were read."""
        return self.new + self.merged + self.new_texts + self.replaced_texts

    def fail(self, file: str, cause: object) -> None:
        """Say why a file, or what it holds, cannot be read, and count it."""
        self.unreadable += 1
        say(f"{file}: {cause}")

    def line(self) -> str:
        """Return the line that counts."""
        line = f"{several(self.new + self.merged, 'record')} read: {self.new} new, {self.merged} merged"
        if texts := self.new_texts + self.replaced_texts:
            line += f"; {several(texts, 'text')} kept: {self.new_texts} new, {self.replaced_texts} replaced"
        if self.skipped:
            reasons = ", ".join(f"{count} {why}" for why, count in sorted(self.skipped.items()))
            line += f"; {self.skipped.total()} skipped ({reasons})"
        if self.passed_over:
            line += f"; {several(self.passed_over, 'other file')} passed over"
        return line + (f"; {several(self.unreadable, 'file')} not read to the end" if self.unreadable else "")


def fill(held: Catalogue, paths: Iterable[str], how: How, jobs: int, advance: Advance) -> Tally:
    """Put the records of files, folders and standard input (`-`) into the catalogue, some hundreds at a time.

    Then the texts of those files that are documents and say which instrument they are, read in so many
    processes. What cannot be read is said, and the run goes on with the next.
    """
    tally = Tally()
    others: dict[str, _Other] = {}
    for path in paths:
        walked = path != "-" and Path(path).is_dir()
        for file in ["-"] if path == "-" else map(str, files(Path(path))):
            try:
                if _fill_from(_STDIN if file == "-" else Path(file), held, tally, advance):
                    others[file] = _Other(None, walked)
            except NotOurs as error:
                others[file] = _Other(str(error), walked)
            except NotReadable as error:
                tally.fail(file, error)
    told = _keep_texts(others, held, how, jobs, tally, advance)
    for file, other in others.items():
        if file in told or other.cause is None:
            continue
        if other.walked:
            tally.passed_over += 1
        else:
            tally.fail(file, other.cause if file == "-" else other.cause + _NOR)
    return tally


_NOR = "; nor a document whose heading or name says which instrument it is (A_RES_74_174-EN.pdf)"
_STDIN = 0
_AT_ONCE = 500


class _Other(NamedTuple):
    """A file that may be a document with a text to keep."""

    cause: str | None
    """Why it gave no record; None if it did."""
    walked: bool
    """Whether it was found in a folder."""


def _fill_from(file: Path | int, held: Catalogue, tally: Tally, advance: Advance) -> bool:
    """Put in what a file states; tell whether it is a document itself."""
    with_text = False
    for some in _some(file, tally):
        counted = held.put_many(some)
        tally.new += counted.new
        tally.merged += counted.merged
        advance(tally.done)
        with_text = with_text or any(map(is_document, some))
    return with_text and file != _STDIN


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


def _keep_texts(
    others: Mapping[str, _Other], held: Catalogue, how: How, jobs: int, tally: Tally, advance: Advance
) -> set[str]:
    """Keep the texts of documents that say which instrument they are.

    Return the files of which no more is to be said.
    """
    told: set[str] = set()
    chosen = (file for file, other in others.items() if _may_be_read(file, other))
    for one in read_all(chain.from_iterable(expand([file]) for file in chosen), how, jobs):
        file = (member_of(one.path) or (file_of(one.path),))[0]
        if one.unreadable is None:
            if _keep_text(one, held, tally):
                told.add(file)
                advance(tally.done)
        elif not others[file].walked or told_by_name(one.path).symbols:
            tally.fail(one.path, one.unreadable)
            told.add(file)
    return told


def _may_be_read(file: str, other: _Other) -> bool:
    return file != "-" and (not other.walked or os.path.splitext(file)[1].lower() in (*SUFFIXES, PACKED))


def _keep_text(one: Read, held: Catalogue, tally: Tally) -> bool:
    """Keep the text of a document, if it says which instrument it is; tell whether it does."""
    if one.identity is None or one.identity.symbol is None:
        return False
    if held.put_text(one.identity.symbol, one.identity.language, one.path, bytes_of(one.path)):
        tally.new_texts += 1
    else:
        tally.replaced_texts += 1
    return True
