"""The bodies that a text names beside a number: before its head, or after it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..instruments.bodies import Body, bodies
from .language import Language, data, either

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# How far before a head its body may stand, and how far back a short name reaches, in characters.
_REACH = 160
_ANTECEDENT = 4000


_CONTAINER = re.compile(r"\((?P<symbol>[A-Z]/[\w./-]+)(?=\))")


@dataclass(frozen=True, slots=True)
class Owner:
    """A body as a text names it, and how far the words that name it reach."""

    start: int
    end: int
    bodies: tuple[str, ...]
    """The English names of the bodies it may mean, the likeliest first; none for another organization."""
    foreign: bool


def owner_before(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body whose head stands at the offset: `Human Rights Council, in its ` resolution.

    `near` are the bodies that a short name (`Council`) means before any other.
    """
    found = _before(words).search(text, max(0, at - _REACH), at)
    return _owner(found, text, near) if found else None


def owner_after(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body that follows a number: ` of the Human Rights Council`, ` adopted by the Assembly`."""
    found = _after(words).match(text, at)
    return _owner(found, text, near) if found else None


def container_before(text: str, at: int, words: Language) -> str | None:
    """Return the body whose report is cited right before: `(A/77/53/Add.1), chap. III, ` resolution."""
    for found in _CONTAINER.finditer(text, max(0, at - _REACH), at):
        if _pinpointed(words).fullmatch(text, found.end(), at):
            return next(
                (body for symbol, body in _reports() if symbol.fullmatch(found.group("symbol"))), None
            )
    return None


def _owner(found: re.Match[str], text: str, near: Collection[str]) -> Owner:
    meant = _printed()[" ".join(found.group("body").split()).replace("’", "'")]
    if len(meant) > 1:
        meant = _ranked(meant, text, found.start("body"), near)
    bodies_meant = tuple(body.name for body in meant if body.symbol)
    return Owner(found.start("body"), found.end(), bodies_meant, not bodies_meant)


def _ranked(meant: tuple[Body, ...], text: str, at: int, near: Collection[str]) -> tuple[Body, ...]:
    """Return what a short name may mean: the body that speaks, the last one named, then the others."""
    last = None
    for found in _any_of(meant).finditer(text, max(0, at - _ANTECEDENT), at):
        last = " ".join(found.group().split())
    return tuple(sorted(meant, key=lambda b: (b.name not in near, last not in (b.name, *b.names))))


@cache
def _printed() -> dict[str, tuple[Body, ...]]:
    """Printed name, acronym or short name -> the bodies that it may mean."""
    table: dict[str, tuple[Body, ...]] = {}
    for body in bodies().values():
        for name in _names(body):
            table.setdefault(name, (body,))
    for body in bodies().values():
        if body.short and body.forms:
            meant = table.get(body.short, ())
            table[body.short] = meant if body in meant else (*meant, body)
    return table


def _names(body: Body) -> Iterator[str]:
    yield body.name
    yield from body.names
    yield from body.acronyms


@cache
def _reports() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The reports in which bodies print their resolutions: pattern of the symbol -> body."""
    rows = csv.DictReader(data("reports.csv").splitlines())
    return tuple((re.compile(row["symbol"]), row["body"]) for row in rows)


@cache
def _pinpointed(words: Language) -> re.Pattern[str]:
    units = either(words.units)
    return re.compile(rf"\),?(?:\s+(?:and\s+)?{units}\s+[\w.]+,?)*\s+", re.IGNORECASE)


@cache
def _any_of(meant: tuple[Body, ...]) -> re.Pattern[str]:
    return re.compile(either(name for body in meant for name in (body.name, *body.names)))


@cache
def _before(words: Language) -> re.Pattern[str]:
    between = either(words.words["between_body_and_head"]["words"])
    return re.compile(rf"(?<![\w/])(?P<body>{either(_printed())})(?:,?\s*{between}(?!\w))*,?\s+\Z")


@cache
def _after(words: Language) -> re.Pattern[str]:
    table = words.words["owner_after"]
    return re.compile(
        rf",?\s+{either(table['words'])}\s+(?:{either(table['articles'])}\s+)?(?P<body>{either(_printed())})(?![\w’'])"
    )
