"""Lists of numbers: a head, its numbers with dates, subjects and titles between them, and the next head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.bodies import NUMBERED
from ..instruments.sessions import (
    possible_numbers,
    security_council_year,
    years,
)
from .attribute import GENERAL_ASSEMBLY, SECURITY_COUNCIL, Evidence, Key, attribute
from .dates import Date, closing_date, date_after, date_at
from .language import Language, either
from .numbers import HeadMark, Member, NumberMark, announces, committees, direct_numbers, heads, numbers
from .owners import (
    Owner,
    actor_before,
    container_before,
    gap_before,
    mentioned,
    owner_after,
    owner_before,
    owners_between,
)
from .pinpoints import pinpoint_after, pinpoint_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .finds import Find
    from .symbols import SymbolMark

# How far a number may stand from its head, and from the number before it, and how long its title may be,
# in characters. Heads stand up to 2,500 characters before the last number of a list.
_FIRST = 160
_NEXT = 1200
_TITLE = 400
# How far before a head a sentence is read for the bodies that it names, in characters.
_SENTENCE = 400
_PARAGRAPH = 1200
# Nor one of a Roman session without date: `21 (XIV)` may be a rule or a chapter.
_LEAST_OLD = 500
# How many numbers of the list before are looked at for one that comes again without its head.
_LOOKED_BACK = 40
# How far a line of a table may stand from its head or the line before, in characters.
_TABLE_REACH = 2400
# A number below this is not taken for the Security Council's without a head: `7 (2003)` may be participants.
_LEAST_ALONE = 100


@dataclass(slots=True)
class Context:
    """What the document says of itself and has said so far."""

    words: Language
    own_body: str | None
    segment: Callable[[int], int]
    """Which paragraph or note an offset stands in: lists do not reach over their ends."""
    begins: Callable[[int], int]
    """Where that begins."""
    speaker: Callable[[int], str | None]
    """The body that speaks at an offset."""
    issuer: str | None = None
    """The body that a report is issued to: weaker evidence than a body whose text the document is."""
    until: int | None = None
    """The year of the document, after which nothing that it cites was adopted; None where it is not known."""
    known: dict[Key, str] = field(default_factory=dict[Key, str])
    """The body of each number that the document has told."""
    _asked: tuple[int, tuple[str, ...]] = (-1, ())

    def near(self, at: int) -> tuple[str, ...]:
        """Return the bodies whose text stands at the offset."""
        if at != self._asked[0]:
            self._asked = at, self._near(at)
        return self._asked[1]

    def _near(self, at: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(b for b in (self.speaker(at), self.own_body) if b))


@dataclass(slots=True)
class _Head:
    mark: HeadMark
    start: int
    """Where the words that lead to it begin: the body's name, else the head itself."""
    owner: Owner | None = None
    own: bool = False
    """Whether `its` stands before it."""
    table: bool = False
    """Whether it is a line of its own, over lines of numbers."""
    over: int = 0
    """Where that line ends."""
    before: tuple[str, ...] = ()
    """The bodies of the head before it in the same sentence."""
    joined: bool = False
    """Whether it goes on with the list of that head: `…, and resolution 28/3`."""
    actor: Owner | None = None
    """The body that acts in the sentence before `its`."""
    container: str | None = None
    """The body whose report, cited right before, holds the resolution."""
    sentence: int = 0
    """Where the sentence begins, as far as bodies are looked for in it."""
    entries: list[_Entry] = field(default_factory=list["_Entry"])
    closed: bool = False
    """Whether a number that is none stands behind it: it announces no other."""


@dataclass(slots=True)
class _Entry:
    mark: NumberMark
    dates: list[str | None]
    end: int
    """Where what belongs to the number ends: its date, its body."""
    owner: Owner | None = None
    given: Date | None = None
    joined: bool = True
    """Whether no more than a title, a comma or an `and` stands between it and the number before."""


