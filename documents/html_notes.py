"""The footnotes of an HTML page: which of its links call a note, and from where to where the note stands.

Pages mark notes in many ways. They share a link that shows no more than a marker and leads down the page.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from .html_page import BLOCKS, Page, is_raised


class Note(NamedTuple):
    """Where a note stands, by the numbers of elements."""

    key: str
    marker: str
    end: int | None
    """The element with whose end the note ends; None where it ends with its first paragraph."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a page, by the numbers of its visible elements."""

    calls: dict[int, Note]
    """Those that call a note, and what they say is its marker."""
    begins: dict[int, Note]
    """Those with which a note begins."""
    backs: frozenset[int]
    """The links in notes that lead back to their calls."""


@dataclass(slots=True)
class Anchor:
    """A link to a place on the page."""

    number: int
    to: str
    likely: bool
    """Whether it is raised, or named as the call of a note."""
    around: int
    """The outermost raised element around it, or itself."""
    text: str = ""


class Survey(Page):
    """What is to be known of a page before it is read: its places, its links to them, its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        """What the metadata of the page say: names and values."""
        self._titled = False
        self.layouts: set[int] = set()
        """The tables that only arrange the page: they hold tables, or whole passages."""
        self.tags: list[str] = []
        self.parents = array("q")
        self.lasts = array("q")
        """The last element within each."""
        self.blocks = array("q")
        """The block that each stands in, or is."""
        self.ids: dict[str, int] = {}
        self.named: set[int] = set()
        """The elements whose attributes say that they have to do with a note."""
        self.anchors: list[Anchor] = []
        self.texts: dict[int, str] = {}
        """The beginning of what each raised element says."""
        self._open: list[int] = []
        self._raised: list[int] = []
        self._link: Anchor | None = None
        self._tables: list[int] = []
        self._cells: list[int] = []

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what an element says of the page, and the element if it shows."""
        self._titled = tag == "title"
        if tag == "meta":
            self.said.append((attributes.get("name", ""), attributes.get("content", "")))
        elif tag == "html":
            self.said += attributes.items()
        super().begin(tag, attributes)

    def say(self, text: str) -> None:
        """Note the title of the page, and what shows."""
        if self._titled:
            self.said.append(("title", text))
            self._titled = False
        super().say(text)

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """Note an element."""
        number = self.number
        self.tags.append(tag)
        parent = self._open[-1] if self._open else -1
        self.parents.append(parent)
        self.lasts.append(number)
        self.blocks.append(number if tag in BLOCKS or parent < 0 else self.blocks[parent])
        self._open.append(number)
        if attributes:
            self._attributes(tag, attributes)
        if is_raised(tag, attributes):
            self._raised.append(number)
            self.texts[number] = ""
            if self._link:
                self._link.likely = True
        if tag == "table":
            self.layouts.update(self._tables[-1:] if len(self._cells) >= len(self._tables) else ())
            self._tables.append(number)
        elif tag in _CELLS and self._tables:
            self._cells.append(0)

    def closed(self, tag: str) -> None:
        """Note where an element ends."""
        number = self._open.pop()
        self.lasts[number] = self.number
        if self._raised and self._raised[-1] == number:
            self._raised.pop()
        if self._link and self._link.number == number:
            self._link = None
        if tag == "table":
            self._tables.pop()
        elif tag in _CELLS and self._cells and self._cells.pop() > _PASSAGE:
            self.layouts.update(self._tables[-1:])

    def text(self, text: str) -> None:
        """Note what links and raised elements say, and how much a cell says."""
        if self._cells:
            self._cells[-1] += len(text)
        if not self._link and not self._raised:
            return
        if self._link and len(self._link.text) < _MARKERS:
            self._link.text += text[:_MARKERS]
        for number in self._raised[:_NESTED]:
            if len(self.texts[number]) < _MARKERS:
                self.texts[number] += text[:_MARKERS]

    def _attributes(self, tag: str, attributes: dict[str, str]) -> None:
        number = self.number
        for name in ("id", "name"):
            if place := attributes.get(name):
                self.ids.setdefault(place, number)
        said = " ".join(attributes.get(name, "")[:200] for name in _SPEAKING)
        if named := _NAMED.search(said):
            self.named.add(number)
        if tag == "a" and "#" in attributes.get("href", ""):
            fragment = attributes["href"].partition("#")[2].strip()
            around = self._raised[0] if self._raised else number
            self._link = Anchor(number, fragment, named is not None or around != number, around)
            self.anchors.append(self._link)


def find_notes(page: Survey) -> Notes:
    """Return the notes of a page.

    A link calls a note where it shows a marker and leads down the page, and is raised, or named as such, or
    what it leads to leads back to it.
    """
    called = _called(page)
    places = sorted({page.ids[anchor.to] for anchor in called})
    calls: dict[int, Note] = {}
    begins: dict[int, Note] = {}
    called_in: dict[int, set[int]] = {}
    for anchor in called:
        place = page.ids[anchor.to]
        begin, end = _extent(page, place, places, anchor.number)
        note = begins.setdefault(begin, Note(str(place), _marker(anchor.text), end))
        calls[_whole(page, anchor)] = note._replace(marker=_marker(anchor.text))
        called_in.setdefault(begin, set()).add(page.blocks[anchor.number])
    return Notes(calls, begins, frozenset(_backs(page, begins, called_in)))


