"""The texts that the stand-in for the Official Document System serves: our own sentences, true symbols.

Who cites whom is invented, some in circles. Every other document has a text that cites nothing.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "documents"))

typeset: Any = import_module("typeset")
wordfile: Any = import_module("wordfile")

TEXTS = {
    "A/RES/74/174": (
        "The General Assembly,",
        "Recalling its resolution 73/154 of 17 December 2018 and Economic and Social Council resolution 2011/33,",
        "1. Reaffirms its resolution 74/174;",
    ),
    "A/RES/73/154": (
        "The General Assembly,",
        "Recalling its resolutions 74/174, 60/251 of 15 March 2006 and 70/1 of 25 September 2015,",
    ),
    "E/RES/2011/33": (
        "The Economic and Social Council,",
        "Recalling Economic and Social Council resolution 2004/27 of 21 July 2004,",
    ),
    "E/RES/2004/27": (
        "The Economic and Social Council,",
        "Recalling Economic and Social Council resolution 2011/33 and General Assembly resolution 73/154,",
    ),
    "S/RES/1325(2000)": (
        "The Security Council,",
        "Recalling its resolutions 1261 (1999) of 25 August 1999 and 1265 (1999) of 17 September 1999,",
    ),
    "S/RES/1820(2008)": ("The Security Council,", "Reaffirming its resolution 1325 (2000),"),
    "E/2007/30/Rev.1": ("Bearing in mind General Assembly resolution 60/251 of 15 March 2006,",),
    "A/RES/60/251": ("The General Assembly,", "Reaffirming its resolution 48/141 of 20 December 1993,"),
}
FRENCH = {
    "A/RES/74/174": (
        "L’Assemblée générale,",
        "Rappelant sa résolution 73/154 du 17 décembre 2018,",
    ),
}
OTHERS = {"E/CN.4/RES/2005/70": "E/CN.4/RES/2005/71"}
"""Symbols under which the document that came is another."""
NAMELESS = {"A/HRC/RES/5/2"}
"""Whose text does not say what it is."""


@cache
def text_file(symbol: str, language: str, form: str) -> bytes:
    """Return the file of a document, as a PDF or for Word."""
    lines = (FRENCH if language == "fr" else TEXTS).get(symbol, ("Nothing more is said here.",))
    heading = () if symbol in NAMELESS else (OTHERS.get(symbol, symbol),)
    if form == "docx":
        paragraph = wordfile.p
        return wordfile.wordfile(*(paragraph(line) for line in (*heading, *lines)))
    page = typeset.Page()
    y = page.lines(72, 780, heading) - 24
    for line in lines:
        y = page.lines(72, y, _wrapped(line)) - 12
    return typeset.pdf([page])


def _wrapped(line: str) -> list[str]:
    lines = [""]
    for word in line.split():
        if len(lines[-1]) + len(word) > 80:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
