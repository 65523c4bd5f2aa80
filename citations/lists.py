"""Lists of numbers: a head, its numbers with dates, subjects and titles between them, and the next head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.sessions import security_council_year
from .attribute import SECURITY_COUNCIL, Evidence, Key, attribute
from .dates import Date, date_after, date_at
from .language import Language, either
from .numbers import HeadMark, NumberMark, bare_number, heads, numbers
from .owners import Owner, container_before, owner_after, owner_before, owners_between
from .pinpoints import pinpoint_after, pinpoint_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .finds import Find

# How far a number may stand from its head, and from the number before it, and how long its title may be,
# in characters. Heads stand up to 2,500 characters before the last number of a list.
_FIRST = 160
_NEXT = 1200
_TITLE = 400
# How far before a head a sentence is read for the bodies that it names, in characters.
_SENTENCE = 400
# A number below this is not taken for the Security Council's without a head: `7 (2003)` may be participants.
_LEAST_ALONE = 100


@dataclass(slots=True)
class Context:
    """What the document says of itself and has said so far."""

    words: Language
    own_body: str | None
    segment: Callable[[int], int]
    """Which paragraph or note an offset stands in: lists do not reach over their ends."""
    speaker: Callable[[int], str | None]
    """The body that speaks at an offset."""
    known: dict[Key, str] = field(default_factory=dict[Key, str])
    """The body of each number that the document has told."""

    def near(self, at: int) -> tuple[str, ...]:
        """Return the bodies whose text stands at the offset."""
        return tuple(b for b in (self.speaker(at), self.own_body) if b)


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
    before: tuple[str, ...] = ()
    """The bodies of the head before it in the same sentence."""
    container: str | None = None
    """The body whose report, cited right before, holds the resolution."""
    around: tuple[str, ...] = ()
    """Bodies that the sentence names before it, the last one first."""
    entries: list[_Entry] = field(default_factory=list["_Entry"])


@dataclass(slots=True)
class _Entry:
    mark: NumberMark
    dates: list[str | None]
    end: int
    """Where what belongs to the number ends: its date, its body."""
    owner: Owner | None = None
    given: Date | None = None


def listed(text: str, context: Context) -> Iterator[Find]:
    """Yield the instruments that a text names by number."""
    head: _Head | None = None
    marks: list[HeadMark | NumberMark] = [*heads(text, context.words), *numbers(text)]
    marks.sort(key=lambda m: m.start)
    for mark in marks:
        if isinstance(mark, NumberMark) and head and _belongs(text, head, mark, context):
            head.entries.append(_entry(text, mark, context))
            continue
        following = (
            _opened(text, mark, head, context)
            if isinstance(mark, HeadMark)
            else _headless(text, mark, context)
        )
        if following:
            if head:
                yield from _settled(text, head, context, following.start)
            head = following
    if head:
        yield from _settled(text, head, context, None)


def _opened(text: str, mark: HeadMark, before: _Head | None, context: Context) -> _Head:
    """Read what stands before a head: its body, or `its`."""
    words = context.words
    head = _Head(mark, mark.start, table=_is_heading(text, mark))
    if mark.body:
        head.owner = Owner(mark.start, mark.end, (mark.body,))
    else:
        head.owner = owner_before(text, mark.start, words, context.near(mark.start))
    if head.owner:
        head.start = head.owner.start
    else:
        head.container = container_before(text, mark.start, words)
    head.own = bool(_own(words).search(text, max(0, mark.start - 60), mark.start))
    if before and not (head.owner or head.own) and _same_sentence(text, before.start, mark.start, context):
        owner = (before.entries[-1].owner if before.entries else None) or before.owner
        head.before = owner.bodies if owner else ()
        head.owner = owner if owner and owner.foreign else None
    if head.owner is None:
        sentence = _sentence_start(text, mark.start, context)
        head.around = owners_between(text, sentence, mark.start, words, context.near(mark.start))
    bodies = head.owner.bodies if head.owner else context.near(mark.start)[:1]
    gap = _GAP.match(text, mark.end)
    if SECURITY_COUNCIL in bodies and gap and (bare := bare_number(text, gap.end())):
        head.entries.append(_entry(text, bare, context))
    return head


def _headless(text: str, mark: NumberMark, context: Context) -> _Head | None:
    """Return a head for a number that needs none: `ECOSOC 2011/33`, `1325 (2000)`."""
    if mark.shape == "bracket":
        sure = all(
            int(m.number) >= _LEAST_ALONE and str(security_council_year(int(m.number))) == m.session
            for m in mark.members
        )
        here = HeadMark(mark.start, mark.start, "resolution", None)
        return _Head(here, mark.start, entries=[_entry(text, mark, context)]) if sure else None
    if not _CAPITALS.search(text, max(0, mark.start - 20), mark.start):
        return None
    owner = owner_before(text, mark.start, context.words, ())
    if owner is None or not text[owner.start : mark.start].strip().isupper():
        return None
    here = HeadMark(owner.start, mark.start, "resolution", None)
    return _Head(here, owner.start, owner, entries=[_entry(text, mark, context)])


def _belongs(text: str, head: _Head, mark: NumberMark, context: Context) -> bool:
    """Whether a number stands in the list under the head."""
    last = head.entries[-1] if head.entries else None
    end = last.end if last else head.mark.end
    if mark.start < end:
        return False
    if head.table and _stands_in_table(text, mark):
        return mark.start - end < 2 * _NEXT
    if context.segment(head.mark.start) != context.segment(mark.start):
        return False
    gap = text[end : mark.start]
    if last is None and _first_gap(context.words).fullmatch(gap):
        return True
    if gap.count("“") > gap.count("”"):  # inside a quoted title
        return False
    reach = _NEXT if last else _FIRST
    return len(gap) < reach and bool(_glue(context.words).search(gap)) and not _breaks(gap, context.words)


def _stands_in_table(text: str, mark: NumberMark) -> bool:
    line = text.rfind("\n", 0, mark.start) + 1
    return _TABLE.fullmatch(text, line, mark.start) is not None


def _is_heading(text: str, mark: HeadMark) -> bool:
    """Whether the line ends with the head, written out: `General Assembly resolutions`."""
    line_end = text.find("\n", mark.end)
    rest = text[mark.end : line_end if line_end >= 0 else len(text)]
    line = text[text.rfind("\n", 0, mark.start) + 1 : mark.start]
    return not rest.strip() and len(line) < 160 and text[mark.start : mark.end].endswith("s")


def _breaks(gap: str, words: Language) -> bool:
    """Whether a sentence ends in the gap."""
    abbreviations = words.words["abbreviations"]["words"]
    return any(
        len(stop.group("word")) > 1 and stop.group("word").lower() not in abbreviations
        for stop in _FULL_STOP.finditer(gap)
    )


def _same_sentence(text: str, start: int, end: int, context: Context) -> bool:
    return context.segment(start) == context.segment(end) and not _breaks(text[start:end], context.words)


def _sentence_start(text: str, at: int, context: Context) -> int:
    """Return where the sentence that holds the offset begins, as far as bodies are looked for."""
    begin = max(0, at - _SENTENCE)
    here = context.segment(at)
    for line_end in _LINE_END.finditer(text, begin, at):
        if context.segment(line_end.end()) == here != context.segment(line_end.start()):
            begin = line_end.end()
    for stop in _FULL_STOP.finditer(text, begin, at):
        if _breaks(text[stop.start() : stop.end() + 1], context.words):
            begin = stop.end()
    return begin


def _entry(text: str, mark: NumberMark, context: Context) -> _Entry:
    """Read what stands behind a number: its date, its body."""
    entry = _Entry(mark, [None] * len(mark.members), mark.end)
    entry.given = date_after(text, mark.end, context.words)
    if entry.given:
        entry.end = entry.given.end
    entry.owner = owner_after(text, entry.end, context.words, context.near(mark.start))
    if entry.owner:
        entry.end = entry.owner.end
    return entry


def _settled(text: str, head: _Head, context: Context, following: int | None) -> Iterator[Find]:
    """Yield the finds of one list, its dates shared out and its bodies decided.

    `following` is where the words that lead to the next head begin.
    """
    _share_dates(text, head, context.words)
    _share_owners(head)
    for n, entry in enumerate(head.entries):
        evidence = _evidence(head, entry, context)
        if evidence is None:
            continue
        until = head.entries[n + 1].mark.start if n + 1 < len(head.entries) else following
        title = _title(text, entry, until, context)
        for m, (member, date) in enumerate(zip(entry.mark.members, entry.dates, strict=True)):
            find = attribute(member, entry.mark.shape, date, evidence, context.known)
            if find is None:
                continue
            pinpoint = None
            if m == len(entry.mark.members) - 1:
                pinpoint = pinpoint_after(text, entry.mark.end, context.words)
            if pinpoint is None and n == m == 0:
                pinpoint = pinpoint_before(text, head.start, context.words)
            yield replace(
                find,
                title=title,
                pinpoint=pinpoint.pinpoint if pinpoint else None,
                via="list" if n else "number",
                anchor=head.start,
            )


def _evidence(head: _Head, entry: _Entry, context: Context) -> Evidence | None:
    """Return what the text says about the body of a number; None for another organization's."""
    owner = head.owner or entry.owner
    if owner and owner.foreign:
        return None
    near = context.near(head.mark.start)
    named = owner.bodies if owner else (*near[:1], *head.around) if head.own else ()
    return Evidence(head.mark.kind, named, head.container, (*near, *head.before, *head.around))


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
    dates = _respectively(text, given, words)
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


