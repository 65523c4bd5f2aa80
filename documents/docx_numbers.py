"""The numbers that Word prints before paragraphs, counted on from the definitions of its lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..instruments.numerals import ROMANS, roman
from .docx_tree import W, count, holds, value

if TYPE_CHECKING:
    from .docx_styles import Styles
    from .docx_tree import Element


def printed(number: int, form: str) -> str | None:
    """Return a number in one of Word's forms (ECMA-376, 17.18.59); None where the form is not known here."""
    if form == "decimal":
        return str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form == "none":
        return ""
    if form == "bullet":
        return "•"
    if form in ("lowerRoman", "upperRoman"):
        numeral = roman(number) if number in ROMANS else str(number)
        return numeral.lower() if form == "lowerRoman" else numeral
    signs = _SIGNS.get(form)
    if not signs or number < 1:
        return None
    turn, sign = divmod(number - 1, len(signs))
    return signs[sign] * (turn + 1) if turn < _MOST_TURNS else None


@dataclass(slots=True)
class _Level:
    """How the paragraphs of one level of a list are numbered."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restarts_below: int | None = None
    """The lowest level, counted from 1, whose numbers let this one start again; 0 for none, None for any."""
    decimal: bool = False
    """Whether the numbers of the levels above are printed in digits, whatever their form."""
    apart: str = " "
    style: str = ""
    """The style whose paragraphs are of this level."""


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict[int, int])


class Numbering:
    """The lists of a file, counted on as their paragraphs come."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = dict[str, _List]()
        self._numbers = dict[str, tuple[str, dict[int, _Level]]]()
        self._begun = set[str]()
        if root is None:
            return
        abstract = {_get(a, "abstractNumId"): a for a in root.iterfind(f"{W}abstractNum")}
        styled = {value(a, "styleLink"): a for a in abstract.values() if value(a, "styleLink")}
        for key, definition in abstract.items():
            linked = styled.get(value(definition, "numStyleLink"), definition)
            self._lists[key] = _List({_index(level): _level(level) for level in linked.iterfind(f"{W}lvl")})
        for number in root.iterfind(f"{W}num"):
            over = {_index(o): o for o in number.iterfind(f"{W}lvlOverride")}
            key = value(number, "abstractNumId")
            levels = {at: _overridden(o, self._level_of(key, at)) for at, o in over.items()}
            self._numbers[_get(number, "numId")] = key, levels

    def label(self, properties: Element | None) -> str:
        """Return the number of a paragraph and what sets it off, and count it; empty where it has none."""
        number, at, style = self._styles.numbered(properties)
        key, over = self._numbers.get(number, ("", dict[int, _Level]()))
        if key not in self._lists:
            return ""
        counted = self._lists[key]
        levels = {**counted.levels, **over}
        if at is None:
            at = next((index for index, level in levels.items() if level.style == style), 0)
        if at not in levels:
            return ""
        if number not in self._begun:
            self._begun.add(number)
            for index in over:
                counted.counts.pop(index, None)
        _count(counted.counts, levels, at)
        return _label(levels, counted.counts, at)

    def _level_of(self, key: str, at: int) -> _Level:
        counted = self._lists.get(key)
        return counted.levels.get(at, _Level()) if counted else _Level()


def _get(element: Element, name: str) -> str:
    return element.get(f"{W}{name}", "")


def _index(element: Element) -> int:
    """Return which of the nine levels it is, counted from 0."""
    return min(count(_get(element, "ilvl")) or 0, 8)


def _level(element: Element) -> _Level:
    return _Level(
        count(value(element, "start")) or 0,
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        count(value(element, "lvlRestart")),
        bool(holds(element, "isLgl")),
        "" if value(element, "suff") == "nothing" else " ",
        value(element, "pStyle"),
    )


def _overridden(override: Element, level: _Level) -> _Level:
    own, start = override.find(f"{W}lvl"), count(value(override, "startOverride"))
    level = level if own is None else _level(own)
    return level if start is None else replace(level, start=start)


def _count(counts: dict[int, int], levels: dict[int, _Level], at: int) -> None:
    """Count a paragraph of a level; the levels below it begin anew."""
    counts[at] = counts[at] + 1 if at in counts else levels[at].start
    for below in [index for index in counts if index > at]:
        restarts = levels[below].restarts_below if below in levels else None
        if restarts is None or restarts > at:
            del counts[below]


def _label(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.form == "bullet":
        return "•" + level.apart

    def number(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        form = levels[index].form if index in levels else "decimal"
        form = "decimal" if level.decimal and form != "none" else form
        return printed(counts.get(index, 0), form) or ""

    label = _PLACE.sub(number, level.pattern)
    return label + level.apart if label else ""


_PLACE = re.compile(r"%([1-9])")
_MOST_TURNS = 8
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_SIGNS = {
    "lowerLetter": _LATIN,
    "upperLetter": _LATIN.upper(),
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
    "chicago": "*†‡§",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
}
# fmt: skip
