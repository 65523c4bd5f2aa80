"""Letters as they stand on a line, from the left, become text as it is read: Arabic from the right."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Of the classes of the Unicode bidirectional algorithm (UAX 9): what is read from the left, from the right,
# and what joins two numbers.
_KINDS = {"L": "L", "EN": "N", "AN": "N", "R": "R", "AL": "R", "CS": "joins", "ES": "joins"}
_FROM_LEFT = ("L", "N")
_OPENING = re.compile(r"(?<![^\s([])[()\[\]](?=[^\s.,;:،؛])")
_CLOSING = re.compile(r"(?<=[^\s([])[()\[\]](?=[\s.,;:،؛)\]]|$)")
_OPENED = str.maketrans(")]", "([")
_CLOSED = str.maketrans("([", ")]")


class Letter(NamedTuple):
    """What is read: a character, or a blank that stands for a gap."""

    text: str
    raised: bool = False
    link: str | None = None


def from_right(text: str) -> bool:
    """Say whether a character is of those that are read from the right."""
    return unicodedata.bidirectional(text[0]) in ("R", "AL")


def reads_leftward(texts: Iterable[str]) -> bool:
    """Say whether most letters are read from the right."""
    kinds = [_kind(text) for text in texts]
    return kinds.count("R") > kinds.count("L")


def in_order(letters: list[Letter], *, arabic: bool) -> tuple[list[Letter], bool]:
    """Return the letters of a line in the order of reading, and whether the line is read from the left.

    `arabic` says that most lines around it are not.
    """
    kinds = [_kind(letter.text) for letter in letters]
    if not arabic and "R" not in kinds:
        return letters, True
    if arabic or kinds.count("R") > kinds.count("L"):
        return _turned_round(letters), False
    ordered: list[Letter] = []
    start = 0
    while start < len(letters):
        end = _arabic_end(kinds, start) if kinds[start] == "R" else start + 1
        ordered += _turned_round(letters[start:end])
        start = end
    return ordered, True


def with_brackets(text: str) -> str:
    """Return a line read from the right with its brackets turned as their places ask for.

    Some files have them as they look, some as they are meant.
    """
    text = _OPENING.sub(lambda found: found[0].translate(_OPENED), text)
    return _CLOSING.sub(lambda found: found[0].translate(_CLOSED), text)


def _arabic_end(kinds: Sequence[str], start: int) -> int:
    """Return where Arabic words end in a line that is read from the left."""
    end = start + 1
    for n in range(start, len(kinds)):
        if kinds[n] == "L":
            break
        if kinds[n] == "R":
            end = n + 1
    return end


def _turned_round(letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters of a line read from the right, numbers and Latin words in it from the left.

    As the Unicode bidirectional algorithm lays them out, the other way round (UAX 9, rules W4 and N1).
    """
    turned = list(reversed(letters))
    kinds = [_kind(letter.text) for letter in turned]
    start = 0
    while start < len(turned):
        end = start + 1
        if kinds[start] in _FROM_LEFT:
            end = _run_end(kinds, turned, start)
            cut = _is_cut(kinds, turned, start)
            turned[start - cut : end] = reversed(turned[start - cut : end])
        start = end
    return turned


def _is_cut(kinds: Sequence[str], letters: Sequence[Letter], start: int) -> bool:
    """Say whether a number or Latin word is cut behind a hyphen or a stroke, where the line ends."""
    if not start or letters[start - 1].text not in ("-", "/"):
        return False
    return start == 1 or kinds[start - 2] not in (*_FROM_LEFT, "R")


def _run_end(kinds: Sequence[str], letters: Sequence[Letter], start: int) -> int:
    """Return where the numbers and Latin words end that are read from the left."""
    end = start + 1
    while end < len(kinds):
        following = end
        while following < len(kinds) and kinds[following] not in (*_FROM_LEFT, "R"):
            following += 1
        if following == len(kinds) or kinds[following] == "R":
            break
        if any(letters[n].raised != letters[start].raised for n in range(end, following + 1)):
            break
        latin = "L" in (kinds[end - 1], kinds[following])
        if following > end and not latin and (following > end + 1 or kinds[end] != "joins"):
            break
        end = following + 1
    return end


def _kind(text: str) -> str:
    """Return `L` for Latin letters and the like, `N` for digits, `R` for Arabic, `joins` for `/`, or ``."""
    return _KINDS.get(unicodedata.bidirectional(text[0]), "")
