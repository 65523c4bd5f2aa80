"""Signs that Word has a way of its own for: those of symbol fonts, and raised letters and digits."""

from __future__ import annotations

import re


def sign(code: str, font: str) -> str:
    """Return the sign of a `w:sym`, whose code is hexadecimal; empty where it is a picture or not known.

    Codes of the private use area (F020 to F0FF) are places in the font, the last two digits are the place.
    """
    if not _CODE.fullmatch(code):
        return ""
    number = int(code, 16)
    if 0xF000 <= number <= 0xF0FF:
        number -= 0xF000
        if font != "Symbol":
            return "•" if number in _BULLETS else ""
    elif font != "Symbol":
        return chr(number) if chr(number).isprintable() else ""
    if 0x20 <= number < 0x7F:
        return _SYMBOL[number - 0x20]
    return _UPPER.get(number, "")


def raised(text: str, behind: str) -> str:
    """Return raised text as it is told from what it stands behind, the last sign of that.

    Digits become raised digits. Behind digits they come in brackets, as does a single letter behind a word
    or number: these are calls of notes, and `70/1` with a raised `a` must not be read as `70/1 A`. But `n`
    with a raised `o`, and `1st`, `2e`, are written as they are.
    """
    if text.isascii() and text.isdecimal() and not behind.isdecimal():
        return text.translate(_RAISED)
    if behind.strip() and _CALL.fullmatch(text):
        return f"[{text}]"
    return text


_CODE = re.compile(r"[0-9A-Fa-f]{1,4}")
_CALL = re.compile(r"[a-df-np-z]|\d{1,3}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BULLETS = frozenset((0x6C, 0x6E, 0x9F, 0xA7, 0xA8, 0xB7))
"""What Wingdings has at these places: filled circles and squares."""
_SYMBOL = " !∀#∃%&∋()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
"""What the font Symbol has from the place 20 (hexadecimal) on; its asterisk is the one that calls notes."""
_UPPER = {
    0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡",
    0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©", 0xE4: "™",
}  # fmt: skip
