"""Damaged print made readable: cut words and symbols joined, the furniture of pages blanked out.

Every repair keeps the length of the text. What is joined moves to the right, up against its other half, and
what stood between them moves in front of it; `Joints` leads back from there to the print.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.identifiers import organs
from .anchors import occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .language import Language

# Characters that print alike are read alike; every replacement is one character long, so offsets hold.
_ALIKE = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000", " "),
    **dict.fromkeys("\u2010\u2011", "-"),
}
_FULL_WIDTH = {
    **{chr(0xFF10 + n): str(n) for n in range(10)},
    "（": "(",
    "）": ")",
    "／": "/",
}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Cyrillic and Greek capitals, and the Latin ones that they look like.
_LOOK_ALIKE = dict(zip("АВСЕНІКМОРЅТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEHIKMOPSTXABEZHIKMNOPTYX", strict=True))
# A symbol, or the beginning of one, in which some letters only look Latin.
_MIXED = re.compile(
    rf"(?<![^\W\d_])[A-Z{''.join(_LOOK_ALIKE)}]{{1,8}}(?=\s?/)(?:\s?/\s?[\dA-Z{''.join(_LOOK_ALIKE)}][\w.()-]{{0,30}})+"
)
# The longest token that is joined, in characters on each side of a cut.
_TOKEN = 80
_WORD = re.compile(r"[^\W\d_]{2,30}\Z")
# A hyphen, or what a scan makes of one, at the end of a line inside a word.
_CUT = re.compile(r"[-¬][ \t]*\r?\n\s*(?=(?P<next>[^\W\d_]))")
_INVISIBLES = re.compile(rf"[{_INVISIBLE}]+(?:[ \t]*\r?\n\s*(?=[^\W\d_A-Z]))?")
_FRAGMENT = re.compile(r"[\w/.()-]{1,80}\Z")
_GAP = r"[ \t]?(?:[ \t]*\r?\n[ \t]{0,40})?"
# The part of a symbol between two strokes, blanks inside it tolerated before a stroke: `C O /`.
_PIECE = (
    r"(?:(?:Add|Corr|Rev|Amend|Sub|Res|Dec)\s?\.\s?\d{1,3}|E?S-\d{1,2}|\d{1,5}(?:[-–]\d{1,5})?(?![\w.-]*\w@)"
    rf"|[A-Z]\s[A-Z](?={_GAP}/)|[A-Z]+(?:[.-][A-Z0-9]+){{0,3}}(?![a-z]))"
    r"(?:\([^()\n]{1,20}\))?"
)
_SPREAD = re.compile(
    rf"[A-Z][A-Z]{{0,9}}(?:[.-][A-Z0-9]{{1,5}}){{0,2}}(?:{_GAP}/{_GAP}(?![ASE]{_GAP}/{_GAP}\d){_PIECE}){{1,8}}"
    rf"(?:{_GAP}[-–]{_GAP}[ASE]{_GAP}/{_GAP}\d{{1,5}}(?:{_GAP}/{_GAP}\d{{1,5}}){{0,2}})?"
)
_ORGAN = re.compile(r"(?<![\w/.%@-])[A-Z][\w.()/-]{0,60}\Z")
_CUT_NUMBER = re.compile(r"(?<![\w/.-])(?:E?S-)?\d{2,4}/[ \t]*\r?\n[ \t]{0,40}(?=\d{1,3}(?![\w/.)-]))")
_LOOSE_STROKE = re.compile(r"/(?:(?<=\s/)|(?=\s))")


class Joint(NamedTuple):
    """A stretch of text whose halves were joined; `kept` are the offsets of its characters in print."""

    start: int
    end: int
    kept: tuple[int, ...]
    damaged: bool
    """Whether more than the end of a line stood between the halves."""


class Joints:
    """The joints of one text, by offset."""

    def __init__(self, joints: Sequence[Joint]) -> None:
        self._joints = joints
        self._starts = [joint.start for joint in joints]

    def at(self, offset: int) -> Joint | None:
        """Return the joint that holds the offset."""
        n = bisect_right(self._starts, offset) - 1
        return self._joints[n] if n >= 0 and offset < self._joints[n].end else None

    def printed(self, offset: int) -> int:
        """Return where the character at an offset of the repaired text stands in print."""
        joint = self.at(offset)
        return _in_print(joint, offset) if joint else offset

    def __bool__(self) -> bool:
        return bool(self._joints)


def readable(text: str) -> str:
    """Return the text with the characters that print alike made one; every offset holds."""
    if text.isascii():
        return text
    rows = text.encode("utf-16-le", "surrogatepass")  # every second byte is a character's row in Unicode
    for printed, read in (_ALIKE | _FULL_WIDTH if b"\xff" in rows else _ALIKE).items():
        if printed in text:
            text = text.replace(printed, read)
    if (b"\x04" in rows or b"\x03" in rows) and any(letter in text for letter in _LOOK_ALIKE):
        table = str.maketrans(_LOOK_ALIKE)
        text = _MIXED.sub(lambda found: found.group().translate(table), text)
    return text


def joined(text: str, words: Language) -> tuple[str, Joints]:
    """Join the words and symbols that are cut or spread: `reso-⏎lution`, `A/RES/74/⏎174`, `A / 55 / 602`."""
    found = sorted([*_cut_words(text, words), *_invisible(text), *_spread(text)], key=lambda gaps: gaps[0])
    joints: list[Joint] = []
    pieces: list[str] = []
    at = 0
    for start, gaps in found:
        if start < at:
            continue
        end = gaps[-1][1]
        kept = tuple(n for a, b in _between(start, gaps) for n in range(a, b))
        dropped = "".join(text[a:b] for a, b in gaps)
        pad = "".join(c if c.isspace() else " " for c in dropped)
        pieces += (text[at:start], pad, "".join(text[n] for n in kept))
        joints.append(Joint(start, end, kept, any(not _line_end(text, a, b) for a, b in gaps)))
        at = end
    return ("".join([*pieces, text[at:]]) if joints else text), Joints(joints)


# Where a joint begins, and the gaps that are closed in it.
_Gaps = tuple[int, list[tuple[int, int]]]


def _between(start: int, gaps: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for gap in gaps:
        yield start, gap[0]
        start = gap[1]


def _line_end(text: str, start: int, end: int) -> bool:
    return "\n" in text[start:end] and not text[start:end].strip("-¬ \t\r\n\u00ad")


def _in_print(joint: Joint, offset: int) -> int:
    pad = joint.end - len(joint.kept)
    return joint.kept[offset - pad] if offset >= pad else joint.start


def _cut_words(text: str, words: Language) -> Iterator[_Gaps]:
    """Find words cut by a hyphen at the end of a line; compounds keep theirs: `twenty-⏎third`."""
    ends = ("-\n", "-\r\n") if "\r" in text else ("-\n",)
    for at in occurrences(text, (*ends, "¬") if "¬" in text else ends):
        cut = _CUT.match(text, at)
        word = _WORD.search(text, max(0, at - 32), at) if cut else None
        if cut and word:
            own = cut.group("next").isupper() or word.group().lower() in _compounds(words)
            kept = at + 1 if own else at
            yield word.start(), [(kept, cut.end())]


def _invisible(text: str) -> Iterator[_Gaps]:
    """Find what has characters inside that do not print: soft hyphens, spaces of no width."""
    if text.isascii():
        return
    marks = [c for c in _INVISIBLE if c in text]
    end = 0
    for at in occurrences(text, marks):
        before = _FRAGMENT.search(text, max(end, at - _TOKEN), at) if at >= end else None
        if not before:
            continue
        found = _INVISIBLES.match(text, at)
        gaps: list[tuple[int, int]] = []
        while found:
            gaps.append(found.span())
            end = found.end()
            following = _UP_TO_INVISIBLE.match(text, end)
            found = _INVISIBLES.match(text, following.end()) if following else None
        yield before.start(), gaps


def _spread(text: str) -> Iterator[_Gaps]:
    """Find symbols and numbers with blanks or line ends around their strokes."""
    end = 0
    for found in _LOOSE_STROKE.finditer(text):
        stroke = found.start()
        at = stroke - 1 if text[stroke - 1 : stroke].isspace() else stroke
        if at < end:
            continue
        gaps = _symbol_gaps(text, max(end, at - _TOKEN), at, stroke)
        if gaps:
            end = gaps[1][-1][1]
            yield gaps
            continue
        digits = _DIGITS_BEFORE.search(text, max(end, stroke - 8), stroke)
        cut = _CUT_NUMBER.match(text, digits.start()) if digits else None
        if cut:
            end = cut.end()
            yield cut.start(), [(stroke + 1, end)]


def _symbol_gaps(text: str, begin: int, at: int, stroke: int) -> _Gaps | None:
    """Return what is to be closed in the symbol around a stroke, which begins before the offset."""
    for before in (at, at - 2):  # a part may be spread itself: `CCPR/C O /83`
        organ = _ORGAN.search(text, begin, max(begin, before))
        found = _SPREAD.match(text, organ.start()) if organ and _first(organ.group()) in organs() else None
        if found and found.end() > stroke and any(c.isdigit() for c in found.group()):
            gaps = [m.span() for m in _BLANKS.finditer(text, found.start(), found.end())]
            return (found.start(), gaps) if gaps else None
    return None


_UP_TO_INVISIBLE = re.compile(r"[\w/.()-]{1,80}")
_BLANKS = re.compile(r"\s+")
_DIGITS_BEFORE = re.compile(r"(?:E?S-)?\d{2,4}\Z")


def _first(symbol: str) -> str:
    return symbol.partition("/")[0].partition(".")[0]


@cache
def _compounds(words: Language) -> frozenset[str]:
    """The words whose hyphen is their own, wherever a line ends: `twenty`, `follow`."""
    table = words.words
    return frozenset(word.lower() for word in (*table["ordinals"]["tens"], *table["cut"]["compounds"]))
