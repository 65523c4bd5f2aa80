"""The sources of footnotes: treaty series, Official Records and `Ibid.`, as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .anchors import anchored, beginnings, places
from .language import Language, either

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # Which paragraph or note an offset stands in: no source reaches over their ends.
    Segment = Callable[[int], int]

# How far one source may reach, and how long the name of a series may be, in characters.
_REACH = 600
_HEAD = 60


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume or registration number as printed, and where."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class SeriesMark:
    """A treaty series reference: `United Nations, Treaty Series, vol. 1577, No. 27531`."""

    start: int
    end: int
    series: str
    """UNTS or LNTS."""
    ibid: bool
    reference: int
    """Where `vol.` stands (or `Ibid.`): the citation's span begins here."""
    volumes: tuple[Volume, ...]
    numbers: tuple[Volume, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class PageMark:
    """A treaty by volume and first page, as legal writers cite: `1577 UNTS 3`, `1155 U.N.T.S. 331`."""

    start: int
    end: int
    series: str
    volume: str
    page: str


@dataclass(frozen=True, slots=True)
class RecordsMark:
    """Official Records, or what an `Ibid.` changes of them."""

    start: int
    end: int
    """The end of the supplement's number, or of the words before a document's symbol."""
    window: int
    """Where this source ends and the next begins."""
    series: str | None
    """GAOR, ESCOR, SCOR, TCOR; None behind `Ibid.`."""
    session: str | None
    """Session number or year."""
    supplement: str | None
    bracket: int | None
    """Where the bracket with the symbol opens."""
    document: int | None
    """Where the words `document` or `documents` end."""
    documents: bool
    """Whether several documents are announced."""


@dataclass(frozen=True, slots=True)
class IbidMark:
    """`Ibid.` and how far what belongs to it may reach."""

    start: int
    end: int
    window: int


def series_references(text: str, words: Language) -> Iterator[SeriesMark]:
    """Yield the treaty series references of a text."""
    for found in anchored(_reference(words), text, beginnings(tuple(words.words["series"]["volume"]))):
        head = _series(words).search(text, max(0, found.start() - _HEAD), found.start())
        if not head:
            continue
        ibid = head.group("ibid") is not None
        yield SeriesMark(
            head.start(),
            found.end(),
            "LNTS" if head.group("league") else "UNTS",
            ibid,
            head.start() if ibid else found.start(),
            tuple(_listed(found, "volumes")),
            tuple(_listed(found, "numbers")),
            int(found.group("page")) if found.group("page") else None,
        )


def page_references(text: str) -> Iterator[PageMark]:
    """Yield the treaties that a text cites by volume and page."""
    for at in places(text, ("NTS", "N.T.S", "N. T. S")):
        found = _PAGED.search(text, max(0, at - 8), at + 20)
        if not found:
            continue
        series = found.group("series").replace(".", "").replace(" ", "")
        yield PageMark(*found.span(), series, found.group("volume"), found.group("page"))


_PAGED = re.compile(
    r"(?<![\w/.])(?P<volume>\d{1,4})\s(?P<series>[UL]\.?\s?N\.?\s?T\.?\s?S\.?)\s(?P<page>\d{1,4}|[XVI]+)\b"
)


def official_records(text: str, words: Language, segment: Segment) -> Iterator[RecordsMark]:
    """Yield the Official Records cited in a text."""
    organs = words.words["records"]["organs"]
    for found in anchored(_records(words), text, beginnings(tuple(words.words["records"]["head"]))):
        organ = re.sub(r"\s+", " ", found.group("organ"))
        yield _record(text, found.start(), found.end(), organs[organ], words, segment, found.group("early"))


def ibids(text: str, words: Language, segment: Segment) -> Iterator[IbidMark]:
    """Yield each `Ibid.` of a text."""
    for found in anchored(_ibid(words), text, beginnings(tuple(words.words["ibid"]["words"]))):
        yield IbidMark(found.start(), found.end(), _window(text, found.end(), words, segment))


def records_after_ibid(text: str, ibid: IbidMark, words: Language, segment: Segment) -> RecordsMark | None:
    """Return what stands behind an `Ibid.` of Official Records; None where it is something else."""
    mark = _record(text, ibid.start, ibid.end, None, words, segment, None)
    if mark.supplement or mark.session or mark.document:
        return mark
    return None


def _record(
    text: str, start: int, at: int, series: str | None, words: Language, segment: Segment, early: str | None
) -> RecordsMark:
    window = _window(text, at, words, segment)
    following = _next_records(words).search(text, at, window)
    if following:
        window = following.start()
    session = _ordinal(early, words) if early else _session(text, at, window, words)
    supplement = _supplement(words).search(text, at, window)
    document = _document(words).search(text, at, window)
    end = supplement.end() if supplement else document.end() if document else at
    bracket = None
    if supplement:
        opening = text.find("(", supplement.end(), min(window, supplement.end() + 60))
        bracket = opening if opening >= 0 else None
    return RecordsMark(
        start,
        end,
        window,
        series,
        session,
        re.sub(r"\s+", "", supplement.group("number")) if supplement and supplement.group("number") else None,
        bracket,
        document.end() if document else None,
        document is not None and document.group().lower().endswith("s"),
    )


def _session(text: str, at: int, window: int, words: Language) -> str | None:
    found = _sessions(words).search(text, at, window)
    if not found:
        return None
    return found.group("year") or _ordinal(found.group("ordinal"), words)


def _ordinal(printed: str, words: Language) -> str | None:
    number = words.ordinals.get(re.sub(r"[\s‐‑–-]+", "-", printed.strip().lower()))
    return str(number) if number else None


def _window(text: str, at: int, words: Language, segment: Segment) -> int:
    """Return where the source that began before the offset ends: at `;`, a full stop, or with its note."""
    here = segment(at)
    ends = (m.start() for m in _LINE_END.finditer(text, at, at + _REACH) if segment(m.end()) != here)
    limit = next(ends, min(len(text), at + _REACH))
    for found in _STOP.finditer(text, at, limit):
        if found.group() == ";":
            return found.start()
        word = found.group("word").lower()
        if word not in words.words["abbreviations"]["words"] and len(word) > 1:
            return found.end("word")
    return limit


_LINE_END = re.compile(r"\n\s*")
_STOP = re.compile(r";|(?P<word>[\w)]*)\.(?=\s|$)")


def _listed(found: re.Match[str], group: str) -> Iterator[Volume]:
    """Yield each value of a list; a range gives all its numbers, the inner ones with the range's span."""
    printed = found.group(group)
    if not printed:
        return
    at = found.start(group)
    previous: re.Match[str] | None = None
    for value in re.finditer(r"(?:II-)?\d{1,5}|[IVXLC]+", printed):
        if previous and re.fullmatch(r"\s?[–−-]\s?", printed[previous.end() : value.start()]):
            first, last = previous.group(), value.group()
            if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < 50:
                for inner in range(int(first) + 1, int(last)):
                    yield Volume(at + previous.start(), at + value.end(), str(inner))
        yield Volume(at + value.start(), at + value.end(), value.group())
        previous = value


@cache
def _series(words: Language) -> re.Pattern[str]:
    """The name of a treaty series, or `Ibid.`, before its reference."""
    table = words.words["series"]
    ibid = either(words.words["ibid"]["words"])
    return re.compile(
        rf"(?:(?P<un>{either(table['un'])})|(?P<league>{either(table['league'])})|(?P<ibid>\b{ibid})),?\s+\Z"
    )


@cache
def _reference(words: Language) -> re.Pattern[str]:
    """Volumes and registration numbers: `vols. 2171 and 2173, No. 27531`, perhaps with the page."""
    table = words.words["series"]
    separator = r"(?:,\s*|,?\s+and\s+|\s?[–−-]\s?)"
    volume = r"(?:\d{1,4}|[IVXLC]+\b)"
    number = r"(?:II-)?\d{1,5}"
    return re.compile(
        rf"{either(table['volume'])}\s*(?P<volumes>{volume}(?:{separator}{volume})*)(?:\s*\(\d{{4}}\))?[,.]?\s*"
        rf"{either(table['number'])}\s*(?P<numbers>{number}(?:{separator}{number})*)(?:,\s*pp?\.\s*(?P<page>\d+))?"
    )


@cache
def _records(words: Language) -> re.Pattern[str]:
    table = words.words["records"]
    organ = either(table["organs"])
    return re.compile(
        rf"{either(table['head'])}\s+(?:(?P<early>[\w-]+)\s+{either(table['session'])}\s+of\s+the\s+)?(?P<organ>{organ})",
    )


@cache
def _next_records(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(words.words['records']['head'])}|\b{either(words.words['ibid']['words'])}")


@cache
def _sessions(words: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<ordinal>[A-Za-z]+(?:[\s‐‑–-][a-z]+)?)\s+{either(words.words['records']['session'])}\b|,\s*(?P<year>(?:19|20)\d\d)\b(?=,)"
    )


@cache
def _supplement(words: Language) -> re.Pattern[str]:
    return re.compile(
        rf"{either(words.words['records']['supplement'])}\s+{either(words.words['series']['number'])}\s*(?P<number>\d{{1,3}}(?:\s?[A-Z]\b)?)"
    )


@cache
def _document(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['records']['document'])}\s+(?=[A-Z$85])")


@cache
def _ibid(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['ibid']['words'])}")
