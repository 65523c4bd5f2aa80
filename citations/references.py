"""Instruments called by a name: in full, by a short name, or as `the Declaration`, `that protocol`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.table import Named, named
from .finds import Find
from .language import Language, either
from .names import NameMark
from .pinpoints import pinpoint_after, pinpoint_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHARTER = "un-charter"


def named_instruments(text: str, words: Language, names: Sequence[NameMark], un_text: bool) -> Iterator[Find]:
    """Yield the instruments that a text names, and the back-references to them, in order.

    `un_text`: whether a body of the United Nations speaks, so that `the Charter` needs no antecedent.
    """
    last: dict[str, str | None] = {"charter": _CHARTER} if un_text else {}
    seen: set[str] = set()
    backs = list(_backs(words).finditer(text))
    unknown = list(_unknown(words).finditer(text))
    marks = sorted(
        [*names, *backs, *unknown], key=lambda m: m.start if isinstance(m, NameMark) else m.start("noun")
    )
    end = 0
    for mark in marks:
        if isinstance(mark, NameMark):
            ids = tuple(i for i in mark.ids if i in seen) if mark.weak else mark.ids
            if not ids or mark.start < end:
                continue
            end = mark.end
            one = ids[0] if len(ids) == 1 else None
            seen.update(ids)
            for noun in _nouns(ids[0], words):
                last[noun] = one
            yield _find(
                text,
                words,
                mark.start,
                mark.end,
                one,
                () if one else ids,
                "short-name" if mark.weak else "name",
            )
            continue
        if mark.start("noun") < end:
            continue
        noun = _singular(mark.group("noun"))
        if mark.re is _unknown(words):
            last[noun] = None
            continue
        meant = last.get(noun) or (last.get(noun.removeprefix("optional ")) if noun not in last else None)
        if meant:
            start = mark.start("noun") if mark.group("noun")[0].isupper() else mark.start()
            yield _find(text, words, start, mark.end(), meant, (), "back-reference")


def _find(
    text: str, words: Language, start: int, end: int, slug: str | None, also: tuple[str, ...], via: str
) -> Find:
    pinpoint = pinpoint_before(text, start, words) or pinpoint_after(text, end, words)
    kind = _kind(named()[slug or also[0]])
    printed = pinpoint.pinpoint if pinpoint else None
    return Find(start, end, slug, kind, None, via, also, pinpoint=printed)


def _kind(instrument: Named) -> str:
    return "treaty" if instrument.kind == "treaty" else "instrument"


def _singular(noun: str) -> str:
    return " ".join(noun.lower().split())


@cache
def _nouns(slug: str, words: Language) -> tuple[str, ...]:
    """Return the nouns by which a named instrument is called back: `protocol`, `optional protocol`."""
    name = named()[slug].name
    found = list(re.finditer(rf"\b{either(words.words['back']['nouns'])}\b", name))
    if not found:
        return ()
    first = _singular(found[0].group())
    nouns = [first]
    if first.startswith("optional "):
        nouns.append(first.removeprefix("optional "))
    if len(found) > 1 and name[found[0].end() : found[1].start()] == " and ":
        nouns.append(_singular(found[1].group()))
    return tuple(nouns)


# A noun that goes on as a name (`the Convention on …`) is no back-reference.
_GOES_ON = (
    r"(?!\s+(?:on|of|against|relating|concerning|regarding|between|among|for\s+the|to\s+(?:the\s+)?[A-Z])\b"
    r"|[’'\w-]|\s+[A-Z])"
)


@cache
def _backs(words: Language) -> re.Pattern[str]:
    table = words.words["back"]
    nouns = either(table["nouns"])
    lower = either(n.lower() for n in table["nouns"])
    called = rf"{either(table['called'])}\s+(?={nouns})|{either(table['pointed'])}\s+(?={lower})"
    return re.compile(rf"\b(?:{called})(?P<noun>{nouns}|{lower}){_GOES_ON}")


@cache
def _unknown(words: Language) -> re.Pattern[str]:
    """A name that the table does not have: `Convention on Road Traffic` breaks the chain of its noun."""
    nouns = either(words.words["back"]["nouns"])
    return re.compile(
        rf"\b(?P<noun>{nouns})\s+(?:on|against|relating|concerning|regarding|for)\s+(?:the\s+)?[A-Z]"
    )
