"""The parts of a pinpoint in one form, so that they compare across languages: `paragraph` `2 (e)`, `26-28`.

The text of a pinpoint keeps the print. Values are figures where the print has words (`fifth`, `part two`),
ranges have a hyphen, each bracket a blank before it. The paragraph of an article is a part of its own, also
where it stands in brackets (`article 20 (2)`, `artículo 20.2`); a subparagraph is none (`paragraph 3 (b)`).
Articles, paragraphs and parts are counted in figures, because languages differ in Roman ones.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..instruments.numerals import arabic
from .language import SEAM, either, language
from .model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .language import Language


@lru_cache(maxsize=4096)
def value_of(printed: str, unit: str, words: Language) -> str:
    """Return a value, or a range of values, in the form of all languages."""
    plain = " ".join(printed.replace(SEAM, " ").split())
    return "-".join(_one(end, unit, words) for end in _to(words).split(plain))


def compared(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return parts, from the outer level in, in the units of all languages."""
    found: list[Part] = []
    for part in parts:
        if len(found) == 1 and found[0].unit == "section" and part.unit == "chapter":
            # some languages have one word for sections and for parts
            found = [Part("part", _one(found[0].value, "part", language("en"))), part]
        elif found and (known := _joined(found[-1], part)):
            found[-1:] = known
        else:
            found += _apart(part)
    return tuple(found)


def spelled(words: Language) -> dict[str, int]:
    """Return the words for values, lower case, with their numbers."""
    cells = enumerate(words.words["values"]["words"], 1)
    return {word.lower(): number for number, cell in cells for word in cell.split("|")}


def inserted(words: Language) -> dict[str, str]:
    """Return the words for what was put in between two numbers, in Latin: `бис` is `bis`."""
    cells = zip(words.words["values"]["inserted"], _INSERTED, strict=False)
    return {word: latin for cell, latin in cells for word in cell.split("|")}


def _one(printed: str, unit: str, words: Language) -> str:
    if number := _numbers(words).get("-".join(printed.lower().split())):
        return str(number)
    if unit in _COUNTED and _ROMAN.fullmatch(printed):
        return str(arabic(printed))
    found = _figured(words).fullmatch(printed)
    if not found:
        return _TOUCHING.sub(" (", printed)
    number = "".join(found.group("number").split())
    between = f" {inserted(words)[found.group('word')]}" if found.group("word") else ""
    letter = f" ({found.group('letter')})" if found.group("letter") else ""
    return number + between + letter + "".join(f" ({one})" for one in _BRACKET.findall(found.group("rest")))


def _apart(part: Part) -> tuple[Part, ...]:
    """Return a part, that of an article without its paragraph: `20 (2)`, `16 (1) (d)`, `20.2`.

    But a subparagraph with the number of its paragraph is one of that: `subparagraph 2 (e)`.
    """
    if part.unit == "subparagraph" and part.value[:1].isdigit() and "(" in part.value:
        return (Part("paragraph", part.value),)
    found = _PARAGRAPH.fullmatch(part.value) if part.unit == "article" else None
    if found is None:
        return (part,)
    return Part("article", found.group("article")), Part("paragraph", found.group("of") + found.group("rest"))


def _joined(last: Part, part: Part) -> tuple[Part, ...] | None:
    """Return what a part makes of the one before, where it tells no level or no number of its own."""
    if last == Part("preamble", "") and part.unit == "paragraph":
        return (Part("preambular-paragraph", part.value),)
    sections = last.unit == part.unit == "section"
    if sections and _ROMAN.fullmatch(last.value) and _CAPITAL.fullmatch(part.value):  # `第二节B部分`
        return (Part("section", f"{last.value}.{part.value}"),)
    if part.unit not in (last.unit, "subparagraph") or last.unit not in _LETTERED:
        return None
    if not _INNER.fullmatch(part.value) or not last.value[:1].isdigit() or "-" in last.value:
        return None
    of, *brackets = last.value.replace(")", "").split(" (")
    kept = _kept(brackets, part.value)
    lettered = Part(last.unit, " ".join([of, *(f"({one})" for one in kept), part.value]))
    return (last, lettered) if len(kept) < len(brackets) or part.unit == last.unit else (lettered,)


def _kept(brackets: list[str], inner: str) -> list[str]:
    """Return the brackets in which a letter or a small Roman number stands: `(i)` in `(a)`, `(b)` in none."""
    letter = inner[1:].partition(")")[0]
    small = _SMALL_ROMAN.fullmatch(letter) is not None
    for n in reversed(range(len(brackets))):
        roman = _SMALL_ROMAN.fullmatch(brackets[n]) is not None
        if roman == small or (brackets[n], letter) == ("h", "i") or (roman and n == 0):
            return brackets[:n]
    return brackets


_INSERTED = ("bis", "ter", "quater")
_COUNTED = ("article", "paragraph", "preambular-paragraph", "part")
_LETTERED = ("article", "paragraph", "subparagraph")
_ROMAN = re.compile(r"(?:X[LC]|L?X{0,3})(?:I[VX]|V?I{0,3})(?<=[IVX])")
_SMALL_ROMAN = re.compile(r"(?:x{0,3})(?:i[vx]|v?i{0,3})")
_CAPITAL = re.compile(r"[A-Z](?:\.\d+)?")
_BRACKET = re.compile(r"\(([^()]+)\)")
_TOUCHING = re.compile(r"(?<=\w)\(")
_INNER = re.compile(r"\([a-z]{1,5}\)(?:-\([a-z]{1,5}\))?")
_PARAGRAPH = re.compile(r"(?P<article>\d+)(?: \(|\.)(?P<of>\d+)\)?(?P<rest>(?: \([^()]+\))*)")


@cache
def _numbers(words: Language) -> dict[str, int]:
    return words.ordinals | spelled(words)


@cache
def _to(words: Language) -> re.Pattern[str]:
    """What stands between the ends of a range."""
    return re.compile(rf"\s?[–-]\s?|\s{either(words.words['values']['range'])}\s")


@cache
def _figured(words: Language) -> re.Pattern[str]:
    """A value that begins with figures: `3`, `3 bis`, `115.4`, `73 b`, `16(1)(d)`."""
    return re.compile(
        rf"(?P<number>\d+(?:\.\s?\d+)*)(?:\s?(?P<word>{either(inserted(words))})\b)?(?:\s?(?P<letter>[a-z]))?"
        r"(?P<rest>(?:\s?\([^()]+\))*)"
    )
