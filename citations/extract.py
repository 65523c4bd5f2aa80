"""The door of the grammar: a document becomes its citations, in the order of the text."""

from __future__ import annotations

import bisect
import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .attribute import Key, is_report, latest_year
from .calls import calls
from .comments import general_comments
from .communications import communications
from .dates import document_date
from .finds import Find
from .footnotes import sources
from .heard import Heard, heard
from .identity import headings
from .linked import heeded, linked
from .listing import Context
from .lists import listed, told_by_symbols
from .model import Citation, Identity
from .names import NameMark, find_names
from .pinpoints import pinpoint_after, pinpoint_announced, pinpoint_before
from .pointing import called_back
from .reading import Reading, Readings, take_apart
from .references import home_of, named_instruments
from .symbols import SymbolMark, all_symbols, goes_on
from .tables import Tables
from .tokens import as_read
from .tongues import passages
from .verbs import nearer_verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..documents.model import Document, Note
    from .language import Language
    from .paragraphs import Paragraph
    from .tokens import Print

# How far a name stands from the call of its note, in characters.
_CALLED = 60
# How far behind a paragraph's beginning its opening may stand, in characters: after the body that acts.
_OPENS = 600


def extract(document: Document, language: str | None = None) -> Iterator[Citation]:
    """Yield the citations of a document in the order of its text.

    `language` is an ISO 639-1 code; where none is given, that of each passage is found. Raises `KeyError` for
    a language that the package has no tables for. A document without its links is read from its text alone.
    """
    read, printed, tongues = as_read(document, passages(document.text, language))
    readings = take_apart(read, tongues)
    finds = _in_order(_finds(readings))
    for find in heeded(finds, list(linked(read))) if read.links else finds:
        yield _citation(readings, find, printed)


def identify(document: Document, language: str | None = None) -> Identity:
    """Return what the document is, from its heading, its metadata and the name of its file.

    Raises `KeyError` as `extract` does.
    """
    read, printed, tongues = as_read(document, passages(document.text, language))
    identity = take_apart(read, tongues).identity
    if printed and identity.title:
        identity = replace(identity, title=printed.heading(identity.title, read))
    return replace(identity, language=language) if language else identity


class _Said(NamedTuple):
    """What one reading of a document names."""

    marks: list[SymbolMark]
    noted_marks: list[SymbolMark]
    names: list[NameMark]
    noted_names: list[NameMark]


def _said(reading: Reading) -> _Said:
    words, noted = reading.words, reading.noted
    return _Said(
        list(all_symbols(reading.running, words)),
        list(all_symbols(noted, words)) if noted else [],
        list(find_names(reading.running, words)),
        list(find_names(noted, words)) if noted else [],
    )


def _finds(readings: Readings) -> Iterator[Find]:
    """Yield what stands in the running text and in the notes, in no order."""
    said = [_said(reading) for reading in readings.each]
    printed = told_by_symbols(mark for one in said for mark in (*one.marks, *one.noted_marks))
    known: dict[Key, str] = {}
    for n, reading in enumerate(readings.each):
        others = [
            heard(other.running, said[m].names, other.words, lambda at: (at, at))
            for m, other in enumerate(readings.each)
            if m != n
        ]
        yield from _found(reading, readings, said[n], list(chain.from_iterable(others)), printed, known)


