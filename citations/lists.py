"""Lists of numbers: a head, its numbers with dates, subjects and titles between them, and the next head."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ..instruments.bodies import NUMBERED
from ..instruments.sessions import (
    assembly_session,
    possible_numbers,
    security_council_year,
    years,
)
from .attribute import GENERAL_ASSEMBLY, SECURITY_COUNCIL, Evidence, Key, attribute
from .dates import Date, closing_date, date_after, date_at, date_before
from .evidence import evidence_of, is_others
from .language import Language, either
from .lines import (
    TABLE_REACH,
    alone,
    labelled,
    line_over,
    named_over,
    note_heading,
    owner_of_row,
    stands_in_table,
)
from .listing import Context, Entry, Head, first_gap, pure_glue
from .mentions import Mention
from .numbers import (
    HeadMark,
    Member,
    NumberMark,
    announces,
    articled,
    committees,
    direct_numbers,
    heads,
    numbers,
)
from .owners import (
    Owner,
    actor_before,
    container_before,
    gap_before,
    owner_after,
    owner_at,
    owner_before,
    owner_in_brackets,
)
from .pinpoints import PinpointMark, pinpoint_after, pinpoint_before
from .sentences import breaks, same_sentence, sentence_start
from .sharing import share_dates, share_owners
from .titles import led_by, title_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..documents.model import Cell
    from .finds import Find
    from .headings import Says
    from .symbols import SymbolMark

# How far a number may stand from its head, and from the number before it, in characters. Heads stand up to
# 2,500 characters before the last number of a list.
_FIRST = 160
_NEXT = 1200
# How far before a head its article is looked for, in characters.
_ARTICLE = 12
# How many numbers of the list before are looked at for one that comes again without its head.
_LOOKED_BACK = 40
# A number below this is not taken for the Security Council's without a head: `7 (2003)` may be participants.
_LEAST_ALONE = 100
# Nor one of a Roman session without date: `21 (XIV)` may be a rule or a chapter.
_LEAST_OLD = 500


def listed(text: str, context: Context) -> Iterator[Find]:
    """Yield the instruments that a text names by number."""
    yield from _committees(text, context)
    head: Head | None = None
    table: Head | None = None
    marks = _marks(text, context)
    context.known.update(_told_with_year(marks))
    for n, mark in enumerate(marks):
        if isinstance(mark, Mention):
            table = named_over(text, mark, context) or table
            continue
        if isinstance(mark, NumberMark) and mark.shape == "articled":
            yield from _articled(text, mark, head, context)
            continue
        if isinstance(mark, NumberMark):
            following = _placed(text, mark, head, table, context)
        else:
            if head and head.table and mark.end <= head.over:  # `resolutions and decisions`
                continue
            until = next((m.start for m in marks[n + 1 : n + 3]), len(text))
            following = _opened(text, mark, head, context, until)
            if table and not following.table:
                following.owner = owner_of_row(text, following, islice(marks, n + 1, None), table, context)
            table = following if following.table else table
        if following is None or following is head:
            continue
        if head:
            yield from _settled(text, head, context, following.start)
        head = following
    if head:
        yield from _settled(text, head, context, None)


def _marks(text: str, context: Context) -> list[HeadMark | NumberMark | Mention]:
    """Return the heads, the numbers, and the bodies that stand alone on a line, in the order of the text."""
    words = context.words
    direct = context.tables.direct() if context.tables else ()
    marks = [*heads(text, words), *numbers(text, words), *articled(text, words), *direct, *alone(text, words)]
    marks.sort(key=lambda m: m.start)
    return marks


def _placed(
    text: str, mark: NumberMark, head: Head | None, table: Head | None, context: Context
) -> Head | None:
    """Return the head of a number: the last one, or one that a table or the number itself tells."""
    tables = context.tables
    says = tables.told(mark.start, mark.end) if tables else None
    if tables and says:
        cell = tables.cell(mark.start)
        if head and head.cell == cell:
            head.entries.append(_next_entry(text, head, mark, context))
            return head
        return _told(text, mark, says, cell, context)
    if label := labelled(text, mark.start, context):
        here = HeadMark(label.start, mark.start, "resolution", None)
        return Head(here, label.start, label, either=True, entries=[_entry(text, mark, context)])
    if head:
        parted = table and head.entries and table.start >= head.entries[-1].end
        if not parted and _belongs(text, head, mark, context):
            head.entries.append(_next_entry(text, head, mark, context))
            return head
        head.closed = head.closed or not head.entries
    return _row(text, mark, table, head, context) or _headless(text, mark, head, context)


def _told(text: str, mark: NumberMark, says: Says, cell: Cell | None, context: Context) -> Head:
    """Return the head of a number of which its table says whose it is."""
    kind = says.kinds[0] if says.kinds else "resolution"
    here = HeadMark(mark.start, mark.start, kind, None)
    said_of = says.owner or owner_in_brackets(text, mark.end, context.words, context.near(mark.start))
    owner = said_of and said_of._replace(start=mark.start, end=mark.start, sure=True)
    entries = [_entry(text, mark, context)]
    return Head(here, mark.start, owner, either=len(says.kinds) != 1, cell=cell, entries=entries)


def _told_with_year(marks: Iterable[HeadMark | NumberMark | Mention]) -> Iterator[tuple[Key, str]]:
    """Yield what the calendars bear out: `1325 (2000)` tells `1325` anywhere, `2758 (XXVI)` tells `2758`.

    The Security Council's come last: they hold where both are told.
    """
    marks = [mark for mark in marks if isinstance(mark, NumberMark)]
    for member in (member for mark in marks if mark.shape == "roman" for member in mark.members):
        number = int(member.number)
        if number >= _LEAST_ALONE and assembly_session(number) == member.session:
            yield ("resolution", None, member.number, None), GENERAL_ASSEMBLY
    for mark in marks:
        if mark.shape == "bracket":
            for member in mark.members:
                number = int(member.number)
                if number >= _LEAST_ALONE and str(security_council_year(number)) == member.session:
                    yield ("resolution", None, member.number, None), SECURITY_COUNCIL


def told_by_symbols(marks: Iterable[SymbolMark]) -> dict[Key, str]:
    """Return the bodies of the numbers that a document prints with their symbols: `UN Doc S/RES/1368`.

    A number that it prints with those of several bodies tells nothing.
    """
    told: dict[Key, set[str]] = {}
    for mark in marks:
        one = mark.ids[0]
        if one.body and one.number and one.kind in NUMBERED and not mark.open:
            session = None if one.body == SECURITY_COUNCIL else one.session
            told.setdefault((one.kind, session, one.number, one.part), set()).add(one.body)
    return {key: body for key, (body, *others) in told.items() if not others}


def _committees(text: str, context: Context) -> Iterator[Find]:
    """Yield the resolutions by which the Security Council's committees are called: `the 1591 Committee`."""
    for member in committees(text, context.words):
        evidence = Evidence("resolution", (SECURITY_COUNCIL,), (SECURITY_COUNCIL,))
        find = attribute(member, "bare", None, evidence, context.known)
        if find:
            yield find._replace(anchor=member.start)


