"""Sources become instruments: treaties, Official Records, publications, and the `Ibid.` chains over them.

The rules of `Ibid.`, counted in 3,167 footnotes: it stands for what is unchanged in the note right
before; what changed follows, from the level that changed downward; a numeric `vol. N, No. M` is the
United Nations Treaty Series whatever precedes; an unknown source in between breaks the chain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.identifiers import Identifier, NotAnIdentifier, parse
from ..instruments.table import by_page
from .cross import CrossMark, crossings
from .finds import Find
from .ibid import IbidMark, ibids
from .language import Language, either
from .levels import inherited
from .model import Part, Pinpoint
from .pinpoints import pinpoint_after
from .publications import publications
from .records import RecordsMark, official_records, records_after_ibid, source_end
from .symbols import JOINS, goes_on
from .treaties import arabic_volume, treaties
from .treaty_series import SeriesMark, Value, series_after_ibid, series_references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .symbols import SymbolMark

# How far before a treaty reference its name may end, in characters.
_NAMED = 240
# The longest name of an author before an `Ibid.`, in characters.
_NAME = 40
# How far behind an `Ibid.` the bracket with a symbol may open.
_BRACKETED = 120
# So many letters behind a source are another one, be it known or not.
_ANOTHER = 16
# How far behind a source another one is looked for, in characters.
_REST = 400

_SUFFIX_ALONE = re.compile(r",?\s+(?P<suffix>(?:(?:Add|Corr|Rev|Amend)\.\d+/?)+)")
_CORRIGENDUM = re.compile(r"/Corr\.\d+\Z")
_TAIL = re.compile(r"(?:/(?:Add|Corr|Rev|Amend)\.\d+)+\Z")
_VOLUME = re.compile(r"\(Vol\.[IVX]+\)\Z")
_TREATIES = ("UNTS", "LNTS")


class _Source(NamedTuple):
    """What an `Ibid.` may stand for."""

    find: Find
    series: str | None = None
    """GAOR and the like for Official Records, UNTS or LNTS for treaties."""
    session: str | None = None
    volume: str | None = None
    """The volume of a treaty, as printed."""


def _ids(sources: Sequence[_Source]) -> tuple[str, ...]:
    """Return what sources may mean; a corrigendum is no other source."""
    ids = dict.fromkeys(i for s in sources for i in ((s.find.id,) if s.find.id else s.find.also))
    return tuple(i for i in ids if _CORRIGENDUM.sub("", i) == i or _CORRIGENDUM.sub("", i) not in ids)


def _decided(sources: Sequence[_Source]) -> bool:
    """Whether it is known what each of the sources is."""
    return all(source.find.id for source in sources)


@dataclass(slots=True)
class _Chain:
    """The sources of the note at hand and of the note before."""

    segment: int = -1
    now: list[_Source] = field(default_factory=list[_Source])
    before: list[_Source] = field(default_factory=list[_Source])
    notes: dict[int, list[_Source]] = field(default_factory=dict[int, list[_Source]])
    """The sources of all notes so far, where all are known."""

    def antecedent(self) -> _Source | None:
        """Return the source that an `Ibid.` here stands for."""
        if self.now:
            return self.now[-1]
        return self.before[-1] if self.before else None

    def to_document(self) -> None:
        """Leave only the document last cited: an act follows that stands in it."""
        documents = [s for s in self.now or self.before if s.find.kind == "document"]
        self.now, self.before = [], documents[-1:]

    def candidates(self) -> tuple[str, ...]:
        """Return the ids between which a bare `Ibid.` leaves the choice."""
        return _ids(self.now[-1:] or self.before)

    def sure(self) -> bool:
        """Whether it leaves no choice: one source, and that not left open itself."""
        return len(self.candidates()) == 1 and _decided(self.now[-1:] or self.before)


class _Text(NamedTuple):
    """The text at hand and what is known of it."""

    text: str
    words: Language
    segment: Callable[[int], int]
    at_symbol: dict[int, SymbolMark]
    named: Callable[[int], Sequence[str]]
    """The instruments named right before an offset, or where its note is called."""
    note_of: Callable[[str], int | None]
    """The segment of the note with a marker."""
    printed: str
    """The text with what stands in it in other languages, which is blank in the text at hand."""


_Mark = SeriesMark | RecordsMark | IbidMark | CrossMark | Find


def sources(
    text: str,
    words: Language,
    segment: Callable[[int], int],
    cited: Sequence[Find],
    symbols: Sequence[SymbolMark],
    called_name: Callable[[int], tuple[str, ...]],
    names: Sequence[Find] = (),
    note_of: Callable[[str], int | None] | None = None,
    printed: str | None = None,
) -> Iterator[Find]:
    """Yield what treaty series, Official Records, publications and `Ibid.` mean in a text, notes or running.

    `cited` are the numbers and symbols found in it and `names` the instruments it names, in its order, which
    an `Ibid.` may stand for; `called_name` tells the instruments named where the note at an offset is called,
    `note_of` the segment of the one note with a marker, in a text of notes; `printed` is the text with its
    passages in other languages.
    """
    marks: list[_Mark] = [*series_references(text, words, segment)]
    marks += official_records(text, words, segment)
    published = list(publications(text, words, symbols))
    yield from published
    marks += ibids(text, words, segment)
    if note_of:
        marks += (m for m in crossings(text, words) if _alone(text, m.start, segment, words))
    if not marks:
        return
    marks += cited
    marks += published
    marks += (name for name in names if _alone(text, name.start, segment, words))
    marks.sort(key=lambda m: m.start)
    near = _Near(sorted(names, key=lambda find: find.end))

    def called(at: int) -> Sequence[str]:
        return near(text, at, segment) or called_name(at)

    at_symbol = {symbol.start: symbol for symbol in symbols}
    here = _Text(text, words, segment, at_symbol, called, note_of or _unnoted, printed or text)
    yield from _chained(here, marks)


def _unnoted(_: str) -> int | None:
    """Return the note with a marker, where the text has none."""
    return None


def _chained(here: _Text, marks: Sequence[_Mark]) -> Iterator[Find]:
    text, segment = here.text, here.segment
    chain, end = _Chain(), 0
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        this = segment(mark.start)
        if this != chain.segment:
            if chain.now and not _another(here, chain.now[-1].find.end, None):
                chain.notes[chain.segment] = chain.now
            chain.before = chain.notes.get(this - 1, [])
            chain.segment, chain.now = this, []
        if isinstance(mark, IbidMark) and (
            (chain.now and _unread(here, chain.now[-1].find.end, mark.start)) or _authored(here, mark.start)
        ):
            chain.now, chain.before = [], []
        elif chain.before and not chain.now and isinstance(mark, IbidMark) and not _first(here, mark.start):
            chain.before = []
        if mark.start < end:  # inside a source read before
            continue
        if isinstance(mark, Find):
            if chain.now and _belongs(text, chain.now[-1], mark):
                continue
            if _within(here, mark.start):
                chain.now = []
            else:
                chain.now.append(_Source(mark))
            continue
        if isinstance(mark, IbidMark) and isinstance(following, Find) and _holds(here, mark, following):
            chain.to_document()
        for source in _read(here, mark, chain):
            end = max(end, source.find.end)
            chain.now.append(source)
            yield source.find


def _holds(here: _Text, mark: IbidMark, cited: Find) -> bool:
    """Whether an act right behind an `Ibid.` stands in what that means: `Ibid., decision 2/CP.21`."""
    between = _act(here.words).fullmatch(here.text, mark.end, cited.start)
    return between is not None and cited.kind != "document"


def _belongs(text: str, source: _Source, cited: Find) -> bool:
    """Whether what is cited belongs to the source before it: `Supplement No. 53A (A/69/53/Add.1 and …)`."""
    between = text[source.find.end : cited.start]
    return not between or (source.series is not None and ")" not in between and ";" not in between)


def _unread(here: _Text, at: int, end: int) -> bool:
    """Whether a source that is not read stands between the last one and an `Ibid.`: in it, or on its line."""
    if _another(here, at, end):
        return True
    line = here.text.rfind("\n", max(at, end - _REST), end)
    above = here.text.rfind("\n", max(at, line - _REST), line) if line >= 0 else -1
    if above < 0 or here.text[line + 1 : end].strip():
        return False
    printed = here.text[above + 1 : line].strip()
    return printed.endswith(".") and printed[:1].isupper() and sum(map(str.isalpha, printed)) > _ANOTHER


def _authored(here: _Text, at: int) -> bool:
    """Whether the name of an author stands right before an `Ibid.`: it is a work of theirs."""
    found = _AUTHOR.search(here.text, max(0, at - _NAME), at)
    if found is None or found.group("name") in here.words.words["ibid"]["leads"]:
        return False
    if found.group("initials") or found.group("surname"):
        return True
    begin = found.start("name")
    return here.text[begin - 2 : begin] == "; " or _first(here, begin)


def _another(here: _Text, at: int, end: int | None) -> bool:
    """Whether another source stands between an offset and the next one, or the end of its note."""
    if end is None:
        limit = min(len(here.printed), at + _REST)
        end = here.printed.find("\n", at, limit)
        while end >= 0 and here.segment(end + 1) == here.segment(at):
            end = here.printed.find("\n", end + 1, limit)
        end = end if end >= 0 else limit
    rest = here.printed[at:end]
    stop = rest.find(";")
    if stop < 0:
        return False
    led = _aside(here.words).match(rest, stop + 1)
    if led is None or led.group("aside"):
        return False
    return sum(map(str.isalpha, rest[led.end() :])) > _ANOTHER


def _first(here: _Text, at: int) -> bool:
    """Whether no other source stands before an offset in its note."""
    begin = max(0, at - _REST)
    line = here.printed.rfind("\n", begin, at)
    while line >= 0 and here.segment(line) == here.segment(at):
        line = here.printed.rfind("\n", begin, line)
    if line < 0 and begin:
        return False
    led = _aside(here.words).match(here.printed, line + 1, at)
    return sum(map(str.isalpha, here.printed[led.end() if led else line + 1 : at])) <= _ANOTHER


def _alone(text: str, start: int, segment: Callable[[int], int], words: Language) -> bool:
    """Whether nothing but `See` and the like stands before an offset in its source."""
    begin = max(0, start - 60)
    begin = max(begin, text.rfind(";", begin, start) + 1)
    line = text.rfind("\n", begin, start) + 1
    if line > begin and segment(line - 1) != segment(start):
        begin = line
    elif begin == start - 60:
        return False
    return _led(words).fullmatch(text, begin, start) is not None


def _within(here: _Text, start: int) -> bool:
    """Whether what is cited is only told of in another source: `Smith, …, citing resolution 70/1`."""
    begin = max(0, start - 120)
    begin = max(begin, here.text.rfind(";", begin, start) + 1, here.text.rfind("\n", begin, start) + 1)
    return _inside(here.words).search(here.text, begin, start) is not None


class _Near:
    """The instruments named right before an offset, in the same source."""

    def __init__(self, names: Sequence[Find]) -> None:
        self._names = names
        self._next = 0

    def __call__(self, text: str, at: int, segment: Callable[[int], int]) -> Sequence[str]:
        """Return the ids of the name that ends last before the offset; offsets come in order."""
        while self._next < len(self._names) and self._names[self._next].end <= at:
            self._next += 1
        last = self._names[self._next - 1] if self._next else None
        if last is None or at - last.end > _NAMED or segment(last.start) != segment(at):
            return ()
        if text.find(";", last.end, at) >= 0 or _SENTENCE_END.search(text, last.end, at):
            return ()
        return (last.id,) if last.id else last.also


def _read(
    here: _Text, mark: SeriesMark | RecordsMark | IbidMark | CrossMark, chain: _Chain
) -> Iterator[_Source]:
    if isinstance(mark, SeriesMark):
        yield from _treaties(here, mark)
    elif isinstance(mark, RecordsMark):
        yield from _records(here, mark, None)
    elif isinstance(mark, CrossMark):
        yield from _crossed(here, mark, chain)
    else:
        yield from _ibid(here, mark, chain)


def _crossed(here: _Text, mark: CrossMark, chain: _Chain) -> Iterator[_Source]:
    """Yield the one source of the note that a pointer means, or leave it open between several."""
    note = here.note_of(mark.marker)
    sources_there = chain.notes.get(note, []) if note is not None else []
    ids = _ids(sources_there)
    if not ids:
        return
    one = ids[0] if len(ids) == 1 and _decided(sources_there) else None
    pinpoint = pinpoint_after(here.text, mark.end, here.words)
    find = sources_there[0].find._replace(
        start=mark.start,
        end=mark.end,
        id=one,
        also=() if one else ids,
        via="back-reference",
        date=None,
        title=None,
        pinpoint=pinpoint.pinpoint if pinpoint else None,
        repaired=None,
        anchor=None,
    )
    yield sources_there[0]._replace(find=find)


def _treaties(here: _Text, mark: SeriesMark, series: str | None = None) -> Iterator[_Source]:
    for find in treaties(here.text, here.words, mark, here.named(mark.start), series):
        volume = mark.volumes[-1].value if mark.volumes else None
        yield _Source(find, series or mark.series, volume=volume)


def _ibid(here: _Text, mark: IbidMark, chain: _Chain) -> Iterator[_Source]:
    """Yield what an `Ibid.` and what follows it mean."""
    antecedent = chain.antecedent()
    series = list(_treaties_again(here, mark, antecedent))
    if series:
        yield from series
        return
    if mark.short and antecedent is None:
        return
    changed = records_after_ibid(here.text, mark.start, mark.end, here.words, here.segment)
    if changed and (changed.supplements or changed.session or changed.document):
        yield from _records(here, changed, antecedent)
        return
    yield from _bracketed(here, mark, antecedent) or _same(here, mark, chain)


def _treaties_again(here: _Text, mark: IbidMark, antecedent: _Source | None) -> Iterator[_Source]:
    """Yield the treaties behind an `Ibid.`, of the same series or volume where those are left out."""
    known = antecedent if antecedent and antecedent.series in _TREATIES else None
    for series in series_after_ibid(here.text, mark.start, mark.end, here.words):
        if not series.volumes and not series.numbers:
            if paged := _next_page(series, antecedent):
                yield from _treaties(here, paged)
            return
        if not series.volumes:
            if known is None or not known.volume or not series.numbers or series.page:
                return
            printed = series.numbers[0]._replace(value=known.volume)
            yield from _treaties(here, series._replace(volumes=(printed,)), known.series)
            continue
        if not series.numbers and known is None:  # the volume and page of any book
            return
        # Volumes of the League of Nations' series are mostly Roman; where they were not, they are not again.
        league = known and known.series == "LNTS" and known.volume and known.volume.isdigit()
        yield from _treaties(here, series, "LNTS" if league else None)


def _next_page(mark: SeriesMark, antecedent: _Source | None) -> SeriesMark | None:
    """Return the reference to a page of the volume before on which another treaty begins: `Ibid., p. 65`."""
    if not antecedent or antecedent.series not in _TREATIES or not antecedent.volume or not mark.page:
        return None
    series, volume = arabic_volume(antecedent.series, antecedent.volume)
    begins = by_page(series, volume, mark.page)
    if not begins or antecedent.find.id in {one.id for one in begins}:
        return None
    return mark._replace(series=series, volumes=(Value(mark.reference, mark.reference, volume),))


def _bracketed(here: _Text, mark: IbidMark, antecedent: _Source | None) -> list[_Source]:
    """Return the document whose symbol stands in brackets: `Ibid., vol. III (A/78/5 (Vol. III))`."""
    bracket = here.text.find("(", mark.end, mark.end + _BRACKETED)
    if bracket < 0 or bracket > source_end(here.text, mark.end, here.words, here.segment):
        return []
    symbol = here.at_symbol.get(bracket + 1)
    if symbol is None:
        return []
    end = symbol.end + (here.text[symbol.end : symbol.end + 1] == ")")
    first = symbol.ids[0]
    pinpoint = pinpoint_after(here.text, end, here.words)
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
    series, session = (antecedent.series, antecedent.session) if antecedent else (None, None)
    return [_Source(find, series, session)]


def _records(here: _Text, mark: RecordsMark, antecedent: _Source | None) -> Iterator[_Source]:
    """Yield the documents that Official Records mean: by symbol, else by organ, session and supplement."""
    inherited_from = antecedent if mark.series is None and antecedent else None
    series = mark.series if mark.series is not None else inherited_from.series if inherited_from else None
    session = mark.session or (inherited_from.session if inherited_from else None)
    via = "ibid" if mark.series is None else "symbol"
    own = [one for s in mark.supplements if (one := _own_id(series, session, s))]
    symbol = _symbol_of(here.text, mark, here.at_symbol)
    finds: list[Find] = []
    if symbol:
        end = symbol.end + (here.text[symbol.end : symbol.end + 1] == ")" and mark.document is None)
        first = symbol.ids[0]
        also = [i.id for i in symbol.ids[1:]]
        # A document in a bracket is the supplement itself, one announced as such only a part of it.
        also += [one.id for one in own if mark.document is None and _agree(first.id, session)]
        finds.append(
            Find(
                mark.start, end, first.id, first.kind, first.body, via, tuple(also), repaired=symbol.repaired
            )
        )
    elif not mark.documents and mark.document is None:
        finds += (Find(mark.start, mark.end, one.id, "document", one.body, via) for one in own)
    for find in finds:
        pinpoint = pinpoint_after(here.text, find.end, here.words)
        if symbol and pinpoint is None:
            pinpoint = pinpoint_after(here.text, _list_end(here, symbol), here.words)
        find = find._replace(pinpoint=pinpoint.pinpoint) if pinpoint else find
        yield _Source(find, series, session)


def _list_end(here: _Text, first: SymbolMark) -> int:
    """Return where the list of a symbol and its corrections ends."""
    last = first
    while gap := JOINS.match(here.text, last.end):
        following = here.at_symbol.get(gap.end())
        if following is None or not goes_on(here.text, first, last, following):
            break
        last = following
    return last.end


def _agree(symbol: str, session: str | None) -> bool:
    """Whether a symbol is of the session that the text gives, where it tells its session at all."""
    told = symbol.split("/")[1] if symbol.count("/") > 1 else None
    return told is None or not session or not told[:1].isdigit() or told == session


def _symbol_of(text: str, mark: RecordsMark, at_symbol: dict[int, SymbolMark]) -> SymbolMark | None:
    """Return the symbol in the bracket behind the supplement, or behind the word `document`."""
    if mark.bracket is not None:
        inside = _BRACKET.match(text, mark.bracket)
        return at_symbol.get(inside.end()) if inside else None
    return at_symbol.get(mark.document) if mark.document is not None else None


def _own_id(series: str | None, session: str | None, supplement: str) -> Identifier | None:
    if not (series and session):
        return None
    try:
        return parse(f"{series}/{session}/{supplement}")
    except NotAnIdentifier:
        return None


def _same(here: _Text, mark: IbidMark, chain: _Chain) -> Iterator[_Source]:
    """Yield the source before once more, with the part of it that changed."""
    antecedent = chain.antecedent()
    if antecedent is None:
        return
    suffix = _SUFFIX_ALONE.match(here.text, mark.end)
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
    pinpoint = pinpoint_after(here.text, mark.end, here.words)
    volume = pinpoint.pinpoint.parts[0] if pinpoint else None
    if volume and volume.unit == "volume" and len(candidates) == 1:
        # Another volume is another document: known only where the volume stands in the symbol.
        if not _VOLUME.search(candidates[0]):
            return
        candidates = (_VOLUME.sub(f"(Vol.{volume.value})", candidates[0]),)
    one = chain.sure()
    bare = not chain.now and _BARE.match(here.text, mark.end)
    printed = antecedent.find.pinpoint if bare else None
    if pinpoint:
        printed = inherited(antecedent.find.pinpoint if one else None, pinpoint.pinpoint)
    elif page := _page(here.words).match(here.text, mark.end):
        printed = Pinpoint(page.group("text"), (Part("page", page.group("page")),))
    find = antecedent.find._replace(
        start=mark.start,
        end=mark.end,
        id=candidates[0] if one else None,
        also=() if one else candidates,
        via="ibid",
        date=None,
        title=None,
        pinpoint=printed,
        repaired=None,
        anchor=None,
    )
    yield antecedent._replace(find=find)


_SENTENCE_END = re.compile(r"[a-z)]{3}\.\s+[A-Z]")
_CAPITAL = r"[^\W\d_a-zа-яё]"
# `Smith, J., ` or `J. Smith, `, or a single name.
_AUTHOR = re.compile(
    rf"(?P<initials>(?<!\w){_CAPITAL}\.\s?(?:{_CAPITAL}\.\s?){{0,2}})?(?<!\w)(?P<name>{_CAPITAL}[\w’'-]+)"
    rf"(?:(?P<surname>,?\s{_CAPITAL}\.(?:\s?{_CAPITAL}\.){{0,2}},?)|,)\s{{1,3}}\Z"
)
_BRACKET = re.compile(r"[(\[]\s*")


_BARE = re.compile(r"\s*(?:[.;)]|$)", re.MULTILINE)


@cache
def _act(words: Language) -> re.Pattern[str]:
    return re.compile(rf"[.,]{{0,2}}\s+{either(words.heads)}\s+", re.IGNORECASE)


@cache
def _page(words: Language) -> re.Pattern[str]:
    """A page as legal writers give it: `Id. at 45`."""
    page = either(words.words["series"]["page"])
    return re.compile(rf",?\s+(?P<text>{page}\s+(?P<page>\d{{1,4}}(?:[–-]\d{{1,4}})?))(?![\w/])")


@cache
def _led(words: Language) -> re.Pattern[str]:
    return re.compile(rf"[\W\d]*(?:{either(words.words['ibid']['leads'])}[,\s]\s{{0,3}})*")


@cache
def _aside(words: Language) -> re.Pattern[str]:
    table = words.words["ibid"]
    leads = rf"\s*(?:{either(table['leads'])}[,\s]\s{{0,3}})*"
    return re.compile(rf"{leads}(?P<aside>{either(table['asides'])}\b)?")


@cache
def _inside(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['ibid']['within'])}\b")