def _found(
    reading: Reading,
    readings: Readings,
    said: _Said,
    others: Sequence[Heard],
    printed: Mapping[Key, str],
    known: dict[Key, str],
) -> Iterator[Find]:
    """Yield what stands in the passages of one language; `others` is what those of the other ones name."""
    words, identity = reading.words, readings.identity
    report = is_report(identity.symbol)
    marks, noted_marks, names, noted_names = said
    context = Context(
        words,
        None if report else identity.body,
        reading.paragraphs.number,
        reading.paragraphs.start,
        reading.speaker,
        Tables(reading.running, reading.document.cells, words, (identity.body,) if identity.body else ())
        if reading.document.cells
        else None,
        identity.body if report else None,
        latest_year(identity.symbol),
        printed,
        known,
    )
    own = headings(reading.running, identity.symbol, marks, words)
    home = home_of(identity.symbol, identity.body)
    told = heard(reading.noted, noted_names, words, lambda at: _called_at(reading, at))
    told = sorted([*told, *others], key=lambda one: one.at) if others else told
    for find in _region(reading.running, marks, names, context, home, lambda _: (), told):
        if not any(start <= find.start and find.end <= end for start, end in own):
            yield find
    if not reading.noted:
        return
    at = reading.noted_at
    noted = Context(
        words,
        context.own_body,
        lambda offset: reading.note_number(offset + at),
        lambda offset: reading.note_start(offset + at) - at,
        lambda offset: readings.paragraph(offset + at, reading.note_at(offset + at)).speaker,
        None,
        context.issuer,
        context.until,
        context.printed,
        context.known,
    )
    for find in _region(
        reading.noted,
        noted_marks,
        noted_names,
        noted,
        home,
        lambda offset: _called_name(reading, names, offset + at),
        heard(reading.running, names, words, lambda _: (0, 0)),
        _note_of(reading),
        reading.document.text[at:] if len(readings.each) > 1 and not reading.noted_joints else None,
    ):
        yield _moved(find, at)


def _moved(find: Find, at: int) -> Find:
    """Return a find in the notes, which begin at an offset, as one in the document."""
    pinpoint = find.pinpoint
    if pinpoint and pinpoint.at:
        pinpoint = replace(pinpoint, at=(pinpoint.at[0] + at, pinpoint.at[1] + at))
    anchor = None if find.anchor is None else find.anchor + at
    return find._replace(start=find.start + at, end=find.end + at, anchor=anchor, pinpoint=pinpoint)


def _region(
    text: str,
    marks: Sequence[SymbolMark],
    names: Sequence[NameMark],
    context: Context,
    home: Sequence[str],
    called_name: Callable[[int], tuple[str, ...]],
    told: Sequence[Heard],
    note_of: Callable[[str], int | None] | None = None,
    printed: str | None = None,
) -> Iterator[Find]:
    """Yield what one region holds: numbers, symbols, sources, names."""
    words = context.words
    cited = [
        *listed(text, context),
        *_documents(text, marks, words),
        *general_comments(text, words, context.own_body or context.issuer),
        *communications(text, words),
    ]
    yield from cited
    called = list(calls(text, words))
    yield from called_back(text, called, cited, context.segment)
    named = list(named_instruments(text, words, names, called, context.segment, home, told))
    yield from named
    yield from sources(text, words, context.segment, cited, marks, called_name, named, note_of, printed)


def _documents(text: str, marks: Sequence[SymbolMark], words: Language) -> Iterator[Find]:
    """Yield the documents; the pinpoint behind a list (`A/66/10 and Add.1, para. 88`) is of all in it."""
    end = 0
    for n, mark in enumerate(marks):
        if mark.start >= end and not mark.suffix:
            last = n
            while last + 1 < len(marks) and goes_on(text, mark, *marks[last : last + 2]):
                last += 1
            end = marks[last].end
        yield _document(text, mark, words, end)


def _document(text: str, mark: SymbolMark, words: Language, end: int) -> Find:
    """Return the document of a symbol in a list of its parts that ends at `end`."""
    first = mark.ids[0]
    open_ = mark.open or _CUT.match(text, mark.end) is not None
    also = tuple(i.id for i in mark.ids[0 if open_ else 1 :])
    date = document_date(text, mark.start, mark.end, words) if not mark.suffix else None
    lent = _YEAR.search(first.id) if date and not date.year else None
    pinpoint = pinpoint_after(text, mark.end, words) or (
        pinpoint_after(text, end, words) if end > mark.end else None
    )
    if pinpoint is None and not mark.suffix:
        bracketed = text[mark.start - 1 : mark.start] == "("
        before = pinpoint_announced if bracketed else pinpoint_before
        pinpoint = before(text, mark.start - bracketed, words)
    return Find(
        mark.start,
        mark.end,
        None if open_ else first.id,
        first.kind,
        first.body,
        "symbol",
        also,
        date=date.iso(int(lent.group()) if lent else None) if date else None,
        pinpoint=pinpoint.pinpoint if pinpoint else None,
        repaired=mark.repaired,
    )


