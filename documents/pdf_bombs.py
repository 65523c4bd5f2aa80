"""Files that unpack to more than a machine holds are told before they are unpacked."""

from __future__ import annotations

import re
import zlib

from .model import UnreadableDocument

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_LARGEST, _ALL = 100_000_000, 1_000_000_000
"""In bytes, of one part and of all that shrank so much: a page's text takes some ten thousand."""
_SHRUNK = 100
"""Text shrinks to a tenth, pictures of white paper to less than a hundredth."""
_PIECE = 1 << 16


def refuse_bombs(data: bytes) -> None:
    """Raise UnreadableDocument where parts of a PDF are packed so that no honest file has them."""
    total = 0
    for found in _STREAM.finditer(data):
        packed, unpacked = _unpacked(data, found.end())
        if unpacked > packed * _SHRUNK:
            total += unpacked
        if unpacked > _LARGEST or total > _ALL:
            raise UnreadableDocument("unpacks to too much")


def _unpacked(data: bytes, start: int) -> tuple[int, int]:
    """Return how many bytes a packed part has, packed and unpacked, as far as the largest may go."""
    reader = zlib.decompressobj()
    at, unpacked = start, 0
    try:
        while unpacked <= _LARGEST and not reader.eof and at < len(data):
            piece = data[at : at + _PIECE]
            unpacked += len(reader.decompress(piece, 16 * _PIECE))
            at += len(piece) - len(reader.unconsumed_tail)
    except zlib.error:
        pass  # packed in another way, or not at all
    return at - start, unpacked
