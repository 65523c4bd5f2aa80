"""What the name of a file says of the document: its symbol and its language, as the UN names its files."""

from __future__ import annotations

import os
import re
from functools import lru_cache

from ..instruments.identifiers import identified, identified_joint
from .metadata import language, of_letter
from .model import About


@lru_cache(maxsize=1024)
def told_by_name(path: str) -> About:
    """Return what the name of a file, or of a member of an archive, says.

    `A_RES_73_6-EN.pdf`, `S_RES_1325(2000)_E.pdf`, `A_RES_78_10-2323443E.xml`, `a-res-73-6.html`. The number
    of a printing job (`N1834432.pdf`) says nothing, nor does what may mean anything (`A-1-2.txt`).
    """
    name, suffix = os.path.splitext(re.split(r"[/\\]", path)[-1])
    if not _SUFFIX.fullmatch(suffix):
        return About()
    stem, spoken, letter = _parted(_COPY.sub("", name))
    symbol = _symbol(stem, sure=spoken is not None)
    if symbol is None or (letter and identified(symbol + letter)):  # E is a part, or English
        return About()
    return About((symbol,), language=spoken)


_SUFFIX = re.compile(r"\.[A-Za-z]\w{1,8}")
_COPY = re.compile(r"\s+\(\d{1,2}\)$|\s+-\s+Copy$")
"""What browsers and Windows add to the names of copies."""
_JOB = re.compile(r"(?P<stem>.+)[-_]\d{7}(?P<letter>[ACEFRS])")
_CODE = re.compile(r"(?P<stem>.+)[-_](?P<code>ar|zh|en|fr|ru|es)", re.IGNORECASE)
_LETTER = re.compile(r"(?P<stem>.+)[-_](?P<letter>[ACEFRS])")
_PIECE = re.compile(r"/(?P<piece>sect|part|vol)s?\.?[ /.]*(?P<number>\w+)$", re.IGNORECASE)
"""A piece of a document, which its symbol has in brackets: `A/80/6 (Sect. 36)`."""
_WORD = re.compile(r"/\(?[A-Za-z]{2}")


def _parted(name: str) -> tuple[str, str | None, str]:
    """Return a name without what says its language, the language, and the letter if that alone says it."""
    if job := _JOB.fullmatch(name):
        return job["stem"], of_letter(job["letter"]), ""
    if code := _CODE.fullmatch(name):
        return code["stem"], language(code["code"]), ""
    if letter := _LETTER.fullmatch(name):
        return letter["stem"], of_letter(letter["letter"]), letter["letter"]
    return name, None, ""


def _symbol(stem: str, *, sure: bool) -> str | None:
    """Return the symbol that a name is; None where it is none, or could well be anything else.

    Strokes come as low lines or as hyphens. Three parts are the least (`S_1` is no name of a document), and
    where no language says that it is the UN's, a word is among them (RES), or they are set as the UN does.
    """
    low = "_" in stem
    text = stem.replace("_(", "(").replace("._", ".").replace("_", "/") if low else stem.replace("-", "/")
    text = _PIECE.sub(r"(\g<piece> \g<number>)", text)
    worded = _WORD.search(text) is not None
    if text.count("/") < (1 if worded else 2) or not (
        sure or worded or (low and text.split("/")[0].isupper())
    ):
        return None
    return text if identified_joint(text) else None
