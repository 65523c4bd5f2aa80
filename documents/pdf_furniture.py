"""Running heads and feet of pages: told from the text by their place, and left out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .pdf_lines import in_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .pdf_lines import Line

_HEADS = 3
_FEET = 4
"""So many lines at the head and at the foot of a page may be furniture."""
_GRAIN = 3.0
"""In points. Furniture stands as high on every page."""
_LONGEST = 160
"""In characters."""
_FEW_PAGES = 6
"""So few pages have the same head twice; on more it stands three times."""
_PAGE = re.compile(r"[-–—]?(\d{1,4})(/\d{1,4})?[-–—]?")
# Page numbers, the number of the printing job, its language and date, a bar code, the sign that pages follow.
_FOOT = re.compile(
    r"(?:(?:(?:[A-Z]{1,4}\.)?\d\d-\d{5}(?:\([A-Z]\))?|\([A-Z]\)|\d{6}|\*\d{7}\*|\d{1,4}/\d{1,4}|[-–—]?\d{1,4}[-–—]?"
    r"|[-–—]|/\.\.\.|Please recycle|Merci de recycler|Se ruega reciclar|请回收"
    r"|Просьба отправить на вторичную переработку|[\u267a-\u267d\ue000-\uf8ff])(?:\s+|$)){1,12}"
)
_SYMBOL = re.compile(
    r"(?:\d{1,4}\s+)?[A-Z]{1,9}(?:/[\w(). -]{1,30}){1,7}(?<![.,])(?:\s+(?:[A-Z][a-z]+\s)?\d{1,4})?"
)
_ALONE = 1.5
"""So far apart, in sizes of their letters, lines are furniture and text."""


def without_furniture(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield the lines of each page without its running head and foot.

    They are what stands at the same height on several pages, but for the number of the page, or is nothing
    but that number or that of the printing job. The head of the first page is the document's own.
    """
    rows = [in_rows(lines) for lines in pages]
    times = Counter(
        key for n, page in enumerate(rows) for key in {k for row in _outer(page) for k in _keys(row, n)}
    )
    often = 2 if len(pages) <= _FEW_PAGES else 3
    for n, (lines, page) in enumerate(zip(pages, rows, strict=True)):
        runs = [any(times[key] >= often for key in _keys(row, n)) for row in page]
        above, below = 0, len(page)
        while n and above < min(_HEADS, len(page)) and (runs[above] or _is_symbol(page, above)):
            above += 1
        while below > max(above, len(page) - _FEET) and (runs[below - 1] or _is_foot(page[below - 1].text)):
            below -= 1
        while 0 < above < below and not _apart(page, above):
            above -= 1
        while above < below < len(page) and not _apart(page, below):
            below += 1
        kept = page[above:below]
        top, bottom = (kept[0].base, kept[-1].base) if kept else (0.0, 1.0)
        yield [line for line in lines if bottom - line.size * 0.2 <= line.base <= top + line.size * 0.2]


def _is_foot(text: str) -> bool:
    return len(text) <= _LONGEST and _FOOT.fullmatch(text) is not None


def _apart(page: Sequence[Line], n: int) -> bool:
    """Say whether more than the usual space stands above a line."""
    return page[n - 1].base - page[n].base > _ALONE * min(page[n - 1].size, page[n].size)


def _is_symbol(page: Sequence[Line], n: int) -> bool:
    """Say whether a line is but a symbol and page numbers, well above the text, or alone on its page."""
    above = len(page) == 1 or (n + 1 < len(page) and _apart(page, n + 1))
    return above and _SYMBOL.fullmatch(page[n].text) is not None


def _outer(page: Sequence[Line]) -> Sequence[Line]:
    return [*page[:_HEADS], *page[max(_HEADS, len(page) - _FEET) :]]


def _keys(row: Line, page: int) -> list[tuple[str, int]]:
    """Return what two rows share that are the same furniture, each by its height in one of two grids.

    Left and right pages turn the order of its parts; a number that grows as the pages do is theirs.
    """
    if len(row.text) > _LONGEST:
        return []
    words = sorted(
        _PAGE.sub(lambda found: f"#{int(found[1]) - page}{found[2] or ''}", word)
        if _PAGE.fullmatch(word)
        else word
        for word in row.text.split()
    )
    grids = (int(row.base // _GRAIN), -1 - int((row.base + _GRAIN / 2) // _GRAIN))
    return [
        (" ".join(said), grid) for said in {tuple(words), tuple(sorted(row.text.split()))} for grid in grids
    ]
