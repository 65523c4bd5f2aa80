"""Where the treaty collection keeps its files: the paths that follow from a volume, a number, a reference."""

from __future__ import annotations

from ..instruments.numerals import arabic
from ..instruments.treaty_volumes import plausible


def volume(series: str, number: str) -> str:
    """Return the path of a volume (arabic) of UNTS or LNTS."""
    return _VOLUME[series].format(volume=number)


def own(volume: str, number: str) -> tuple[str, ...]:
    """Return the paths that a treaty of UNTS may have by itself, the likeliest first.

    A bare number is tried as that of a registered treaty, then, where it can be one, as that of a filed
    treaty: documents cite both as `No. 102`.
    """
    digits = number.removeprefix("II-")
    forms = _FORMS if int(volume) < _NEW_FORM else _FORMS[::-1]
    if digits != number:
        tried = [("II", form) for form in forms]
    else:
        filed = len(digits) <= _DIGITS_OF_FILED and plausible(volume, f"II-{digits}") is not False
        tried = [("I", form) for form in forms] + [("II", forms[0])] * filed
    return tuple(form.format(volume=volume, register=register, number=digits) for register, form in tried)


def notification(number: str, year: str) -> str:
    """Return the path of a depositary notification."""
    return f"/doc/Publication/CN/{year}/CN.{number}.{year}-Eng.pdf"


def entry(reference: str) -> str:
    """Return the path of the depositary's entry of a treaty (`IV-11`): its status, as XML."""
    chapter = reference.partition("-")[0]
    volume = "I" if (arabic(chapter) or 0) <= _LAST_CHAPTER_OF_VOLUME_I else "II"
    return f"/doc/Publication/MTDSG/Volume%20{volume}/Chapter%20{chapter}/{reference}.en.xml"


def page(reference: str) -> str:
    """Return the path of the page that shows the entry."""
    chapter = arabic(reference.partition("-")[0])
    return f"/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={reference}&chapter={chapter}&clang=_en"


def languages(path: str) -> tuple[str, ...]:
    """Return the languages of a file. A volume has its treaties in English and French, whatever else."""
    return ("en",) if path.endswith(("-English.pdf", "-Eng.pdf")) else ("en", "fr")


_VOLUME = {
    "UNTS": "/doc/Publication/UNTS/Volume%20{volume}/v{volume}.pdf",
    "LNTS": "/doc/Publication/UNTS/LON/Volume%20{volume}/v{volume}.pdf",
}
_FORMS = (
    "/doc/Publication/UNTS/Volume%20{volume}/volume-{volume}-{register}-{number}-English.pdf",
    "/doc/Publication/UNTS/Volume%20{volume}/Part/volume-{volume}-{register}-{number}.pdf",
)
"""How the file of one treaty is called in older volumes, and in newer ones."""
_NEW_FORM = 2404
"""The first volume known to have the newer form; the last known to have the older one is 1465."""
_DIGITS_OF_FILED = 4
"""Digits in the numbers of filed treaties: there are some 1,400."""
_LAST_CHAPTER_OF_VOLUME_I = 12