def listed(text: str, context: Context) -> Iterator[Find]:
    """Yield the instruments that a text names by number."""
    yield from _committees(text, context)
    head: _Head | None = None
    table: _Head | None = None
    marks: list[HeadMark | NumberMark] = [*heads(text, context.words), *numbers(text, context.words)]
    marks.sort(key=lambda m: m.start)
    context.known.update(_told_with_year(marks))
    for n, mark in enumerate(marks):
        if isinstance(mark, NumberMark) and head:
            if _belongs(text, head, mark, context):
                head.entries.append(_next_entry(text, head, mark, context))
                continue
            head.closed = head.closed or not head.entries
        if isinstance(mark, HeadMark):
            if head and head.table and mark.end <= head.over:  # `resolutions and decisions`
                continue
            until = next((m.start for m in marks[n + 1 : n + 3]), len(text))
            following = _opened(text, mark, head, context, until)
            if table and not following.table and _opens_row(text, following, table):
                following.owner = table.owner
            table = following if following.table else table
        else:
            following = _row(text, mark, table, head, context) or _headless(text, mark, head, context)
        if following:
            if head:
                yield from _settled(text, head, context, following.start)
            head = following
    if head:
        yield from _settled(text, head, context, None)


def _told_with_year(marks: Iterable[HeadMark | NumberMark]) -> Iterator[tuple[Key, str]]:
    """Yield what the Security Council's calendar bears out: `1325 (2000)` tells `1325` anywhere."""
    for mark in marks:
        if isinstance(mark, NumberMark) and mark.shape == "bracket":
            for member in mark.members:
                number = int(member.number)
                if number >= _LEAST_ALONE and str(security_council_year(number)) == member.session:
                    yield ("resolution", None, member.number, None), SECURITY_COUNCIL


def told_by_symbols(marks: Iterable[SymbolMark], own: str | None) -> Iterator[tuple[Key, str]]:
    """Yield the bodies of the numbers that a document prints with their symbols: `UN Doc S/RES/1368`.

    Its own symbol (`own`) tells nothing: its number stands in headings.
    """
    for mark in marks:
        one = mark.ids[0]
        if one.body and one.number and one.kind in NUMBERED and one.id != own and not mark.open:
            session = None if one.body == SECURITY_COUNCIL else one.session
            yield (one.kind, session, one.number, one.part), one.body


def _committees(text: str, context: Context) -> Iterator[Find]:
    """Yield the resolutions by which the Security Council's committees are called: `the 1591 Committee`."""
    for member in committees(text, context.words):
        evidence = Evidence("resolution", (SECURITY_COUNCIL,), (SECURITY_COUNCIL,))
        find = attribute(member, "bare", None, evidence, context.known)
        if find:
            yield find._replace(anchor=member.start)


def _opened(text: str, mark: HeadMark, before: _Head | None, context: Context, until: int) -> _Head:
    """Read what stands before a head: its body, or `its`; and the numbers that only it announces."""
    words, near = context.words, context.near(mark.start)
    head = _Head(mark, mark.start, over=_line_over(text, mark, words))
    head.table = head.over > 0
    if mark.body:
        head.owner = Owner(mark.start, mark.end, (mark.body,), (mark.body,))
    else:
        head.owner = owner_before(text, mark.start, words, near)
    if head.owner:
        head.start = head.owner.start
    else:
        _contained(text, head, words)
        head.owner = head.owner or owner_after(text, mark.end, words, near)
    head.own = not words.own.isdisjoint(gap_before(text, mark.start, words)[1])
    if before and not (head.owner or head.own) and _same_sentence(text, before.start, mark.start, context):
        _goes_on(text, head, before, context)
    if head.owner is None or head.own:
        sentence = _sentence_start(text, mark.start, context)
        head.sentence = sentence
        if head.own and not (head.owner and head.owner.sure):
            head.actor = actor_before(text, sentence, mark.start, words, near)
    _announced(text, head, context, until)
    return head


def _contained(text: str, head: _Head, words: Language) -> None:
    """Note the document, cited right before, in which the resolution is printed."""
    container = container_before(text, head.mark.start, words)
    if container and container.foreign:
        head.owner = container
    elif container:
        head.container = container.bodies[0]


def _goes_on(text: str, head: _Head, before: _Head, context: Context) -> None:
    """Note the body of the head before in the same sentence."""
    last = before.entries[-1] if before.entries else None
    owner = (last.owner if last else None) or before.owner
    head.before = owner.told if owner else ()
    gap = text[last.end : head.mark.start] if last else ""
    head.joined = bool(last and not before.own and _pure_glue(context.words).fullmatch(gap))
    if (
        owner and owner.foreign and (last or owner.start < before.mark.start)
    ):  # else a decision without number
        head.owner = owner._replace(sure=False)


