"""Plain text becomes a document: decoded, its notes and pages found."""

from __future__ import annotations

from .aligned import find_cells
from .encodings import decode
from .model import Document
from .notes import find_notes
from .pages import find_pages


def read_text(name: str, data: bytes) -> Document:
    """Return the document that these bytes of plain text are.

    Raises UnreadableDocument where they are not text.
    """
    text, encoding = decode(data)
    return Document(name, text, encoding, find_notes(text), find_pages(text), cells=find_cells(text))