def _opened(text: str, mark: HeadMark, before: Head | None, context: Context, until: int) -> Head:
    """Read what stands before a head: its body, or `its`; and the numbers that only it announces."""
    words, near = context.words, context.near(mark.start)
    at, given = led_by(text, mark.start, words)
    head = Head(mark, at, given=given, over=line_over(text, mark, words))
    if mark.body:
        head.owner = Owner(mark.start, mark.end, (mark.body,), (mark.body,))
    else:
        head.owner = _between(text, mark, words, near) or owner_before(text, at, words, near)
    if head.owner:
        head.start = min(mark.start, head.owner.start)
        if words.words["dates"]["before_head"] and not head.given:  # `1967年11月22日安理会第242号决议`
            head.given = date_before(text, head.start, words)
    else:
        _contained(text, head, words)
        head.owner = head.owner or owner_after(text, mark.end, words, near) or _beside(text, mark, context)
    note_heading(text, head, words)
    head.table = head.over > 0
    own = text[mark.start : mark.end].lower() in words.own_heads
    head.own = own or not words.own.isdisjoint(gap_before(text, at, words)[1])
    if before and not (head.owner or head.own) and same_sentence(text, before.start, mark.start, context):
        _goes_on(text, head, before, context)
    if head.owner is None or head.own:
        sentence = sentence_start(text, mark.start, context)
        head.sentence = sentence
        if head.own and not (head.owner and head.owner.sure):
            head.actor = actor_before(text, sentence, mark.start, words, near)
    _announced(text, head, context, until)
    return head