def _announced(text: str, head: _Head, context: Context, until: int) -> None:
    """Read the numbers behind a head that no shape tells: `1373`, `242, 338 and 1397`, `L (44)`, `X/29`."""
    words = context.words
    gap = _first_gap(words).match(text, head.mark.end)
    at = gap.end() if gap else head.mark.end
    if head.owner and head.owner.end > at:
        return
    several = text[head.mark.start : head.mark.end].lower() in words.plural_heads
    for mark in direct_numbers(text, at, until, words, several=several):
        head.entries.append(_entry(text, mark, context))


def _headless(text: str, mark: NumberMark, head: _Head | None, context: Context) -> _Head | None:
    """Return a head for a number that needs none: `ECOSOC 2011/33`, `1325 (2000)`, a dated Roman one."""
    here = HeadMark(mark.start, mark.start, "resolution", None)
    if mark.shape == "bracket":
        sure = all(
            int(m.number) >= _LEAST_ALONE and str(security_council_year(int(m.number))) == m.session
            for m in mark.members
        )
        return _Head(here, mark.start, entries=[_entry(text, mark, context)]) if sure else None
    if mark.shape == "party" or (mark.members[0].session or "").startswith(_EMERGENCY):
        return _Head(here, mark.start, entries=[_entry(text, mark, context)])
    if mark.shape == "roman":
        entry = _entry(text, mark, context)
        return _Head(here, mark.start, entries=[entry]) if _fits(entry) else None
    if _counted(context.words).search(text, max(0, mark.start - 16), mark.start):
        return None
    if all(_is_told(member, head, context) for member in mark.members):
        return None if _is_period(mark) else _Head(here, mark.start, entries=[_entry(text, mark, context)])
    if not _CAPITALS.search(text, max(0, mark.start - 20), mark.start):
        return None
    owner = owner_before(text, mark.start, context.words, ())
    if owner is None or owner.foreign or not text[owner.start : mark.start].strip().isupper():
        return None
    here = HeadMark(owner.start, mark.start, "resolution", None)
    return _Head(here, owner.start, owner, entries=[_entry(text, mark, context)])


def _is_told(member: Member, head: _Head | None, context: Context) -> bool:
    """Whether the document has told the number with a head: in the list before, or earlier."""
    if ("resolution", member.session, member.number, member.part) in context.known:
        return True
    entries = head.entries[-_LOOKED_BACK:] if head and head.mark.kind == "resolution" else ()
    told = (m for entry in entries for m in entry.mark.members)
    return any((m.session, m.number, m.part) == (member.session, member.number, member.part) for m in told)


def _fits(entry: _Entry) -> bool:
    """Whether a number of a Roman session is the General Assembly's: by its date, or as no other's can be."""
    member = entry.mark.members[-1]
    session, number = member.session or "", int(member.number)
    numbered = possible_numbers(GENERAL_ASSEMBLY, "resolution", session)
    sat = years(GENERAL_ASSEMBLY, session)
    if not sat or not numbered or number not in numbered:
        return False
    if year := entry.given.year if entry.given else None:
        return sat[0] <= year <= sat[1]
    economic = possible_numbers("Economic and Social Council", "resolution", session)
    return number >= _LEAST_OLD and (economic is None or number not in economic)


def _belongs(text: str, head: _Head, mark: NumberMark, context: Context) -> bool:
    """Whether a number stands in the list under the head."""
    last = head.entries[-1] if head.entries else None
    end = last.end if last else head.mark.end
    if mark.start < end or mark.start - end > 2 * _NEXT:
        return False
    if head.table and _stands_in_table(text, mark):
        return mark.start - end < _TABLE_REACH
    if context.segment(head.mark.start) != context.segment(mark.start):
        return False
    gap = text[end : mark.start]
    if last is None and _first_gap(context.words).fullmatch(gap):
        return True
    if (last is None and head.closed) or _is_period(mark) or _is_others(text, mark, context.words):
        return last is not None and _is_period(mark) and bool(_pure_glue(context.words).fullmatch(gap))
    if gap.count("“") > gap.count("”"):  # inside a quoted title
        return False
    if _BLANK_LINE.search(gap):
        return False
    reach = _NEXT if last else _FIRST
    return len(gap) < reach and bool(_glue(context.words).search(gap)) and not _breaks(gap, context.words)


