"""Roman numerals, in which sessions and volumes are counted."""

from __future__ import annotations

import re

_VALUES = {"C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}
_ROMAN = re.compile(r"(?=.)C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def roman(number: int) -> str:
    """Spell a number from 1 to 399 as a Roman numeral. Raises `ValueError` for any other."""
    if not 0 < number < 400:
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
