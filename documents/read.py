"""The door: a file or standard input becomes a document, whatever its format."""

from __future__ import annotations

import sys

from .model import Document, UnreadableDocument
from .text import read_text

__all__ = ["SUFFIXES", "Document", "UnreadableDocument", "read"]

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".pdf"})
"""What the files of a folder that are worth reading end with."""

_LARGEST = 100_000_000
"""In bytes. A million lines: more is no document, and would not fit into a modest machine's memory."""

_PDF, _PDF_WITHIN = b"%PDF-", 1_024
"""Readers of PDF pass over what stands before its first line, so far."""

# Formats show by what a file begins with; its suffix may be wrong or missing.
_NOT_READ = (
    (b"PK\x03\x04", "ZIP, Word and other packed files are not read yet, make it text first"),
    (b"\xd0\xcf\x11\xe0", "Word files are not read yet, make it text first"),
    (b"{\\rtf", "RTF is not read yet, make it text first"),
)


def read(path: str) -> Document:
    """Read the document at a path; `-` is standard input.

    Raises UnreadableDocument, whose message is the cause in a few words, where there is no such file, where
    it must not be read, or where it is not in a format that is read.
    """
    data = _bytes_of(path)
    if len(data) > _LARGEST:
        raise UnreadableDocument(f"too large (over {_LARGEST // 1_000_000} MB)")
    if _PDF in data[:_PDF_WITHIN]:
        from .pdf import read_pdf

        return read_pdf(path, data)
    for beginning, cause in _NOT_READ:
        if data.startswith(beginning):
            raise UnreadableDocument(cause)
    return read_text(path, data)


def _bytes_of(path: str) -> bytes:
    """Return what the file holds, and no more than a byte above the limit."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(_LARGEST + 1)
        with open(path, "rb") as file:
            return file.read(_LARGEST + 1)
    except (FileNotFoundError, ValueError):  # a ValueError is a NUL in the path
        raise UnreadableDocument("no such file") from None
    except IsADirectoryError:
        raise UnreadableDocument("is a folder") from None
    except OSError as error:
        raise UnreadableDocument((error.strerror or str(error)).lower()) from None
