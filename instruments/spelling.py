"""One spelling for what texts and libraries write in many ways: blanks, dashes, brackets, case, alphabet."""

from __future__ import annotations

import re
import unicodedata

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_CYRILLIC = dict(zip("АВСЕНІКМОРЅТХ", "ABCEHIKMOPSTX", strict=True))
"""Cyrillic capitals that look like Latin ones: Russian texts have them inside symbols."""
_TABLE = str.maketrans(dict.fromkeys(_DASHES, "-") | dict.fromkeys(_INVISIBLE, "") | _CYRILLIC)


def plain(text: str) -> str:
    """Return a symbol without blanks, in Latin letters, ASCII digits and hyphens, its case as it is.

    An asterisk behind it, which marks a document that was issued again, is left out.
    """
    if text.isascii():
        return "".join(text.split()).rstrip("*")
    compatible = "".join(unicodedata.normalize("NFKC", text.translate(_TABLE)).split())
    return re.sub(r"\d", lambda digit: str(int(digit[0])), compatible.rstrip("*"))


def comparison_key(symbol: str) -> str:
    """Return what two spellings of one symbol have in common: capitals, no blanks, no square brackets.

    Libraries bracket what they supplied themselves: `A/RES/217(III)[A]` has the key of `A/RES/217(III)A`.
    """
    return re.sub(r"[\[\]]", "", plain(symbol)).upper()