def _is_period(mark: NumberMark) -> bool:
    """Whether a number may be two years: `2024/25`."""
    member = mark.members[-1]
    return (
        mark.shape == "year"
        and len(member.number) == 2
        and int(member.number) == (int(member.session or 0) + 1) % 100
    )


def _is_others(text: str, mark: NumberMark, words: Language) -> bool:
    """Whether what follows tells that it is another's, or none: `2011/72 (CFSP)`, `12/14 June`."""
    return _brackets(words).match(text, mark.end) is not None


def _row(
    text: str, mark: NumberMark, table: _Head | None, head: _Head | None, context: Context
) -> _Head | None:
    """Return the head of a table again for a number in one of its lines, after other heads stood in them."""
    if table is None or table is head or mark.start - table.over > _TABLE_REACH:
        return None
    if not _stands_in_table(text, mark) or _is_others(text, mark, context.words):
        return None
    again = replace(table, start=mark.start, entries=[_entry(text, mark, context)], closed=False)
    table.over = mark.end
    return again


def _opens_row(text: str, head: _Head, table: _Head) -> bool:
    """Whether a head without a body of its own opens a line of a table: `Decision 2015/254`."""
    at = head.mark.start
    line = text.rfind("\n", max(0, at - _FIRST), at) + 1
    bodiless = head.owner is None or head.owner.start < line
    return bodiless and at - table.over < _TABLE_REACH and not text[line:at].strip()


def _stands_in_table(text: str, mark: NumberMark) -> bool:
    """Whether a number opens a line, alone or with others, and stands before a wide gap or the line's end."""
    line = text.rfind("\n", max(0, mark.start - _FIRST), mark.start) + 1
    if not _TABLE.fullmatch(text, line, mark.start):
        return False
    return _CELL_OVER.match(text, mark.end) is not None


def _line_over(text: str, mark: HeadMark, words: Language) -> int:
    """Return where the line ends that a head closes, written out: `General Assembly resolutions`; else 0."""
    if text[mark.start : mark.end].lower() not in words.plural_heads:
        return 0
    over = _heading_over(words).match(text, mark.end)
    alone = over and (mark.start < _FIRST or text.rfind("\n", mark.start - _FIRST, mark.start) >= 0)
    return over.end() if over and alone else 0


def _breaks(gap: str, words: Language) -> bool:
    """Whether a sentence ends in the gap."""
    return any(_ends_sentence(gap, stop.start(), words) for stop in _FULL_STOP.finditer(gap))


def _ends_sentence(text: str, stop: int, words: Language) -> bool:
    """Whether a full stop ends a sentence, and no abbreviation."""
    word = _STOPPED.search(text, max(0, stop - 30), stop)
    return (
        word is not None
        and len(word.group()) > 1
        and word.group().lower() not in words.words["abbreviations"]["words"]
    )


def _same_sentence(text: str, start: int, end: int, context: Context) -> bool:
    return context.segment(start) == context.segment(end) and not _breaks(text[start:end], context.words)


def _sentence_start(text: str, at: int, context: Context) -> int:
    """Return where the sentence that holds the offset begins, as far as bodies are looked for."""
    begin = _segment_start(at, _SENTENCE, context)
    for stop in _FULL_STOP.finditer(text, begin, at):
        if _ends_sentence(text, stop.start(), context.words):
            begin = stop.end()
    return begin


def _segment_start(at: int, reach: int, context: Context) -> int:
    """Return where the paragraph or note that holds the offset begins, at most `reach` characters before."""
    return max(0, at - reach, context.begins(at))