def _called(page: Survey) -> list[Anchor]:
    """Return the links that call notes."""
    back = _led_back(page)
    return [
        anchor
        for anchor in page.anchors
        if _marker(anchor.text)
        and (place := page.ids.get(anchor.to, -1)) > anchor.number
        and (anchor.likely or place in page.named or _is_mutual(page, anchor, place, back))
    ]


def _led_back(page: Survey) -> dict[int, list[int]]:
    """Return the links up that show a marker or an arrow, by the block into whose midst they lead."""
    back: dict[int, list[int]] = {}
    for anchor in page.anchors:
        place = page.ids.get(anchor.to, anchor.number)
        shown = _BACK.fullmatch(anchor.text) or _marker(anchor.text)
        if place < anchor.number and shown and page.tags[place] not in BLOCKS:
            back.setdefault(page.blocks[place], []).append(anchor.number)
    return back


def _is_mutual(page: Survey, anchor: Anchor, place: int, back: dict[int, list[int]]) -> bool:
    """Say whether the block that a link leads to has a link back to the block of the link."""
    block = page.blocks[place]
    links = back.get(page.blocks[anchor.number], [])
    n = bisect_left(links, block)
    return n < len(links) and links[n] <= page.lasts[block]


def _extent(page: Survey, place: int, places: list[int], call: int) -> tuple[int, int | None]:
    """Return the element that a note begins with, and the one with whose end it ends."""
    block = page.blocks[place]
    if block <= call <= page.lasts[block]:
        return place, None
    if not _only(page, block, places):  # several notes in one block, each from its place on
        return _outermost(page, place, block, places), block
    while _holds(page, page.parents[block], block, places):
        block = page.parents[block]
    following = page.lasts[block] + 1
    if page.tags[block] == "dt" and following < len(page.tags) and page.tags[following] == "dd":
        return block, following
    return block, block


def _only(page: Survey, number: int, places: list[int]) -> bool:
    """Say whether no more than one note stands in an element."""
    return bisect_left(places, page.lasts[number] + 1) - bisect_left(places, number) == 1


def _outermost(page: Survey, place: int, block: int, places: list[int]) -> int:
    while page.parents[place] != block and _only(page, page.parents[place], places):
        place = page.parents[place]
    return place


def _holds(page: Survey, parent: int, child: int, places: list[int]) -> bool:
    """Say whether an element is what holds one note, the child that has its marker and perhaps more."""
    if parent < 0 or not _only(page, parent, places):
        return False
    return page.tags[parent] in _HOLDERS or (parent in page.named and child == parent + 1)


def _whole(page: Survey, anchor: Anchor) -> int:
    """Return the element that is the whole call: the raised one around a link, where it says nothing else."""
    said = page.texts.get(anchor.around, "")
    return anchor.around if _marker(said) == _marker(anchor.text) else anchor.number


def _backs(page: Survey, begins: dict[int, Note], called_in: dict[int, set[int]]) -> set[int]:
    """Return the links back from notes: they show an arrow, or a marker, and lead to the block of a call."""
    starts = sorted(begins)
    backs: set[int] = set()
    for anchor in page.anchors:
        n = bisect_left(starts, anchor.number + 1) - 1
        place = page.ids.get(anchor.to, -1)
        if n < 0 or place >= starts[n]:
            continue
        end = begins[starts[n]].end
        if end is not None and anchor.number > page.lasts[end]:
            continue
        to_call = place >= 0 and page.blocks[place] in called_in[starts[n]]
        if _BACK.fullmatch(anchor.text) or (to_call and _marker(anchor.text)):
            backs.add(anchor.number)
    return backs


def _marker(text: str) -> str:
    """Return the marker that a link shows, without what stands around it; nothing where it shows more."""
    found = _MARKER.fullmatch(text.translate(_LOWERED))
    return found[1] if found else ""


_CELLS = frozenset({"td", "th"})
_HOLDERS = frozenset({"li", "tr", "aside"})
_PASSAGE = 1_000
"""A cell of a table has no more characters."""
_MARKERS = 20
"""A marker has no more characters, what stands around it included."""
_NESTED = 4
_SPEAKING = ("class", "role", "epub:type", "type", "style", "id", "name", "href")
_NAMED = re.compile(
    r"foot-?note|end-?note|note-?ref|cite[_-](?:note|ref)|(?<![a-z])(?:ftn|edn|fn|en|note|n)(?:ref)?[-_:.]{0,2}\d",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"(?:(?:foot|end)?note\s)?[\s\xa0\[(]*(\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶#]{1,4})[\s\xa0\])./:]*",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"[\s\xa0\[\]()^↑↩↵⏎⤴⬆\ufe0e\ufe0f]*|(?:back|return|jump up|up)(?:\s.{0,12})?", re.IGNORECASE
)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
