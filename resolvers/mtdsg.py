"""The XML of a treaty deposited with the Secretary-General: what its header says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import markup
from .dates import iso

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry of a treaty. Dates are ISO."""

    reference: str
    """Chapter and number: `IV-11`, `XXVII-7-d`, `XI-B-16`."""
    title: str | None
    chapter: str | None
    """The name of the chapter, `HUMAN RIGHTS`."""
    concluded: str | None
    in_force: str | None
    """The first entry into force, provisional or definitive."""


def read(body: bytes) -> Entry:
    """Read the entry. Raises `NotXML` where the bytes are no such document."""
    root = markup.parse(_CONTROLS.sub(_restored, body))
    if root.tag != "Document" or root.find("Treaty/Header/ExternalData") is None:
        raise markup.NotXML("not an entry of a treaty")
    concluded, in_force = iso(_text(root, "Conclusion") or ""), _in_force(_text(root, "EIF/Labeltext") or "")
    return Entry(
        reference=_reference(root),
        title=_text(root, "Titlesect") or _text(root, "Subtitlesect"),
        chapter=_text(root, "Chapter/Name"),
        concluded=concluded,
        # VII-10, of 1910, has the day on which the agreement of 1904 came into force.
        in_force=None if concluded and in_force and in_force < concluded else in_force,
    )


_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Bytes that XML forbids, and that the files nevertheless hold."""
_MARKS = re.compile(r"<superscript>.*?</superscript>|</?[a-z][^>]*>", re.IGNORECASE | re.DOTALL)
"""Markup written as text inside the text; a superscript is a footnote's call."""
_IN_FORCE = re.compile(r"(?:provisionally |definitively )?(?:on )?(?P<date>\d{1,2} [A-Z][a-z]+ \d{4})")
"""An entry into force begins with its date; otherwise it says when there will be one."""


def _restored(control: re.Match[bytes]) -> bytes:
    """Return the punctuation of which only the low byte was kept: 0x1C of U+201C, 0x13 of U+2013."""
    return b"&#x20%02X;" % ord(control[0])


def _reference(root: Element) -> str:
    chapter = (_text(root, "Chapter/Header") or "").removeprefix("CHAPTER").strip()
    rest = (_text(root, place) for place in ("SubChapter/Header", "Numsect", "Subnumsect"))
    return "-".join(part for part in (chapter, *rest) if part)


def _in_force(told: str) -> str | None:
    match = _IN_FORCE.match(told)
    return iso(match["date"]) if match else None


def _text(root: Element, place: str) -> str | None:
    """Return the text of the first such element of the header, without markup, blanks as one, or None."""
    text = root.findtext(f"Treaty/Header//{place}") or ""
    return " ".join(_MARKS.sub("", text).split()).strip("* ") or None
