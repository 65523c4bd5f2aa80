"""References to treaty series, as they are printed: `vol. 1577, No. 27531`, `1577 UNTS 3`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .anchors import places
from .language import SEAM, Language, either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Segment

# How far before its last word the name of a series may begin, a volume before its short name; characters.
_HEAD = 40
_VOLUME = 12
# So many digits the numbers of notes have at most.
_LONGEST_MARKER = 3


class Value(NamedTuple):
    """A volume or registration number as printed, and where."""

    start: int
    end: int
    value: str


class SeriesMark(NamedTuple):
    """A treaty series reference: `United Nations, Treaty Series, vol. 1577, No. 27531`."""

    start: int
    end: int
    series: str
    """UNTS or LNTS."""
    ibid: bool
    reference: int
    """Where `vol.` stands (or `Ibid.`): the citation's span begins here."""
    volumes: tuple[Value, ...]
    """Empty where the registration number stands alone."""
    numbers: tuple[Value, ...]
    """Empty where the page stands for it."""
    page: str | None


def series_references(text: str, words: Language, segment: Segment | None = None) -> Iterator[SeriesMark]:
    """Yield the treaty series references of a text, but for those behind `Ibid.`.

    `segment` tells the note of an offset: a number that one begins with is no volume, `1 UNTS I-27531`.
    """
    anchors = tuple(words.words["series"]["anchors"])
    named = ((at, _named) for at in places(text, anchors))
    short = ((at, _shortened) for at in places(text, _short_anchors(words)))
    end = 0
    for at, read in sorted([*named, *short], key=lambda one: one[0]):
        for mark in read(text, end, at, words, segment) if at >= end else ():
            end = mark.end
            yield mark


def _named(text: str, begin: int, at: int, words: Language, _: Segment | None) -> Iterator[SeriesMark]:
    """Yield the references behind the name of a series that stands around an offset."""
    head = _head(words).search(text, max(begin, at - _HEAD), at + _HEAD)
    if head and head.start() <= at < head.end():
        series = "LNTS" if head.group("league") else "UNTS"
        yield from _references(text, head.start(), head.end(), series, words)


def _shortened(
    text: str, begin: int, at: int, words: Language, segment: Segment | None
) -> Iterator[SeriesMark]:
    """Yield the references with the short name of a series that stands around an offset."""
    found = _short(words).search(text, max(begin, at - 3), at + 16)
    if not (found and found.start() <= at < found.end()):
        return
    series = words.words["series"]["short"][re.sub(r"\W", "", found.group())]
    paged = _paged(text, found, series, words)
    if paged and segment and not paged.page and _marker(paged.volumes[0], segment):
        paged = None
    yield from [paged] if paged else _references(text, found.start(), found.end(), series, words)


def series_after_ibid(text: str, start: int, end: int, words: Language) -> tuple[SeriesMark, ...]:
    """Return the references behind an `Ibid.`: `Ibid., vol. 2171, No. 27531, and vol. 2404, No. 43425`."""
    return tuple(_references(text, start, end, "UNTS", words, ibid=True))


def _references(
    text: str, start: int, at: int, series: str, words: Language, *, ibid: bool = False
) -> Iterator[SeriesMark]:
    """Yield the reference behind the name of a series, and those that follow: `, and vol. 606, No. 8791`."""
    reference = _reference(text, at, words)
    while reference:
        begin, end, parts = reference
        numbers, page = parts.get("numbers", ()), parts.get("page", ())
        if numbers or page:
            begin = start if ibid else begin
            volumes = parts.get("volumes", ())
            yield SeriesMark(
                start, end, series, ibid, begin, volumes, numbers, page[0].value.upper() if page else None
            )
        following = _following(words).match(text, end)
        reference = _reference(text, following.end(), words) if following else None
        start, ibid = following.end() if following else end, False


def _marker(volume: Value, segment: Segment) -> bool:
    """Whether what looks like a volume is rather the number of the note that begins with it."""
    begins = volume.start == 0 or segment(volume.start - 1) != segment(volume.start)
    return begins and len(volume.value) <= _LONGEST_MARKER


_Parts = dict[str, tuple[Value, ...]]


def _reference(text: str, at: int, words: Language) -> tuple[int, int, _Parts] | None:
    """Return where a reference begins and ends, and its volumes, numbers and page, in whatever order."""
    begin = end = at
    parts: _Parts = {}
    while (gap := _GAP.match(text, end)) and (found := _element(words).match(text, gap.end())):
        kind = (found.lastgroup or "").rstrip("_")
        if kind in parts:
            break
        begin = begin if parts else found.start()
        parts[kind] = tuple(_listed(found, words))
        end = found.end()
    return (begin, end, parts) if parts else None


def _paged(text: str, short: re.Match[str], series: str, words: Language) -> SeriesMark | None:
    """Return the reference of a legal writer: `1577 UNTS 3`, `1155 U.N.T.S. 331`, `XCIV LNTS 65`."""
    volume = _BEFORE.search(text, max(0, short.start() - _VOLUME), short.start())
    if not volume:
        return None
    start = volume.start("volume")
    printed = (Value(start, volume.end("volume"), volume.group("volume")),)
    if page := _PAGE.match(text, short.end()):
        first = page.group("page").upper()
        return SeriesMark(start, page.end(), series, False, start, printed, (), first)
    reference = _reference(text, short.end(), words)
    if reference is None or "volumes" in reference[2]:
        return None
    _, end, parts = reference
    paged = parts.get("page")
    numbers = parts.get("numbers", ())
    return SeriesMark(
        start, end, series, False, start, printed, numbers, paged[0].value.upper() if paged else None
    )


