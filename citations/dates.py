"""The dates that a text gives for what it cites."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .language import SEAM, Language, either

# How far before a symbol its date, and the noun with its date, may begin, in characters.
_BEFORE = 48
_DOCUMENT = 240
# The longest announcement of a symbol behind its date, in characters.
_DOC = 16
# The most dates that stand together before the symbols in a pair of brackets.
_TOGETHER = 8


class Date(NamedTuple):
    """A date as printed, as far as it goes."""

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None

    def iso(self, year: int | None = None) -> str | None:
        """Return the date in ISO form, the year lent where the text leaves it out; None without any."""
        known = self.year or year
        if not known:
            return None
        parts = [f"{known:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


def date_after(text: str, at: int, words: Language) -> Date | None:
    """Return the date that follows a number: ` of 18 December 2019`, `, adopted on 3 May`, ` (May 2, 2007)`.

    Of days that share a month (`of 12 and 16 March 1993, respectively`) it is the first alone.
    """
    if text[at : at + 1] not in _LEADS:
        return None
    ahead = _NEXT.match(text, at)
    if ahead is None or not (ahead.group("mark") or ahead.group("word").lower() in _firsts(words)):
        return None
    lead = _lead(words).match(text, at)
    if lead is None:
        return None
    year_alone = lead.group("of") is not None
    found = _date(text, lead.end(), words, year_alone=year_alone) or _first_of(text, lead.end(), words)
    if found and lead.group("bare") and not (found.year and found.day):
        return None
    return found


def date_at(text: str, at: int, words: Language) -> Date | None:
    """Return the date that stands right at the offset, of days told `respectively` the first."""
    found = _date(text, at, words) or _first_of(text, at, words)
    return found if found and found.day else None


def date_before(text: str, at: int, words: Language) -> Date | None:
    """Return the date that stands right before the offset: `18 December 2014 (` before a symbol."""
    found = _dates_before(text, at, words)
    return found[-1] if found else None


def document_date(text: str, start: int, end: int, words: Language) -> Date | None:
    """Return the date of a document whose symbol stands between the offsets.

    `18 December 2014 (S/…)`, `12 and 16 March 1993 (S/… and S/…)`, `letter dated 31 July 2018 from … (S/…)`,
    `S/… of 25 October 1993`, `A/… (Dec. 22, 2007)`.
    """
    if announced := _announcing(words).search(text, max(0, start - _DOC), start):
        date = _ending(text, announced.start(), words)
        return date if date and text[date.start - 1 : date.start] == "(" else _behind(text, end, words)
    found = _in_brackets(text, start, words)
    if not found and text[start - 1 : start] not in ("(", "["):
        found = date_before(text, start, words)
    return found or _behind(text, end, words)


def name_date(text: str, at: int, end: int, words: Language) -> Date | None:
    """Return the date of a named instrument whose name ends at an offset, and its pinpoint at `end`.

    ` of 12 August 1949`, ` (adopted 28 July 1951, …)`, ` (16 June 1972)`, ` art. 31, May 23, 1969, 1155 UNTS`
    """
    if lead := _of_name(words).match(text, at):
        return _date(text, lead.end(), words, year_alone=lead.group("of") is not None)
    lead = _OPENED.match(text, at) or _APART.match(text, end)
    date = _date(text, lead.end(), words) if lead else None
    closed = date and (text.startswith(")", date.end) if lead and lead.group()[-1] in "([" else end > at)
    return date if date and closed and date.day and date.year else None


def closing_date(text: str, at: int, words: Language) -> tuple[int, Date] | None:
    """Return the date with which a legal writer's citation closes, and where its bracket opens.

    `, ¶ 2 (Nov. 29, 1990)`; `, annex, U.N. Doc. A/8028 (Oct. 24, 1970)`
    """
    lead = _closing(words).match(text, at)
    date = _date(text, lead.end(), words) if lead else None
    if lead is None or date is None or not (date.day and date.year and text.startswith(")", date.end)):
        return None
    return lead.end() - 1, date


def _date(text: str, at: int, words: Language, *, year_alone: bool = False) -> Date | None:
    """Return the date at an offset, in any of its forms."""
    if not text[at : at + 1].isalnum():
        return None
    found = _shape(words).match(text, at)
    if found is None:
        year = _YEAR.match(text, at) if year_alone else None
        return Date(at, year.end(), None, None, int(year.group())) if year else None
    return _read(found, words)


def _read(found: re.Match[str], words: Language) -> Date | None:
    day = found.group("day") or found.group("american")
    day = day or found.group("figures_day")
    month = found.group("month") or found.group("first") or found.group("figures_month")
    year = found.group("year") or found.group("last") or found.group("figures_year")
    if day and not 1 <= int(day) <= 31:
        return None
    if not (day or year):
        return None
    number = int(month) if month.isdecimal() else words.months[month.lower().rstrip(".")]
    return Date(found.start(), found.end(), int(day) if day else None, number, int(year) if year else None)


def _first_of(text: str, at: int, words: Language) -> Date | None:
    """Return the first of several days of one month, told `respectively`."""
    days = _days(words).match(text, at)
    last = date_at(text, days.end(), words) if days else None
    if days and last and _respectively(words).match(text, last.end):
        return last._replace(start=at, end=days.end("day"), day=int(days.group("day")))
    return None


def _dates_before(text: str, at: int, words: Language) -> list[Date]:
    """Return the dates that stand right before the offset, in order."""
    end = at
    while end > at - _BEFORE and end > 0 and (text[end - 1].isspace() or text[end - 1] in "(["):
        end -= 1
    if not _may_end(text, end):
        return []
    found: list[Date] = []
    while len(found) < _TOGETHER:
        date = _ending(text, end, words)
        if date is None and found and (day := _DAY.search(text, max(0, end - 3), end)):
            date = found[0]._replace(start=day.start(), end=end, day=int(day.group()))
        if date is None:
            break
        found.insert(0, date)
        between = _between(words).search(text, max(0, date.start - _BEFORE), date.start)
        if between is None:
            break
        if between.group("to"):  # `from 4 to 15 September 1995 (`: when a meeting was held
            return []
        end = between.start()
    return found


def _may_end(text: str, end: int) -> bool:
    """Whether a date may end at an offset: behind a figure, a word, or one cut short: `4 декабря 1963 г.`."""
    last = text[max(0, end - 1) : end]
    return last.isalnum() or last == "."


def _ending(text: str, end: int, words: Language) -> Date | None:
    """Return the date that ends at an offset."""
    if not _may_end(text, end):
        return None
    found = _before(words).search(text, max(0, end - _BEFORE), end)
    return _read(found, words) if found else None


def _in_brackets(text: str, start: int, words: Language) -> Date | None:
    """Return the date of a symbol from before its brackets: its own of as many, else the one of all."""
    opened = (
        start - 1 if text[start - 1 : start] == "[" else text.rfind("(", max(0, start - _DOCUMENT), start)
    )
    if opened < 0 or not (opened == start - 1 or _symbols(words).fullmatch(text, opened + 1, start)):
        return None
    comma = text[opened - 2 : opened] == ", "
    dates = _dates_before(text, opened - 2 if comma else opened, words) or _announced(text, opened, words)
    if len(dates) < 2:
        return dates[0] if dates else None
    closed = text.find(")", start, start + _DOCUMENT)
    n = len(_STROKE.findall(text[opened + 1 : start]))
    total = n + len(_STROKE.findall(text[start : closed if closed >= 0 else start]))
    return dates[n] if len(dates) == total else dates[-1] if total == 1 else None


def _announced(text: str, at: int, words: Language) -> list[Date]:
    """Return the dates of documents whose noun stands before: `letters of 2 and 31 May 2018 from … (`.

    Or between the date and the bracket: `2018年9月21日的声明(`.
    """
    begin = max(0, at - _DOCUMENT, text.rfind(")", max(0, at - _DOCUMENT), at) + 1)
    dates = list[Date]()
    if words.words["dates"]["before_head"]:
        found = _of_document(words).search(text, max(begin, at - _BEFORE), at)
        date = _read(found, words) if found else None
        return [date._replace(end=at)] if date else []
    for found in _dated(words).finditer(text, begin, at):
        dates = _dates_at(text, found.end(), words) or dates
    return [] if not dates or _STOP.search(text, dates[-1].end, at) else dates


def _dates_at(text: str, at: int, words: Language) -> list[Date]:
    """Return the date at the offset, or several that share a month: `12 and 16 March 1993`."""
    days = _days(words).match(text, at) if text[at : at + 1].isdigit() else None
    last = _date(text, days.end() if days else at, words)
    if last is None or not last.day:
        return []
    before = _NUMBER.finditer(text, at, days.end()) if days else ()
    return [*(last._replace(start=day.start(), end=day.end(), day=int(day.group())) for day in before), last]


def _behind(text: str, end: int, words: Language) -> Date | None:
    """Return the date behind a symbol: ` of 25 October 1993`, ` (Dec. 22, 2007)`, `, 20 July 2015`."""
    lead = _document_lead(words).match(text, end)
    date = date_at(text, lead.end(), words) if lead else None
    if date is None or not date.year:
        return None
    another = text[end : end + 1] == "," and lead and not lead.group("of") and _OPENED.match(text, date.end)
    return None if another else date


# What stands behind a number: a bracket or a figure, or a word.
_NEXT = re.compile(rf"{SEAM}?,?\s*+(?:(?P<mark>[(\d])|(?P<word>[^\W\d_]{{1,40}}))")
_LEADS = frozenset(f", \n\t(of{SEAM}")
# A footnote's call may be glued to the year: `27 April 20071`.
_YEAR = re.compile(r"(?:19|20)\d\d(?=\d{0,3}\b)(?![/–-]\d)")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_NUMBER = re.compile(r"\d{1,2}")
_OPENED = re.compile(r"\s*+[(\[]")
_APART = re.compile(r",\s++")
_DAY = re.compile(r"(?<!\d)\d{1,2}\Z")
_STROKE = re.compile(r"(?:^|[\s(])[A-Z$][\w.$]{0,12}/")
_STOP = re.compile(r"[;()]|\.\s")


@cache
def _firsts(words: Language) -> frozenset[str]:
    """The words, lower case, with which a date or what leads to it may begin."""
    names = (_WORD.match(word.lower()) for word in (*words.words["dates"]["before"], *words.months))
    return frozenset(found.group() for found in names if found)


@cache
def _names(words: Language) -> str:
    table = words.words["dates"]
    printed = [name for cell in table["months"] for name in cell.split("|")]
    return either([*printed, *(name.upper() for name in printed), *table["short"]])


@cache
def _pattern(words: Language) -> str:
    table = words.words["dates"]
    ordinal = rf"(?:{either(table['ordinal'])}\b)?(?:\s++{either(table['day_of'])})?"
    patterns: list[str] = []
    for form, (day, month, year) in zip(table["forms"], _GROUPS, strict=False):
        parts = {
            "{day}": rf"(?P<{day}>\d{{1,2}})",
            "{month}": rf"(?P<{month}>{_names(words)})",
            "{year}": rf"(?P<{year}>(?:19|20)\d\d)(?=\d{{0,3}}\b)",
            "{figures}": rf"(?P<{month}>0?[1-9]|1[0-2])",
            "{ordinal}": ordinal,
        }
        for part, pattern in parts.items():
            form = form.replace(part, pattern)
        patterns.append(form)
    whole = "|".join(patterns)
    absent = "".join(f"(?P<{name}>(?!))?" for form in _GROUPS for name in form if f"<{name}>" not in whole)
    return rf"(?:{whole}){absent}"


# How the parts of a date are called in each of the patterns of a language.
_GROUPS = (
    ("day", "month", "year"),
    ("american", "first", "last"),
    ("figures_day", "figures_month", "figures_year"),
)


@cache
def _shape(words: Language) -> re.Pattern[str]:
    return re.compile(_pattern(words))


@cache
def _before(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){_pattern(words)}\Z")


@cache
def _lead(words: Language) -> re.Pattern[str]:
    """What leads to a date; legal writers put it in brackets: `UNSC Res 1373 (28 September 2001)`."""
    lead = either(words.words["dates"]["before"])
    return re.compile(rf"(?:(?P<of>,?\s*+(?:{lead}\s++){{1,4}})|(?P<bare>\s++\(|{SEAM}?,\s++))")


@cache
def _document_lead(words: Language) -> re.Pattern[str]:
    of = either(words.words["dates"]["of"])
    return re.compile(rf"(?:(?P<of>\]?,?\s++{of}\s++)|\s*+\(|,\s++(?=[\dA-Z]))")


@cache
def _of_name(words: Language) -> re.Pattern[str]:
    """What leads to the date of a name: ` of `, `, signed at Geneva on `, ` (adopted `."""
    table = words.words
    place = rf"(?:\s++{either(table['dates']['at'])}(?:\s[A-Z][\w’-]{{1,20}}){{1,3}},?)?"
    done = rf"{either(table['series']['adopted'])}{place}(?:\s++{either(table['heading']['on'])})?"
    of = either(table["dates"]["of_name"])
    return re.compile(rf"(?:,?\s++(?:(?P<of>{of})|{done})|\s++\({done})\s++")


@cache
def _closing(words: Language) -> re.Pattern[str]:
    document = either(words.words["dates"]["document"])
    return re.compile(rf"(?:[^;()]{{0,120}}?\b{document}\s++[A-Z][\w./-]{{2,40}})?\s++\(")


@cache
def _announcing(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\)\s{{1,4}}{either(words.words['dates']['document'])}\s\Z")


@cache
def _days(words: Language) -> re.Pattern[str]:
    last = either(words.words["values"]["list"])
    return re.compile(rf"(?P<day>\d{{1,2}})(?:,\s++\d{{1,2}}){{0,6}},?\s++{last}\s++")


@cache
def _respectively(words: Language) -> re.Pattern[str]:
    return re.compile(rf",?\s+{either(words.words['dates']['respectively'])}")


@cache
def _between(words: Language) -> re.Pattern[str]:
    """What stands between two dates; where it makes them the ends of a time, the group `to`."""
    table = words.words["values"]
    to = rf"\d\s{{0,4}}(?:[–-]|{either(table['range'])})\s{{0,4}}"
    return re.compile(rf"(?:(?P<to>{to})|,?\s++{either(table['list'])}\s++|,\s++)\Z")


@cache
def _symbols(words: Language) -> re.Pattern[str]:
    """Symbols before another one between brackets: `S/25443 and `."""
    between = rf"(?:,\s++|,?\s++{either(words.words['values']['list'])}\s++)"
    return re.compile(rf"(?:[A-Z$][\w.$]{{0,12}}/[\w./-]{{1,40}}{between}){{1,8}}")


@cache
def _of_document(words: Language) -> re.Pattern[str]:
    """A date and the noun of a document behind it: `2025年9月30日的报告`."""
    nouns = either(words.words["dates"]["documents"])
    return re.compile(rf"(?<![\w/]){_pattern(words)}[^.,;()\d]{{0,24}}{nouns}\s*\Z")


@cache
def _dated(words: Language) -> re.Pattern[str]:
    table = words.words["dates"]
    nouns = rf"\b{either(table['documents'])}\s++{either(table['of'])}"
    return re.compile(rf"(?:\b{either(table['dated'])}|{nouns})\s++(?=\w)")
