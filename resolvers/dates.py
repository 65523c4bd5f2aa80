"""Dates as catalogues and the treaty section write them, to ISO."""

from __future__ import annotations

import re


def iso(text: str) -> str | None:
    """Return the first date of a text, as far as it goes: `2023-12-19`, `1985-04`, `1984`.

    Reads `2023-12-19`, `20231219`, `198504`, `1984`, `22 Dec. 2023` and `19 December 2023`. What stands glued
    to the year is a footnote's call (`21 November 19471`), and passed over.
    """
    if match := _WORDS.search(text):
        return f"{match['year']}-{_MONTHS[match['month'].lower()]:02}-{int(match['day']):02}"
    if match := _FIGURES.search(text):
        return "-".join(part for part in match.groups() if part)
    return None


_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_WORDS = re.compile(
    rf"\b(?P<day>0?[1-9]|[12]\d|3[01])\s+(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?\s+{_YEAR}", re.IGNORECASE
)
_FIGURES = re.compile(rf"(?<!\d){_YEAR}(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
