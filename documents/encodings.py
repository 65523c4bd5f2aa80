"""Bytes become text: what they are encoded in is told from the bytes alone."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from .model import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

_SAMPLE = 65_536
"""How many bytes or characters are looked at where a part stands for the whole."""

_CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class _Script(NamedTuple):
    """A legacy encoding of an alphabet, and how a text in it shows."""

    encoding: str
    words: re.Pattern[str]
    """What its letters make in a real text; the bytes of another encoding make something else."""


def _script(encoding: str, letters: str, words: str, apart_from: str = "") -> _Script:
    others = f"[{letters}{apart_from}]"
    return _Script(encoding, re.compile(f"(?<!{others})(?:{words})(?!{others})"))


_ACCENTED = "À-ÖØ-öø-ÿŠšŒœŽžŸ"
_CYRILLIC = "\u0400-\u045f"
_ARABIC = "\u0621-\u0652"
_CAPITALISED = "[\u0400-\u042f]?[\u0430-\u045f]*"  # Windows-1251 and KOI8-R differ in what is a capital

# The order decides where the evidence is even: most legacy texts are Western European.
_SCRIPTS = (
    _script("windows-1252", _ACCENTED, f"[{_ACCENTED}]{{1,2}}"),
    _script("windows-1251", _CYRILLIC, _CAPITALISED, "A-Za-z"),
    _script("koi8-r", _CYRILLIC, _CAPITALISED, "A-Za-z"),
    _script("windows-1256", _ARABIC, f"[{_ARABIC}]+", "A-Za-z"),
)

# Chinese shows by its common characters: both standards list them first, so the first byte tells them.
_CHINESE = (("gb18030", "gb2312", range(0xB0, 0xD8)), ("big5", "big5", range(0xA4, 0xC7)))
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\ue000-\ufaff]")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of the bytes, without a byte order mark, and the name of their encoding.

    A byte order mark decides; else zero bytes mean UTF-16 or UTF-32, what is valid UTF-8 is UTF-8, and the
    rest is the legacy encoding in which the letters make words. Where most of it is UTF-8 and some bytes are
    damaged it stays UTF-8, named `utf-8 (damaged)`, with U+FFFD for what cannot be read.

    Raises UnreadableDocument where the bytes are not text.
    """
    text, encoding = _decode(data)
    beginning = text[:_SAMPLE]
    if len(_CONTROL.findall(beginning)) * 100 > len(beginning):
        raise UnreadableDocument("not text (binary data)")
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), encoding
    if b"\0" in data:
        return _wide(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as damage:
        return _legacy(data, damage.start)


def _wide(data: bytes) -> tuple[str, str]:
    """Decode what has zero bytes: of all texts only UTF-16 and UTF-32 have them."""
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Read in the wrong order, spaces and line ends become letters, and letters zeros.
        if "\0" not in text and any(sign in text for sign in " \t\r\n。"):
            return text, encoding
    raise UnreadableDocument("not text (binary data)")


def _legacy(data: bytes, first: int) -> tuple[str, str]:
    """Decode by the best evidence; `first` is the first byte that is not UTF-8."""
    high = next(i for i, byte in enumerate(data[: first + 1]) if byte > 0x7F)
    sample = data[high : high + _SAMPLE]
    # No other encoding's letters look like UTF-8 for long.
    if _share_of_utf8(sample) > 0.5:
        return data.decode("utf-8", errors="replace"), "utf-8 (damaged)"
    evidence = [(_share_of_words(sample, script), script.encoding) for script in _SCRIPTS]
    evidence += [(_share_of_common(sample, *row), row[0]) for row in _CHINESE]
    for _, encoding in sorted(evidence, key=lambda row: -row[0]):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableDocument("not text (unknown encoding)")


def _share_of_utf8(sample: bytes) -> float:
    """Return which part of the non-ASCII characters is sound UTF-8."""
    others = [character for character in sample.decode("utf-8", errors="replace") if character > "\x7f"]
    return sum(character != "\ufffd" for character in others) / len(others)


def _share_of_words(sample: bytes, script: _Script) -> float:
    """Return which part of the script's letters stands in words, and of all letters is the script's."""
    text = sample.decode(script.encoding, errors="replace")
    letters = sum(character > "\x7f" and character.isalpha() for character in text)
    return sum(len(word) for word in script.words.findall(text)) / letters if letters else 0.5


def _share_of_common(sample: bytes, encoding: str, standard: str, common: range) -> float:
    """Return which part of the ideographs is among the common ones of the standard."""
    ideographs = _IDEOGRAPH.findall(sample.decode(encoding, errors="replace"))
    firsts = [ideograph.encode(standard, errors="replace")[0] for ideograph in ideographs]
    return sum(first in common for first in firsts) / len(firsts) if firsts else 0.0
