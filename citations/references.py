"""Instruments by name: in full, by a short name, as `the Declaration`, as `the 1967 Protocol thereto`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.table import Named, named
from .anchors import anchored, beginnings, places
from .finds import Find
from .language import Language, either
from .names import NameMark
from .pinpoints import pinpoint_after, pinpoint_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .model import Pinpoint

_CHARTER = "un-charter"


@dataclass(slots=True)
class _Memory:
    """What a text has named so far."""

    last: dict[str, str | None]
    """Noun (`convention`) -> the instrument of that noun named last; None after one the table lacks."""
    defined: dict[str, str] = field(default_factory=dict[str, str])
    """Noun -> the instrument that the text itself says it will call so: `… (the Convention)`."""
    seen: set[str] = field(default_factory=set[str])
    treaty: str | None = None
    """The treaty named last, which a protocol `thereto` belongs to."""


def named_instruments(text: str, words: Language, names: Sequence[NameMark], un_text: bool) -> Iterator[Find]:
    """Yield the instruments that a text names, and the back-references to them, in order.

    `un_text`: whether a body of the United Nations speaks, so that `the Charter` needs no antecedent.
    """
    memory = _Memory({"charter": _CHARTER} if un_text else {})
    names = [*names, *_shortened(text, names, words)]
    calls = [*_backs(text, words), *_protocols_thereto(text, words)]
    end = 0
    for mark in sorted([*names, *calls], key=_start):
        if _start(mark) < end:
            continue
        if isinstance(mark, NameMark):
            find = _named(mark, memory, words)
            if short := _definition(text, mark, words):
                memory.defined[short.lower()] = mark.ids[0]
        else:
            find = _called(mark, memory, words)
        if find:
            pinpoint = pinpoint_before(text, find[0], words) or pinpoint_after(text, find[1], words)
            end = find[1]
            yield _find(*find, pinpoint=pinpoint.pinpoint if pinpoint else None)


# start, end, the instruments it may mean, how it was recognised
_Mention = tuple[int, int, tuple[str, ...], str]


def _start(mark: NameMark | re.Match[str]) -> int:
    return mark.start if isinstance(mark, NameMark) else mark.start("noun")


def _find(start: int, end: int, ids: tuple[str, ...], via: str, *, pinpoint: Pinpoint | None) -> Find:
    kind = "treaty" if named()[ids[0]].kind == "treaty" else "instrument"
    one = ids[0] if len(ids) == 1 else None
    return Find(start, end, one, kind, None, via, () if one else ids, pinpoint=pinpoint)


def _named(mark: NameMark, memory: _Memory, words: Language) -> _Mention | None:
    """Return what a name means; a weak one needs its instrument named before."""
    ids = tuple(i for i in mark.ids if i in memory.seen) if mark.weak else mark.ids
    if not ids:
        return None
    memory.seen.update(ids)
    for noun in _nouns(ids[0], words):
        memory.last[noun] = ids[0] if len(ids) == 1 else None
    if len(ids) == 1 and named()[ids[0]].kind == "treaty":
        memory.treaty = ids[0]
    return mark.start, mark.end, ids, "short-name" if mark.weak else "name"


def _called(mark: re.Match[str], memory: _Memory, words: Language) -> _Mention | None:
    """Return what a back-reference means."""
    noun = " ".join(mark.group("noun").lower().split())
    if mark.re is _unknown(words):
        memory.last[noun] = None
        return None
    if mark.re is _thereto(words):
        ids = _protocols(memory.treaty, mark.group("year")) if memory.treaty else ()
        return (mark.start(), mark.end(), ids, "back-reference") if len(ids) == 1 else None
    meant = memory.last.get(noun)
    if mark.group().lower().startswith(tuple(f"{a} " for a in words.words["back"]["articles"])):
        meant = memory.defined.get(noun, meant)  # `that Convention` is the one named last all the same
    if meant is None:
        return None
    start = mark.start("noun") if mark.group("noun")[0].isupper() else mark.start()
    return start, mark.end(), (meant,), "back-reference"


def _definition(text: str, mark: NameMark, words: Language) -> str | None:
    """Return what a text says that it will call a name: `(the Convention)`, `(the “Palermo Protocol”)`."""
    found = _defines(words).match(text, mark.end) if len(mark.ids) == 1 else None
    return " ".join(found.group("short").split()) if found else None


def _shortened(text: str, names: Sequence[NameMark], words: Language) -> Iterator[NameMark]:
    """Yield the places of short names that the text has defined, unless they are names of the table."""
    taken = {mark.start for mark in names}
    defined = dict[str, NameMark]()
    for mark in names:
        short = _definition(text, mark, words)
        if short and " " in short:
            defined.setdefault(short, mark)
    for short, mark in defined.items():
        for at in places(text, (short,)):
            if at > mark.end and at not in taken:
                taken.add(at)
                yield NameMark(at, at + len(short), mark.ids, weak=True)


@cache
def _nouns(slug: str, words: Language) -> tuple[str, ...]:
    """Return the nouns by which a named instrument is called back: `protocol`, `optional protocol`."""
    name = named()[slug].name
    found = list(re.finditer(rf"\b{either(words.words['back']['nouns'])}\b", name))
    if not found:
        return ()
    first = found[0].group().lower()
    nouns = [first, first.rpartition(" ")[2]]
    if len(found) > 1 and name[found[0].end() : found[1].start()] == " and ":
        nouns.append(found[1].group().lower())
    return tuple(dict.fromkeys(nouns))


@cache
def _protocols(treaty: str, year: str | None) -> tuple[str, ...]:
    """Return the protocols to a treaty, of that year where one is given."""
    parent = named()[treaty].name
    return tuple(
        one.id
        for one in named().values()
        if _is_protocol_to(one, parent) and (year is None or (one.adopted or "").startswith(year))
    )


def _is_protocol_to(one: Named, parent: str) -> bool:
    head, _, rest = one.name.partition("Protocol")
    if not rest or "Convention" in head or one.id.startswith("mtdsg-"):
        return False
    return parent in rest or f"{head}Convention{rest}" == parent


# How far before a noun the words that call it back may stand, in characters.
_CALLS = 16


def _backs(text: str, words: Language) -> Iterator[re.Match[str]]:
    """Yield the nouns that call an instrument back, and those that name one the table does not have."""
    table = words.words["back"]
    for at in places(text, beginnings(tuple(table["nouns"]))):
        if found := _unknown(words).match(text, at):
            yield found
        else:
            lead = _calling(words).search(text, max(0, at - _CALLS), at)
            found = _called_back(words).match(text, lead.start()) if lead else None
            if found:
                yield found
    yield from anchored(_pointed(words), text, beginnings(tuple(table["pointed"])))


def _protocols_thereto(text: str, words: Language) -> Iterator[re.Match[str]]:
    """Yield the protocols to the treaty named before: `the 1967 Protocol thereto`."""
    for at in places(text, words.words["back"]["thereto"]):
        if found := _thereto(words).search(text, max(0, at - 40), at + 12):
            yield found


@cache
def _defines(words: Language) -> re.Pattern[str]:
    articles = either(words.words["values"]["articles"])
    return re.compile(
        rf"[,\d]*\s*\(\s*(?:{articles}\s+)?[“\"]?(?:{articles}\s+)?(?P<short>[A-Z][\w -]{{2,50}}?)[”\"]?\s*\)"
    )


@cache
def _calling(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['back']['called'])}\s+\Z")


@cache
def _called_back(words: Language) -> re.Pattern[str]:
    table = words.words["back"]
    lead = rf"\b{either(table['called'])}\s+"
    return re.compile(
        rf"{lead}(?P<noun>{either(table['nouns'])})(?!\s+{either(table['thereto'])}){_no_name(words)}"
    )


@cache
def _pointed(words: Language) -> re.Pattern[str]:
    table = words.words["back"]
    lower = either(n.lower() for n in table["nouns"])
    return re.compile(rf"\b{either(table['pointed'])}\s+(?P<noun>{lower}){_no_name(words)}")


@cache
def _thereto(words: Language) -> re.Pattern[str]:
    table = words.words["back"]
    thereto = rf"\s+{either(table['thereto'])}"
    return re.compile(rf"(?:\b(?P<year>\d{{4}})\s+)?\b(?P<noun>{either(table['protocols'])}){thereto}\b")


@cache
def _unknown(words: Language) -> re.Pattern[str]:
    """A name that the table does not have: `Convention on Road Traffic` breaks the chain of its noun."""
    nouns = either(words.words["back"]["nouns"])
    article = either(words.words["speaks"]["articles"]).lower()
    names = either(words.words["back"]["names"])
    return re.compile(rf"\b(?P<noun>{nouns})\s+{names}\s+(?:{article}\s+)?[A-Z]")


def _no_name(words: Language) -> str:
    """Return a pattern that a noun does not go on as a name: `the Convention on …` calls nothing back."""
    table = words.words["back"]
    to_name = rf"{either(table['goes_on_to'])}\s+[A-Z]"
    return rf"(?!\s+(?:{either(table['goes_on'])}\b|{to_name}|[A-Z])|[’'\w-])"
