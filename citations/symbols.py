"""The document symbols that a text holds, `A/70/95-S/2015/446`, those that lean on one before included."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.bodies import NUMBERED
from ..instruments.identifiers import Identifier, NotAnIdentifier, organs, parse, parse_joint
from ..instruments.sessions import security_council_year
from .anchors import anchored, places
from .language import Language, data, either
from .pinpoints import pinpoint_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class SymbolMark(NamedTuple):
    """A document symbol and all that it means: the joint symbols of one document come together."""

    start: int
    end: int
    ids: tuple[Identifier, ...]
    repaired: str | None = None
    suffix: bool = False
    """A part of a symbol that leans on the one before: the `Corr.1` of `A/60/692 and Corr.1`."""
    open: bool = False
    """Whether the text contradicts itself, so that `ids` are only what it may mean: `S/RES/1325 (1999)`."""


# What joins the symbols of a document and its corrections.
JOINS = re.compile(r",?\s+(?:[^\W\d]{1,3}\s+)?")
# How far a number may lie above the one before, where the stem of a symbol is left out.
_RISES = 40
# How far back `documents` announces symbols, in characters.
_ANNOUNCES = 80

# A stroke behind an organ and before the next part of a symbol: the first one of each symbol is such.
_STROKE = re.compile(r"/(?:(?<=[A-Za-z]/)|(?<=\.\d/)|(?<=\.\d\d/))(?=[A-Z0-9l])")
_ORGAN = re.compile(r"(?<![\w/.%@#&=$-])[A-Z][A-Za-z]{0,10}(?:[.-][A-Z]{2,4}|\.\d{1,2}){0,2}\Z")
_LONGEST_ORGAN = 22
# How far behind a symbol what is attached to it may stand, its part between, in characters.
_PART = 120
_ATTACHES = re.compile(r"\b(?:Add|Corr)\.\s?\d")
# A blank, or a line end; behind that of a page the blanks of its foot.
_GAP = r"(?:\n[^\S\n]{0,400}|\s)?"
# What stands in brackets behind a symbol and belongs to it: a session, a year, a part.
_BRACKET = (
    r"\((?:(?:19|20)\d\d|(?:E?S-)?[IVXLC]{1,7}|E?S-\d{1,2}"
    r"|(?:[Pp]art|PART|[Vv]ol|Sect|sect|Income\ssect|Prog|Chap|Resumption)s?\.?"
    rf"{_GAP}[IVX\dA-Z]{{1,5}}"
    r"(?:(?:\sand\s|,\s|[–-])(?:Part\s)?[IVX\d]{1,5}){0,3}"
    r"|Supp\.?|Introduction|Plan\s[Oo]utline|Foreword\sand\s[Ii]ntroduction)\)"
)
# A number that a blank parts from its word: `/Corr. 2`.
_SPACED = r"(?:(?:(?<=/Add)|(?<=/Rev)|(?<=/Corr)|(?<=/Amend))\.[^\S\n]\d{1,3}(?!\d))?"
_ATTACHED = r"(?:/(?:Add|Corr|Rev|Amend|ADD|CORR|REV|AMEND)\.[^\S\n]?\d{1,3})"
_PRINTED = re.compile(
    r"[A-Z][\w.-]{0,21}/[A-Z0-9l](?:[A-Za-z0-9./()–-]{0,80}[A-Za-z0-9)])?"
    rf"{_SPACED}(?:\s[A-Z](?=\s\())?(?:{_GAP}{_BRACKET}{_ATTACHED}{{0,3}}){{0,2}}"
    r"(?:\s[A-Z](?=[.,;:)\]]|\s(?:and|to|of)\s|\s?\Z))?"
)
# Look-alikes that go on where a symbol would end: paths, addresses.
_GOES_ON = re.compile(r"/?[\w%@=]|//")
_PATH = re.compile(r"/(?!(?:add|corr|rev|amend)\.\d|l\d)[a-z]")
_DATED = re.compile(r"(S/RES/(\d{1,4}))\s?\((\d{4})\)")
# Documents from the first months of an organ look like sizes and grades: `A/4`, `S/5`.
_SHORT = re.compile(r"[A-Z]/\d{1,2}")
_LAST_PIECE = re.compile(r"(?:[.,;:()–-]{1,90}|[^.,;:()–-]{1,90})\Z")
# A range is cited by its first: `SR.1–28`, `AC.1/13-25`; reports of States count several as one: `SVN/8-11`.
_RANGE = re.compile(
    r"(?P<first>.{3,90}?(?:/(?P<letters>(?:L|SR|PV|WP|CRP|R|Add|Corr|INF)\.)|(?<!/[A-Z]{3})(?<!/CO)(?<!/Q)/))"
    r"(?P<from>\d{1,4})\s?[–-]\s?(?P<to>\d{1,4})(?:/Corrigendum)?"
)
_OWN_RANGES = re.compile(r"(?:CERD|CEDAW|CRC|CCPR|CAT|CMW|CRPD|CED|E/C\.12)/")
# Only numbered acts have a year or a session in brackets: `A/CONF.39/27 (1969)` is a symbol and its date.
_ACTS_ONLY = re.compile(r"\((?:(?:19|20)\d\d|[IVXLC]+)\)\s?[A-Z]?\Z")
_ACT = re.compile(r"/(?:RES|DEC)/", re.IGNORECASE)
# Which corrigendum is meant is not told: `A/60/88/Corr`.
_UNNUMBERED = re.compile(r"/(?:Add|Corr|Rev|Amend)\.?\Z", re.IGNORECASE)
_TAIL = re.compile(r"/(?P<kind>Add|Corr|Rev|Amend)\.\d+\Z")
# A corrigendum is to an addendum, that to a revision, and none the other way round.
_RANK = {"Rev": 0, "Add": 1, "Amend": 1, "Corr": 2}
_LAST_PART = re.compile(r"(?P<letters>(?:[A-Z]+\.)?)(?P<number>\d{1,4})\Z")
# The President's statements of the Human Rights Council are printed without its symbol.
_STATEMENT = re.compile(r"(?<![\w/])PRST[ /](?P<number>(?:OS/)?\d{1,2}/\d{1,2})(?![\w/])")
# What scanning makes of the S of Security Council documents.
_DAMAGED = re.compile(
    r"(?<![\w/.$])(?P<organ>S?[$]|8|5)/(?P<rest>(?:PV\.|RES/|PRST/)?(?:(?:19|20)\d\d/\d{1,4}|\d{4,5}))\b(?!/)"
)
_FIVE_DIGITS = re.compile(r"[12]\d{4}(?<!000)")
# and of digits beside other digits.
_DIGITS = str.maketrans("lIO", "110")
_DAMAGED_DIGITS = re.compile(r"[ASET]/[\w./-]*?(?:\d[lIO]|[lIO]\d)[\dlIO]*(?![A-Za-z])")


def all_symbols(text: str, words: Language) -> Iterator[SymbolMark]:
    """Yield the symbols of a text, and those that a scan damaged."""
    yield from symbols(text, words)
    yield from damaged_symbols(text, words)


def symbols(text: str, words: Language) -> Iterator[SymbolMark]:
    """Yield the document symbols of a text, those that lean on the one before included."""
    end = 0
    for stroke in _STROKE.finditer(text):
        at = stroke.start()
        organ = _ORGAN.search(text, max(end, at - _LONGEST_ORGAN), at) if at >= end else None
        if not organ or not _known(organ.group()):
            continue
        start = organ.start()
        found = _PRINTED.match(text, start)
        read = _read(found.group()) if found else None
        if not read or _GOES_ON.match(text, start + read.length):
            continue
        mark = SymbolMark(start, start + read.length, read.ids, read.repaired, open=read.open)
        if _SHORT.fullmatch(text, start, mark.end) and not _announced(text, mark, words):
            continue
        end = mark.end
        yield mark
        for leaning in _leaning(text, mark, words):
            end = leaning.end
            yield leaning
    for found in anchored(_STATEMENT, text, ("PRST",)):
        if statement := _parsed(f"A/HRC/PRST/{found.group('number')}"):
            yield SymbolMark(*found.span(), (statement,))


def damaged_symbols(text: str, words: Language) -> Iterator[SymbolMark]:
    """Yield what scanning made of Security Council symbols: `8/17227`, `$/24810`, `S$/24870`.

    A digit is read so only where the text speaks of documents, or before so long a number as no fraction has.
    """
    for stroke in places(text, ("$/", "8/", "5/")):
        if text[stroke - 1 : stroke].isdigit():
            continue
        found = _DAMAGED.search(text, max(0, stroke - 1), stroke + 24)
        meant = _parsed(f"S/{found.group('rest')}") if found and found.start() <= stroke else None
        if not found or not meant:
            continue
        mark = SymbolMark(*found.span(), (meant,), f"S/{found.group('rest')}")
        sure = "$" in found.group("organ") or _FIVE_DIGITS.fullmatch(found.group("rest"))
        if sure or _announced(text, mark, words):
            yield mark
            yield from _leaning(text, mark, words)


def goes_on(text: str, first: SymbolMark, last: SymbolMark, mark: SymbolMark) -> bool:
    """Whether a symbol goes on a list: as a suffix, or in full (`A/67/53 and A/67/53/Corr.1`)."""
    correction = mark.ids[0].id.startswith(f"{first.ids[0].id}/") and not mark.suffix
    return bool(mark.suffix or (correction and JOINS.fullmatch(text, last.end, mark.start)))


class _Read(NamedTuple):
    """What printed characters begin with."""

    length: int
    ids: tuple[Identifier, ...]
    repaired: str | None = None
    open: bool = False


@lru_cache(maxsize=10_000)
def _known(organ: str) -> bool:
    symbol = organ.upper()
    known = organs() | {example.partition("/")[0] for _, _, example in _misprints()}
    return symbol in known or symbol.partition(".")[0] in known


@lru_cache(maxsize=20_000)
def _read(printed: str) -> _Read | None:
    """Return the symbol that the printed characters begin with, trailing punctuation left out."""
    if (dated := _DATED.fullmatch(printed)) and str(security_council_year(int(dated[2]))) != dated[3]:
        meant = _parsed(dated[1])
        return _Read(len(printed), (meant,), open=True) if meant else None
    while len(printed) > 2:
        balanced = printed.count("(") == printed.count(")")
        if balanced and (read := _whole(printed)):
            return read
        shorter = _LAST_PIECE.sub("", printed)
        if balanced and not re.search(r"[)–-]|\s", printed[1:]):
            return None
        printed = shorter.rstrip()
    return None


def _whole(printed: str) -> _Read | None:
    """Read a symbol that the printed characters are from end to end."""
    if _PATH.search(printed):
        return None
    meant, repaired = printed, None
    for pattern, read, _ in _misprints():
        meant, found = pattern.subn(read, meant)
        repaired = meant if found else repaired
    if spread := _RANGE.fullmatch(meant):
        own = not spread.group("letters") and _OWN_RANGES.match(meant)
        if not own and int(spread.group("from")) < int(spread.group("to")):
            meant = spread.group("first") + spread.group("from")
    if _ACTS_ONLY.search(meant) and not _ACT.search(meant):
        return None
    try:
        return _Read(len(printed), parse_joint(meant), repaired, open=_UNNUMBERED.search(meant) is not None)
    except NotAnIdentifier:
        pass
    if _DAMAGED_DIGITS.fullmatch(meant):
        mended = re.sub(r"(?<=\d)[lIO]+|[lIO]+(?=\d)", lambda m: m.group().translate(_DIGITS), meant)
        if found := _parsed(mended):
            return _Read(len(printed), (found,), mended)
    return None


def _announced(text: str, mark: SymbolMark, words: Language) -> bool:
    """Whether the text says that a document is meant: `document S/5`, `(A/64)`, `A/64/Add.1`."""
    if text[mark.start - 1 : mark.start] in ("(", "["):
        leaning = _follows(words).match(text, mark.end)
        if text[mark.end : mark.end + 1] in (")", "]", ",") or (leaning and leaning.group("attached")):
            return True
    return _announcement(words).search(text, max(0, mark.start - _ANNOUNCES), mark.start) is not None


def _leaning(text: str, stem: SymbolMark, words: Language) -> Iterator[SymbolMark]:
    """Yield the symbols that lean on one before.

    `and Add.1, Add.1/Corr.1 and Add.2`, `Corr.1 and 2`; `L.7 and L.8`, `SR.986 and 989`; `and (Part II)`;
    of numbered acts `A/RES/60/1 and 60/251`, `A/RES/34/65 A and B`. A range (`Add.1 to 31`) is one mark over
    all of it, with its first document.
    """
    at, last, kind, full = stem.end, stem, "", stem.ids[0]
    while following := _follows(words).match(text, at) or _behind_part(text, at, words):
        start = following.start("what")
        if following.group("attached"):
            kind = following.group("kind")
            ids = _attached(last.ids, following.group("attached"))
        elif following.group("bracket"):
            kind, ids = "", _spelled(stem.ids, f"({following.group('bracket')})", r"\([^()]*\)\Z")
        elif following.group("part"):
            ids = _spelled(stem.ids, following.group("part"), r"[A-Z]\Z") if full.part else ()
        elif following.group("session"):
            head = full.id.removesuffix(f"{full.session}/{full.number}{full.part or ''}")
            numbered = full.kind in NUMBERED and head != full.id
            ids = _of((f"{head}{following.group('session')}",)) if numbered else ()
        elif kind and not following.group("letters") and not _begins_paragraph(text, following):
            ids = _attached(last.ids, f"{kind}.{following.group('number')}")
        elif _begins_paragraph(text, following):
            return
        else:
            ids, kind = _next(last, following.group("letters"), following.group("number")), ""
            ids = _of([f"{i.id}{following.group('more')}" for i in ids]) if following.group("more") else ids
        if not ids:
            return
        mark = SymbolMark(start, following.end(), ids, suffix=True)
        yield mark
        at = mark.end
        last = mark if not kind else last


def _behind_part(text: str, at: int, words: Language) -> re.Match[str] | None:
    """Return what is attached to a document behind a part of it: `A/74/7, paras. 12–15, and Corr.1`."""
    if text[at : at + 1] != "," or not _ATTACHES.search(text, at, at + _PART):
        return None
    part = pinpoint_after(text, at, words)
    found = _follows(words).match(text, part.end) if part else None
    return found if found and found.group("attached") else None


def _begins_paragraph(text: str, following: re.Match[str]) -> bool:
    """Whether a number belongs to the next paragraph, `…;⏎2. Requests`, and not to a list of documents."""
    between = text[following.start() : following.start("what")]
    stopped = text[following.end() : following.end() + 1] == "."
    return not following.group("letters") and (";" in between or ("\n" in between and stopped))


def _attached(stems: Sequence[Identifier], attached: str) -> tuple[Identifier, ...]:
    """Return what is attached to documents: to `A/74/53/Add.1` its own `Corr.1`, the `Add.2` beside it."""
    attached = re.sub(r"(?<=\.)[lI]\b", "1", re.sub(r"\s", "", attached))
    attached = re.sub(r"^([A-Z][a-z]+)(?=\d)", r"\1.", attached)
    rank = _RANK[attached.partition(".")[0]]
    bases: list[str] = []
    for stem in stems:
        base = stem.id
        while (tail := _TAIL.search(base)) and _RANK[tail.group("kind")] >= rank:
            base = base[: tail.start()]
        bases.append(f"{base}/{attached}")
    return _of(bases)


def _spelled(stems: Sequence[Identifier], end: str, instead_of: str) -> tuple[Identifier, ...]:
    return _of([re.sub(instead_of, "", stem.id) + end for stem in stems])


def _next(before: SymbolMark, letters: str | None, number: str) -> tuple[Identifier, ...]:
    """Return the document that the number means, counted on from the one before."""
    last = _LAST_PART.search(before.ids[0].id)
    if not last or letters not in (None, last.group("letters")):
        return ()
    if not 0 < int(number) - int(last.group("number")) <= _RISES:
        return ()
    return _of((f"{before.ids[0].id[: last.start('number')]}{number}",))


def _of(printed: Sequence[str]) -> tuple[Identifier, ...]:
    """Parse the symbols; nothing where one of them is none."""
    found = [meant for symbol in printed if (meant := _parsed(symbol))]
    return tuple(found) if len(found) == len(printed) else ()


def _parsed(symbol: str) -> Identifier | None:
    try:
        return parse(symbol)
    except NotAnIdentifier:
        return None


@cache
def _misprints() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """Symbols as some texts misprint them, what they stand for, and an example."""
    rows = csv.DictReader(data("misprints.csv").splitlines())
    return tuple((re.compile(row["printed"]), row["read"], row["example"]) for row in rows)


@cache
def _follows(words: Language) -> re.Pattern[str]:
    """What may follow a symbol and lean on it, behind a comma or an `and`."""
    linked = either(words.words["values"]["list"])
    reach = either([*words.words["values"]["range"], "–", "-"])
    return re.compile(
        rf"""(?:,\s{{0,40}}|;\s{{1,40}}|,?\s{{1,40}}{linked}\s{{1,40}}|\s{reach}\s(?=L\.)|\)\s{linked}\s(?=(?:Add|Corr|Rev)\.))/?(?P<what>
        (?P<attached>(?P<kind>Add|Corr|Rev|Amend)\.?\s?(?:\d{{1,3}}|[lI]\b)(?:/(?:Add|Corr|Rev|Amend)\.\d{{1,3}}){{0,2}})
            (?:\s?{reach}\s?(?:(?:Add|Corr)\.)?\d{{1,3}}\b)?
        |\((?P<bracket>(?:Part|Vol\.|Sect\.)\s[IVX\d]{{1,5}})\)
        |(?P<session>(?:E?S-)?\d{{1,4}}/\d{{1,4}})(?![\w/-]|\.\d)
        |(?P<part>[A-Z])(?!\.\d)(?=[.;,)\]]|\s(?:{linked}|[(a-z]))
        |(?P<letters>(?:L|SR|WP|CRP|PV)\.)?(?P<number>\d{{1,4}})(?:[–-]\d{{1,4}})?(?P<more>/Rev\.\d{{1,2}})?
            (?=[.,)\]]|\s?[;:]|\s*\Z|,?\s{linked}\s\S{{0,8}}\d|/Corr|\s\()(?!\.\d|\s\()
        )""",
        re.VERBOSE,
    )


@cache
def _announcement(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['records']['document'])}\b[^.;]{{0,60}}\Z")
