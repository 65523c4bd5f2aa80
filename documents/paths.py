"""Paths become the files to read: folders are walked, patterns expanded."""

from __future__ import annotations

import glob
import os
from typing import TYPE_CHECKING

from .read import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def expand(paths: Iterable[str]) -> Iterator[str]:
    """Yield the path of each document that the given paths stand for, in order.

    A folder stands for the files below it that `read` reads, sorted by name, hidden ones left out; links
    to folders are followed, each folder once. A pattern such as `*.txt` stands for what it matches. All
    else is yielded as it is: a file, `-` for standard input, and what is missing or must not be listed, so
    that `read` says what is wrong with it.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from _walk(path)
        elif path != "-" and not os.path.lexists(path) and glob.has_magic(path):
            yield from _matches(path)
        else:
            yield path


def _matches(pattern: str) -> Iterator[str]:
    found = sorted(glob.glob(pattern, recursive=True))
    for path in found or [pattern]:
        if os.path.isdir(path):
            yield from _walk(path)
        else:
            yield path


def _walk(folder: str) -> Iterator[str]:
    """Yield the files below a folder; a stack, because paths can be deeper than Python's calls."""
    seen: set[tuple[int, int]] = set()
    left = [folder]
    while left:
        path = left.pop()
        if not os.path.isdir(path):
            yield path
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
        left += (os.path.join(path, name) for name in sorted(names, reverse=True) if _is_wanted(path, name))


def _is_wanted(folder: str, name: str) -> bool:
    if name.startswith("."):
        return False
    return os.path.splitext(name)[1].lower() in SUFFIXES or os.path.isdir(os.path.join(folder, name))
