"""The furniture of pages, heads and feet that stand between two halves of a sentence, blanked out.

A line is furniture where it holds the document's own symbol and nothing of the text, the number of the
printing job, or a form feed; the page numbers beside such lines are too, and what stands beside them on
several pages, such as a running title. Every offset holds.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .anchors import occurrences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

# The longest running title, and the longest line of furniture, in characters.
_TITLE = 120
_LONGEST = 300
# How many lines of furniture may stand around one that is such for itself.
_LINES = 8
# A line at least so long is wrapped text: without a full stop it goes on.
_WRAPPED = 50

_JOB = re.compile(r"-\d{5}(?!\d)")
# `23-24936 3/10`, `3/10 18-16895 (E) 150121`, `GE.19-14870(E)`
_JOB_LINE = re.compile(
    r"[ \t\f]*(?:\d{1,3}(?:/\d{1,3})?[ \t]+)?(?:[A-Z]{1,3}\.?[ -]?)?\d{2}-\d{5}"
    r"(?:[ \t]*\*)?(?:[ \t]*\([A-Z]\))?(?:[ \t]+\d{6})*(?:[ \t]+\d{1,3}(?:/\d{1,3})?)?[ \t]*\r?"
)
# `Page 3`, `- 3 -`, `3/10`; `/...` at the foot of a page that another follows
_PAGE_LINE = re.compile(
    r"[ \t\f]*(?:[A-Z][a-z]{2,5}[ \t]+)?[-–—]?[ \t]*\d{1,4}(?:/\d{1,3})?[ \t]*[-–—]?[ \t]*\r?|[ \t\f/.*]*\r?"
)
_BARE = re.compile(r"[\s\d/*]*")
_APART = ("   ", "\t")
_NUMBERED = re.compile(r"\d{1,3}\.\s|\([a-z]{1,3}\)\s|[IVX]{1,5}\.\s")
# The letters of a number's parts, on the next page: `A;`, `A and B`, `A (III)`; no `A. Background`.
_LETTERS = re.compile(r"[A-Z](?:[,;)]|\.(?!\s*[A-Z])|\s\([IVXLS]|\s[^\W\d_]{1,3}\s(?:[A-Z]\b|\d)|\Z)")
# A bracket that is not closed, and a word that a full stop shortens: `(A/75/6`, `(Sect.`; `para.`.
_OPEN = re.compile(r"\([^()]*\Z")
_SHORTENED = re.compile(r"(?P<word>[^\W\d_]{1,12})\.\Z")
_VISIBLE = re.compile(r"\S")
_LINE = re.compile(r"[^\n]+")


def blank(text: str) -> str:
    """Return as many blanks as the text has characters, its line ends kept."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def without_furniture(text: str, own: Collection[str], abbreviations: Collection[str] = ()) -> str:
    """Blank out the furniture of the pages of a text; `own` is the document's symbol as printed.

    `abbreviations` are the words, in small letters, behind which a full stop ends no sentence.
    """
    sure = _sure(text, own)
    if not sure:
        return text
    beside = Counter(side for start, end in sure for side in enumerate(_neighbours(text, start, end)))
    running = {line for (_, line), times in beside.items() if times > 1 and 3 < len(line) <= _TITLE}
    spans = [_grown(text, start, end, running) for start, end in sure]
    return healed(text, spans, abbreviations, blanked=False)


