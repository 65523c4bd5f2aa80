"""Publications of the United Nations by sales number, and the documents that the same texts are."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.identifiers import parse
from .anchors import places
from .finds import Find
from .language import Language, data, either
from .pinpoints import pinpoint_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .symbols import SymbolMark

# How far before the number the publisher stands, and before that the volume, in characters.
_LEAD = 60
_VOLUME = 100
# How far behind the number its bracket may close (`and corrigendum`), in characters.
_BRACKET = 40


def publications(text: str, words: Language, symbols: Sequence[SymbolMark] = ()) -> Iterator[Find]:
    """Yield the conference reports that a text cites by their sales numbers, as their documents.

    `Report of the Fourth World Conference on Women … (United Nations publication, Sales No. E.96.IV.13)`
    is A/CONF.177/20/Rev.1: `publications.csv` has those that are certain. No id is made for any other.
    `symbols` are those of the text: where one stands beside the number, both are one citation.
    """
    ends = {mark.end: mark for mark in symbols}
    starts = {mark.start: mark for mark in symbols}
    for at in places(text, tuple(words.words["publications"]["sales"])):
        found = _sales(words).match(text, at)
        symbol = _documents().get(re.sub(r"\s", "", found.group("number"))) if found else None
        lead = _lead(words).search(text, max(0, at - _LEAD), at) if symbol else None
        if not (found and symbol and lead):
            continue
        volume = _volume(words).search(text, max(0, lead.start() - _VOLUME), lead.start())
        if volume is None and "{volume}" in symbol:
            continue
        one = parse(symbol.format(volume=volume.group("volume") if volume else ""))
        close = text.find(")", found.end(), found.end() + _BRACKET)
        pinpoint = pinpoint_after(text, close + 1 if close >= 0 else found.end(), words)
        start, end = lead.start(), found.end()
        beside = ends.get(start - len(_BESIDE)) if text.endswith(_BESIDE, 0, start) else None
        if beside:
            start = beside.start
        elif (gap := _APART.match(text, end)) and (beside := starts.get(gap.end())):
            end = beside.end
        one = beside.ids[0] if beside else one
        yield Find(
            start,
            end,
            one.id,
            "document",
            one.body,
            "symbol" if beside else "number",
            tuple(meant.id for meant in beside.ids[1:]) if beside else (),
            pinpoint=pinpoint.pinpoint if pinpoint else None,
        )


# What stands between a symbol and a sales number.
_BESIDE = ", "
_APART = re.compile(r"[,;]?\s\(?")


@cache
def _documents() -> dict[str, str]:
    rows = (row.split(",") for row in data("publications.csv").splitlines()[1:])
    return {number: symbol for number, symbol, _ in rows}


@cache
def _sales(words: Language) -> re.Pattern[str]:
    """A sales number: language, year, topic, number in it: `Sales No. E.03.II.A.1`."""
    number = either(words.words["series"]["number"])
    return re.compile(
        rf"{either(words.words['publications']['sales'])}(?:\s+{number})?\s*[:.]?\s*"
        rf"[A-Z]?\.?\s?(?P<number>\d{{2}}\.\s?[IVX]{{1,5}}\.\s?(?:[A-Z]\.\s?)?\d{{1,3}})(?![\d/])"
    )


@cache
def _lead(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(words.words['publications']['publication'])}[,.]?\s+\Z")


@cache
def _volume(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(words.words['series']['volume'])}\s(?P<volume>[IVX]{{1,4}})\b")
