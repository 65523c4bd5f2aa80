"""Dates and bodies that the numbers of a list share."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .dates import Date, date_after, date_at
from .language import Language, either
from .listing import pure_glue
from .titles import LONGEST, entitled, subject

if TYPE_CHECKING:
    from .listing import Entry, Head


def share_owners(head: Head) -> None:
    """Give numbers without a body behind them the one behind the next number that has one."""
    owner = None
    for entry in reversed(head.entries):
        owner = entry.owner = entry.owner or owner


def share_dates(text: str, head: Head, words: Language) -> None:
    """Give each number its date: its own, the one it shares, or its turn of several `respectively`."""
    waiting: list[tuple[Entry, int]] = []
    previous: Entry | None = None
    for entry in head.entries:
        if previous and not pure_glue(words).fullmatch(text, previous.end, entry.mark.start):
            waiting.clear()
        waiting += [(entry, n) for n in range(len(entry.mark.members))]
        if entry.given:
            _share_out(text, entry, entry.given, waiting, words)
            waiting.clear()
        previous = entry
    if words.words["dates"]["behind_body"]:
        _behind_titles(text, head, words)
    _share_last(text, head, words)


def _share_out(
    text: str, dated: Entry, given: Date, waiting: list[tuple[Entry, int]], words: Language
) -> None:
    """Share a date, or several `respectively`, among the numbers that wait for one."""
    dates = _several(text, given, len(waiting), words)
    if len(dates) == len(waiting):
        dated.end = max(dated.end, dates[-1].end)
    else:  # a body adopts in one session at a time: only its numbers share a date
        session = dated.mark.members[-1].session
        waiting = [(e, n) for e, n in waiting if e is dated or e.mark.members[n].session == session]
        dates = [given] * len(waiting)
    for (entry, n), date in zip(waiting, dates, strict=True):
        session = entry.mark.members[n].session
        lent = int(session) if entry.mark.shape == "bracket" and session else dates[-1].year
        entry.dates[n] = date.iso(lent)


def _several(text: str, first: Date, many: int, words: Language) -> list[Date]:
    """Return the dates of `of 12 November and 19 December 1997`, as many as numbers wait or `respectively`.

    Else the first alone.
    """
    dates, at = [first], first.end
    while gap := _between_dates(words).match(text, at):
        following = date_at(text, gap.end(), words)
        if not following:
            break
        dates.append(following)
        at = following.end
    return dates if len(dates) == many or _respective(words).match(text, at) else [first]


def _behind_titles(text: str, head: Head, words: Language) -> None:
    """Give undated numbers the date behind their titles: `70/1 «…» от 25 сентября 2015 года`."""
    for entry in head.entries:
        titled = None if any(entry.dates) else entitled(words).match(text, entry.end)
        date = date_after(text, titled.end(), words) if titled else None
        if date and date.year:
            entry.dates[:] = [date.iso()] * len(entry.dates)


def _share_last(text: str, head: Head, words: Language) -> None:
    """Give undated numbers the date behind the last one's subject: `5/2, on …, of 18 June 2007`."""
    undated = [entry for entry in head.entries if not any(entry.dates)]
    if not undated or undated[-1] is not head.entries[-1]:
        return
    found = subject(words).match(text, undated[-1].end)
    if not found:
        return
    limit = min(len(text), found.end() + LONGEST)
    stop = _SENTENCE_END.search(text, found.end(), limit)
    for comma in _COMMA.finditer(text, found.end(), stop.start() if stop else limit):
        date = date_after(text, comma.start(), words)
        if date and date.year:
            for entry in undated:
                entry.dates[:] = [date.iso()] * len(entry.dates)
            return


_COMMA = re.compile(r",(?=\s)")
_SENTENCE_END = re.compile(r"[.;]\s|\n\s*\n")


@cache
def _between_dates(words: Language) -> re.Pattern[str]:
    table = words.words["dates"]
    return re.compile(rf",?\s+(?:{either(table['joined'])}\s+)?(?:{either(table['again'])}\s+)?")


@cache
def _respective(words: Language) -> re.Pattern[str]:
    return re.compile(rf",?\s+{either(words.words['dates']['respectively'])}")
