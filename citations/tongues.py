"""Which language a passage is in: by its script, else by its small words, line by line.

A document is of one language unless a cheap look finds signs of another: characters of another script, or
small words that English does not have. Only then are lines looked at. The language changes where a line, or
several short ones together, speak clearly for another; lines that say little go on with the one before.
Inside the lines of another script a quotation in Latin letters is a passage where it announces a number.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from .language import codes, data, language
from .numbers import announces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ENGLISH = "en"

# So many small words must speak for another language, and so many times as many as for the one before.
_LEAST = 3
_CLEARLY = 2
# So many words of a script fill a text.
_FULL = 100
# So many signs of another language make its lines worth looking at.
_SIGNS = 3
# The upper bytes of Latin letters and of common marks.
_LATIN = bytes((0x00, 0x01, 0x02, 0x1E, 0x20, 0x21, 0x22, 0x25, 0x26))
# So many characters has a quotation in Latin letters at least: `Res. 1373 (2001)`.
_QUOTED = 12
# A character of a script without blanks is about half a word.
_UNSPACED = 2


class Passage(NamedTuple):
    """A stretch of a document in one language."""

    start: int
    end: int
    code: str


def passages(text: str, code: str | None = None) -> tuple[Passage, ...]:
    """Return the passages of a text in its order; one where a language is given, or no other is met."""
    met = () if code else _met(text)
    if not met:
        return (Passage(0, len(text), code or ENGLISH),)
    found: list[Passage] = []
    for start, tongue in [(0, met[0])] if _is_alone(text, met) else _turns(text, met):
        if not found or found[-1].code != tongue:
            found.append(Passage(start, len(text), tongue))
    found[0] = found[0]._replace(start=0)
    ends = [following.start for following in found[1:]]
    whole = (p._replace(end=end) for p, end in zip(found, [*ends, len(text)], strict=True))
    return tuple(part for passage in whole for part in _parts(text, passage))


def _parts(text: str, passage: Passage) -> Iterator[Passage]:
    """Yield a passage in its parts: what is quoted inside its lines in another script is one of its own."""
    latin, at = _signs()[passage.code].latin, passage.start
    for found in latin.finditer(text, passage.start, passage.end) if latin else ():
        if code := _announcing(found.group()):
            if at < found.start():
                yield Passage(at, found.start(), passage.code)
            yield Passage(*found.span(), code)
            at = found.end()
    if at < passage.end:
        yield Passage(at, passage.end, passage.code)


def _announcing(printed: str) -> str | None:
    """Return the language, of those in Latin letters, in which words announce a number; else None."""
    words = _WORD.findall(printed.lower())
    votes = {
        code: sum(word in sign.words for word in words)
        for code, sign in _signs().items()
        if sign.script is None
        and any(_NUMBERED.match(printed, head.end()) for head in announces(language(code)).finditer(printed))
    }
    return max(votes, key=lambda code: votes[code], default=None)


_NUMBERED = re.compile(r"[^;\d]{1,12}\d")


def _met(text: str) -> tuple[str, ...]:
    """Return the languages besides English of which a text shows signs."""
    rows = b"" if text.isascii() else text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _LATIN)
    search, owners = _marks()
    signs = Counter(owners[which] for which, _, _ in search.find_matches_as_indexes(text, overlapping=True))
    return tuple(
        code
        for code, sign in _signs().items()
        if (sign.script and any(row in rows for row in sign.rows)) or signs[code] >= _SIGNS
    )


def _is_alone(text: str, met: tuple[str, ...]) -> bool:
    """Whether a text is full of one script, with too few English words for a passage of them."""
    script, english = _signs()[met[0]], _signs()[ENGLISH].words
    if len(met) > 1 or script.script is None:
        return False
    if sum(map(english.__contains__, _WORD.findall(text.lower()))) >= _LEAST:
        return False
    return sum(map(len, script.script.findall(text))) > _FULL * script.worth


@cache
def _marks() -> tuple[AhoCorasick, list[str]]:
    """Return a search for the marks of all languages at once, and whose each of them is."""
    owned = [(mark, code) for code, sign in _signs().items() for mark in sign.marks]
    return AhoCorasick([mark for mark, _ in owned]), [code for _, code in owned]


def _turns(text: str, met: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield where the language of a text may change, and to which; the first one holds from the beginning."""
    signs = [(code, _signs()[code]) for code in (ENGLISH, *met)]
    current: str | None = None
    pending: dict[str, int] = {}
    since = at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        votes = _votes(line, signs) if line else ()
        if votes and not pending:
            since = start
        for code, voices in votes:
            pending[code] = pending.get(code, 0) + voices
        if not votes:
            continue
        best = max(pending, key=pending.__getitem__)
        if best == current:
            pending = {}
        elif pending[best] >= _LEAST and pending[best] >= _CLEARLY * pending.get(current or "", 0):
            yield since, best
            current = best
            pending = {}
    if current is None:
        yield 0, max(pending, key=pending.__getitem__, default=ENGLISH)


def _votes(line: str, signs: Sequence[tuple[str, _Sign]]) -> list[tuple[str, int]]:
    """Return how many small words a line has of the languages it has any of, or words of their script."""
    words = _WORD.findall(line.lower())
    votes: list[tuple[str, int]] = []
    for code, sign in signs:
        if sign.script is None:
            voices = sum(map(sign.words.__contains__, words))
        else:
            voices = sum(map(len, sign.script.findall(line))) // sign.worth  # one letter may be a slip
        if voices:
            votes.append((code, voices))
    return votes


class _Sign(NamedTuple):
    """What tells a language."""

    script: re.Pattern[str] | None
    rows: frozenset[int]
    """The upper bytes of its script's characters."""
    worth: int
    """So many characters of its script are a word."""
    marks: tuple[str, ...]
    """Small words between blanks that English does not have."""
    words: frozenset[str]
    latin: re.Pattern[str] | None
    """Where the script is another, what is quoted inside its lines in Latin letters."""


_WORD = re.compile(r"[a-zà-ÿ]+")


@cache
def _signs() -> Mapping[str, _Sign]:
    """The languages that the package has tables for -> what tells them."""
    rows = csv.DictReader(data("tongues.csv").splitlines())
    return {row["language"]: _sign(row) for row in rows if row["language"] in codes()}


def _sign(row: Mapping[str, str]) -> _Sign:
    script = row["script"]
    first, last = (int(code, 16) for code in re.findall(r"\\u([0-9a-f]{4})", script)) if script else (1, 0)
    unspaced = last - first > 0x1000
    return _Sign(
        re.compile(f"[{script}]+") if script else None,
        frozenset(range(first >> 8, (last >> 8) + 1)),
        _UNSPACED if unspaced else 5,
        tuple(f" {mark.strip()} " for mark in row["marks"].split("|")) if row["marks"] else (),
        frozenset(row["words"].split("|")) if row["words"] else frozenset(),
        re.compile(rf"(?<![A-Za-z])[A-Za-z](?:[^{script}\n]{{{_QUOTED},}})(?<=[\w)”»\"])")
        if script
        else None,
    )
