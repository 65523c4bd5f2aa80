"""Instruments by name: in full, by a short name, as `the Declaration`, as `the 1967 Protocol thereto`.

What a back-reference means is weighed in one order: what the text says that it will call so; the instrument
under which the document's body works; what the paragraph named last; what alone the text has named, or
what it has named most and last. Where the text leaves it open, so is the citation.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.bodies import find
from ..instruments.table import Named, committees, courts, founding, named
from .calls import MANY, Call, Manner, goes_on, nouns_of, year_behind
from .dates import name_date
from .finds import Find
from .heard import Heard, in_brackets
from .language import either
from .names import NameMark
from .pinpoints import pinpoint_after, pinpoint_before
from .shortnames import definition, is_defined, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .language import Language

_CHARTER = "un-charter"
# How many of the last mentions tell what a text is about.
_RECENT = 12
# How many mentions are looked through for those of a year, or for the only two.
_REMEMBERED = 60
# How far before a statute in brackets its court may be named, and what stands behind `thereto` that tells
# one protocol from another, in characters.
_COURT = 1500
# How far before `the Convention` the committee may be named that works under it, in characters.
_SPEAKS = 900
_SUBJECT = 24
_PAIR = 24
# From so many on, `this Convention` is what a convention calls itself.
_OWN = 3
# How far behind a name the call of its note may stand, in characters.
_CALLED = 40
# A short name beside these is a part of something else: `CEDAW/C/GC/30`.
_GLUED = ("/", "-", "–")


class _Meaning(NamedTuple):
    """The instruments that a place in the text may mean, and whether it means all of them."""

    ids: tuple[str, ...]
    together: bool = False


_NOTHING = _Meaning(())


class _Mention(NamedTuple):
    """An instrument named by a noun."""

    start: int
    end: int
    segment: int
    ids: tuple[str, ...]
    """None where the table lacks the instrument."""
    together: bool = False
    """Whether the noun is the name of all of them."""

    def meaning(self) -> _Meaning:
        return _Meaning(self.ids, self.together) if len(self.ids) == 1 or self.together else _NOTHING


@dataclass(slots=True)
class _Memory:
    """What a text has named so far."""

    segment: Callable[[int], int]
    """Which paragraph an offset stands in."""
    home: Mapping[str, str]
    """Noun (`convention`) -> the instrument of that noun under which the document's body works."""
    own: frozenset[str]
    """Nouns by which the text calls itself: `the present Convention`."""
    said: dict[str, list[_Mention]] = field(default_factory=dict[str, list[_Mention]])
    """Noun -> what has been named by it, in order."""
    defined: dict[str, str] = field(default_factory=dict[str, str])
    """Noun -> the instrument that the text itself says it will call so: `… (the Convention)`."""
    others: set[str] = field(default_factory=set[str])
    """The nouns by which the text says that it will call what the table lacks: `… (the Agreement)`."""
    alone: str | None = None
    """The noun that means one instrument in all texts of the field that name no other by it: `charter`."""
    seen: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    """What has been named -> paragraph and end of its last mention; -1 where the other part named it."""
    parent: str | None = None
    """The name of the treaty or treaties named last, which a protocol `thereto` belongs to."""


def named_instruments(
    text: str,
    words: Language,
    names: Sequence[NameMark],
    called: Sequence[Call],
    segment: Callable[[int], int],
    home: Sequence[str],
    told: Sequence[Heard] = (),
) -> Iterator[Find]:
    """Yield the instruments that a text names, and the back-references to them, in order.

    `called` are the nouns that may call one back (`calls`); `segment` tells which paragraph an offset stands
    in; `home` are the instruments under which the document's body works (`home_of`); `told` is what the
    other part of the document names (`heard`).
    """
    memory = _Memory(segment, _by_noun(home, words), _own(called), alone=_alone(text, names, called, words))
    names = [*names, *shortened(text, names, words)]
    end = n = 0
    for mark in sorted([*names, *called], key=lambda m: (m.start, -m.end)):
        if mark.start < end:
            continue
        while n < len(told) and told[n].at < mark.end:
            _hear(told[n], memory)
            n += 1
        if isinstance(mark, NameMark):
            source = _source(text, mark, told, n) if mark.weak else ()
            meaning = _named(text, mark, memory, words, segment(mark.start), source)
            via = "short-name" if mark.weak else "name"
        else:
            meaning = _called(text, mark, memory, segment(mark.start), words)
            via = "back-reference"
            end = mark.end if mark.of else end  # the noun of what it belongs to is a part of its name
        if meaning.ids:
            end = mark.end
            yield from _finds(text, mark, meaning, via, words)


