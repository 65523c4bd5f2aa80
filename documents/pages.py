"""Pages: where they begin in a plain text."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\f(?:[ \t\r\n]*<!-- *[Pp]age +\d+ *-->)?|<!-- *[Pp]age +\d+ *-->")


def find_pages(text: str) -> tuple[int, ...]:
    """Return the offsets at which pages begin; nothing where the text marks no pages.

    A page begins behind a form feed, or with a comment `<!-- Page 2 -->`.
    """
    breaks = [found.start() + (found.group()[0] == "\f") for found in _BREAK.finditer(text)]
    if not breaks:
        return ()
    first = breaks[1:] if not text[: breaks[0]].strip() else breaks
    pages = (0, *first)
    # A form feed ends the last page too: nothing begins behind it.
    return pages if text[pages[-1] :].strip() else pages[:-1]
