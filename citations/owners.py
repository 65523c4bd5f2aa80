"""The bodies that a text names: at a place, before a head, after a number."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.bodies import Body, bodies
from .language import Language, data, either, loose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

# How far before a head its body may stand, and how far back a short name reaches, in characters.
_REACH = 160
_ANTECEDENT = 4000
# The longest printed name, in characters, with room for broken lines.
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Owner:
    """A body as a text names it, and how far the words that name it reach."""

    start: int
    end: int
    bodies: tuple[str, ...]
    """The English names of the bodies it may mean, the likeliest first; none for another organization."""

    @property
    def foreign(self) -> bool:
        """Whether it is another organization, whose numbers are no United Nations symbols."""
        return not self.bodies


def owner_at(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body whose name begins at the offset.

    `near` are the bodies that a short name (`Council`) means before any other.
    """
    word = _WORD.match(text, at)
    for name in _by_first_word(words).get(word.group(), ()) if word else ():
        if found := _spelled(name).match(text, at):
            return _owner(found, _printed(words)[name], text, near)
    return None


def owner_before(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body whose head stands at the offset: `Human Rights Council, in its ` resolution."""
    gap = _gap(words).search(text, max(0, at - _REACH), at)
    end = gap.start() if gap else at
    word = _LAST_WORD.search(text, max(0, end - 40), end)
    for name in _by_last_word(words).get(word.group(), ()) if word else ():
        if found := _spelled_last(name).search(text, max(0, end - _LONGEST), end):
            owner = _owner(found, _printed(words)[name], text, near)
            return Owner(owner.start, at, owner.bodies)
    return None


def owner_after(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body that follows a number: ` of the Human Rights Council`, ` adopted by the Assembly`."""
    lead = _lead(words).match(text, at)
    return owner_at(text, lead.end(), words, near) if lead else None


def owners_between(
    text: str, start: int, end: int, words: Language, near: Collection[str]
) -> tuple[str, ...]:
    """Return the bodies that a stretch of text names, the last one first."""
    found: dict[str, None] = {}
    at = start
    for word in _WORD.finditer(text, start, end):
        if word.start() >= at and (owner := owner_at(text, word.start(), words, near)) and owner.end <= end:
            at = owner.end
            found = dict.fromkeys(owner.bodies) | found
    return tuple(found)


def container_before(text: str, at: int, words: Language) -> str | None:
    """Return the body whose report is cited right before: `(A/77/53/Add.1), chap. III, ` resolution."""
    for found in _CONTAINER.finditer(text, max(0, at - _REACH), at):
        if _pinpointed(words).fullmatch(text, found.end(), at):
            return next(
                (body for symbol, body in _reports() if symbol.fullmatch(found.group("symbol"))), None
            )
    return None


def _owner(found: re.Match[str], meant: tuple[Body, ...], text: str, near: Collection[str]) -> Owner:
    if len(meant) > 1:
        meant = _ranked(meant, text, found.start(), near)
    return Owner(found.start(), found.end(), tuple(body.name for body in meant if body.symbol))


def _ranked(meant: tuple[Body, ...], text: str, at: int, near: Collection[str]) -> tuple[Body, ...]:
    """Return what a short name may mean: the body that speaks, the last one named, then the others."""
    last = None
    for found in _any_of(meant).finditer(text, max(0, at - _ANTECEDENT), at):
        last = " ".join(found.group().split())
    return tuple(sorted(meant, key=lambda b: (b.name not in near, last not in (b.name, *b.names))))


_WORD = re.compile(r"[A-Z](?:\.[A-Z])*\.?[\w-]*")
_LAST_WORD = re.compile(r"[\w.-]*[\w.]\Z")
_CONTAINER = re.compile(r"\((?P<symbol>[A-Z]/[\w./-]+)(?=\))")


@cache
def _printed(words: Language) -> Mapping[str, tuple[Body, ...]]:
    """Printed name, acronym or short name -> the bodies that it may mean."""
    table: dict[str, tuple[Body, ...]] = {}
    for body in bodies().values():
        for name in (body.name, *body.names, *body.acronyms):
            table.setdefault(name, (body,))
    for body in bodies().values():
        if body.short and body.forms:
            meant = table.get(body.short, ())
            table[body.short] = meant if body in meant else (*meant, body)
    return table | {printed: (bodies()[name],) for printed, name in words.words["also_called"].items()}


@cache
def _by_first_word(words: Language) -> Mapping[str, tuple[str, ...]]:
    return _indexed((found.group(), name) for name in _printed(words) if (found := _WORD.match(name)))


@cache
def _by_last_word(words: Language) -> Mapping[str, tuple[str, ...]]:
    return _indexed((found.group(), name) for name in _printed(words) if (found := _LAST_WORD.search(name)))


def _indexed(pairs: Iterator[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Word -> the names that it belongs to, the longest first."""
    table: dict[str, list[str]] = {}
    for word, name in pairs:
        table.setdefault(word, []).append(name)
    return {word: tuple(sorted(names, key=lambda n: (-len(n), n))) for word, names in table.items()}


@cache
def _spelled(name: str) -> re.Pattern[str]:
    return re.compile(rf"{loose(name)}(?![\w-])")


@cache
def _spelled_last(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){loose(name)}\Z")


@cache
def _any_of(meant: tuple[Body, ...]) -> re.Pattern[str]:
    return re.compile(either(name for body in meant for name in (body.name, *body.names)))


@cache
def _gap(words: Language) -> re.Pattern[str]:
    between = either(words.words["between_body_and_head"]["words"])
    return re.compile(rf"(?:,?\s*{between}(?!\w))*,?\s+\Z")


@cache
def _lead(words: Language) -> re.Pattern[str]:
    table = words.words["owner_after"]
    return re.compile(rf",?\s+{either(table['words'])}\s+(?:{either(table['articles'])}\s+)?")


@cache
def _reports() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The reports in which bodies print their resolutions: pattern of the symbol -> body."""
    rows = csv.DictReader(data("reports.csv").splitlines())
    return tuple((re.compile(row["symbol"]), row["body"]) for row in rows)


@cache
def _pinpointed(words: Language) -> re.Pattern[str]:
    units = either(words.units)
    return re.compile(rf"\),?(?:\s+(?:and\s+)?{units}\s+[\w.]+,?)*\s+", re.IGNORECASE)