def _entry(text: str, mark: NumberMark, context: Context) -> _Entry:
    """Read what stands behind a number: its date, its body."""
    entry = _Entry(mark, [None] * len(mark.members), mark.end)
    if year := _YEAR_BEHIND.match(text, mark.end):
        entry.end = year.end()
        entry.dates = [year.group("year")] * len(mark.members)
    entry.given = date_after(text, entry.end, context.words)
    if entry.given:
        entry.end = entry.given.end
    else:
        entry.given = _closing_date(text, entry.end, context.words)
    entry.owner = owner_after(text, entry.end, context.words, context.near(mark.start))
    if entry.owner:
        entry.end = entry.owner.end
    return entry


def _closing_date(text: str, at: int, words: Language) -> Date | None:
    """Return the date that closes a legal writer's citation, where no other number stands before it."""
    if text[at : at + 1] not in (",", " ", "\n"):
        return None
    part = pinpoint_after(text, at, words)
    begin = part.end if part else at
    found = closing_date(text, begin, words)
    return (
        found[1]
        if found and not (found[0] > begin + 4 and announces(words).search(text, at, found[0]))
        else None
    )


def _next_entry(text: str, head: _Head, mark: NumberMark, context: Context) -> _Entry:
    """Return the entry of a number that goes on a list or a table."""
    entry = _entry(text, mark, context)
    if head.entries and not (head.table and _stands_in_table(text, mark)):
        last = head.entries[-1].end
        pure = _pure_glue(context.words).fullmatch(text, last, mark.start) is not None
        entry.joined = pure or text.find("”", last, mark.start) >= 0
    return entry


def _settled(text: str, head: _Head, context: Context, following: int | None) -> Iterator[Find]:
    """Yield the finds of one list, its dates shared out and its bodies decided.

    `following` is where the words that lead to the next head begin.
    """
    _share_dates(text, head, context.words)
    _share_owners(head)
    for n, entry in enumerate(head.entries):
        evidence = _evidence(text, head, entry, context)
        if evidence is None:
            continue
        until = head.entries[n + 1].mark.start if n + 1 < len(head.entries) else following
        title = _title(text, entry, until, context)
        for m, (member, date) in enumerate(zip(entry.mark.members, entry.dates, strict=True)):
            find = attribute(member, entry.mark.shape, date, evidence, context.known)
            if find is None or not (find.id or entry.joined or entry.owner or date or title):
                continue
            pinpoint = None
            if m == len(entry.mark.members) - 1:
                pinpoint = pinpoint_after(text, entry.mark.end, context.words)
            if pinpoint is None and n == m == 0:
                pinpoint = pinpoint_before(text, head.start, context.words)
            yield find._replace(
                title=title,
                pinpoint=pinpoint.pinpoint if pinpoint else None,
                via="list" if n else "number",
                anchor=head.start,
            )


def _evidence(text: str, head: _Head, entry: _Entry, context: Context) -> Evidence | None:
    """Return what the text says about the body of a number; None for another organization's."""
    if entry.mark.shape == "party":  # tells its body itself
        return Evidence(head.mark.kind)
    owner = head.owner or entry.owner
    if entry.owner and not entry.owner.foreign and head.owner and not head.owner.sure and entry.owner.sure:
        owner = entry.owner
    if owner and head.own and not owner.sure and owner is entry.owner:
        owner = None  # `its resolution 5/1 …, by the Council`: the Council's work
    actor = head.actor
    if (owner and owner.foreign) or (not owner and head.own and actor and actor.foreign):
        return None
    if _is_others(text, entry.mark, context.words):
        return None
    near = context.near(head.mark.start)
    alone = entry.mark.shape == "bare" and owner is None and _is_firm(text, head, context.words)
    return Evidence(
        head.mark.kind,
        named=owner.bodies if owner else (),
        told=owner.told if owner else (),
        sure=owner.sure if owner else True,
        own=head.own,
        actor=actor.told if actor and head.own else (),
        distance=head.mark.start - actor.end if actor else 0,
        container=head.container,
        joined=head.before if head.joined else (),
        near=near,
        before=head.before,
        around=lambda: _around(text, head, context),
        paragraph=_of_paragraph(text, head, context) if alone else (),
        alone=alone,
        issuer=context.issuer,
        until=context.until,
        mentioned=lambda: mentioned(text, context.words),
    )


