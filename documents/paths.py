"""Paths become the files to read: folders are walked, patterns expanded."""

from __future__ import annotations

import glob
import os
import stat
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from .archives import SUFFIX, members
from .read import SUFFIXES
from .remote import expand_remote, is_remote, on_this_machine
from .rows import holds_printed, is_of_rows, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def expand(paths: Iterable[str], include: Sequence[str] = (), exclude: Sequence[str] = ()) -> Iterator[str]:
    """Yield the path of each document that the given paths stand for, in order.

    A folder stands for the files below it that `read` reads, sorted by name, without hidden ones, pipes and
    devices; links to folders are followed, each folder once. An archive stands for what it holds likewise,
    as `a.zip!/b.pdf`, and a file of rows for these, as `x.jsonl#17`; one that holds what unxref printed, its
    citations, stands for itself where it is given, and is no document of a folder or an archive. A pattern
    such as `*.txt` stands for what it matches. All else is yielded as it is: a file, `-` for standard input,
    and what is missing or must not be listed, so that `read` says what is wrong with it. Addresses such as
    `s3://bucket/folder` likewise, but archives and rows there are not opened.

    `include` has patterns of what to take of folders, in place of what their names say; `exclude` of files
    and folders to leave out. They are held against the name, and against the path below the folder given.
    """
    chosen = _Chosen(tuple(include), tuple(exclude))
    for path in map(on_this_machine, paths):
        if is_remote(path):
            yield from expand_remote(path, chosen.takes, SUFFIXES)
        elif os.path.isdir(path):
            yield from _walk(path, chosen)
        elif path != "-" and not os.path.lexists(path) and glob.has_magic(path):
            yield from _matches(path, chosen)
        else:
            yield from _named(path, chosen)


class _Chosen(NamedTuple):
    """Which files and folders below a folder are taken."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]

    def takes(self, below: str, folder: bool) -> bool:
        """Whether a file is read, or a folder walked."""
        if os.path.basename(below).startswith(".") or _is_like(below, self.exclude):
            return False
        return folder or _is_archive(below) or self.names(below)

    def names(self, below: str) -> bool:
        """Whether a file is named as what is read."""
        if self.include:
            return _is_like(below, self.include)
        return os.path.splitext(below)[1].lower() in SUFFIXES


def _is_like(below: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(below, p) or fnmatchcase(os.path.basename(below), p) for p in patterns)


def _matches(pattern: str, chosen: _Chosen) -> Iterator[str]:
    found = sorted(glob.glob(pattern, recursive=True))
    for path in found or [pattern]:
        if os.path.isdir(path):
            yield from _walk(path, chosen)
        else:
            yield from _named(path, chosen)


def _named(path: str, chosen: _Chosen) -> Iterator[str]:
    """Yield what a file stands for that was given itself."""
    if is_of_rows(path) and holds_printed(path):
        yield path
    else:
        yield from _unpacked(path, chosen)


def _is_archive(path: str) -> bool:
    return path.lower().endswith(SUFFIX)


def _unpacked(path: str, chosen: _Chosen) -> Iterator[str]:
    """Yield what an archive or a file of rows holds; any other path as it is."""
    if not _is_archive(path) or not os.path.isfile(path):
        yield from _rows(path)
        return
    for member in members(path):
        below = member.removeprefix(path)[2:]
        hidden = any(part.startswith((".", "__MACOSX")) for part in below.split("/"))
        if not below or (chosen.names(below) and not hidden and not _is_like(below, chosen.exclude)):
            yield from _rows(member)


def _rows(path: str) -> Iterator[str]:
    """Yield the rows of a file of them, but none of what unxref printed; any other path as it is."""
    piped = os.path.exists(path) and not os.path.isfile(path)  # what is read of a pipe is gone
    if not is_of_rows(path) or piped:
        yield path
    elif not holds_printed(path):
        yield from rows(path)


def _walk(folder: str, chosen: _Chosen) -> Iterator[str]:
    """Yield the files below a folder; a stack, because paths can be deeper than Python's calls."""
    seen: set[tuple[int, int]] = set()
    left = [folder]
    while left:
        path = left.pop()
        if not os.path.isdir(path):
            yield from _unpacked(path, chosen)
            continue
        try:
            about = os.stat(path)
            names = os.listdir(path)
        except OSError:
            yield path
            continue
        if (about.st_dev, about.st_ino) in seen:
            continue
        seen.add((about.st_dev, about.st_ino))
        for name in sorted(names, reverse=True):
            inner = os.path.join(path, name)
            taken = chosen.takes(os.path.relpath(inner, folder), os.path.isdir(inner))
            if taken and not _may_hang(inner):
                left.append(inner)


def _may_hang(path: str) -> bool:
    """Whether it is a pipe or a device: who opens one may wait for ever."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):  # `read` says what is wrong with it
        return False
    return not (stat.S_ISDIR(mode) or stat.S_ISREG(mode))