def _between(text: str, mark: HeadMark, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body between a head and its number: `resoluciones del Consejo de Seguridad 822 (1993)`.

    Legal writers put its short name there alone: `Res. A.G. 41/11`.
    """
    if not words.words["owner_after"]["between"]:
        return None
    blank = _BLANK.match(text, mark.end)
    owner = owner_after(text, mark.end, words, near) or (
        owner_at(text, blank.end(), words, near) if blank else None
    )
    return owner if owner and _NUMBER_AHEAD.match(text, owner.end) else None


def _beside(text: str, mark: HeadMark, context: Context) -> Owner | None:
    """Return the body that a table names for a head, or a label: `Security Council: resolution`."""
    says = context.tables.opened(mark.start) if context.tables else None
    if says and says.owner:
        return says.owner._replace(start=mark.start, end=mark.start, sure=False)
    return labelled(text, mark.start, context)


def _contained(text: str, head: Head, words: Language) -> None:
    """Note the document, cited right before, in which the resolution is printed."""
    container = container_before(text, head.mark.start, words)
    if container and container.foreign:
        head.owner = container
    elif container:
        head.container = container.bodies[0]


def _goes_on(text: str, head: Head, before: Head, context: Context) -> None:
    """Note the body of the head before in the same sentence."""
    last = before.entries[-1] if before.entries else None
    owner = (last.owner if last else None) or before.owner
    head.before = owner.told if owner else ()
    gap = text[last.end : head.start] if last else ""
    head.joined = bool(last and not before.own and pure_glue(context.words).fullmatch(gap))
    if (
        owner and owner.foreign and (last or owner.start < before.mark.start)
    ):  # else a decision without number
        head.owner = owner._replace(sure=False)


def _announced(text: str, head: Head, context: Context, until: int) -> None:
    """Read the numbers behind a head that no shape tells: `1373`, `242, 338 and 1397`, `L (44)`, `X/29`."""
    words = context.words
    over = _head_end(head, context)
    gap = first_gap(words).match(text, over)
    at = gap.end() if gap else over
    if head.owner and head.owner.end > at:
        return
    several = _is_plural(text, head, words)
    for mark in direct_numbers(text, at, until, words, several=several):
        head.entries.append(_entry(text, mark, context))


def _is_plural(text: str, head: Head, words: Language) -> bool:
    """Whether a head announces several numbers by itself, or by the article before it: `les rés.`."""
    mark = head.mark
    if text[mark.start : mark.end].lower() in words.plural_heads:
        return True
    before = text[max(0, mark.start - _ARTICLE) : mark.start].split()
    return bool(before) and before[-1].lower() in words.plural_articles


def _headless(text: str, mark: NumberMark, head: Head | None, context: Context) -> Head | None:
    """Return a head for a number that needs none: `ECOSOC 2011/33`, `1325 (2000)`, a dated Roman one."""
    here = HeadMark(mark.start, mark.start, "resolution", None)
    if mark.shape == "bracket":
        sure = all(
            int(m.number) >= _LEAST_ALONE and str(security_council_year(int(m.number))) == m.session
            for m in mark.members
        )
        return Head(here, mark.start, entries=[_entry(text, mark, context)]) if sure else None
    if mark.shape == "party" or (mark.members[0].session or "").startswith(_EMERGENCY):
        return Head(here, mark.start, entries=[_entry(text, mark, context)])
    if mark.shape == "roman":
        entry = _entry(text, mark, context)
        return Head(here, mark.start, entries=[entry]) if _fits(entry) else None
    if _counted(context.words).search(text, max(0, mark.start - 16), mark.start):
        return None
    if all(_is_told(member, head, context) for member in mark.members):
        return None if _is_period(mark) else Head(here, mark.start, entries=[_entry(text, mark, context)])
    cell = context.tables.cell(mark.start) if context.tables else None
    opens = cell is not None and cell.start == mark.start
    if opens and (owner := owner_in_brackets(text, mark.end, context.words, ())):
        return Head(here, mark.start, owner, either=True, entries=[_entry(text, mark, context)])
    if not _CAPITALS.search(text, max(0, mark.start - 20), mark.start):
        return None
    owner = owner_before(text, mark.start, context.words, ())
    if owner is None or owner.foreign or not text[owner.start : mark.start].strip().isupper():
        return None
    here = HeadMark(owner.start, mark.start, "resolution", None)
    return Head(here, owner.start, owner, entries=[_entry(text, mark, context)])


def _articled(text: str, mark: NumberMark, head: Head | None, context: Context) -> Iterator[Find]:
    """Yield the Council's resolution that an article alone announces: `la 2250`, where its are spoken of."""
    if not _of_council(text, mark, head, context):
        return
    evidence = Evidence("resolution", (SECURITY_COUNCIL,), (SECURITY_COUNCIL,))
    if find := attribute(mark.members[0], "bare", None, evidence, context.known):
        part = pinpoint_after(text, mark.end, context.words)
        yield find._replace(pinpoint=part.pinpoint if part else None, anchor=mark.start)


def _of_council(text: str, mark: NumberMark, head: Head | None, context: Context) -> bool:
    """Whether the Security Council speaks, or its resolutions were spoken of right before."""
    near = SECURITY_COUNCIL in (*context.near(mark.start), context.issuer)
    last = head.entries[-1] if head and head.entries else None
    if last is None or mark.start - last.end > _NEXT:
        return False
    before = last.mark.shape == "bracket" or (head and head.owner and SECURITY_COUNCIL in head.owner.told)
    return bool(near or before) and "\n\n" not in text[last.end : mark.start]


def _is_told(member: Member, head: Head | None, context: Context) -> bool:
    """Whether the document has told the number with a head: in the list before, or earlier."""
    if ("resolution", member.session, member.number, member.part) in context.known:
        return True
    entries = head.entries[-_LOOKED_BACK:] if head and head.mark.kind == "resolution" else ()
    told = (m for entry in entries for m in entry.mark.members)
    return any((m.session, m.number, m.part) == (member.session, member.number, member.part) for m in told)


def _fits(entry: Entry) -> bool:
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


def _belongs(text: str, head: Head, mark: NumberMark, context: Context) -> bool:
    """Whether a number stands in the list under the head."""
    last = head.entries[-1] if head.entries else None
    tables = context.tables
    if tables and last and tables.cell(last.mark.start) is not tables.cell(mark.start):
        return False
    end = last.end if last else _head_end(head, context)
    if mark.start < end or mark.start - end > 2 * _NEXT:
        return False
    if head.table and stands_in_table(text, mark, context, listed=head.owner is not None):
        return mark.start - end < TABLE_REACH
    if context.segment(head.mark.start) != context.segment(mark.start):
        return False
    gap = text[end : mark.start]
    if last is None and first_gap(context.words).fullmatch(gap):
        return True
    if (last is None and head.closed) or _is_period(mark) or is_others(text, mark, context.words):
        return last is not None and _is_period(mark) and bool(pure_glue(context.words).fullmatch(gap))
    if gap.count("“") > gap.count("”"):  # inside a quoted title
        return False
    if _BLANK_LINE.search(gap):
        return False
    reach = _NEXT if last else _FIRST
    glue = _glue(context.words).search(gap) or ("/" not in gap and _article(context.words).search(gap[-12:]))
    return len(gap) < reach and bool(glue) and not breaks(gap, context.words)


def _head_end(head: Head, context: Context) -> int:
    """Return where a head ends, with the body that stands between it and its first number."""
    behind = (
        head.owner and head.owner.start >= head.mark.end and context.words.words["owner_after"]["between"]
    )
    return head.owner.end if head.owner and behind else head.mark.end


def _is_period(mark: NumberMark) -> bool:
    """Whether a number may be two years: `2024/25`."""
    member = mark.members[-1]
    return (
        mark.shape == "year"
        and len(member.number) == 2
        and int(member.number) == (int(member.session or 0) + 1) % 100
    )


def _row(text: str, mark: NumberMark, table: Head | None, head: Head | None, context: Context) -> Head | None:
    """Return the head of a table again for a number in one of its lines, after other heads stood in them."""
    if table is None or table is head or mark.start - table.over > TABLE_REACH:
        return None
    if not stands_in_table(text, mark, context, listed=table.owner is not None) or is_others(
        text, mark, context.words
    ):
        return None
    owner = table.owner and table.owner._replace(sure=True)
    again = replace(table, start=mark.start, owner=owner, entries=[_entry(text, mark, context)], closed=False)
    table.over = mark.end
    return again


def _entry(text: str, mark: NumberMark, context: Context) -> Entry:
    """Read what stands behind a number: its date, its body."""
    entry = Entry(mark, [None] * len(mark.members), mark.end)
    if year := _YEAR_BEHIND.match(text, mark.end):
        entry.end = year.end()
        entry.dates = [year.group("year")] * len(mark.members)
    before = context.words.words["dates"]["before_head"]
    entry.given = date_after(text, entry.end, context.words)
    if before and entry.given and not _CLOSED.match(text, entry.given.end):  # that of the number behind
        entry.given = None
    if entry.given:
        closed = "(" in text[entry.end : entry.given.start] and _CLOSED.match(text, entry.given.end)
        entry.end = closed.end() if closed else entry.given.end
    elif not before:
        entry.given = _closing_date(text, entry.end, context.words)
    entry.owner = owner_after(text, entry.end, context.words, context.near(mark.start))
    if entry.owner:
        entry.end = entry.owner.end
    if entry.owner and not entry.given and context.words.words["dates"]["behind_body"]:
        _dated_behind(text, entry, context.words)
    return entry


def _behind_body(text: str, entry: Entry, words: Language) -> PinpointMark | None:
    """Return the pinpoint behind the body behind a number: `34/180 de l’Assemblée générale, annexe`."""
    if entry.owner is None or entry.end <= entry.mark.end or not words.words["owner_after"]["between"]:
        return None
    return pinpoint_after(text, entry.end, words)


def _dated_behind(text: str, entry: Entry, words: Language) -> None:
    """Read the date behind the body that stands behind a number: `, принятая Советом 9 декабря 2014 года`."""
    date = date_after(text, entry.end, words)
    if date is None and text[entry.mark.end : entry.mark.end + 1] == ",":
        date = date_at(text, entry.end + 1, words)
        date = date if date and date.year else None
    if date:
        entry.given, entry.end = date, date.end


def _give_date(head: Head, given: Date) -> None:
    """Give the numbers of a list the date before its head: those of the first one's session."""
    first = head.entries[0].mark.members[0].session if head.entries else None
    for entry in head.entries:
        if entry.mark.members[-1].session == first:
            entry.given = entry.given or given


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


def _next_entry(text: str, head: Head, mark: NumberMark, context: Context) -> Entry:
    """Return the entry of a number that goes on a list or a table."""
    entry = _entry(text, mark, context)
    if head.entries and not (head.table and stands_in_table(text, mark, context)):
        last = head.entries[-1].end
        pure = pure_glue(context.words).fullmatch(text, last, mark.start) is not None
        entry.joined = pure or text.find("”", last, mark.start) >= 0
    return entry


def _settled(text: str, head: Head, context: Context, following: int | None) -> Iterator[Find]:
    """Yield the finds of one list, its dates shared out and its bodies decided.

    `following` is where the words that lead to the next head begin.
    """
    if head.given:
        _give_date(head, head.given)
    share_dates(text, head, context.words)
    share_owners(head)
    last: str | None = None
    for n, entry in enumerate(head.entries):
        evidence = evidence_of(text, head, entry, context)
        if evidence is None:
            continue
        if last and entry.joined and evidence.issuer in (None, last):
            evidence = evidence._replace(before=(last, *evidence.before))
        until = head.entries[n + 1].mark.start if n + 1 < len(head.entries) else following
        title = title_of(text, entry, until, context)
        for m, (member, date) in enumerate(zip(entry.mark.members, entry.dates, strict=True)):
            find = attribute(member, entry.mark.shape, date, evidence, context.known)
            if find is None or not (find.id or entry.joined or entry.owner or date or title):
                continue
            last, pinpoint = find.body, None
            if m == len(entry.mark.members) - 1:
                pinpoint = pinpoint_after(text, entry.mark.end, context.words) or _behind_body(
                    text, entry, context.words
                )
            if pinpoint is None and n == m == 0:
                pinpoint = pinpoint_before(text, head.start, context.words)
            yield find._replace(
                title=title,
                pinpoint=pinpoint.pinpoint if pinpoint else None,
                via="list" if n else "number",
                anchor=head.start,
            )


# What stands behind a body that stands between a head and its number.
_NUMBER_AHEAD = re.compile(r"\s{1,4}(?:(?:[Nn]\w{0,4}[.º°]?|№{1,2})\s?)?(?:[SE]+-)?\d")
_BLANK = re.compile(r"\s{1,4}")
_CLOSED = re.compile(r"\s?\)")
# Only the General Assembly meets in emergency special sessions: `ES-10/2` needs no head.
_EMERGENCY = "ES-"
_CAPITALS = re.compile(r"\b[A-Z-]{2,12}\s\Z")
_YEAR_BEHIND = re.compile(r"\s?\((?P<year>(?:19|20)\d\d)\)")
_BLANK_LINE = re.compile(r"\n[ \t\f\r]{0,80}\n")


@cache
def _counted(words: Language) -> re.Pattern[str]:
    """What stands before a number that is none of an instrument: `clause 62/61`."""
    return re.compile(rf"\b{either(words.words['strangers']['counted'])}\s\Z", re.IGNORECASE)


@cache
def _article(words: Language) -> re.Pattern[str]:
    """An article in place of a head: `en la ` 73/295."""
    return re.compile(rf"\b{either(words.words['glue']['articles'])}\s+\Z")


@cache
def _glue(words: Language) -> re.Pattern[str]:
    marks = re.escape("".join(words.words["glue"]["marks"]))
    # The call of a footnote may stand between the comma and the next number: `2015,2 33/12`.
    return re.compile(rf"(?:[{marks}](?:\d{{1,3}}\s)?|\b{either(words.words['glue']['words'])})\s*\Z")
