"""Files that the catalogue is filled from: what a file is, is told from what it holds, not from its name."""

from __future__ import annotations

import gzip
import io
import os
import re
import zlib
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from . import import_akn, import_marc, import_records, import_tables, marc
from .stated import NotOurs, NotReadable, Skipped, Stated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Reader = Callable[[BinaryIO], Iterator[Stated | Skipped]]

__all__ = ["NotOurs", "NotReadable", "Skipped", "Stated", "files", "is_document", "read"]


def files(path: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those inside it, sorted, hidden ones left out; a file as it is."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
        yield from (file for file in found if file.is_file())


def is_document(one: Stated | Skipped) -> bool:
    """Whether what states it is a document itself, with a text."""
    return isinstance(one, Stated) and one.source in import_akn.SOURCES.values()


def read(path: Path | int) -> Iterator[Stated | Skipped]:
    """Yield what a file states, as it is read: MARCXML, tables, Akoma Ntoso, records of unxref; also gzip.

    `path` may be the descriptor of a file that is open, and stays so. Raises `NotReadable` where it cannot be
    read, or not further; `NotOurs` where it is none of these.
    """
    with ExitStack() as opened:
        try:
            file = io.BufferedReader(
                opened.enter_context(io.FileIO(path, closefd=not isinstance(path, int))), _PEEKED
            )
            if file.peek(2)[:2] == _GZIP:
                # A `GzipFile` reads as a raw stream does.
                inside = cast("io.RawIOBase", opened.enter_context(gzip.GzipFile(fileobj=file)))
                file = io.BufferedReader(inside, _PEEKED)
            yield from _reader(file.peek(_PEEKED))(file)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise NotReadable(f"damaged gzip: {error}") from error
        except OSError as error:
            raise NotReadable((error.strerror or str(error)).lower()) from error


_PEEKED = 1 << 16
_GZIP = b"\x1f\x8b"
_PROLOGUE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<![^>\[]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"unxref\.record/')
_ROOTS: dict[str, Reader] = {
    "akomaNtoso": import_akn.records,
    **dict.fromkeys(marc.ROOTS, import_marc.records),
}
"""By the name of the outermost element."""


def _reader(begin: bytes) -> Reader:
    """Return what reads a file that begins so. Raises `NotOurs`."""
    prologue = _PROLOGUE.match(begin)
    root = prologue and _ROOT.match(begin, prologue.end())
    if root and (reader := _ROOTS.get(root[1].decode())):
        return reader
    if _RECORD.match(begin):
        return import_records.records
    if import_tables.is_header(begin.partition(b"\n")[0]):
        return import_tables.records
    raise NotOurs("neither MARCXML, Akoma Ntoso, a table that unxref knows, nor records of unxref")
