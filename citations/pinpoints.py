"""The part of an instrument that is cited: `para. 29`, `chap. I, sect. D`, `section VI of`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .language import Language, either
from .model import Part, Pinpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

# How far before a name its pinpoint may begin, in characters.
_REACH = 160


@dataclass(frozen=True, slots=True)
class PinpointMark:
    """A pinpoint and where it stands."""

    start: int
    end: int
    pinpoint: Pinpoint


def pinpoint_after(text: str, at: int, words: Language) -> PinpointMark | None:
    """Return the pinpoint that follows: `, annex, para. 46`, ` and in particular paragraph 3 thereof`."""
    if lead := _LEAD.match(text, at):
        return _levels(text, lead.end(), words)
    if (lead := _particular(words).match(text, at)) and (found := _levels(text, lead.end(), words)):
        return found if _thereof(words).match(text, found.end) else None
    return None


def pinpoint_before(text: str, at: int, words: Language) -> PinpointMark | None:
    """Return the pinpoint that leads up to the offset: `paragraphs 26 to 28 of its `."""
    begin = max(0, at - _REACH)
    if not _leading(words).search(text, begin, at):
        return None
    for unit in _unit(words).finditer(text, begin, at):
        found = _levels(text, unit.start(), words)
        if found and found.end < at and _leading(words).fullmatch(text, found.end, at):
            return found
    return None


def _levels(text: str, start: int, words: Language) -> PinpointMark | None:
    """Return the levels that stand at the offset, from the outer one in."""
    parts: list[Part] = []
    at = end = start
    while level := _level(text, at, words):
        after, found = level
        if parts and _OF.match(text, after):  # `article 32, and rule 3 of the rules`: another's
            break
        parts += found
        end = after
        gap = _next(words).match(text, end)
        if not gap:
            break
        at = gap.end()
    if not parts:
        return None
    return PinpointMark(start, end, Pinpoint(" ".join(text[start:end].split()), tuple(parts)))


def _level(text: str, at: int, words: Language) -> tuple[int, list[Part]] | None:
    """Return where a level ends, and its parts: one unit with one value or several."""
    found = _unit(words).match(text, at)
    if not found:
        return None
    printed = " ".join(found.group().lower().split())
    unit = words.units[printed]
    end, parts = found.end(), list[Part]()
    for value in _values(text, found.end(), words):
        parts.append(Part(unit, " ".join(value.group().split())))
        end = value.end()
    if not parts and printed in words.words["units_alone"]["words"]:
        parts.append(Part(unit, ""))
    return (end, parts) if parts else None


def _values(text: str, at: int, words: Language) -> Iterator[re.Match[str]]:
    """Yield the values of a unit, a range as one."""
    gap = _BLANK.match(text, at)
    while gap and (value := _value(words).match(text, gap.end())):
        yield value
        gap = _and(words).match(text, value.end())


_LEAD = re.compile(r"\)?,\s+(?:and\s+)?")
_BLANK = re.compile(r"\s*")
_OF = re.compile(r"\s+of\s")


@cache
def _unit(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.units)}(?![^\W\d]|[_-])", re.IGNORECASE)


@cache
def _value(words: Language) -> re.Pattern[str]:
    """A value or a range of values: `1 (e)`, `115.4–115.17`, `C.2`, `II`, `26 to 28`, `one`."""
    spelled = either(words.words["values"]["words"])
    one = (
        r"(?:\d+(?:\.[^\S\n]?\d+)*(?:\s?[a-z]\b(?!\.))?(?:\s?\((?:[a-z]|[ivx]{1,5}|\d{1,2})\))*"
        r"|[IVXLC]+\b(?:\.[A-Z\d]+)*|[A-Z](?:\.\d+)?(?:\s\([a-z]\))?(?![\w’'])|\([a-z]{1,2}\)"
        rf"|{spelled}\b)(?!/)"
    )
    to = either(words.words["values"]["range"])
    return re.compile(rf"{one}(?:\s?[–-]\s*{one}|\s{to}\s{one})?")


@cache
def _and(words: Language) -> re.Pattern[str]:
    return re.compile(rf",\s*|,?\s+{either(words.words['values']['list'])}\s+")


@cache
def _next(words: Language) -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{either(words.words['values']['list'])}\s+)?")


@cache
def _leading(words: Language) -> re.Pattern[str]:
    """What stands between a pinpoint and what it is of: `, of the `, ` to `, ` of its `."""
    table = words.words["values"]
    return re.compile(rf",?\s+{either(table['of'])}\s+(?:{either(table['articles'])}\s+)*\Z")


@cache
def _particular(words: Language) -> re.Pattern[str]:
    return re.compile(rf",?\s+{either(words.words['values']['particular'])},?\s+")


@cache
def _thereof(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\s+{either(words.words['values']['thereof'])}\b")
