"""The door: a file or standard input becomes a document, whatever its format."""

from __future__ import annotations

import sys

from .archives import bytes_of_member
from .markup import kind_of
from .model import Document, UnreadableDocument
from .rows import SUFFIXES as ROWS
from .rows import bytes_of_row, is_of_rows, is_printed, read_row
from .text import read_text

__all__ = ["SUFFIXES", "Document", "UnreadableDocument", "bytes_of", "read", "read_bytes"]

SUFFIXES = frozenset(
    {*ROWS, ".txt", ".text", ".md", ".markdown"}
    | {".html", ".htm", ".xhtml", ".xml", ".docx", ".doc", ".rtf", ".pdf"}
)
"""What the files of a folder that are worth reading end with."""

_LARGEST = 100_000_000
"""In bytes. A million lines: more is no document, and would not fit into a modest machine's memory."""

# Formats show by what a file begins with; its suffix may be wrong or missing.
_OLE, _RTF = b"\xd0\xcf\x11\xe0", b"{\\rtf"
"""Office files of before 2007, and later ones under a password, are packed as OLE does."""
_PDF, _PDF_WITHIN, _PDF_END, _PDF_END_WITHIN = b"%PDF-", 1_024, b"%%EOF", 2_048
"""Readers of PDF pass over what stands before its first line; a text that names it does not end so."""


def read(path: str, ocr: str | None = None) -> Document:
    """Read the document at a path; `-` is standard input.

    With `ocr`, the ISO 639-1 code of a language, the text on pages of a PDF that have none is recognised, by
    a program that is installed.

    Raises UnreadableDocument, whose message is the cause in a few words, where there is no such file, where
    it must not be read, or where it is not in a format that is read.
    """
    return read_bytes(path, bytes_of(path), ocr)


def read_bytes(name: str, data: bytes, ocr: str | None = None) -> Document:
    """Read the document that these bytes are, as `read` does. Raises UnreadableDocument likewise."""
    if is_printed(data):
        raise UnreadableDocument("holds what unxref printed, no documents; resolve and graph read citations")
    if is_of_rows(name):
        raise UnreadableDocument(f"holds documents, one a row; one is named {name}#1")
    if len(data) > _LARGEST:
        raise UnreadableDocument(f"too large (over {_LARGEST // 1_000_000} MB)")
    if row := read_row(name, data):
        return row
    if data.startswith(b"PK\x03\x04"):
        from .docx import read_docx  # lxml is loaded where it is needed

        return read_docx(name, data)
    if _is_pdf(data):
        from .pdf import read_pdf

        return read_pdf(name, data, ocr)
    if data.startswith((_OLE, _RTF)):
        from .converted import read_doc, read_rtf

        return read_doc(name, data) if data.startswith(_OLE) else read_rtf(name, data)
    return _READERS[kind_of(name, data)](name, data)


def _is_pdf(data: bytes) -> bool:
    if data.startswith(_PDF):
        return True
    return _PDF in data[:_PDF_WITHIN] and _PDF_END in data[-_PDF_END_WITHIN:]


def _read_html(name: str, data: bytes) -> Document:
    from .html import read_html

    return read_html(name, data)


def _read_akn(name: str, data: bytes) -> Document:
    from .akn import read_akn

    return read_akn(name, data)


def _refuse_xml(name: str, data: bytes) -> Document:
    raise UnreadableDocument("XML of this kind is not read, only Akoma Ntoso and XHTML")


_READERS = {"html": _read_html, "akn": _read_akn, "xml": _refuse_xml, None: read_text}
"""What markup is read with, by its kind."""


def bytes_of(path: str) -> bytes:
    """Return what the file holds, and no more than a byte above what is read. Raises UnreadableDocument."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(_LARGEST + 1)
        for inside in (bytes_of_row, bytes_of_member):
            if (found := inside(path, _LARGEST + 1)) is not None:
                return found
        with open(path, "rb") as file:
            return file.read(_LARGEST + 1)
    except (FileNotFoundError, ValueError):  # a ValueError is a NUL in the path
        raise UnreadableDocument("no such file") from None
    except IsADirectoryError:
        raise UnreadableDocument("is a folder") from None
    except OSError as error:
        raise UnreadableDocument((error.strerror or str(error)).lower()) from None
