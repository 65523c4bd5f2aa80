"""General comments and recommendations of the treaty bodies, cited by number: `general comment No. 36`.

Their symbols follow from the number only from the one on that `comments.csv` names; what is known of earlier
ones is in `comments_early.csv`. Whose a number is, in this order:

1. the committee named right behind it, or behind its subject (`No. 36 (2018) on the right to life of the …`);
2. the committee named right before (`CESCR general comment No. 14`);
3. the committee whose document it is;
4. the committee named last, not far before;
5. the only committee that has come so far: some adopt comments, others recommendations.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.bodies import bodies
from ..instruments.identifiers import parse
from ..instruments.numerals import arabic
from .anchors import anchored, in_any_case, places
from .finds import Find
from .language import Language, data, either
from .mentions import mentions
from .owners import owner_after, owner_at, owner_before
from .pinpoints import pinpoint_after, pinpoint_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .model import Pinpoint
    from .owners import Owner

# How far behind its last mention a committee is still meant, in characters.
_REACH = 1000
# How many more numbers a committee may have come by now than the table knows.
_SINCE = 3


class _Series(NamedTuple):
    """The comments of one committee."""

    word: str
    """comment or recommendation"""
    symbol: str
    first: int
    last: int
    early: dict[int, str] = field(default_factory=dict[int, str])

    def id(self, number: int) -> str | None:
        """Return the id of a comment; None where no rule gives it."""
        return f"{self.symbol}{number}" if number >= self.first else self.early.get(number)


@dataclass(slots=True)
class _Item:
    """One comment of a list, `No. 35 (2017)`, and the committee named for it."""

    start: int
    end: int
    number: int
    year: str | None
    body: str | None


def general_comments(text: str, words: Language, own_body: str | None = None) -> Iterator[Find]:
    """Yield the general comments that a text cites by number; `own_body` is the body whose text it is."""
    found = list(_heads(text, words))
    if not found:
        return
    named = _mentions(text, words)
    for head in found:
        kind = _kinds(words)[_plain(head.group("word"))]
        items = _items(text, head, words)
        before = _named(owner_before(text, head.start(), words, ()))
        following = None
        for item in reversed(items):
            item.body = following = item.body or following
        following = None
        for item in items:
            item.body = following = item.body or following
        for n, item in enumerate(items):
            body = item.body or before or _antecedent(named, head.start(), own_body)
            pinpoint = pinpoint_after(text, item.end, words) if n == len(items) - 1 else None
            if n == 0:
                pinpoint = pinpoint or pinpoint_before(text, head.start(), words)
            yield _find(item, body, kind, pinpoint.pinpoint if pinpoint else None)


def _heads(text: str, words: Language) -> Iterator[re.Match[str]]:
    """Yield the heads with their first numbers; looked for by their last word, which is the rarer one."""
    for at in places(text, _last_words(words)):
        begin = _before(words).search(text, max(0, at - 24), at)
        if begin and (found := _head(words).match(text, begin.start())):
            yield found


def _find(item: _Item, body: str | None, kind: str, pinpoint: Pinpoint | None) -> Find:
    likely = (body,) if body and body in _series() else _reached(item.number, kind)
    ids = [found for name in likely if (found := _series()[name].id(item.number))]
    one = parse(ids[0]).id if len(likely) == len(ids) == 1 else None
    return Find(
        item.start,
        item.end,
        one,
        "document",
        likely[0] if len(likely) == 1 else None,
        "number",
        () if one else tuple(parse(found).id for found in ids if len(likely) > 1),
        date=item.year,
        pinpoint=pinpoint,
    )


def _reached(number: int, kind: str) -> tuple[str, ...]:
    """Return the committees that may have adopted so many."""
    return tuple(
        name for name, series in _series().items() if series.word == kind and number <= series.last + _SINCE
    )


def _items(text: str, head: re.Match[str], words: Language) -> list[_Item]:
    """Read the list behind a head: `Nos. 4 and 7`, `No. 3 of the … and No. 22 (2017) on the …`."""
    items: list[_Item] = []
    at: re.Match[str] | None = head
    while at:
        printed = at.group("number")
        number = int(printed) if printed.isdigit() else arabic(printed)
        if not number:
            break
        owner = owner_after(text, at.end(), words, ()) or _behind_subject(text, at.end(), words)
        start = at.start() if at is head else at.start("item")
        items.append(_Item(start, at.end(), number, at.group("year"), _named(owner)))
        close = owner if owner and owner.start - at.end() < 20 else None
        end = close.end if close else at.end()
        at = _next(words).match(text, end) or _next_behind_subject(words).match(text, end)
    return items


def _behind_subject(text: str, at: int, words: Language) -> Owner | None:
    """Return the committee behind the subject of a comment: ` on the right to life, of the …`."""
    subject = _subject(words).match(text, at)
    return owner_at(text, subject.end(), words, ()) if subject else None


def _named(owner: Owner | None) -> str | None:
    """Return the committee that a body named beside a comment is; a short name, `Committee`, is none."""
    return owner.bodies[0] if owner and len(owner.bodies) == 1 and owner.bodies[0] in _series() else None


def _mentions(text: str, words: Language) -> list[tuple[int, str]]:
    """Return where the text names committees in full or by acronym."""
    if words.body_names:
        named = ((m.start, words.body_names[m.name]) for m in mentions(text, words).between(0, len(text)))
        return [(at, meant[0]) for at, meant in named if len(meant) == 1 and meant[0] in _series()]
    names = _names()
    first = tuple(dict.fromkeys(name.split()[0] for name in names))
    return [
        (found.start(), names[_plain(found.group())])
        for found in anchored(_committee(), text, first)
        if _plain(found.group()) in names
    ]


def _antecedent(mentions: Sequence[tuple[int, str]], at: int, own_body: str | None) -> str | None:
    if own_body in _series():
        return own_body
    n = bisect_left(mentions, (at, "")) - 1
    return mentions[n][1] if n >= 0 and at - mentions[n][0] <= _REACH else None


def _plain(printed: str) -> str:
    folded = " ".join(printed.split())
    return folded if folded in _names() else folded.lower()


@cache
def _names() -> Mapping[str, str]:
    """Name or acronym of a committee -> its name."""
    return {
        name: body.name
        for body in bodies().values()
        if body.name in _series()
        for name in (body.name, *body.names, *body.acronyms)
    }


@cache
def _series() -> Mapping[str, _Series]:
    """Committee -> its comments."""
    early: dict[str, dict[int, str]] = {}
    for row in csv.DictReader(data("comments_early.csv").splitlines()):
        early.setdefault(row["body"], {})[int(row["number"])] = row["symbol"]
    return {
        row["body"]: _Series(
            row["word"], row["symbol"], int(row["first"]), int(row["last"]), early.get(row["body"], {})
        )
        for row in csv.DictReader(data("comments.csv").splitlines())
    }


@cache
def _kinds(words: Language) -> Mapping[str, str]:
    """Head, lower case -> comment or recommendation."""
    table = words.words["comments"]
    return {head.lower(): kind for kind in ("comment", "recommendation") for head in table[kind]}


_VALUE = r"(?P<number>\d{1,2}|[IVXL]{1,7})(?![\w/])(?:\s\((?P<year>(?:19|20)\d\d)\))?"


@cache
def _last_words(words: Language) -> tuple[str, ...]:
    return in_any_case(tuple(head.split()[-1] for head in _kinds(words)))


@cache
def _before(words: Language) -> re.Pattern[str]:
    """What stands before the last word of a head."""
    return re.compile(rf"(?i:\b{either(head.rpartition(' ')[0] for head in _kinds(words))}\s+)\Z")


@cache
def _head(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?P<word>(?i:{either(_kinds(words))}))\s+(?:{words.numbering}\s*)?{_VALUE}")


@cache
def _next(words: Language) -> re.Pattern[str]:
    """The next comment of a list: `, No. 14 (2000)`, ` and 7`."""
    linked, table = either(words.words["values"]["list"]), words.words["owner_after"]
    owner = either([*table["words"], *(name.split()[0] for name in words.body_names if table["direct"])])
    return re.compile(
        rf"(?:,\s+{linked}\s+|,\s+|\s+{linked}\s+|/)(?P<item>(?P<marked>{words.numbering}\s*)?{_VALUE})"
        rf"(?(marked)|(?=[,.;:)\]/]|\s+(?:{linked}|{owner})\b|\s*\Z|\s+\())"
    )


@cache
def _next_behind_subject(words: Language) -> re.Pattern[str]:
    """The next one behind the subject of a comment: ` (2006) on the right to … and No. 13`."""
    linked = either(words.words["values"]["list"])
    subject = either(words.words["title"]["subject"])
    return re.compile(
        rf",?\s+{subject}\s(?:[^.;\n]|\n(?!\s*\n)){{1,160}}?(?:,\s+(?:{linked}\s+)?|\s+{linked}\s+)"
        rf"(?P<item>{words.numbering}\s*{_VALUE})"
    )


@cache
def _subject(words: Language) -> re.Pattern[str]:
    table = words.words["owner_after"]
    subject = either(words.words["title"]["subject"])
    the = rf"(?:{either(table['articles'])}\s+)" + ("?" if words.body_names else "")  # held by `du`, `اللجنة`
    return re.compile(
        rf",?\s+{subject}\s[^.;]{{1,160}}?,?\s{either(table['words'])}\s+{the}"
        rf"(?={either(name.split()[0] for name in words.body_names or _names())})"
    )


@cache
def _committee() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){either(_names())}(?![\w/-])")
