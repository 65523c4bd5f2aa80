"""What an import states: a record and the source that says it; and which of several sources counts."""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .interface import Record, Status
from .records import merged

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOKUP = "lookup"
"""The source of what the services answered."""
CATALOGUE = "catalogue"
"""The source of what another catalogue held."""
CONTAINER = "library-container"
"""Records under a symbol that is not quite theirs: as printed, or a part of what they are of."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a source of `sources.csv` says of one instrument."""

    source: str
    record: Record


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry of an input that gave no record, and why: a few words, the same for all such."""

    why: str


class NotReadable(ValueError):
    """An input cannot be read, or not further; the message says why."""


class NotOurs(NotReadable):
    """An input is none of what unxref imports."""


def newer(source: str, held: Record, record: Record) -> Record:
    """Return what a source says now that has said something before.

    What it says later counts, and what it no longer says stays. Under a symbol that is not quite theirs,
    several records may stand; then only what all of them say does. Of two records that the Library has of one
    document, the one with the lower number counts, whichever comes first.
    """
    if source == CONTAINER:
        return _agreed(held, record)
    if source in _RECORDS and held.url and record.url and held.url != record.url:
        return min(held, record, key=lambda one: (len(one.url or ""), one.url))
    return merged(record, held)


def joined(said: Mapping[str, Record]) -> Record:
    """Return the record of all that the sources say: the better one's word counts, the others fill in."""
    best, *others = sorted(said, key=lambda source: ranks().get(source, len(ranks())))
    return merged(said[best], *(said[source] for source in others))


@cache
def ranks() -> Mapping[str, int]:
    """Return the rank of each source, 0 for the one that counts most: the order of `sources.csv`."""
    return {name: rank for rank, name in enumerate(sources())}


@cache
def sources() -> Mapping[str, str]:
    """Return what each source is, by its name, the one that counts most first."""
    with Path(__file__).with_name("sources.csv").open(encoding="utf-8", newline="") as file:
        return {row["source"]: row["what"] for row in csv.DictReader(file)}


_RECORDS = frozenset(("library", "library-votes"))
"""The sources of the Library's records, whose address ends with their number."""


def _agreed(one: Record, other: Record) -> Record:
    """Return what both say; what only one of them says is not kept, or a third would be taken for it."""
    nothing = Record(one.id, Status.FOUND)
    differing: dict[str, Any] = {
        f.name: getattr(nothing, f.name)
        for f in fields(Record)
        if getattr(one, f.name) != getattr(other, f.name)
    }
    return replace(one, **differing)
