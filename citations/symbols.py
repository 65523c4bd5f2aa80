"""The document symbols that a text holds, `A/70/95-S/2015/446`, those that lean on one before included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..instruments.identifiers import Identifier, NotAnIdentifier, parse, parse_joint
from ..instruments.sessions import security_council_year
from .anchors import anchored, places

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class SymbolMark:
    """A document symbol and all that it means: the joint symbols of one document come together."""

    start: int
    end: int
    ids: tuple[Identifier, ...]
    repaired: str | None = None
    suffix: bool = False
    """A part of a symbol that leans on the one before: the `Corr.1` of `A/60/692 and Corr.1`."""
    open: bool = False
    """Whether the text contradicts itself, so that `ids` are only what it may mean: `S/RES/1325 (1999)`."""


# How far a number may lie above the one before, where the stem of a symbol is left out.
_RISES = 40
_PREFIX = re.compile(r"(?<![\w/.%@#-])[A-Z][A-Za-z]{0,9}\Z")
_SYMBOL = re.compile(
    r"(?<![\w/.%@#-])[A-Z][A-Za-z]{0,9}/[A-Z0-9](?:[A-Za-z0-9./()–-]{0,80}[A-Za-z0-9)])?"
    r"(?:\s?\((?:(?:19|20)\d\d|(?:E?S-)?[IVXLC]+|Parts?\s[IVX]+(?:\sand\s[IVX]+)?|Vols?\.\s?[IVX]+|Sect\.\s?\d+[A-Z]?|Supp)\))?"
    r"(?:/(?:Add|Corr|Rev|Amend)\.\d+)*",
)
_DATED = re.compile(r"(S/RES/(\d{1,4}))\s?\((\d{4})\)")
_SUFFIX = re.compile(
    r"(?:,\s|,?\sand\s)(?P<suffix>(?:(?:Add|Corr|Rev|Amend)\.\d+/?)+)(?P<range>\s?(?:to|[–-])\s?\d{1,3}\b)?"
)
_MORE = re.compile(r"(?:,\s|,?\sand\s)(?P<number>\d{1,3})\b(?![/(\d]|\.\d)")
# What may follow a symbol with its stem left out: `L.7 and L.8`, `SR.986 and 989`, `AC.1/10 and 11`.
_NEXT = re.compile(
    r"(?:,\s|,?\sand\s)(?P<letters>(?:L|SR|WP|CRP|PV)\.)?(?P<number>\d{1,4})(?=[.;,)\]]|\s*$|,?\sand\s\S*\d)(?!\.\d)"
)
_LAST_PART = re.compile(r"(?P<letters>(?:[A-Z]+\.)?)(?P<number>\d{1,4})\Z")
# The President's statements of the Human Rights Council are printed without its symbol.
_STATEMENT = re.compile(r"(?<![\w/])PRST[ /](?P<number>(?:OS/)?\d{1,2}/\d{1,2})(?![\w/])")
# What scanning makes of the S of Security Council documents.
_DAMAGED = re.compile(r"(?<![\w/.$])(?:S?[$]|8|5)/(?P<number>\d{4,5})\b(?!/)")


def symbols(text: str) -> Iterator[SymbolMark]:
    """Yield the document symbols of a text, those that lean on the one before included."""
    end = 0
    for stroke in places(text, "/"):
        prefix = _PREFIX.search(text, max(0, stroke - 12), stroke) if stroke >= end else None
        found = _SYMBOL.match(text, prefix.start()) if prefix else None
        mark = _symbol(found.group(), found.start()) if found else None
        if mark:
            end = mark.end
            yield mark
            yield from _suffixes(text, mark)
            yield from _stemless(text, mark)
    for found in anchored(_STATEMENT, text, ("PRST",)):
        if statement := _parsed(f"A/HRC/PRST/{found.group('number')}"):
            yield SymbolMark(*found.span(), (statement,))


def damaged_symbols(text: str) -> Iterator[SymbolMark]:
    """Yield what scanning made of Security Council symbols: `8/17227`, `$/24810`, `S$/24870`."""
    for stroke in places(text, ("$/", "8/", "5/")):
        found = _DAMAGED.search(text, max(0, stroke - 1), stroke + 8)
        if not found:
            continue
        symbol = f"S/{found.group('number')}"
        if meant := _parsed(symbol):
            mark = SymbolMark(found.start(), found.end(), (meant,), symbol)
            yield mark
            yield from _suffixes(text, mark)


def _symbol(printed: str, start: int) -> SymbolMark | None:
    """Return the symbol that the printed characters begin with, trailing punctuation left out."""
    if (dated := _DATED.fullmatch(printed)) and str(security_council_year(int(dated[2]))) != dated[3]:
        meant = _parsed(dated[1])
        return SymbolMark(start, start + len(printed), (meant,), open=True) if meant else None
    while len(printed) > 2:
        balanced = printed.count("(") == printed.count(")")
        if balanced:
            try:
                return SymbolMark(start, start + len(printed), parse_joint(printed))
            except NotAnIdentifier:
                pass
        shorter = re.sub(r"(?:[.,;:()–-]+|[^.,;:()–-]+)\Z", "", printed)
        if balanced and not re.search(r"[)–-]|\s", printed[1:]):
            return None
        printed = shorter.rstrip(" \n")
    return None


def _suffixes(text: str, stem: SymbolMark) -> Iterator[SymbolMark]:
    """Yield the symbols that lean on one before: `and Add.1, Add.1/Corr.1 and Add.2`, `Corr.1 and 2`.

    A range (`Add.1 to 31`) is one mark over all of it, with its first document.
    """
    base = re.sub(r"(?:/(?:Add|Corr|Rev|Amend)\.\d+)+\Z", "", stem.ids[0].id)
    at = stem.end
    while found := _SUFFIX.match(text, at):
        suffix = found.group("suffix").rstrip("/")
        mark = _leaning(found.start("suffix"), base, suffix, stem)
        if mark is None:
            return
        at = found.start("suffix") + len(suffix)
        if found.group("range"):
            at = found.end("range")
            yield SymbolMark(mark.start, at, mark.ids, suffix=True)
            continue
        yield mark
        while more := _MORE.match(text, at):
            kind = suffix.rpartition(".")[0]
            leaning = _leaning(more.start("number"), base, f"{kind}.{more.group('number')}", stem)
            if leaning is None:
                break
            at = more.end("number")
            yield SymbolMark(more.start("number"), at, leaning.ids, None, True)


def _stemless(text: str, stem: SymbolMark) -> Iterator[SymbolMark]:
    """Yield the symbols that follow with their stem left out, counting up from the one before."""
    at, last = stem.end, _LAST_PART.search(stem.ids[0].id)
    base = stem.ids[0].id[: last.start()] if last else ""
    while last and (found := _NEXT.match(text, at)):
        letters = found.group("letters") or last.group("letters")
        rises = 0 < int(found.group("number")) - int(last.group("number")) <= _RISES
        if letters != last.group("letters") or not rises:
            return
        following = _parsed(f"{base}{letters}{found.group('number')}")
        if following is None:
            return
        begin = found.start("letters") if found.group("letters") else found.start("number")
        at, last = found.end(), _LAST_PART.search(following.id)
        yield SymbolMark(begin, at, (following,), suffix=True)


def _parsed(symbol: str) -> Identifier | None:
    try:
        return parse(symbol)
    except NotAnIdentifier:
        return None


def _leaning(start: int, base: str, suffix: str, stem: SymbolMark) -> SymbolMark | None:
    try:
        ids = [parse(f"{base}/{suffix}")]
        ids += [parse(f"{other.id}/{suffix}") for other in stem.ids[1:]]
    except NotAnIdentifier:
        return None
    return SymbolMark(start, start + len(suffix), tuple(ids), None, True)