def healed(
    text: str, spans: Iterable[tuple[int, int]], abbreviations: Collection[str], *, blanked: bool
) -> str:
    """Close the sentences that spans of the text interrupt; the spans are blanked out where they are not yet.

    Of the line ends between the halves of a sentence only the first is left.
    """
    pieces: list[str] = []
    at = 0
    for start, end in _merged(spans):
        if start < at:
            continue
        inside = text[start:end] if blanked else blank(text[start:end])
        before, following = _visible_before(text, start), _VISIBLE.search(text, end)
        if before >= at and following and _goes_on(text, before, following.start(), abbreviations):
            start, end = before + 1, following.start()
            gap = blank(text[start:end])
            first = gap.find("\n")
            inside = gap[: first + 1] + gap[first + 1 :].replace("\n", " ")
        pieces += (text[at:start], inside)
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def _sure(text: str, own: Collection[str]) -> list[tuple[int, int]]:
    """Return the lines that are furniture for themselves, the first with the document's own symbol left out.

    Those with nothing but white space between them are one.
    """
    found: list[tuple[int, int]] = []
    for symbol in own:
        for at in occurrences(text, (symbol,))[1:]:
            start, end = _line(text, at)
            if _is_head(text[start:at], text[at + len(symbol) : end]):
                found.append((start, end))
    for job in _JOB.finditer(text):
        start, end = _line(text, job.start())
        if _JOB_LINE.fullmatch(text, start, end):
            found.append((start, end))
    found += [(at, at + 1) for at in occurrences(text, "\f")]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(found)):
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start].isspace()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_head(left: str, right: str) -> bool:
    """Whether the rest of a line is page numbers, or a running title set apart by blanks."""
    if _BARE.fullmatch(left):
        title, apart = right, right.startswith(_APART)
    elif _BARE.fullmatch(right):
        title, apart = left, left.endswith(_APART)
    else:
        return False
    return bool(_BARE.fullmatch(title)) or (apart and len(title.strip()) <= _TITLE)


def _line(text: str, at: int) -> tuple[int, int]:
    """Return where the line of an offset begins and ends, as far as a line may be furniture."""
    start = text.rfind("\n", max(0, at - _LONGEST), at) + 1 or max(0, at - _LONGEST)
    end = text.find("\n", at, at + _LONGEST)
    return start, end if end >= 0 else min(len(text), at + _LONGEST)


def _neighbours(text: str, start: int, end: int) -> list[str]:
    """Return what stands on the lines above and below, where running titles stand."""
    above = _line(text, max(0, _visible_before(text, start)))
    following = _VISIBLE.search(text, end)
    below = _line(text, following.start()) if following else (0, 0)
    return [" ".join(text[a:b].split()) for a, b in (above, below)]


def _grown(text: str, start: int, end: int, running: Collection[str]) -> tuple[int, int]:
    """Return the span of a piece of furniture with the page numbers and running titles around it."""
    for _ in range(_LINES):
        before, following = _visible_before(text, start), _VISIBLE.search(text, end)
        if before >= 0 and _is_furniture(text, *_line(text, before), running):
            start = _line(text, before)[0]
        elif following and _is_furniture(text, *_line(text, following.start()), running):
            end = _line(text, following.start())[1]
        else:
            break
    return start, end


def _is_furniture(text: str, start: int, end: int, running: Collection[str]) -> bool:
    return bool(_PAGE_LINE.fullmatch(text, start, end)) or " ".join(text[start:end].split()) in running


def _merged(spans: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _visible_before(text: str, at: int) -> int:
    """Return the last character before the offset that is no white space; -1 where there is none."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at - 1


def _goes_on(text: str, before: int, following: int, abbreviations: Collection[str]) -> bool:
    """Whether a sentence that stops at one offset goes on at the other."""
    last, first = text[before], text[following]
    start, end = _line(text, before)[0], _line(text, following)[1]
    above, below = text[start : before + 1], text[following:end]
    if _NUMBERED.match(below) or last in ";:?!":
        return False
    rows = _is_row(above) or _is_row(below)
    if _OPEN.search(above):
        return not rows
    if last == ".":
        word = _SHORTENED.search(above)
        return word is not None and word.group("word").lower() in abbreviations and not rows
    if first.islower() or (last.isdigit() and _LETTERS.match(below)):
        return True
    return before - start >= _WRAPPED and (last.isalnum() or last in ",)") and not rows


def _is_row(line: str) -> bool:
    """Whether wide gaps part a line into the cells of a table."""
    return any(apart in line.strip() for apart in _APART)