def _called_name(reading: Reading, names: Sequence[NameMark], at: int) -> tuple[str, ...]:
    """Return the instruments named right before the call of the note in which an offset stands."""
    note = reading.note_at(at)
    if note is None or note.call is None:
        return ()
    n = bisect.bisect_right(names, note.call, key=lambda m: m.end) - 1
    if n < 0 or note.call - names[n].end > _CALLED:
        return ()
    return () if _SENTENCE_END.search(reading.running, names[n].end, note.call) else names[n].ids


def _called_at(reading: Reading, at: int) -> tuple[int, int] | None:
    """Return where the note of an offset into the notes is called, and where its text begins in them."""
    note = reading.note_at(at + reading.noted_at)
    return (note.call, note.text_start - reading.noted_at) if note and note.call is not None else None


def _note_of(reading: Reading) -> Callable[[str], int | None]:
    """Return what tells the number of the one note with a marker; None where no or several notes have it."""
    numbers: dict[str, int | None] = {}
    for n, note in enumerate(reading.document.notes):
        numbers[note.marker] = None if note.marker in numbers else n
    return numbers.get


def _in_order(finds: Iterable[Find]) -> Iterator[Find]:
    """Yield the finds in order, of those that overlap the one that begins first and reaches farthest.

    The inner members of a range (`51/211 A to E`) have one span and are all kept.
    """
    last: Find | None = None
    for find in sorted(finds, key=lambda f: (f.start, -f.end, f.id is None)):
        together = last is not None and (find.start, find.end, find.via) == (last.start, last.end, last.via)
        if last is None or find.start >= last.end or together:
            last = find
            yield find


def _citation(readings: Readings, find: Find, printed: Print | None) -> Citation:
    reading = readings.at(find.start)
    document = reading.document
    note = reading.note_at(find.start)
    call = note.call if note else None
    start, end = reading.printed(find, note)
    repaired = find.repaired or reading.repaired(find, note)
    pinpoint = find.pinpoint
    if printed:
        read, document = document.text[start:end], printed.document
        start, end = printed.span(start, end)
        if find.via == "symbol" and document.text[start:end] != read:
            repaired = repaired or printed.repaired(read)
        pinpoint = printed.pinpoint(pinpoint) if pinpoint else None
        call = None if call is None else printed.at(call)
    line, column = document.place(start)
    paragraph = readings.paragraph(find.start, note)
    return Citation(
        document=document.name,
        start=start,
        end=end,
        text=document.text[start:end],
        line=line,
        column=column,
        page=document.page(start),
        id=find.id,
        also=find.also,
        kind=find.kind,
        body=find.body,
        via=find.via,
        date=find.date,
        title=find.title,
        pinpoint=pinpoint,
        part=paragraph.part,
        relation=paragraph.relation,
        opening=paragraph.opening,
        verb=_verb(
            readings.at(note.call) if note and note.call is not None else reading, paragraph, find, note
        ),
        note=note.marker if note else None,
        called_from=call,
        repaired=repaired,
        language=reading.words.code,
    )


def _verb(reading: Reading, paragraph: Paragraph, find: Find, note: Note | None) -> str | None:
    """Return the relation of the verb before a citation; in a note, of the one before the note's call."""
    anchor = note.call if note else find.anchor
    if note and anchor is None:
        return None
    if anchor is None:
        anchor = find.start
    opening = paragraph.opening or ""
    at = max(paragraph.start, reading.running.find(opening, paragraph.start, paragraph.start + _OPENS))
    begin = at + len(opening) if at < anchor else paragraph.start
    return nearer_verb(reading.running, begin, anchor, reading.words)


# The year in a symbol: `S/PRST/2014/28`.
_YEAR = re.compile(r"(?<=/)(?:19|20)\d\d(?=/)")
# A symbol that goes on elsewhere: `A/72/463/` in a narrow column.
_CUT = re.compile(r"/(?:\s|\Z)")
_SENTENCE_END = re.compile(r"[.;]\s")
