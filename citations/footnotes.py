"""Sources become instruments: treaty references by the name at their call, Official Records, `Ibid.` chains.

The rules of `Ibid.`, counted in 3,167 footnotes: it stands for what is unchanged in the note right
before; what changed follows, from the level that changed downward; a numeric `vol. N, No. M` is the
United Nations Treaty Series whatever precedes; an unknown source in between breaks the chain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..instruments.identifiers import Identifier, NotAnIdentifier, parse
from ..instruments.numerals import arabic
from ..instruments.table import Named, by_page, by_treaty
from .finds import Find
from .pinpoints import pinpoint_after
from .sources import (
    IbidMark,
    PageMark,
    RecordsMark,
    SeriesMark,
    ibids,
    official_records,
    page_references,
    records_after_ibid,
    series_references,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .language import Language
    from .model import Pinpoint
    from .symbols import SymbolMark

_SUFFIX_ALONE = re.compile(r",?\s+(?P<suffix>(?:(?:Add|Corr|Rev|Amend)\.\d+/?)+)")
_CORRIGENDUM = re.compile(r"/Corr\.\d+\Z")
_TAIL = re.compile(r"(?:/(?:Add|Corr|Rev|Amend)\.\d+)+\Z")


@dataclass(frozen=True, slots=True)
class _Source:
    """What an `Ibid.` may stand for."""

    find: Find
    series: str | None = None
    session: str | None = None


@dataclass(slots=True)
class _Chain:
    """The sources of the note at hand and of the note before."""

    segment: int = -1
    now: list[_Source] = field(default_factory=list[_Source])
    before: Sequence[_Source] = ()

    def antecedent(self) -> _Source | None:
        """Return the source that an `Ibid.` here stands for."""
        if self.now:
            return self.now[-1]
        return self.before[-1] if self.before else None

    def candidates(self) -> tuple[str, ...]:
        """Return the ids between which a bare `Ibid.` leaves the choice."""
        sources = self.now[-1:] or self.before
        ids = dict.fromkeys(i for s in sources for i in ((s.find.id,) if s.find.id else s.find.also))
        return tuple(i for i in ids if _CORRIGENDUM.sub("", i) == i or _CORRIGENDUM.sub("", i) not in ids)


def sources(
    text: str,
    words: Language,
    segment: Callable[[int], int],
    cited: Sequence[Find],
    symbols: Sequence[SymbolMark],
    called_name: Callable[[int], tuple[str, ...]],
) -> Iterator[Find]:
    """Yield what treaty series, Official Records and `Ibid.` mean in a text, notes or running.

    `cited` are the numbers and symbols found in it, which an `Ibid.` may stand for; `called_name`
    tells the instruments named where the note at an offset is called.
    """
    marks: list[SeriesMark | PageMark | RecordsMark | IbidMark | Find] = [*cited]
    marks += series_references(text, words)
    marks += page_references(text)
    marks += official_records(text, words, segment)
    taken = {m.start for m in marks if isinstance(m, SeriesMark) and m.ibid}
    marks += (m for m in ibids(text, words, segment) if m.start not in taken)
    marks.sort(key=lambda m: m.start)
    at_symbol = {s.start: s for s in symbols}
    chain = _Chain()
    for mark in marks:
        here = segment(mark.start)
        if here != chain.segment:
            chain.before = chain.now if here == chain.segment + 1 else ()
            chain.segment, chain.now = here, []
        if isinstance(mark, Find):
            if not (chain.now and _belongs(text, chain.now[-1], mark)):
                chain.now.append(_Source(mark))
            continue
        for source in _read(text, words, segment, mark, chain, at_symbol, called_name):
            chain.now.append(source)
            yield source.find


def _belongs(text: str, source: _Source, cited: Find) -> bool:
    """Whether what is cited belongs to the source before it: `Supplement No. 53A (A/69/53/Add.1 and …)`."""
    between = text[source.find.end : cited.start]
    return not between or (source.series is not None and ")" not in between and ";" not in between)


def _read(
    text: str,
    words: Language,
    segment: Callable[[int], int],
    mark: SeriesMark | PageMark | RecordsMark | IbidMark,
    chain: _Chain,
    at_symbol: dict[int, SymbolMark],
    called_name: Callable[[int], tuple[str, ...]],
) -> Iterator[_Source]:
    if isinstance(mark, SeriesMark):
        yield from _treaties(text, words, mark, called_name(mark.start))
        return
    if isinstance(mark, PageMark):
        yield from _paged(mark, called_name(mark.start))
        return
    if isinstance(mark, RecordsMark):
        yield from _records(text, words, mark, at_symbol, None)
        return
    changed = records_after_ibid(text, mark, words, segment)
    if changed:
        yield from _records(text, words, changed, at_symbol, chain.antecedent())
        return
    yield from _bracketed(text, words, mark, at_symbol, chain) or _ibid(text, words, mark, chain)


def _bracketed(
    text: str, words: Language, mark: IbidMark, at_symbol: dict[int, SymbolMark], chain: _Chain
) -> list[_Source]:
    """Return the document whose symbol stands in brackets: `Ibid., vol. III (A/78/5 (Vol. III))`."""
    bracket = text.find("(", mark.end, mark.window)
    symbol = at_symbol.get(bracket + 1) if bracket >= 0 else None
    if symbol is None:
        return []
    end = symbol.end + (text[symbol.end : symbol.end + 1] == ")")
    first = symbol.ids[0]
    pinpoint = pinpoint_after(text, end, words)
    find = Find(
        mark.start,
        end,
        first.id,
        first.kind,
        first.body,
        "ibid",
        tuple(i.id for i in symbol.ids[1:]),
        pinpoint=pinpoint.pinpoint if pinpoint else None,
    )
    antecedent = chain.antecedent()
    series, session = (antecedent.series, antecedent.session) if antecedent else (None, None)
    return [_Source(find, series, session)]


def _treaties(text: str, words: Language, mark: SeriesMark, called: tuple[str, ...]) -> Iterator[_Source]:
    """Yield a treaty for each volume (and each number) of a reference."""
    found = pinpoint_after(text, mark.end if mark.page is None else mark.numbers[-1].end, words)
    pinpoint = found.pinpoint if found else None
    via = "ibid" if mark.ibid else "number"
    last = mark.volumes[-1]
    for volume in mark.volumes:
        for number in mark.numbers if volume is last else mark.numbers[:1]:
            start = mark.reference if volume is mark.volumes[0] else volume.start
            start = start if number is mark.numbers[0] else number.start
            end = number.end if volume is last else volume.end
            ids = _registered(mark, volume.value, number.value, called)
            if ids:
                yield _Source(_treaty(start, end, ids, via, pinpoint))


def _paged(mark: PageMark, called: tuple[str, ...]) -> Iterator[_Source]:
    """Yield the treaty that begins on a page of a volume."""
    shared = by_page(mark.series, mark.volume, mark.page)
    ids = _chosen(shared, called) or _unlisted(f"{mark.series}/{mark.volume}/p{mark.page}")
    if ids:
        yield _Source(_treaty(mark.start, mark.end, ids, "number", None))


def _treaty(start: int, end: int, ids: tuple[str, ...], via: str, pinpoint: Pinpoint | None) -> Find:
    """Return the treaty where one is left, else the citation left open between several."""
    one = ids[0] if len(ids) == 1 else None
    return Find(start, end, one, "treaty", None, via, () if one else ids, pinpoint=pinpoint)


def _registered(mark: SeriesMark, volume: str, number: str, called: tuple[str, ...]) -> tuple[str, ...]:
    """Return what volume and registration number may mean: the name at the call decides, then the page."""
    roman = None if volume.isdigit() else arabic(volume)
    series, volume = ("LNTS", str(roman)) if roman else (mark.series, volume)
    shared = _of_number(series, volume, number)
    ids = _chosen(shared, called)
    if len(ids) > 1 and mark.page:
        ids = tuple(n.id for n in shared if n.page == str(mark.page)) or ids
    return ids or _unlisted(f"{series}/{volume}/{number}")


def _chosen(shared: Sequence[Named], called: tuple[str, ...]) -> tuple[str, ...]:
    """Return the treaties that the name at the call means, or all where it means none of them."""
    return tuple(n.id for n in shared if n.id in called) or tuple(n.id for n in shared)


def _unlisted(reference: str) -> tuple[str, ...]:
    """Return the id of a treaty that the table does not have; none for what cannot be a reference."""
    try:
        return (parse(reference).id,)
    except NotAnIdentifier:
        return ()


def _of_number(series: str, volume: str, number: str) -> tuple[Named, ...]:
    found = by_treaty(series, volume, number)
    # Amendments and the like are listed under the treaty's own number; the treaty itself is what is cited.
    plain = tuple(n for n in found if not n.id.startswith("mtdsg-"))
    return plain or found


def _records(
    text: str,
    words: Language,
    mark: RecordsMark,
    at_symbol: dict[int, SymbolMark],
    antecedent: _Source | None,
) -> Iterator[_Source]:
    """Yield the document that Official Records mean: by its symbol, else by organ, session and supplement."""
    inherited = antecedent if mark.series is None else None
    series = mark.series or (inherited.series if inherited else None)
    session = mark.session or (inherited.session if inherited else None)
    via = "ibid" if mark.series is None else "symbol"
    own = _own_id(series, session, mark.supplement)
    symbol = _symbol_of(text, mark, at_symbol)
    if symbol:
        end = symbol.end + (text[symbol.end : symbol.end + 1] == ")" and mark.document is None)
        also = [i.id for i in symbol.ids[1:]]
        also += [own.id] if own else []
        find = Find(
            mark.start,
            end,
            symbol.ids[0].id,
            symbol.ids[0].kind,
            symbol.ids[0].body,
            via,
            tuple(also),
            repaired=symbol.repaired,
        )
    elif own and not mark.documents:
        find = Find(mark.start, mark.end, own.id, "document", own.body, via)
    else:
        return
    pinpoint = pinpoint_after(text, find.end, words)
    yield _Source(replace(find, pinpoint=pinpoint.pinpoint if pinpoint else None), series, session)


def _symbol_of(text: str, mark: RecordsMark, at_symbol: dict[int, SymbolMark]) -> SymbolMark | None:
    """Return the symbol in the bracket behind the supplement, or behind the word `document`."""
    if mark.bracket is not None:
        inside = re.compile(r"\(\s*").match(text, mark.bracket)
        return at_symbol.get(inside.end()) if inside else None
    return at_symbol.get(mark.document) if mark.document is not None else None


def _own_id(series: str | None, session: str | None, supplement: str | None) -> Identifier | None:
    if not (series and session and supplement):
        return None
    try:
        return parse(f"{series}/{session}/Suppl.{supplement}")
    except NotAnIdentifier:
        return None


def _ibid(text: str, words: Language, mark: IbidMark, chain: _Chain) -> Iterator[_Source]:
    antecedent = chain.antecedent()
    if antecedent is None:
        return
    suffix = _SUFFIX_ALONE.match(text, mark.end)
    if suffix and antecedent.find.id:
        base = _TAIL.sub("", antecedent.find.id)
        try:
            found = parse(f"{base}/{suffix.group('suffix').rstrip('/')}")
        except NotAnIdentifier:
            return
        end = suffix.end("suffix")
        yield _Source(Find(mark.start, end, found.id, found.kind, found.body, "ibid"))
        return
    candidates = chain.candidates()
    pinpoint = pinpoint_after(text, mark.end, words)
    one = len(candidates) == 1
    find = replace(
        antecedent.find,
        start=mark.start,
        end=mark.end,
        id=candidates[0] if one else None,
        also=() if one else candidates,
        via="ibid",
        date=None,
        title=None,
        pinpoint=pinpoint.pinpoint if pinpoint else antecedent.find.pinpoint if not chain.now else None,
        repaired=None,
    )
    yield _Source(find, antecedent.series, antecedent.session)
