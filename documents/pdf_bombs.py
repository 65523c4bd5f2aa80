"""Files that unpack or unfold to more than a machine holds are told before they are read."""

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
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_DRAWS = re.compile(rb"(?<!\S)Do(?!\S)")
"""What draws a picture or a form, in the content of a page or of another form."""
_OTHERWISE = re.compile(rb"/Filter\s*(?!\s|\[?\s*/(?:DCT|JPX|CCITTFax|JBIG2)Decode)")
"""Packed in another way than by zlib, and not as pictures are, which draw nothing."""
_OFTEN = 1_000
_KEPT = 4_000_000
_HEAD = 4_096
"""Bytes before a part in which its dictionary stands."""
_LONG_ARRAY = re.compile(rb"\[(?:\s*\d+\s+\d+\s+R){50,}")


def refuse_bombs(data: bytes) -> bool:
    """Raise UnreadableDocument where parts of a PDF are packed so that no honest file has them.

    Return whether its pages may unfold to any size, as those of some honest files might: a form draws others,
    a page draws many times, or names a part of its content again and again; or nobody can tell.
    """
    total = 0
    unfolds = b"/Encrypt" in data or _repeats(data)
    for found in _STREAM.finditer(data):
        packed, unpacked, beginning = _unpacked(data, found.end())
        if unpacked > packed * _SHRUNK:
            total += unpacked
        if unpacked > _LARGEST or total > _ALL:
            raise UnreadableDocument("unpacks to too much")
        unfolds = unfolds or _unfolds(_head(data, found.start()), beginning, unpacked)
    return unfolds


def _head(data: bytes, stream: int) -> bytes:
    head = data[max(0, stream - _HEAD) : stream]
    return head[head.rfind(b"endobj") + 1 :]


def _unfolds(head: bytes, beginning: bytes, unpacked: int) -> bool:
    """Say whether a part may draw others again and again, by its dictionary and how its content begins."""
    if unpacked > len(beginning) or (not unpacked and _OTHERWISE.search(head)):
        return True  # nobody can tell
    is_form = _FORM.search(head) is not None
    draws = sum(1 for _ in _DRAWS.finditer(beginning))
    return draws > (0 if is_form else _OFTEN) or (b"/ObjStm" in head and _repeats(beginning))


def _repeats(content: bytes) -> bool:
    """Say whether an array has the same references more than twice, on the average."""
    for array in _LONG_ARRAY.finditer(content):
        named = array.group()[1:].split(b"R")[:-1]
        if len({b" ".join(one.split()) for one in named}) * 2 < len(named):
            return True
    return False


def _unpacked(data: bytes, start: int) -> tuple[int, int, bytes]:
    """Return how many bytes a packed part has, packed and unpacked, as far as the largest may go.

    And of what it holds the first megabytes; of one that is not packed, or in another way, as it is.
    """
    reader = zlib.decompressobj()
    at, unpacked = start, 0
    kept: list[bytes] = []
    try:
        while unpacked <= _LARGEST and not reader.eof and at < len(data):
            piece = data[at : at + _PIECE]
            made = reader.decompress(piece, 16 * _PIECE)
            if unpacked < _KEPT:
                kept.append(made)
            unpacked += len(made)
            at += len(piece) - len(reader.unconsumed_tail)
    except zlib.error:
        pass  # packed in another way, or not at all
    if not unpacked:
        end = data.find(b"endstream", start, start + _KEPT)
        kept = [data[start : end if end >= 0 else start + _KEPT]]
    return at - start, unpacked, b"".join(kept)
