"""Records that unxref printed, JSON Lines, to be imported."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from ..instruments.identifiers import identified
from .interface import Status, from_json
from .known import NAME as KNOWN
from .lines import lines
from .stated import CATALOGUE, LOOKUP, Skipped, Stated

if TYPE_CHECKING:
    from collections.abc import Iterator


def records(file: BinaryIO) -> Iterator[Stated | Skipped]:
    """Yield the records that were found; what a line says of others is no fact about an instrument."""
    for line in lines(file):
        if line is None:
            yield Skipped("too long")
        elif line.strip():
            yield _stated(line)


def _stated(line: bytes) -> Stated | Skipped:
    try:
        plain: Any = json.loads(line.decode("utf-8-sig"))
        record = from_json(plain)
    except (ValueError, RecursionError):
        return Skipped("no records")
    if record.status is not Status.FOUND:
        return Skipped("not found when it was looked up")
    identifier = identified(record.id)
    if not identifier:
        return Skipped("without an id that unxref knows")
    services = {s.resolver for s in record.sources if s.status is Status.FOUND} - {KNOWN, CATALOGUE}
    return Stated(LOOKUP if services else CATALOGUE, replace(record, id=identifier.id, sources=()))
