"""What a heading, or the head of a column, says of the numbers under it: whose they are, and of what kind."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .language import Language, either
from .mentions import small
from .owners import Owner, owner_after, owner_at, owner_before, owners_between

if TYPE_CHECKING:
    from collections.abc import Sequence

# The longest heading, in characters.
LONGEST = 200
# The longest sentence that announces a table, and how far a masthead reaches, in characters.
_SENTENCE = 400
_MASTHEAD = 1500
# The longest line of a masthead, in characters.
_SHORT = 90


class Says(NamedTuple):
    """What a heading says: `General Assembly resolutions`, `Resolution No.`, `Security Council`."""

    owner: Owner | None
    """The body, if it names one; another organization too."""
    kinds: tuple[str, ...]
    """What it announces: `resolution`, `decision`; nothing where it is no more than a name."""


def said(text: str, start: int, end: int, words: Language, near: Sequence[str] = ()) -> Says | None:
    """Return what a stretch of text says if it is the heading of numbers; None where it is anything else.

    `near` are the bodies that a short name means: `Council resolutions`.
    """
    if end - start > LONGEST or not _may_be(words).match(text, start, end):
        return None
    if text[start:end].isupper():
        text = small(text[start:end], words)
        start, end = 0, len(text)
    at = _lead(words).match(text, start, end).end()  # pyright: ignore[reportOptionalMemberAccess] -- may be empty
    owner = owner_at(text, at, words, near)
    if owner:
        owner = _joined(text, owner, end, words)
        behind = _behind(words).fullmatch(text, owner.end, end)
        return (
            Says(owner._replace(sure=bool(behind.group("acts"))), _kinds(behind, words)) if behind else None
        )
    acts = _acts(words).match(text, at, end)
    if _number(words).fullmatch(text, at, end):
        return Says(None, ())
    if acts is None:
        return _strangers(text, at, end, words)
    if _over(words).fullmatch(text, acts.end(), end):
        return Says(None, _kinds(acts, words))
    owner = owner_after(text[:end], acts.end(), words, near)
    return Says(owner, _kinds(acts, words)) if owner else None


def under(above: Says | None, below: Says) -> Says:
    """Return what a heading says that stands under another: what it leaves open is the other's."""
    if above is None:
        return below
    return Says(below.owner or above.owner, below.kinds or (() if below.owner else above.kinds))


def is_masthead(text: str, start: int, end: int, words: Language) -> bool:
    """Whether the name of a body stands in the masthead: before anything is said, and for the first time."""
    return start < _masthead(text, words) and text.find(text[start:end]) == start


def is_adopted(text: str, start: int, words: Language) -> bool:
    """Whether a masthead begins at an offset, which tells of one act: `Resolution adopted by the Council`.

    It stands over the act itself; `Resolutions adopted by the Council` stands over a list.
    """
    head = _heads(words).match(text, start)
    return (
        head is not None
        and head.group().lower() not in words.plural_heads
        and _adopted(words).match(text, head.end()) is not None
    )


@lru_cache(maxsize=2)
def _masthead(text: str, words: Language) -> int:
    """Return where the short lines end with which a text begins, up to one that announces numbers."""
    at = 0
    for line in text[:_MASTHEAD].split("\n"):
        if len(line) > _SHORT or _heads(words).search(line):
            break
        at += len(line) + 1
    return at


def announced(text: str, start: int, end: int, words: Language, near: Sequence[str]) -> Says | None:
    """Return what a sentence with a colon at its end says: `The following resolutions of the Council:`."""
    if end - start > _SENTENCE or not text[start:end].rstrip().endswith(":"):
        return None
    acts = [a for a in _heads(words).finditer(text, start, end) if a.group().lower() in words.plural_heads]
    if not acts:
        return None
    last = acts[-1]
    owner = owner_after(text, last.end(), words, near) or owner_before(text, last.start(), words, near)
    named = owners_between(text, start, end, words, near) if owner is None else ()
    if owner is None and len(named) == 1:
        owner = Owner(start, end, named, named)
    return Says(owner, tuple(dict.fromkeys(words.heads[a.group().lower()] for a in acts))) if owner else None


def is_of_bodies(printed: str, words: Language) -> bool:
    """Whether the head of a column says that bodies stand in it, whose the numbers beside them are."""
    return _bodies(words).fullmatch(printed) is not None


