"""Several answers on one instrument, made one."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from .interface import Record, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FACTS = frozenset((Status.FOUND, Status.NOT_FOUND))
"""What is known for certain; all else says why nothing is."""
LIFETIMES: Mapping[Status, int] = {Status.FOUND: 180 * 86400, Status.NOT_FOUND: 7 * 86400}
"""Seconds for which an answer is kept: a record hardly changes, but a new one may come any day."""


def combined(statuses: Iterable[Status]) -> Status:
    """Return the status over several sources, each of which covers the instrument.

    found if any found it; not-found only if every one says so; else the first of what kept them from it.
    """
    occurred = set(statuses)
    if Status.FOUND in occurred:
        return Status.FOUND
    for status in _IN_THE_WAY:
        if status in occurred:
            return status
    return Status.NOT_FOUND if occurred else Status.NOT_COVERED


def merged(first: Record, *later: Record) -> Record:
    """Return the first record with what it lacks from the later ones; its status and sources are kept."""
    for other in later:
        missing: dict[str, Any] = {
            name: getattr(other, name)
            for name in _MERGED
            if not getattr(first, name) and getattr(other, name)
        }
        missing["files"] = {**other.files, **first.files}
        first = replace(first, **missing)
    return first


_IN_THE_WAY = (Status.UNCLEAR, Status.LIMITED, Status.BLOCKED, Status.UNREACHABLE, Status.OFFLINE)
_MERGED = tuple(f.name for f in fields(Record) if f.name not in ("id", "status", "sources"))
