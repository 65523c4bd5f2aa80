"""The United Nations Treaty Series fills up in order: whether a volume can hold a registration number.

Treaties are published about as they are registered, so a volume that appeared before a number was given
cannot hold it. Nothing follows from a late volume: protocols keep the number of their parent.

`unts_volumes.csv` has a row for about every tenth volume, of treaties registered (register I) and filed (II):
no number from `first` on stood in any volume before that one, as far as volumes and numbers are known.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from .data import rows


def plausible(volume: str, number: str) -> bool | None:
    """Return whether the treaty with this number can stand in this volume; None where the table cannot tell.

    `number` is as ids have it: `27531`, which documents write for registered and filed treaties alike,
    `II-102`, or a page, of which nothing is known. True says that the number was given by then, not that
    there is such a volume.
    """
    digits = number.removeprefix("II-")
    if not (volume.isdecimal() and digits.isdecimal()):
        return None
    registers = ("I", "II") if digits == number else ("II",)
    told = {_given(register, int(volume), int(digits)) for register in registers}
    return True if True in told else None if None in told else False


_TOLERANCE = 20
"""Volumes by which a number may be early. Ten is the most by which numbers are known to be out of order."""


def _given(register: str, volume: int, number: int) -> bool | None:
    """Return whether a number of the register was given by the time of the volume."""
    volumes, firsts = _table(register)
    row = bisect_right(firsts, number) - 1
    if row >= 0 and volume + _TOLERANCE <= volumes[row]:
        return False
    known = row + 1 < len(firsts)
    return True if known and (row < 0 or volume >= volumes[row]) else None


@cache
def _table(register: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the volumes of a register that the table has, and the first number of each."""
    own = [row for row in rows("unts_volumes.csv") if row["register"] == register]
    return tuple(int(row["volume"]) for row in own), tuple(int(row["first"]) for row in own)