def _joined(text: str, owner: Owner, end: int, words: Language) -> Owner:
    """Return the bodies of `General Assembly and Economic and Social Council resolutions` as one owner."""
    joint = _joint(words).match(text, owner.end, end)
    other = owner_at(text, joint.end(), words, ()) if joint else None
    if other is None:
        return owner
    return Owner(owner.start, other.end, (*owner.bodies, *other.bodies))


def _strangers(text: str, at: int, end: int, words: Language) -> Says | None:
    """Return what the acts of a body say that no table knows: `Industrial Development Board decisions`."""
    acts = _closing(words).search(text, at, end)
    if acts is None:
        return None
    owner = owner_before(text, acts.start("acts"), words, ())
    return Says(owner, _kinds(acts, words)) if owner else None


def _kinds(found: re.Match[str], words: Language) -> tuple[str, ...]:
    acts = found.group("acts") or ""
    return tuple(dict.fromkeys(words.heads[w.lower()] for w in _heads(words).findall(acts)))


@cache
def _heads(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(_written(words))}(?!\w)", re.IGNORECASE)


@cache
def _adopted(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\s{either(words.words['heading']['adopted'])}\s", re.IGNORECASE)


def _written(words: Language) -> list[str]:
    """Return the head words that name no body as well."""
    return [word for word in words.heads if word not in words.head_bodies]


@cache
def _acting(words: Language) -> str:
    plural = either(words.words["table"]["plural"])
    head = rf"(?<!\w){either(_written(words))}(?:{plural})?(?!\w)"
    joint = rf"\s*(?:[,/&]|{either(words.words['values']['list'])})\s*"
    lead = rf"(?:{either(words.words['table']['lead'])}\s+)?"
    return rf"(?P<acts>{lead}{head}(?:{joint}{head})*)(?:\s+{either(words.words['table']['number'])})?"


@cache
def _ending(words: Language) -> str:
    """What may stand behind the words of a heading: `(continued)`, the call of a note, a colon."""
    continued = either(words.words["table"]["continued"])
    return rf"(?:\s*\(?{continued}\)?)?\s*(?:\[[a-z*]{{1,3}}\]|[*¹²³⁰⁴-⁹])*\s*[:.]?\s*"


@cache
def _acts(words: Language) -> re.Pattern[str]:
    return re.compile(_acting(words), re.IGNORECASE)


@cache
def _number(words: Language) -> re.Pattern[str]:
    """The head of a column of numbers that says no more: `No.`, `Symbol`."""
    return re.compile(rf"{either(words.words['table']['number'])}{_ending(words)}", re.IGNORECASE)


@cache
def _behind(words: Language) -> re.Pattern[str]:
    """What may stand behind the body in a heading: nothing, or what it adopted."""
    purpose = either((*words.words["title"]["subject"], *words.words["table"]["purpose"]))
    years = r"(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?"
    tail = rf"(?:,?\s+{purpose}\s[^\n/]{{1,140}}|,?\s+\(?{years}\)?)?"
    joint = r"(?:['’]s?)?(?:,|\s?[–—-])?\s*"
    return re.compile(rf"{joint}(?:{_acting(words)}{tail})?{_ending(words)}", re.IGNORECASE)


@cache
def _over(words: Language) -> re.Pattern[str]:
    return re.compile(_ending(words), re.IGNORECASE)


@cache
def _closing(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<=\s){_acting(words)}{_ending(words)}\Z", re.IGNORECASE)


@cache
def _bodies(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(words.words['table']['bodies'])}{_ending(words)}", re.IGNORECASE)


@cache
def _joint(words: Language) -> re.Pattern[str]:
    articles = either(words.words["owner_after"]["articles"])
    return re.compile(rf"\s*(?:[,/&]|{either(words.words['values']['list'])})\s*(?:{articles}\s+)?")


@cache
def _lead(words: Language) -> re.Pattern[str]:
    """What may lead up to a heading's own words: a number, `Table 2.`, an article, `Relevant`."""
    table = words.words["table"]
    articles = either(words.words["actors"]["articles"])
    number = (
        rf"(?:\(?(?:[A-Za-z]|\d{{1,2}}|[IVX]{{1,5}})[.)]\s+|{either(table['captions'])}\s+[\w.]+[.:]?\s+)?"
    )
    return re.compile(rf"\s*{number}(?:{either(table['lead'])}\s+(?=[A-Z]))?(?:{articles}\s+)?")


@cache
def _may_be(words: Language) -> re.Pattern[str]:
    """A stretch that begins as headings do, with no more than their few words: cheap to tell."""
    return re.compile(r"\s*\(?(?:[A-Z]|[a-z\d]{1,2}[.)]\s)")
