"""The styles of a Word file, as far as they decide what is printed: hidden text, numbered paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .docx_tree import W, count, holds, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .docx_tree import Element


@dataclass(frozen=True, slots=True)
class _Style:
    key: str
    based_on: str
    hidden: bool | None
    raised: bool | None
    list: str | None
    level: int | None


class Styles:
    """The styles by their ids, each with what it takes over from those that it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles = dict[str, _Style]()
        self._usual = ""
        for style in () if root is None else root.iterfind(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            numbers = style.find(f"{W}pPr/{W}numPr")
            self._styles[key] = _Style(
                key, value(style, "basedOn"), *_looks(style.find(f"{W}rPr")), *_numbers(numbers)
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._usual = key

    def run(self, properties: Element | None, paragraph: str) -> tuple[bool, bool]:
        """Say whether a run is hidden, and whether it is raised: by itself, its style, or its paragraph's."""
        hidden = raised = None
        own = ""
        if properties is not None:
            hidden, raised = _looks(properties)
            own = value(properties, "rStyle")
        for style in (*self._line(own), *self._line(paragraph)):
            hidden = style.hidden if hidden is None else hidden
            raised = style.raised if raised is None else raised
        return bool(hidden), bool(raised)

    def numbered(self, properties: Element | None) -> tuple[str, int | None, str]:
        """Return the list that a paragraph belongs to, its level, and the style that says so.

        `0` is no list. Levels are counted from 0; None where it is the one that the list has for the style.
        """
        key, level = _numbers(None if properties is None else properties.find(f"{W}numPr"))
        if key is not None:
            return key, level or 0, ""
        name = "" if properties is None else value(properties, "pStyle")
        for style in self._line(name or self._usual):
            level = style.level if level is None else level
            if style.list is not None:
                return style.list, level, style.key
        return "0", 0, ""

    def _line(self, key: str) -> Iterator[_Style]:
        """Yield a style and those that it is based on."""
        seen = set[str]()
        while key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            key = self._styles[key].based_on


def _looks(properties: Element | None) -> tuple[bool | None, bool | None]:
    """Return whether properties say of a run that it is hidden, and that it is raised."""
    if properties is None:
        return None, None
    place = value(properties, "vertAlign")
    return holds(properties, "vanish"), place == "superscript" if place else None


def _numbers(numbers: Element | None) -> tuple[str | None, int | None]:
    if numbers is None:
        return None, None
    return value(numbers, "numId") or None, count(value(numbers, "ilvl"))
