"""Text of documents and services as it may stand in files for other programs."""

from __future__ import annotations

import re


def legible(text: str) -> str:
    r"""Return text with what XML 1.0 forbids, control characters most of all, written by its code: `\x1b`."""
    return _FORBIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def address(url: str) -> str:
    """Return a URL with what has no place in one (RFC 3986), and may end it in a file, percent-encoded."""
    return _NO_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", url)


_NO_ADDRESS = re.compile(r'["<>\\^`{|}]')
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What the production `Char` leaves out, and the controls that the recommendation advises against."""
