"""The lines of a file, none of them longer than what memory is meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1_000_000
"""Bytes of a line: a hundred times what a record has."""


def lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a file, with their ends; None for one that is longer than `LONGEST`."""
    while line := file.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST)
        yield None
