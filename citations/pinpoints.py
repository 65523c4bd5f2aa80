"""The part of an instrument that is cited: `para. 29`, `chap. I, sect. D`, `section VI of`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .language import Language, either
from .model import Part, Pinpoint

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
    for pattern in (_levels_after(words), _thereof(words)):
        found = pattern.match(text, at)
        if found:
            return _mark(found, words)
    return None


def pinpoint_before(text: str, at: int, words: Language) -> PinpointMark | None:
    """Return the pinpoint that leads up to the offset: `paragraphs 26 to 28 of its `."""
    found = _levels_before(words).search(text, max(0, at - _REACH), at)
    return _mark(found, words) if found else None


def _mark(found: re.Match[str], words: Language) -> PinpointMark:
    printed = re.sub(r"\s+", " ", found.group("levels")).strip(" ,")
    parts = tuple(p for level in _level(words).finditer(printed) for p in _parts(level, words))
    return PinpointMark(found.start("levels"), found.end("levels"), Pinpoint(printed, parts))


def _parts(level: re.Match[str], words: Language) -> list[Part]:
    unit = words.units[" ".join(level.group("unit").lower().split())]
    values = _value(words).findall(level.group("values") or "")
    return [Part(unit, re.sub(r"\s+", " ", value).strip()) for value in values] or [Part(unit, "")]


@cache
def _one(words: Language) -> str:
    spelled = either(words.words["values"]["words"])
    return (
        rf"(?:\d+(?:\.[^\S\n]?\d+)*(?:\s?[a-z]\b(?!\.))?(?:\s?\((?:[a-z]|[ivx]{{1,5}}|\d{{1,2}})\))*|(?-i:[IVXLC]+)\b(?:\.[A-Z\d]+)*"
        rf"|(?-i:[A-Z])(?:\.\d+)?(?:\s\([a-z]\))?(?![\w’'])|\([a-z]{{1,2}}\)|{spelled}\b)(?!/)"
    )


@cache
def _value(words: Language) -> re.Pattern[str]:
    """A value or a range of values."""
    to = either(words.words["values"]["range"])
    return re.compile(rf"{_one(words)}(?:\s?[–-]\s*{_one(words)}|\s{to}\s{_one(words)})?")


@cache
def _levels(words: Language) -> tuple[str, str]:
    """Patterns for one level and for several, outer to inner."""
    value = _value(words).pattern
    and_ = either(words.words["values"]["list"])
    values = rf"{value}(?:(?:,\s*|,?\s+{and_}\s+){value})*"
    alone = either(words.words["units_alone"]["words"])
    level = rf"\b(?:{either(words.units)}\s*{values}|{alone})(?![\w-])"
    return level, rf"{level}(?:,?\s+(?:{and_}\s+)?{level}(?!\s+of\s))*"


@cache
def _level(words: Language) -> re.Pattern[str]:
    value = _value(words).pattern
    and_ = either(words.words["values"]["list"])
    values = rf"{value}(?:(?:,\s*|,?\s+{and_}\s+){value})*"
    return re.compile(rf"\b(?P<unit>{either(words.units)})\s*(?P<values>{values})?(?![\w-])", re.IGNORECASE)


@cache
def _levels_after(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\)?,\s+(?:and\s+)?(?P<levels>{_levels(words)[1]})", re.IGNORECASE)


@cache
def _thereof(words: Language) -> re.Pattern[str]:
    return re.compile(
        rf",?\s+and(?:\s+in\s+particular)?,?\s+(?P<levels>{_levels(words)[1]})\s+thereof", re.IGNORECASE
    )


@cache
def _levels_before(words: Language) -> re.Pattern[str]:
    of = either(words.words["values"]["of"])
    return re.compile(rf"(?P<levels>{_levels(words)[1]}),?\s+{of}\s+(?:the\s+|its\s+)*\Z", re.IGNORECASE)