def _around(text: str, head: _Head, context: Context) -> tuple[str, ...]:
    """Return the bodies that the sentence names before a head without a body, the last one first."""
    if head.owner is not None and not head.own:
        return ()
    return owners_between(text, head.sentence, head.mark.start, context.words, context.near(head.mark.start))


def _is_firm(text: str, head: _Head, words: Language) -> bool:
    """Whether a head can only announce acts: `Resolution 687`, `resolutions 687 and 688`."""
    printed = text[head.mark.start : head.mark.end]
    return printed[:1].isupper() or printed.lower() in words.plural_heads


def _of_paragraph(text: str, head: _Head, context: Context) -> tuple[str, ...]:
    """Return the bodies that the paragraph names before a head."""
    start = _segment_start(head.start, _PARAGRAPH, context)
    return owners_between(text, start, head.start, context.words, context.near(head.start))


def _share_owners(head: _Head) -> None:
    """Give numbers without a body behind them the one behind the next number that has one."""
    owner = None
    for entry in reversed(head.entries):
        owner = entry.owner = entry.owner or owner


def _share_dates(text: str, head: _Head, words: Language) -> None:
    """Give each number its date: its own, the one it shares, or its turn of several `respectively`."""
    waiting: list[tuple[_Entry, int]] = []
    previous: _Entry | None = None
    for entry in head.entries:
        if previous and not _pure_glue(words).fullmatch(text, previous.end, entry.mark.start):
            waiting.clear()
        waiting += [(entry, n) for n in range(len(entry.mark.members))]
        if entry.given:
            _share_out(text, entry, entry.given, waiting, words)
            waiting.clear()
        previous = entry
    _share_last(text, head, words)


def _share_out(
    text: str, dated: _Entry, given: Date, waiting: list[tuple[_Entry, int]], words: Language
) -> None:
    """Share a date, or several `respectively`, among the numbers that wait for one."""
    dates = _several(text, given, len(waiting), words)
    if len(dates) == len(waiting):
        dated.end = max(dated.end, dates[-1].end)
    else:  # a body adopts in one session at a time: only its numbers share a date
        session = dated.mark.members[-1].session
        waiting = [(e, n) for e, n in waiting if e is dated or e.mark.members[n].session == session]
        dates = [given] * len(waiting)
    for (entry, n), date in zip(waiting, dates, strict=True):
        session = entry.mark.members[n].session
        lent = int(session) if entry.mark.shape == "bracket" and session else dates[-1].year
        entry.dates[n] = date.iso(lent)


def _several(text: str, first: Date, many: int, words: Language) -> list[Date]:
    """Return the dates of `of 12 November and 19 December 1997`, as many as numbers wait or `respectively`.

    Else the first alone.
    """
    dates, at = [first], first.end
    while gap := _BETWEEN_DATES.match(text, at):
        following = date_at(text, gap.end(), words)
        if not following:
            break
        dates.append(following)
        at = following.end
    return dates if len(dates) == many or _respective(words).match(text, at) else [first]


def _share_last(text: str, head: _Head, words: Language) -> None:
    """Give undated numbers the date behind the last one's subject: `5/2, on …, of 18 June 2007`."""
    undated = [entry for entry in head.entries if not any(entry.dates)]
    if not undated or undated[-1] is not head.entries[-1]:
        return
    subject = _subject(words).match(text, undated[-1].end)
    if not subject:
        return
    limit = min(len(text), subject.end() + _TITLE)
    stop = _SENTENCE_END.search(text, subject.end(), limit)
    for comma in _COMMA.finditer(text, subject.end(), stop.start() if stop else limit):
        date = date_after(text, comma.start(), words)
        if date and date.year:
            for entry in undated:
                entry.dates[:] = [date.iso()] * len(entry.dates)
            return


def _title(text: str, entry: _Entry, until: int | None, context: Context) -> str | None:
    """Return the title or subject as cited (`entitled “…”`, `on …`), up to the next number or head."""
    quoted = _entitled(context.words).match(text, entry.end)
    if quoted:
        return " ".join(quoted.group("title").split()).rstrip(",")
    subject = _subject(context.words).match(text, entry.end)
    if not subject:
        return None
    begin = subject.end()
    limit = min(until or len(text), begin + _TITLE)
    stop = _subject_stop(context.words).search(text, begin, limit)
    ends = [stop.start()] if stop else [limit] if limit == until else []
    here = context.segment(entry.mark.start)
    ends += [m.start() for m in _LINE_END.finditer(text, begin, limit) if context.segment(m.end()) != here]
    if not ends:
        return None
    return " ".join(_trailing_glue(context.words).sub("", text[begin : min(ends)]).split()) or None


