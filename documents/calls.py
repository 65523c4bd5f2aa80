"""Footnote calls: what in the running text could call a note."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SURE, LIKELY, POOR = 4.0, 2.0, 0.5
"""How much something looks like a call."""

_DIGITS = re.compile(r"[0-9]+")
# The session of a number holds no call; text cut into tokens has blanks around the stroke: `56 / 165`.
_SPACED = re.compile(r" ?/ ?\d")
_SCANNED = re.compile(r"[!?®©*°§][!?%®*°]?(?=\s)")
_BLANKS = " \t\u2009\u202f"
_YEARS = re.compile(r"(?:18|19|20)\d\d")
_LETTERS = re.compile(r"[^\W\d_]+$")
_LINE_END = re.compile(r"[ \t]*(?:[\r\n]|$)")
_SENTENCE = re.compile(r" [^\W\d_a-z]")
_SENTENCE_BEGINS = re.compile(r"\s{1,3}[^\W\d_a-z]|[ \t]*(?:[\r\n]|$)")
_NUMBER = re.compile(r"(?P<stroke>/)?(?<![\d.,])(?P<digits>\d{1,5})\Z")
_CLOSING = ",;:.”’»\"')]}》〉】」』），。；：、！？!?"
_HYPHENS = ("-", "\u2011", "–")
_ORDINAL = "第"
"""Stands before a number that is counted: `第2(I)号决议`."""
_IDEOGRAPHS = "\u2e80"
"""From here on letters know no case and stand without blanks: digits among them are seldom calls."""


class Call(NamedTuple):
    """What may be the call of a note."""

    start: int
    end: int
    number: int
    """0 where a scan misread it."""
    weight: float
    """`SURE`, `LIKELY` or `POOR`."""


def number_of(marker: str) -> int:
    """Return the number that a marker stands for: asterisks count, small digits are digits, ⑩ is 10."""
    if marker.startswith("*"):
        return len(marker)
    if marker.islower():
        return ord(marker) - ord("a") + 1
    return int("".join(str(int(unicodedata.numeric(sign))) for sign in marker))


def marked_calls(text: str, pattern: re.Pattern[str]) -> Iterator[Call]:
    """Yield the calls that a pattern finds, for those that nothing else looks like: `[1]`, ` 1/`, `¹`.

    The one group that matches is the marker; where none does it is no call.
    """
    for found in pattern.finditer(text):
        if found.lastindex:
            yield Call(found.start(), found.end(), number_of(found[found.lastindex]), SURE)


def digit_calls(text: str, numbers: Collection[int]) -> Iterator[Call]:
    """Yield the digits that may call one of these notes, because of what they stand behind.

    They are glued to it or a blank away: `Commission,1`; `the Goals2 and`; `27 April 20071`, a year and a 1;
    `Disappearance, 3`.
    """
    wanted = {str(number) for number in numbers}
    for found in _DIGITS.finditer(text):
        start, end = found.span()
        if end - start > 4:
            start += 4  # behind a year
        if text[start:end] not in wanted:
            continue
        if start > found.start():
            weight = SURE if _is_year(text, found.start()) else 0.0
        else:
            weight = _weight_behind(text, start, end) if start else 0.0
        weight = min(weight, _weight_before(text, end))
        if weight:
            yield Call(start, end, int(text[start:end]), weight)


def hidden_calls(text: str, begin: int, end: int, numbers: Collection[int]) -> Iterator[Call]:
    """Yield the ends of longer numbers that may be calls, as in `resolution 59/3009`: 300 and a 9."""
    for found in _DIGITS.finditer(text, begin, end):
        start, stop = found.span()
        if stop - start > 7 or (stop - start == 4 and _is_year(text, start)) or _SPACED.match(text, stop):
            continue
        for call in range(max(start + 1, stop - 3), stop):
            if text[call] != "0" and (number := int(text[call:stop])) in numbers:
                yield Call(call, stop, number, POOR)


def scanned_calls(text: str) -> Iterator[Call]:
    """Yield what scans make of small raised numbers, their number unread: `Child,! the`, `crime,*`."""
    for found in _SCANNED.finditer(text):
        start, end = found.span()
        before = text[start - 1 : start]
        is_call = before.isalpha() or before in tuple(',;:.)”’"') or _ends_year(text, start)
        if text[start] in "!?" and before not in tuple(",;:"):  # or they end a sentence
            is_call = is_call and text[end : end + 10].lstrip()[:1].islower()
        if is_call:
            yield Call(start, end, 0, POOR)


def _is_year(text: str, start: int) -> bool:
    """Say whether the four digits here are a year, and no part of a longer number or of a symbol."""
    if not _YEARS.match(text, start):
        return False
    before = text[start - 1 : start]
    if before in _HYPHENS:
        return _YEARS.fullmatch(text, max(0, start - 5), start - 1) is not None  # 2015-20306
    return before not in ("/", ".", ",")


def _ends_year(text: str, end: int) -> bool:
    """Say whether a year of four digits ends here."""
    year = text[max(0, end - 4) : end]
    return (
        len(year) == 4
        and year.isdigit()
        and not text[end - 5 : end - 4].isdigit()
        and _is_year(text, end - 4)
    )


def _weight_behind(text: str, start: int, end: int) -> float:
    """Weigh digits by what they stand behind."""
    before = text[start - 1]
    if before in "\n\r":  # alone on its line, where a converter put it
        return POOR if _LINE_END.match(text, end) else 0.0
    if before in _BLANKS:
        return _weight_apart(text, start - 1, end)
    if before in _CLOSING:
        return _weight_behind_mark(text, start - 1, end)
    if not before.isalpha() or before == _ORDINAL:
        return 0.0
    if before.isupper():  # the name of a body; but G20, CO2, H1N1
        return LIKELY if text[start - 4 : start].isupper() else POOR
    return LIKELY if before >= _IDEOGRAPHS else SURE


def _weight_behind_mark(text: str, mark: int, end: int) -> float:
    """Weigh digits glued to a punctuation mark."""
    before = text[mark - 1 : mark]
    if text[mark] in ".:":
        ends = text[mark] == "." and _SENTENCE_BEGINS.match(text, end) is not None
        if before.isdigit():  # 16.4 and 10:00, but the end of a sentence in 2018.8 and 1984/50.12
            return LIKELY if _ends_year(text, mark) or (ends and _ends_symbol(text, mark)) else 0.0
        word = _word_before(text, mark)
        if 0 < len(word) < 5:  # Add.1 and para.5, but the rule of law.1 and the ICCPR.1
            return (LIKELY if ends and _is_acronym(text, word, mark) else 0.0) if word[0].isupper() else POOR
    if before.isdigit():  # 24,700 and 0,7; but 2023,1 and 74/174,1
        return LIKELY if _ends_year(text, mark) else POOR
    return SURE


def _ends_symbol(text: str, end: int) -> bool:
    """Say whether a number of a symbol or of four digits ends here, and no amount: `70/1`, `2380`."""
    number = _NUMBER.search(text, max(0, end - 12), end)
    return number is not None and (bool(number["stroke"]) or len(number["digits"]) == 4)


def _is_acronym(text: str, word: str, end: int) -> bool:
    """Say whether a word is one and stands alone, and not for the series of a symbol: `/SR.986`."""
    return len(word) > 2 and word.isupper() and text[end - len(word) - 1 : end - len(word)].isspace()


def _weight_apart(text: str, blank: int, end: int) -> float:
    """Weigh digits that stand a blank away from a word or a punctuation mark."""
    before = text[blank - 1 : blank]
    if before.isdigit():
        return LIKELY if _ends_year(text, blank) else 0.0
    if before in (",", ";", "."):
        if before == "." and 0 < len(_word_before(text, blank - 1)) < 5 and not _SENTENCE.match(text, end):
            return 0.0  # para. 7
        if text[blank - 2 : blank - 1].isdigit() and not _ends_year(text, blank - 1):
            return 0.0 if before == "." else POOR
        # Behind a comma a date often stands so, but not at the end of a line: Kyoto, 7 March
        return LIKELY if before == "." or _LINE_END.match(text, end) else POOR
    return POOR if _word_before(text, blank)[:1].isupper() else 0.0


def _word_before(text: str, end: int) -> str:
    """Return the letters before an offset, or the last of many."""
    word = _LETTERS.search(text[max(0, end - 30) : end])
    return word.group() if word else ""


def _weight_before(text: str, end: int) -> float:
    """Weigh digits by what stands behind them."""
    behind = text[end : end + 1]
    if behind in ("/", "%", "°", "‘", "*") or _SPACED.match(text, end):
        return 0.0
    if text[end + 1 : end + 2].isdigit() and behind in (".", ",", ":", "’", *_HYPHENS):
        return POOR
    if behind.isalpha():
        return POOR if behind >= _IDEOGRAPHS else LIKELY
    return SURE
