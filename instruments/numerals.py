"""Roman numerals, in which sessions and volumes are counted."""

from __future__ import annotations

import re

ROMANS = range(1, 4000)
"""The numbers that have a Roman numeral."""
_VALUES = dict(
    zip(
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        strict=True,
    )
)
_ROMAN = re.compile(r"(?=.)C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def roman(number: int) -> str:
    """Spell a number of `ROMANS` as a Roman numeral. Raises `ValueError` for any other."""
    if number not in ROMANS:
        raise ValueError(f"no Roman numeral for {number}")
    spelled = ""
    for letters, worth in _VALUES.items():
        times, number = divmod(number, worth)
        spelled += letters * times
    return spelled


def arabic(numeral: str) -> int | None:
    """Return the value of a Roman numeral in capitals, up to CCCXCIX; None where it is none."""
    if not _ROMAN.fullmatch(numeral):
        return None
    value = 0
    for letters, worth in _VALUES.items():
        while numeral.startswith(letters):
            value += worth
            numeral = numeral[len(letters) :]
    return value