def _listed(element: re.Match[str], words: Language) -> Iterator[Value]:
    """Yield each value of a list; of a range all but the first have the span of the last."""
    group = element.lastgroup or ""
    printed, at = element.group(group), element.start(group)
    previous: re.Match[str] | None = None
    for value in _ONE.finditer(printed):
        span = at + value.start(), at + value.end()
        if previous and group != "page" and _range(words).fullmatch(printed, previous.end(), value.start()):
            first, last = previous.group(), value.group()
            if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < _WIDEST:
                for inner in range(int(first) + 1, int(last)):
                    yield Value(*span, str(inner))
        yield Value(*span, value.group().removeprefix("I-"))
        previous = value


_BEFORE = re.compile(r"(?<![\w/.,-])(?P<volume>\d{1,4}|[IVXLC]{1,9}),?\s{1,3}\Z")
_PAGE = re.compile(r",?\s{1,3}(?P<page>\d{1,4}|[IVXLC]{1,6}|[ivxlc]{1,6})(?![\w/-]|[.,]\d)")
# Blanks, the end of a line and the indent of the next.
_BLANKS = rf"[ \t{SEAM}]{{0,3}}(?:\r?\n\s{{0,40}})?"
# What stands between the parts of a reference; the year of the volume adds nothing to it.
_GAP = re.compile(rf"{SEAM}?[,.:]?{_BLANKS}(?:(?:19|20)\d\d[.,]{_BLANKS})?")
_ONE = re.compile(r"II?-\d{1,6}|\d{1,6}|[IVXLCivxlc]+")
_WIDEST = 50
"""So many treaties a range of numbers may hold."""


@cache
def _short_anchors(words: Language) -> tuple[str, ...]:
    """What every spelling of a short name holds: all but its first letter."""
    return tuple(rest for name in words.words["series"]["short"] for rest in (name[1:], ".".join(name[1:])))


@cache
def _short(words: Language) -> re.Pattern[str]:
    """The short name of a treaty series: `UNTS`, `R.T.N.U.`."""
    names = words.words["series"]["short"]
    dotted = (r"\.\s?".join(name) + r"\b\.?" for name in names)
    return re.compile(rf"(?<![\w.])(?:{'|'.join((*names, *dotted))})(?!\w)")


@cache
def _head(words: Language) -> re.Pattern[str]:
    """The name of a treaty series; the bare `Treaty Series` only where no other's name leads up to it."""
    table = words.words["series"]
    short = rf"(?:\s?\({_short(words).pattern}\))?"
    return re.compile(
        rf"(?:(?P<league>{either(table['league'])})|{either(table['un'])}"
        rf"|(?<![\w’'.]\s)(?<![\w’'],\s){either(table['bare'])}){short}"
    )


@cache
def _element(words: Language) -> re.Pattern[str]:
    """One part of a reference: `vols. 2171 and 2173`, `No. 27531`, `p. 171`; its group has the values."""
    table = words.words["series"]
    glue = either(words.words["values"]["list"])
    separator = rf"(?:,?\s{{1,3}}{glue}\s{{1,3}}|,\s{{0,3}}|{_range(words).pattern})"
    volume = r"(?:\d{1,4}(?![\d/])|[IVXLC]{1,9}\b)"
    number = r"(?:II?\s?-\s?)?\d{1,6}(?![\d/])"
    return re.compile(
        rf"{either(table['volume'])}{_BLANKS}(?P<volumes>{volume}(?:{separator}(?:{either(table['volume'])}{_BLANKS})?{volume}){{0,20}})(?:\s?\(\d{{4}}\))?"
        rf"|(?:{either(table['registration'])}\s{{1,3}})?"
        rf"(?:{either(table['numbers'])}{_BLANKS}(?P<numbers>{number}(?:{separator}{number}){{0,20}})"
        rf"|{either(table['number'])}{_BLANKS}(?P<numbers_>{number}(?:\s{{1,3}}{glue}\s{{1,3}}\d{{3,6}}(?![\d/]))?))"
        rf"|(?P<numbers__>(?<=\s)II?-\d{{1,6}}(?!\d))"
        rf"|{either(table['page'])}{_BLANKS}(?P<page>\d{{1,4}}|[IVXLC]{{1,6}}\b)(?:\s?[–−-]\s?\d{{1,4}})?"
    )


@cache
def _range(words: Language) -> re.Pattern[str]:
    """What stands between the ends of a range: `Nos. 970–973`, `nos 970 à 973`."""
    to = either(words.words["values"]["range"])
    return re.compile(rf"(?:\s?[–−-]\s?|\s{{1,3}}{to}\s{{1,3}})")


@cache
def _following(words: Language) -> re.Pattern[str]:
    """What leads to a further volume with a number of its own: `, and vol. 606, No. 8791`."""
    glue = either(words.words["values"]["list"])
    return re.compile(
        rf"[,;]?\s{{1,3}}(?:{glue}\s{{1,3}})?(?={either(words.words['series']['volume'])}\s{{0,3}}[\dIVXLC])"
    )
