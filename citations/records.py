"""Official Records as they are printed: organ, session or year, supplement, and where the symbol stands."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .anchors import beginnings, places
from .language import Language, either

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # Which paragraph or note an offset stands in: no source reaches over their ends.
    Segment = Callable[[int], int]

# How far one source may reach; how far before a short name its session stands, in characters.
_REACH = 600
_EARLY = 12
# How far behind the last part of the records the bracket with the symbol may open.
_BRACKET = 60


class RecordsMark(NamedTuple):
    """Official Records, or what an `Ibid.` changes of them."""

    start: int
    end: int
    """The end of the supplement's number, or of the words before a document's symbol."""
    window: int
    """Where this source ends and the next begins."""
    series: str | None
    """GAOR, ESCOR, SCOR, TCOR; empty for an organ whose records have no id; None behind `Ibid.`."""
    session: str | None
    """Session number, `S-10` for a special one, or year."""
    supplements: tuple[str, ...]
    """As ids have them: `Suppl.53A`, `SpecialSuppl.1`, `Suppl.Jul1993`, `Annexes/item38`."""
    bracket: int | None
    """Where the bracket with the symbol opens."""
    document: int | None
    """Where the words `document` or `documents` end."""
    documents: bool
    """Whether several documents are announced."""


def official_records(text: str, words: Language, segment: Segment) -> Iterator[RecordsMark]:
    """Yield the Official Records cited in a text."""
    table = words.words["records"]
    for at in places(text, beginnings(tuple(table["anchors"]))):
        found = _head(words).match(text, at)
        if found:
            organ = " ".join(found.group("organ").split())
            series = _organs(words)[organ.lower()]
            yield _mark(text, found.start(), found.end(), series, words, segment, found.group("early"))
    for at in places(text, ("AOR", "COR")):
        found = _SHORT.search(text, max(0, at - 2), at + 4)
        if found:
            at = found.start()
            early = _early(words).search(text, max(0, at - _EARLY), at)
            start = early.start() if early else at
            printed = early.group("ordinal") if early else None
            yield _mark(text, start, found.end(), found.group(), words, segment, printed)


def records_after_ibid(
    text: str, start: int, at: int, words: Language, segment: Segment
) -> RecordsMark | None:
    """Return what stands behind an `Ibid.` of Official Records; None where it is something else."""
    gap = _GAP.match(text, at)
    if gap and _element(words).match(text, gap.end()):
        return _mark(text, start, gap.end(), None, words, segment, None)
    return None


def source_end(text: str, at: int, words: Language, segment: Segment) -> int:
    """Return where the source that began before the offset ends: at `;`, a full stop, or with its note."""
    here = segment(at)
    limit = at
    while 0 <= limit < at + _REACH:
        limit = text.find("\n", limit, at + _REACH)
        if limit >= 0 and segment(limit + 1) != here:
            break
        limit += limit >= 0
    limit = limit if limit >= 0 else min(len(text), at + _REACH)
    for found in _STOP.finditer(text, at, limit):
        if found.group() == ";":
            return found.start()
        word = found.group("word").lower()
        if len(word) > 1 and word not in _abbreviations(words):
            return found.end("word")
    return limit


def _mark(
    text: str, start: int, at: int, series: str | None, words: Language, segment: Segment, early: str | None
) -> RecordsMark:
    window = source_end(text, at, words, segment)
    session, year, document, bracket = _ordinal(early, words), None, None, None
    supplements: list[str] = []
    end = at
    for found in _element(words).finditer(text, at, window):
        kind = found.lastgroup or ""
        if kind == "next" or (kind == "bracket" and end > at and found.start() - end > _BRACKET):
            window = found.start()
            break
        if kind == "bracket":
            if supplements and text[found.end() - 1] in "([":
                bracket = found.end() - 1
                break
            continue
        if kind == "document":
            document = end = found.end()
            break
        if kind == "session":
            session = _session(found, words) or session
        elif kind == "year":
            year = found.group("year")
        elif kind != "item" or found.group("annexes") or series is None:
            supplements += _supplements(kind, found, words)
            end = found.end()
    if year and (session is None or (series == "ESCOR" and int(year) >= _BY_YEAR)):
        session = year
    several = document is not None and bool(_several(words).search(text, max(0, document - 12), document))
    return RecordsMark(start, end, window, series, session, tuple(supplements), bracket, document, several)


def _session(found: re.Match[str], words: Language) -> str | None:
    number = _ordinal(found.group("ordinal"), words)
    emergency = found.group("emergency") or found.group("emergency_")
    special = found.group("special") or found.group("special_")
    prefix = "ES-" if emergency else "S-" if special else ""
    return f"{prefix}{number}" if number else None


def _ordinal(printed: str | None, words: Language) -> str | None:
    if not printed:
        return None
    if printed[0].isdigit():
        return re.sub(r"\D.*", "", printed)
    number = words.ordinals.get(re.sub(r"[\s‐‑–-]+", "-", printed.strip().lower()))
    return str(number) if number else None


def _supplements(kind: str, found: re.Match[str], words: Language) -> Iterator[str]:
    if kind == "quarter":
        month = words.months[found.group("month").lower()]
        yield f"Suppl.{_QUARTERS[(month - 1) // 3]}{found.group('quarter')}"
        return
    head = {"supplement": "Suppl.", "special_supplement": "SpecialSuppl.", "item": "Annexes/item"}[kind]
    for number in re.finditer(r"\d{1,3}\s?[A-Z]?", found.group(kind)):
        yield head + "".join(number.group().split())


_QUARTERS = ("Jan", "Apr", "Jul", "Oct")
_BY_YEAR = 1978
"""Since then the records of the Economic and Social Council go by the year."""
_SHORT = re.compile(r"(?<![\w/])(?:GAOR|ESCOR|SCOR|TCOR)\b(?!/)")
_GAP = re.compile(r"[.,]{0,2}\s{1,3}")
_STOP = re.compile(r";|(?P<word>[\w)]*)\.(?=\s|$)")


@cache
def _organs(words: Language) -> dict[str, str]:
    return {organ.lower(): series for organ, series in words.words["records"]["organs"].items()}


@cache
def _abbreviations(words: Language) -> frozenset[str]:
    return frozenset(words.words["abbreviations"]["words"]) | frozenset(
        words.words["records"]["abbreviations"]
    )


@cache
def _head(words: Language) -> re.Pattern[str]:
    table = words.words["records"]
    of = rf"\s+{either(table['of'])}" if table["of"] else ""  # the Russian genitive has no word for it
    return re.compile(
        rf"{either(table['anchors'])}(?:{of}|,)\s+"
        rf"(?:(?P<early>{_ordinals(words)})\s+{either(table['session'])}{of}\s+)?(?P<organ>{either(table['organs'])})"
    )


@cache
def _early(words: Language) -> re.Pattern[str]:
    """The session before a short name: `21 U.N. GAOR Supp. (No. 16)`."""
    return re.compile(r"(?<![\w/.])(?P<ordinal>\d{1,2})\s(?:U\.\s?N\.\s|UN\s)?\Z")


@cache
def _several(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['records']['documents'])}\s*\Z")


def _ordinals(words: Language) -> str:
    table = words.words["ordinals"]
    spelled = rf"{either(table['tens'])}[\s‐‑–-]{{1,2}}{either(words.spelled_ordinals('units', 9))}"
    whole = either([*words.spelled_ordinals("even_tens"), *words.spelled_ordinals("units")])
    return rf"(?i:{spelled}|{whole})|\d{{1,3}}{either(table['suffixes'])}"


@cache
def _element(words: Language) -> re.Pattern[str]:
    """One part of what Official Records give; the last group tells which."""
    table = words.words["records"]
    number = r"\d{1,3}(?:\s?[A-Z]\b(?![/.’']))?"
    glue = rf"(?:,\s|,?\s(?:{either(words.words['values']['list'])})\s)"
    numbers = rf"{number}(?:{glue}{number}){{0,12}}"
    either_session = either([*table["session"], *table["year"]])
    months = either(words.month_names)
    return re.compile(
        rf"(?P<session>\b(?P<ordinal>{_ordinals(words)})\s+(?:{either(table['regular'])}\s+)?"
        rf"(?:(?P<emergency>{either(table['emergency'])})\s+|(?P<special>{either(table['special'])})\s+)?{either_session}(?!\w)"
        rf"(?:\s+(?:(?P<emergency_>{either(table['emergency_after'])})|(?P<special_>{either(table['special_after'])})))?)"
        rf"|(?:(?<=[,.)]\s)|(?<=[,.]))(?P<year>(?:19|20)\d\d)(?=[,.]\s)"
        rf"|{either(table['special_supplement'])}\s+{words.numbering}\s*(?P<special_supplement>{numbers})"
        rf"|{either(table['quarter'])}\s+(?P<month>{months})[^()\d]{{0,40}}(?P<quarter>19\d\d)"
        rf"|{either(table['supplement'])}\s+\(?{words.numbering}\s*(?P<supplement>{numbers})\)?"
        rf"|(?P<item>(?P<annexes>{either(table['annexes'])},\s(?:{either(words.words['series']['volume'])}\s[IVX]+,\s)?)?"
        rf"{either(table['item'])}\s\d{{1,3}})(?![\d–-])"
        rf"|\b(?P<document>{either(table['document'])}\s+(?=[A-Z$85]))"
        r"|(?P<bracket>\(|\[(?=[A-Z]{1,6}/))"
        rf"|(?P<next>\b{either(words.words['values']['list'])}\s+(?:{either(words.words['values']['articles'])}\s+)?{either(table['document'])}\s+(?=[A-Z$85])"
        rf"|{_SHORT.pattern}|{either(table['anchors'])}|\b{either(words.words['ibid']['words'])})"
    )
