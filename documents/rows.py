"""Files of rows: the documents in a file of JSON Lines, each by the name `x.jsonl#17`, its line from 1 on."""

from __future__ import annotations

import json
import os
import re
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, cast

from .archives import DAMAGED, member_of, opened_member
from .metadata import names, told
from .model import Document, UnreadableDocument
from .notes import find_notes
from .pages import find_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUFFIXES = (".jsonl", ".ndjson")


def is_of_rows(path: str) -> bool:
    """Tell whether a path names a file of rows."""
    return path.lower().endswith(SUFFIXES)


def is_printed(beginning: bytes) -> bool:
    """Tell whether something begins as unxref prints JSON Lines: citations, records, edges, no documents."""
    return _PRINTED.match(beginning) is not None


def holds_printed(path: str) -> bool:
    """Tell whether a file of rows, or one in an archive, begins so."""
    try:
        with _opened(path) as file:
            return is_printed(file.read(_ENOUGH))
    except (*DAMAGED, UnreadableDocument):
        return False  # `read` says what is wrong with it


def rows(path: str) -> Iterator[str]:
    """Yield the name of each row of a file that is not blank. It is read in pieces, however long its lines.

    The file's own name is yielded where it cannot be read: `read` says then what is wrong with it.
    """
    number, blank = 1, True
    try:
        with _opened(path) as file:
            while piece := file.readline(_PIECE):
                blank = blank and not piece.strip()
                if piece.endswith(b"\n"):
                    if not blank:
                        yield f"{path}#{number}"
                    number, blank = number + 1, True
    except (*DAMAGED, UnreadableDocument):
        yield path
        return
    if not blank:
        yield f"{path}#{number}"


def file_of(path: str) -> str:
    """Return the file that a row stands in; the path itself where it names no row."""
    row = _row_of(path)
    return row[0] if row else path


def bytes_of_row(path: str, most: int) -> bytes | None:
    """Return so many bytes at most of a row, without its line end; None where the path names no such thing.

    Raises UnreadableDocument where the file has no such row, or cannot be read.
    """
    row = _row_of(path)
    state = _state(row[0]) if row and not os.path.lexists(path) else None
    if row is None or state is None:
        return None
    file, number = row
    try:
        found = _cursor(file, *state).row(number - 1, most)
    except DAMAGED as error:
        raise UnreadableDocument(f"cannot be read that far: {error}".lower()) from None
    if not found:
        raise UnreadableDocument("no such row in the file")
    return found.rstrip(b"\r\n")


def read_row(name: str, data: bytes) -> Document | None:
    """Return the document that these bytes of a row are; None where the name is that of no row.

    Raises UnreadableDocument where they are no object of JSON, or have no text.
    """
    if _row_of(name) is None:
        return None
    try:
        plain: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableDocument("is no JSON") from None
    if not isinstance(plain, dict):
        raise UnreadableDocument("is no object of JSON")
    fields = {key.lower(): value for key, value in cast("dict[str, Any]", plain).items()}
    text = _text(fields)
    about = told("row", ((key, _sound(value)) for key, value in fields.items() if isinstance(value, str)))
    return Document(name, text, "utf-8", find_notes(text), find_pages(text), about=about)


_PRINTED = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"unxref\.')
_ENOUGH = 80
_ROW = re.compile(
    rf"(?P<file>.+(?:{'|'.join(map(re.escape, SUFFIXES))}))#(?P<number>[1-9]\d{{0,17}})",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = 65_536
_MARKS = 4_096
"""How many places of a file are remembered at most."""


class _Cursor:
    """A file of rows that is read at any row, mostly the next one; it remembers where some rows begin."""

    def __init__(self, path: str) -> None:
        self._file = _opened(path)
        self._next = 0
        """The row that is read next, counted from 0."""
        self._apart = 1
        self._marks: list[int] = [0]
        """Where each row begins whose number is a multiple of `_apart`, as far as it is known."""

    def __del__(self) -> None:
        self._file.close()

    def row(self, number: int, most: int) -> bytes:
        """Return so many bytes at most of a row, counted from 0, without its line end; none behind the last.

        Where it cannot be read, one of `DAMAGED` is raised.
        """
        if not self._move(number):
            return b""
        row = self._file.readline(most)
        if row and not row.endswith(b"\n"):
            self._pass_line()
        self._pass()
        return row

    def _move(self, number: int) -> bool:
        """Go to where a row begins, from the nearest place before it that is known; say if it is there."""
        nearest = min(number // self._apart, len(self._marks) - 1)
        if not nearest * self._apart <= self._next <= number:
            self._file.seek(self._marks[nearest])
            self._next = nearest * self._apart
        while self._next < number:
            if not self._pass_line():
                return False
            self._pass()
        return True

    def _pass_line(self) -> bool:
        """Read to the end of the line, in pieces; say whether there was anything."""
        piece = self._file.readline(_PIECE)
        found = bool(piece)
        while piece and not piece.endswith(b"\n"):
            piece = self._file.readline(_PIECE)
        return found

    def _pass(self) -> None:
        """Count a row that has been read, and remember where the next one begins if it is one of those."""
        self._next += 1
        if self._next == len(self._marks) * self._apart:
            self._marks.append(self._file.tell())
            if len(self._marks) > _MARKS:
                del self._marks[1::2]
                self._apart *= 2


@lru_cache(maxsize=4)
def _cursor(path: str, _size: int, _changed: int) -> _Cursor:
    """Return where a file is read, which stays open; another one if the file has changed."""
    return _Cursor(path)


def _row_of(path: str) -> tuple[str, int] | None:
    """Return the file and the number of a row, from its name."""
    row = _ROW.fullmatch(path)
    return (row["file"], int(row["number"])) if row else None


def _opened(path: str) -> IO[bytes]:
    return opened_member(path) or open(path, "rb")


def _state(path: str) -> tuple[int, int] | None:
    """Return what changes when a file of rows does; None where there is none."""
    archive = member_of(path)
    try:
        about = os.stat(archive[0] if archive else path)
    except (OSError, ValueError):
        return None
    return (about.st_size, about.st_mtime_ns)


def _text(fields: Mapping[str, Any]) -> str:
    """Return the text of a row."""
    for name in names("row", "text"):
        if isinstance(text := fields.get(name), str):
            return _sound(text).removeprefix("\ufeff")
    raise UnreadableDocument("has no text (in a field named so)")


def _sound(text: str) -> str:
    """Return a text with the halves of pairs of surrogates replaced: they are no characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