def home_of(symbol: str | None, body: str | None) -> tuple[str, ...]:
    """Return the instruments under which the body of a document works: its treaty, and the Charter."""
    return (*founding(symbol, body), *((_CHARTER,) if body else ()))


def _finds(text: str, mark: NameMark | Call, meaning: _Meaning, via: str, words: Language) -> Iterator[Find]:
    """Yield a citation of one instrument, of each of several, or one that is left open between them."""
    start, end, ids = mark.start, mark.end, meaning.ids
    found = pinpoint_before(text, start, words) or pinpoint_after(text, end, words)
    pinpoint = found.pinpoint if found else None
    date = name_date(text, end, max(end, found.end if found else end), words) if via == "name" else None
    day = date.iso() if date and all(_is_of(one, date.year) for one in ids) else None
    kind = "treaty" if named()[ids[0]].kind == "treaty" else "instrument"
    if len(ids) > 1 and not meaning.together:
        yield Find(start, end, None, kind, None, via, ids, day, pinpoint=pinpoint)
        return
    for one in ids:
        yield Find(start, end, one, kind, None, via, date=day, pinpoint=pinpoint)


def _is_of(one: str, year: int | None) -> bool:
    """Whether an instrument is of a year: a protocol is followed by its convention’s date, too."""
    adopted = named()[one].adopted
    return adopted is None or adopted.startswith(str(year))