def _respectively(text: str, first: Date, words: Language) -> list[Date]:
    """Return the dates of `of 12 November and 19 December 1997, respectively`; else the first alone."""
    dates, at = [first], first.end
    while gap := _BETWEEN_DATES.match(text, at):
        following = date_at(text, gap.end(), words)
        if not following:
            break
        dates.append(following)
        at = following.end
    return dates if _respective(words).match(text, at) else [first]


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


_GAP = re.compile(r"\s+")
_CAPITALS = re.compile(r"\b[A-Z-]{2,12}\s\Z")
# What may stand before a number in a line of a table: other numbers.
_TABLE = re.compile(r"\s*(?:[\dA-Z()/ -]+;\s)*")
_FULL_STOP = re.compile(r"(?P<word>[\w”)]*)\.\s+(?=[A-Z“\"])")
_SENTENCE_END = re.compile(r"[.;]\s|\n\s*\n")
_LINE_END = re.compile(r"\n\s*")
_COMMA = re.compile(r",(?=\s)")
_BETWEEN_DATES = re.compile(r",?\s+(?:and\s+)?(?:of\s+)?")


@cache
def _own(words: Language) -> re.Pattern[str]:
    between = either(words.words["between_body_and_head"]["words"])
    return re.compile(rf"\b{either(words.words['own']['words'])}\s+(?:{between}\s+)*\Z")


@cache
def _first_gap(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{either(words.words['after_head']['words'])}\s*)?")


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
