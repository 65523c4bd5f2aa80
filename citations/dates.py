"""The dates that a text gives for what it cites."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .language import Language, either


@dataclass(frozen=True, slots=True)
class Date:
    """A date as printed, as far as it goes."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    def iso(self, year: int | None = None) -> str | None:
        """Return the date in ISO form, the year lent where the text leaves it out; None without any."""
        known = self.year or year
        return f"{known:04d}-{self.month:02d}-{self.day:02d}" if known else None


def date_after(text: str, at: int, words: Language) -> Date | None:
    """Return the date that follows a number: ` of 18 December 2019`, `, adopted on 3 March`."""
    found = _after(words).match(text, at)
    return _date(found, words) if found else None


def date_at(text: str, at: int, words: Language) -> Date | None:
    """Return the date that stands right at the offset."""
    found = _alone(words).match(text, at)
    return _date(found, words) if found else None


def date_before(text: str, at: int, words: Language) -> Date | None:
    """Return the date that stands right before the offset: `18 December 2014 (` before a symbol."""
    found = _before(words).search(text, max(0, at - 40), at)
    return _date(found, words) if found else None


def _date(found: re.Match[str], words: Language) -> Date | None:
    day = int(found.group("day"))
    year = found.group("year")
    if not 1 <= day <= 31:
        return None
    month = words.months[found.group("month").lower()]
    return Date(found.start("day"), found.end("tail"), day, month, int(year) if year else None)


@cache
def _shape(words: Language) -> str:
    months = either(words.words["dates"]["months"])
    # A footnote's call may be glued to the year: `27 April 20071`.
    return (
        rf"(?P<day>\d{{1,2}})\s+(?P<month>{months})(?P<tail>(?:\s+(?P<year>(?:19|20)\d\d)(?=\d{{0,3}}\b))?)"
    )


@cache
def _after(words: Language) -> re.Pattern[str]:
    # Legal writers put it in brackets: `UNSC Res 1373 (28 September 2001)`.
    return re.compile(rf"(?:,?\s*(?:{either(words.words['dates']['before'])}\s+)+|\s\(){_shape(words)}")


@cache
def _alone(words: Language) -> re.Pattern[str]:
    return re.compile(_shape(words))


@cache
def _before(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{_shape(words)}\s*[(\[]?\Z")
