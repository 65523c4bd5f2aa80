"""PDFs that may unfold without end are opened first in a process of their own, which can be ended."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

from .model import UnreadableDocument

_MEMORY = 700_000_000
"""In bytes, Python and the largest file with it; the pages of honest documents take some ten millions."""
_SECONDS = 60
"""Of a processor. Opening a page takes some milliseconds."""


def probe(data: bytes) -> None:
    """Raise UnreadableDocument where opening the pages of a PDF takes more than a document may.

    pdfium cannot be stopped while it reads a page, and ends its process where memory ends.
    """
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * _SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableDocument("unfolds to too much") from None
    if done.returncode:
        raise UnreadableDocument("unfolds to too much")


def _limit() -> None:
    with suppress(ImportError):  # not on Windows: time is limited there, memory is not
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit()
    from .pdfium import open_pages

    open_pages(sys.stdin.buffer.read())
