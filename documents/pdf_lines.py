"""The characters of a page become lines: in the order of reading, blanks between words, raised ones known."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .pdf_direction import Letter, in_order, reads_leftward, with_brackets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .pdfium import Glyph

# Lengths are shares of the size of the letters.
_LEVEL = 0.1
"""Letters so little apart in height stand on one line."""
_WORDS_APART = 0.17
"""What is wider than this is a blank. Letters spaced to fill a line stay below, narrow blanks above."""
_IDEOGRAPHS_APART = 0.8
_CELLS_APART = 1.2
"""What is wider than this parts cells of a table, or columns. Blanks that fill a line stay below."""
_FILLED = 1.35
"""Blanks that fill a line are so much wider than most in it, at most."""
_WIDEST = 1.6
"""And no wider than this."""
_SPACED_OUT = 0.12
"""Where all letters of a line stand so far apart, they are spaced out, as headings are."""
_SMALL = 0.85
_RAISED = (0.12, 0.8)
"""How far above the line a small letter stands that is raised."""
_NEAR = 0.8
"""How far a call stands at most behind its word."""
_NEAR_NOTE = 2.5
"""How far a note's marker stands at most before the note."""
_CALL = re.compile(r"\d{1,3}(?:,\d{1,3})*|\*{1,4}|[a-z]{1,2}")
_IDEOGRAPHS = "\u2e80"
_BETWEEN_CELLS = "   "
_TWICE = 0.08
"""A letter printed again so near makes it bold."""
_PRESENTED = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\u2f00-\u2fd5]")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of letters on one height, as it is read. Offsets are code points into its text."""

    text: str
    left: float
    right: float
    base: float
    size: float
    """Of most of its letters, in points, as `left`, `right` and `base`."""
    raised: tuple[tuple[int, int], ...] = ()
    """Where its raised letters begin and end."""
    links: tuple[tuple[int, int, str], ...] = ()
    """Where its links begin and end, and their addresses."""
    rightward: bool = True
    """Whether it is read from left to right."""


class _Placed(NamedTuple):
    glyph: Glyph
    raised: bool


def find_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines of a page, from its top down, cells and columns apart."""
    glyphs = list(glyphs)
    arabic = reads_leftward(glyph.text for glyph in glyphs)
    found = [_line(cell, arabic) for row in _with_raised(_rows(glyphs)) for cell in _cells(row)]
    return sorted(found, key=lambda line: (-line.base, line.left))


def in_rows(lines: Iterable[Line]) -> list[Line]:
    """Return lines, sorted from the top down, with those on one height made one: the rows of a table."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].base - line.base) <= _LEVEL * max(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(row) if len(row) > 1 else row[0] for row in rows]


def _joined(cells: list[Line]) -> Line:
    rightward = sum(len(cell.text) if cell.rightward else -len(cell.text) for cell in cells) > 0
    cells.sort(key=attrgetter("left"), reverse=not rightward)
    longest = max(cells, key=lambda cell: len(cell.text))
    raised: list[tuple[int, int]] = []
    links: list[tuple[int, int, str]] = []
    at = 0
    for cell in cells:
        raised += ((start + at, end + at) for start, end in cell.raised)
        links += ((start + at, end + at, target) for start, end, target in cell.links)
        at += len(cell.text) + len(_BETWEEN_CELLS)
    return Line(
        _BETWEEN_CELLS.join(cell.text for cell in cells),
        min(cell.left for cell in cells),
        max(cell.right for cell in cells),
        longest.base,
        longest.size,
        tuple(raised),
        tuple(links),
        rightward,
    )


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the letters by the height of their lines, from the top down, each row from the left."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if rows and rows[-1][0].base - glyph.base <= _LEVEL * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=attrgetter("left"))
    return rows


def _with_raised(rows: list[list[Glyph]]) -> Iterator[list[_Placed]]:
    """Yield the rows with the raised letters where they belong: a little lower, in a row of larger ones."""
    placed: list[list[_Placed]] = [[] for _ in rows]
    lefts = [[glyph.left for glyph in row] for row in rows]
    for n, row in enumerate(rows):
        for run in _runs(row):
            printed = "".join(glyph.text for glyph in run).strip()
            host = _host(run, rows, lefts, n) if _CALL.fullmatch(printed) else None
            if host is None:
                placed[n] += (_Placed(glyph, raised=False) for glyph in run)
            else:
                placed[host] += (_Placed(glyph, raised=True) for glyph in run)
    for row in placed:
        row.sort(key=lambda letter: letter.glyph.left)
        yield row


