"""Word's XML as a tree: its names and values, and what stands within what (ECMA-376, part 1, chapter 17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] -- it has no other name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
BLOCKS = (PARAGRAPH, TABLE)


def value(element: Element, name: str) -> str:
    """Return the `w:val` of a child; empty where there is none."""
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def count(text: str) -> int | None:
    """Return the whole number, from 0 on, that a value is; None where it is none that Word would write."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def holds(properties: Element | None, name: str) -> bool | None:
    """Say whether a property holds, by its child of that name; None where nothing is said of it."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val") not in _OFF


def within(holder: Iterable[Element], wanted: Collection[str]) -> Iterator[Element]:
    """Yield the wanted elements that a holder holds, through those that print does not show."""
    for element in holder:
        if element.tag in wanted:
            yield element
        elif element.tag == _ALTERNATIVES:
            yield from within(chosen(element), wanted)
        elif element.tag in _TRANSPARENT:
            yield from within(element, wanted)


def chosen(alternatives: Element) -> Element:
    """Return the first of several ways to say the same: newer programs read it, older ones the last."""
    return next(iter(alternatives), alternatives)


def text_boxes(drawing: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes of a drawing, in its order."""
    if drawing.tag == f"{W}txbxContent":
        yield drawing
        return
    for element in chosen(drawing) if drawing.tag == _ALTERNATIVES else drawing:
        yield from text_boxes(element)


_OFF = ("0", "false", "off")
_MOST_DIGITS = 6
_ALTERNATIVES = f"{MC}AlternateContent"
_TRANSPARENT = frozenset(f"{W}{n}" for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