@lru_cache(maxsize=4096)
def _said(printed: str, ids: tuple[str, ...], words: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the nouns by which a name is called back, each with those of its instruments that it is of."""
    nouns = dict.fromkeys(nouns_of(printed, words))
    if len(ids) == 1:
        nouns |= dict.fromkeys(nouns_of(_name(ids[0], words), words))
    return tuple(
        (noun, tuple(i for i in ids if noun in nouns_of(_name(i, words), words)) or ids) for noun in nouns
    )


def _hear(one: Heard, memory: _Memory) -> None:
    memory.seen.setdefault(one.id, (-1, 0))
    if one.short:
        memory.defined.setdefault(one.short, one.id)


def _source(text: str, mark: NameMark, told: Sequence[Heard], n: int) -> tuple[str, ...]:
    """Return what a name means by the note behind it: the instrument that it names.

    Where the name is a committee's, too, the note begins with the instrument.
    """
    shared = find(text[mark.start : mark.end]) is not None
    while n < len(told) and told[n].at - mark.end <= _CALLED:
        meant = told[n].id in mark.ids and (told[n].source or not shared)
        if meant and not _STOP.search(text, mark.end, told[n].at):
            return (told[n].id,)
        n += 1
    return ()


# What ends a sentence.
_STOP = re.compile(r"[.;:]\s")


def _named(
    text: str, mark: NameMark, memory: _Memory, words: Language, segment: int, source: tuple[str, ...]
) -> _Meaning:
    """Return what a name means, and remember it; `source` is what its note cites."""
    if _glued(text, mark):
        return _NOTHING
    ids = (
        (source or _strong(text, mark, memory, words, segment)) if mark.weak else _of_year(text, mark, words)
    )
    if not ids:
        return _NOTHING
    printed = words.phrase(text[mark.start : mark.end].split())
    one = named()[ids[0]] if len(ids) == 1 else None
    for i in ids:
        memory.seen[i] = (segment, mark.end)
    for noun, said in _said(printed, ids, words):
        memory.said.setdefault(noun, []).append(_Mention(mark.start, mark.end, segment, said, mark.together))
    if named()[ids[0]].kind == "treaty":
        memory.parent = one.name if one else printed
    short = definition(text, mark, words) if one else None
    if short:
        memory.defined[words.folded(short.short)] = ids[0]
    return _Meaning(ids, mark.together)


def _strong(text: str, mark: NameMark, memory: _Memory, words: Language, segment: int) -> tuple[str, ...]:
    """Return what a weak name means: it needs its instrument named before, or an article of it.

    `CEDAW` is a committee, unless the text has said that it is the convention or cites an article of it.
    """
    printed = text[mark.start : mark.end]
    if defined := memory.defined.get(words.folded(" ".join(printed.split()))):
        return (defined,)
    if goes_on(text, mark.end, words):
        return ()
    if found := _of_its_year(text, mark, words):
        return found
    for one in mark.ids:
        place, end = memory.seen.get(one, (-1, 0))
        if place == segment and in_brackets(text, end, mark):
            memory.defined[words.folded(printed)] = one
            return (one,)
    seen = tuple(i for i in mark.ids if i in memory.seen)
    if seen and not find(printed):
        year, _, noun = printed.partition(" ")
        same = _all_of_year(memory.said.get(noun.lower(), ()), year) if year.isdigit() else ()
        return same or seen
    return mark.ids if len(mark.ids) == 1 and pinpoint_before(text, mark.start, words) else ()


def _of_its_year(text: str, mark: NameMark, words: Language) -> tuple[str, ...]:
    """Return the only instrument of a weak name of the year behind it: `Stockholm Declaration of 1972`."""
    year = year_behind(text, mark.end, words) if not find(text[mark.start : mark.end]) else None
    ids = tuple(i for i in mark.ids if year and (named()[i].adopted or "").startswith(year))
    return ids if len(ids) == 1 else ()


def _glued(text: str, mark: NameMark) -> bool:
    """Whether a name in capitals is a part of something else: `NPT/CONF.2020/1`."""
    if text[mark.end : mark.end + 1] in _GLUED or text[max(0, mark.start - 1) : mark.start] in _GLUED:
        return mark.weak or text[mark.start : mark.end].isupper()
    return False


def _of_year(text: str, mark: NameMark, words: Language) -> tuple[str, ...]:
    """Return the instruments of a name that are of the year behind it, where the name alone does not tell.

    `Convention on Road Traffic of 1968`; `… Safety of Life at Sea, 1960` is not the convention of 1974.
    """
    if mark.together or (len(mark.ids) == 1 and mark.ids[0] not in _yeared()):
        return mark.ids
    found = year_behind(text, mark.end, words)
    if found is None or text[mark.end - 4 : mark.end].isdigit():
        return mark.ids
    return tuple(i for i in mark.ids if (named()[i].adopted or "").startswith(found))


@cache
def _yeared() -> frozenset[str]:
    """Return the instruments of which the name tells them from older ones by the year."""
    return frozenset(one.id for one in named().values() if _YEARED.search(one.name))


_YEARED = re.compile(r", (?:19|20)\d\d\Z")


def _called(text: str, call: Call, memory: _Memory, segment: int, words: Language) -> _Meaning:
    """Return what a back-reference means; a name that the table lacks is remembered."""
    said = memory.said.setdefault(call.noun, [])
    match call.manner:
        case Manner.BELONGS:
            parent = _parent(text, call, memory, segment, words) if call.of else memory.parent
            return _protocols(parent, call, text[call.end : call.end + _SUBJECT])
        case Manner.DATED if call.year and (ids := _all_of_year(said, call.year)):
            return _Meaning(ids)
        case Manner.DATED | Manner.NAME:
            said.append(_Mention(call.start, call.end, segment, ()))
            return _NOTHING
        case Manner.OWN:
            return _NOTHING
        case Manner.ARTICLE | Manner.BRACKET if call.noun not in memory.defined and is_defined(
            text, call, words
        ):
            memory.others.add(call.noun)
            return _NOTHING
        case Manner.THIS:
            here = said and said[-1].segment == segment and call.noun not in memory.own
            return said[-1].meaning() if here and not call.many else _NOTHING
        case Manner.POINTED:
            return said[-1].meaning() if said and not call.many else _NOTHING
        case Manner.ARTICLE | Manner.BRACKET if call.many:
            return _all_of(memory.said.get(call.noun + MANY, ()), said)
        case Manner.ARTICLE:
            return _weighed(text, call.noun, call.start, memory, segment, words)
        case Manner.BRACKET:
            return (
                _weighed(text, call.noun, call.start, memory, segment, words)
                if said
                else _of_court(text, call)
            )


def _weighed(text: str, noun: str, at: int, memory: _Memory, segment: int, words: Language) -> _Meaning:
    """Return what `the Convention` at an offset means."""
    said = memory.said.get(noun, ())
    if noun in memory.defined:
        return _Meaning((memory.defined[noun],))
    last = said[-1] if said else None
    if noun in memory.home:
        home = (memory.home[noun],)
        other = last and last.segment == segment and last.ids != home and noun == "charter"
        return _NOTHING if other else _Meaning(home)
    if noun in memory.others:
        return _NOTHING
    if noun == memory.alone and noun not in memory.own:
        return _Meaning((_CHARTER,))
    if noun not in memory.own and (speaks := _of_committee(text, noun, at, memory, segment, words)):
        here = last.ids if last and last.segment == segment else ()
        return _Meaning(tuple(dict.fromkeys((*here, speaks))))
    if last is None or noun in memory.own:
        return _NOTHING
    if last.segment == segment:
        return _both(text, said[-2:], words) or last.meaning()
    recent = said[-_RECENT:]
    known = Counter(m.ids[0] for m in recent if len(m.ids) == 1)
    if len(last.ids) != 1 or not known:
        return _NOTHING
    most = max(known, key=lambda i: (known[i], i == last.ids[0]))
    return _Meaning((most,)) if most == last.ids[0] else _Meaning((last.ids[0], most))


def _both(text: str, said: Sequence[_Mention], words: Language) -> _Meaning | None:
    """Return both instruments of a pair: after `the Covenant on … and the Covenant on …` none is the last."""
    if len(said) < 2 or said[0].ids == said[1].ids or said[1].start - said[0].end > _PAIR:
        return None
    paired = _pairs(words).fullmatch(text, said[0].end, said[1].start)
    if not paired:
        return None
    return _Meaning((*said[0].ids, *said[1].ids)) if said[0].ids and said[1].ids else _NOTHING


def _all_of(together: Sequence[_Mention], said: Sequence[_Mention]) -> _Meaning:
    """Return what `the Covenants` means: those that the text named together last, or the two it has named."""
    if together:
        return together[-1].meaning()
    said = said[-_REMEMBERED:]
    both = tuple(dict.fromkeys(i for m in said for i in m.ids))
    return _Meaning(both, together=True) if len(both) == 2 and all(m.ids for m in said) else _NOTHING


def _all_of_year(said: Sequence[_Mention], year: str) -> tuple[str, ...]:
    """Return the instruments of a year among those that the text has named."""
    alone = dict.fromkeys(m.ids[0] for m in said[-_REMEMBERED:] if len(m.ids) == 1)
    return tuple(i for i in alone if (named()[i].adopted or "").startswith(year))


def _of_committee(
    text: str, noun: str, at: int, memory: _Memory, segment: int, words: Language
) -> str | None:
    """Return the treaty of the committee that the paragraph names before, or the heading above it."""
    under = _treaties(noun, words)
    begin = max(0, at - _SPEAKS)
    found, slug = max(((text.rfind(body, begin, at), slug) for body, slug in under), default=(-1, ""))
    return slug if found >= 0 and segment - memory.segment(found) <= 1 else None


@cache
def _treaties(noun: str, words: Language) -> tuple[tuple[str, str], ...]:
    """Return the committees, each with its treaty of that noun."""
    return tuple(
        (printed, slug)
        for body, slugs in committees().items()
        for printed in _printed(body, words)
        for slug in slugs[:1]
        if noun in nouns_of(_name(slug, words), words)
    )


def _printed(body: str, words: Language) -> tuple[str, ...]:
    """Return the names of a body in a language."""
    return (
        tuple(n for n, meant in words.body_names.items() if meant == (body,)) if words.body_names else (body,)
    )


def _of_court(text: str, call: Call) -> _Meaning:
    """Return the instrument of the court named before: `the Court … (Statute, Article 31)`."""
    begin = max(0, call.start - _COURT)
    at, slug = max((text.rfind(body, begin, call.start), slug) for body, slug in courts().items())
    return _Meaning((slug,)) if at >= 0 and call.noun in named()[slug].name.lower() else _NOTHING


def _parent(text: str, call: Call, memory: _Memory, segment: int, words: Language) -> str | None:
    """Return the name of what a noun calls back, to which a protocol belongs."""
    ids = _weighed(text, call.of or "", call.start, memory, segment, words).ids
    return named()[ids[0]].name if len(ids) == 1 else None


def _protocols(parent: str | None, call: Call, behind: str) -> _Meaning:
    """Return the protocols to the treaty named last: of a year, or of a subject where one is given."""
    ids = _protocols_to(parent, call.year) if parent else ()
    if call.ordinal:
        ids = tuple(i for i in ids if any(n.lower().startswith(call.ordinal) for n in _all_names(named()[i])))
    if call.many and not call.year:  # `the Optional Protocols thereto` may be those of several treaties
        return _NOTHING
    if len(ids) > 1 and not call.many:
        subject = " ".join(behind.split()).rstrip(".,;").lower()
        ids = tuple(i for i in ids if subject and subject in named()[i].name.lower())
    if len(ids) == 1 or call.year:
        return _Meaning(ids, together=True)
    return _NOTHING


def _all_names(one: Named) -> tuple[str, ...]:
    return (one.name, *one.aliases)


@cache
def _protocols_to(parent: str, year: str | None) -> tuple[str, ...]:
    """Return the protocols to a treaty, of that year where one is given."""
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


@cache
def _pairs(words: Language) -> re.Pattern[str]:
    """What stands between two names that belong together."""
    table = words.words
    last = rf"\s+{either(table['values']['list'])}"
    return re.compile(rf"[\d,]{{0,4}}\s*(?:{last})?(?:\s+{either(table['back']['articles'])})?\s+")


def _name(slug: str, words: Language) -> str:
    """Return the name of an instrument in a language, as far as its table has it."""
    return words.instrument_names.get(slug) or named()[slug].name


def _by_noun(home: Sequence[str], words: Language) -> dict[str, str]:
    return {noun: slug for slug in reversed(home) for noun in nouns_of(_name(slug, words), words)}


def _alone(text: str, names: Sequence[NameMark], called: Sequence[Call], words: Language) -> str | None:
    """Return the noun of the Charter, where a text names instruments, but no other charter."""
    noun = next(iter(nouns_of(_name(_CHARTER, words), words)), None)
    if (
        noun is None
        or not names
        or any(
            m.ids != (_CHARTER,) and noun in nouns_of(" ".join(text[m.start : m.end].split()), words)
            for m in names
        )
    ):
        return None
    begins = [m.start for m in names]
    for call in called:
        if call.noun == noun and call.manner in _OTHERS:
            n = bisect.bisect_right(begins, call.start) - 1
            if n < 0 or call.start >= names[n].end:
                return None
    return noun


# How a noun stands that names an instrument which the table lacks.
_OTHERS = (Manner.NAME, Manner.DATED)


def _own(called: Sequence[Call]) -> frozenset[str]:
    """Return the nouns by which a text calls itself."""
    this = Counter(c.noun for c in called if c.manner is Manner.THIS)
    return frozenset(
        {c.noun for c in called if c.manner is Manner.OWN} | {n for n in this if this[n] >= _OWN}
    )