# Only the General Assembly meets in emergency special sessions: `ES-10/2` needs no head.
_EMERGENCY = "ES-"
_CAPITALS = re.compile(r"\b[A-Z-]{2,12}\s\Z")
# What may stand before a number in a line of a table: other numbers.
_TABLE = re.compile(r"\s{0,80}(?:[\dA-Z()/ -]{1,40}[,;]\s)*")
# What stands behind a number in the first column of a table.
_CELL_OVER = re.compile(r"[ \t]{0,80}(?:\n|\Z)|[ ]{2}|[ ]?\t|;")
_YEAR_BEHIND = re.compile(r"\s?\((?P<year>(?:19|20)\d\d)\)")
_FULL_STOP = re.compile(r"\.\s+(?=[A-Z“\"])")
_STOPPED = re.compile(r"[\w”)]+\Z")
_SENTENCE_END = re.compile(r"[.;]\s|\n\s*\n")
_BLANK_LINE = re.compile(r"\n[ \t\f\r]{0,80}\n")
_LINE_END = re.compile(r"\n\s*")
_COMMA = re.compile(r",(?=\s)")
_BETWEEN_DATES = re.compile(r",?\s+(?:and\s+)?(?:of\s+)?")


@cache
def _heading_over(words: Language) -> re.Pattern[str]:
    """What may stand behind the head of a table: `General Assembly resolutions and decisions`."""
    joint = rf"\s{either(words.words['values']['list'])}\s{either(words.heads)}"
    return re.compile(rf"(?:{joint})?[ \t\f\r]{{0,80}}(?:\n|\Z)", re.IGNORECASE)


@cache
def _counted(words: Language) -> re.Pattern[str]:
    """What stands before a number that is none of an instrument: `clause 62/61`."""
    return re.compile(rf"\b{either(words.words['strangers']['counted'])}\s\Z", re.IGNORECASE)


@cache
def _first_gap(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{either(words.words['after_head']['words'])}\s*)?")


@cache
def _brackets(words: Language) -> re.Pattern[str]:
    return re.compile(
        rf"\s?\({either(words.words['strangers']['brackets'])}\b|\s{either(words.words['dates']['months'])}\b"
    )


@cache
def _glue(words: Language) -> re.Pattern[str]:
    marks = re.escape("".join(words.words["glue"]["marks"]))
    # The call of a footnote may stand between the comma and the next number: `2015,2 33/12`.
    return re.compile(rf"(?:[{marks}](?:\d{{1,3}}\s)?|\b{either(words.words['glue']['words'])})\s*\Z")


@cache
def _pure_glue(words: Language) -> re.Pattern[str]:
    return re.compile(rf",?(?:\d{{1,3}}\s)?\s*(?:{either(words.words['values']['list'])})?\s*")


@cache
def _trailing_glue(words: Language) -> re.Pattern[str]:
    return re.compile(rf"[\s,;]*(?:\b{either(words.words['values']['list'])}\b)?[\s,;]*\Z")


@cache
def _respective(words: Language) -> re.Pattern[str]:
    return re.compile(rf",?\s+{either(words.words['dates']['respectively'])}")


@cache
def _entitled(words: Language) -> re.Pattern[str]:
    entitled = either(words.words["title"]["entitled"])
    return re.compile(rf",?\s*(?:[\d*!?]{{1,3}}\s)?{entitled}\s+[“\"](?P<title>[^”\"]{{2,400}})[”\"]")


@cache
def _subject(words: Language) -> re.Pattern[str]:
    return re.compile(rf",?\s+{either(words.words['title']['subject'])}\s+(?:the\s+(?=[a-z]))?")


@cache
def _subject_stop(words: Language) -> re.Pattern[str]:
    return re.compile(rf"[.;](?=\s|$)|,?\s+{either(words.words['title']['stops'])}\b")