def _runs(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the letters of a row that stand close to each other and have one size."""
    run: list[Glyph] = []
    for glyph in row:
        if run and (
            glyph.left - run[-1].right > _NEAR * glyph.size
            or abs(glyph.size - run[-1].size) > _LEVEL * glyph.size
        ):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _host(
    run: Sequence[Glyph], rows: Sequence[Sequence[Glyph]], lefts: Sequence[list[float]], n: int
) -> int | None:
    """Return the row that a short run of letters is raised in, if it is."""
    first = run[0]
    for below in range(n + 1, min(n + 12, len(rows))):
        row = rows[below]
        if first.base - row[0].base > _RAISED[1] * first.size * 3:
            break
        place = bisect_left(lefts[below], first.left)
        before = next(
            (glyph for glyph in reversed(row[max(0, place - 4) : place]) if not glyph.text.isspace()), None
        )
        after = next((glyph for glyph in row[place : place + 4] if not glyph.text.isspace()), None)
        if before and _is_raised(first, before) and first.left - before.right <= _NEAR * before.size:
            return below
        if after and _is_raised(first, after) and after.left - run[-1].right <= _NEAR_NOTE * after.size:
            return below
    return None


def _is_raised(glyph: Glyph, beside: Glyph) -> bool:
    rise = (glyph.base - beside.base) / beside.size
    return glyph.size <= _SMALL * beside.size and _RAISED[0] <= rise <= _RAISED[1]


def _cells(row: Sequence[_Placed]) -> Iterator[list[tuple[_Placed, bool]]]:
    """Yield the letters of a row that no wide gap parts, each with whether a blank is printed before it."""
    cell: list[tuple[_Placed, bool]] = []
    right, blank, filled = 0.0, False, _filled(row)
    for letter in row:
        glyph = letter.glyph
        if glyph.text.isspace():
            blank = True
            continue
        if cell:
            last = cell[-1][0].glyph
            if glyph.text == last.text and glyph.left - last.left < _TWICE * glyph.size:
                continue
            if glyph.left - right > max(_CELLS_APART, filled) * max(glyph.size, last.size):
                yield cell
                cell = []
        right = max(right, glyph.right) if cell else glyph.right
        cell.append((letter, blank))
        blank = False
    if cell:
        yield cell


def _filled(row: Sequence[_Placed]) -> float:
    """Return how wide blanks are at most that fill a line of few words."""
    seen = [letter.glyph for letter in row if not letter.glyph.text.isspace()]
    gaps = [(b.left - a.right) / b.size for a, b in pairwise(seen)]
    blanks = [gap for gap in gaps if gap > _WORDS_APART]
    return min(_FILLED * median(blanks), _WIDEST) if len(blanks) > 2 else 0.0


def _line(cell: Sequence[tuple[_Placed, bool]], arabic: bool) -> Line:
    placed = [letter for letter, _ in cell]
    glyphs = [letter.glyph for letter in placed]
    letters, rightward = in_order(list(_with_blanks(cell)), arabic=arabic)
    level = [letter.glyph for letter in placed if not letter.raised] or glyphs
    text = "".join(letter.text for letter in letters)
    return Line(
        text if rightward else with_brackets(text),
        glyphs[0].left,
        max(glyph.right for glyph in glyphs),
        level[0].base,
        median(glyph.size for glyph in level),
        tuple((start, end) for start, end, _ in _spans(letters, lambda letter: letter.raised or None)),
        tuple(_spans(letters, lambda letter: letter.link)),
        rightward,
    )


def _with_blanks(cell: Sequence[tuple[_Placed, bool]]) -> Iterator[Letter]:
    """Yield the letters with blanks where words part; a call has none before it."""
    spaced_out = _spaced_out([letter.glyph for letter, _ in cell])
    before: _Placed | None = None
    for letter, blank in cell:
        glyph = letter.glyph
        if before and not (letter.raised and not before.raised):
            gap = (glyph.left - before.glyph.right) / max(glyph.size, before.glyph.size)
            if gap > spaced_out if spaced_out else blank or gap > _least(before.glyph, glyph):
                yield Letter(" ", link=glyph.link if glyph.link == before.glyph.link else None)
        yield Letter(_folded(glyph.text), letter.raised, glyph.link)
        before = letter


def _least(before: Glyph, glyph: Glyph) -> float:
    """Return how wide a gap between two letters is at least that is a blank."""
    return _IDEOGRAPHS_APART if min(before.text[0], glyph.text[0]) >= _IDEOGRAPHS else _WORDS_APART


def _spaced_out(glyphs: Sequence[Glyph]) -> float:
    """Return how wide gaps between words are at least where letters are spaced out; 0 where they are not."""
    if len(glyphs) < 5 or sum(glyph.text.isalpha() for glyph in glyphs) < 0.8 * len(glyphs):
        return 0.0
    gaps = [(b.left - a.right) / b.size for a, b in pairwise(glyphs)]
    return 1.6 * median(gaps) if min(gaps) > _SPACED_OUT and glyphs[0].text < _IDEOGRAPHS else 0.0


def _folded(text: str) -> str:
    """Return the letters that a ligature or a presentation form stands for."""
    return unicodedata.normalize("NFKC", text) if _PRESENTED.search(text) else text


def _spans(
    letters: Iterable[Letter], of: Callable[[Letter], _Value | None]
) -> Iterator[tuple[int, int, _Value]]:
    """Yield where runs of letters begin and end that have one value, and the value."""
    at = 0
    for value, run in groupby(letters, of):
        length = sum(len(letter.text) for letter in run)
        if value is not None:
            yield at, at + length, value
        at += length
