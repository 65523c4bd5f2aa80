"""What is known while lists of numbers are read: the document, a head, its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from .attribute import Key
from .language import Language, either

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..documents.model import Cell
    from .dates import Date
    from .numbers import HeadMark, NumberMark
    from .owners import Owner
    from .tables import Tables


@dataclass(slots=True)
class Context:
    """What the document says of itself and has said so far."""

    words: Language
    own_body: str | None
    segment: Callable[[int], int]
    """Which paragraph or note an offset stands in: lists do not reach over their ends."""
    begins: Callable[[int], int]
    """Where that begins."""
    speaker: Callable[[int], str | None]
    """The body that speaks at an offset."""
    tables: Tables | None = None
    """The tables of the text."""
    issuer: str | None = None
    """The body that a report is issued to: weaker evidence than a body whose text the document is."""
    until: int | None = None
    """The year of the document, after which nothing that it cites was adopted; None where it is not known."""
    printed: Mapping[Key, str] = field(default_factory=dict[Key, str])
    """The body of each number that the document prints with its symbol somewhere."""
    known: dict[Key, str] = field(default_factory=dict[Key, str])
    """The body of each number that the document has told so far."""
    _asked: tuple[int, tuple[str, ...]] = (-1, ())

    def near(self, at: int) -> tuple[str, ...]:
        """Return the bodies whose text stands at the offset."""
        if at != self._asked[0]:
            self._asked = at, self._near(at)
        return self._asked[1]

    def _near(self, at: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(b for b in (self.speaker(at), self.own_body) if b))


@dataclass(slots=True)
class Head:
    """A word that announces numbers, what the text says of their body, and the numbers."""

    mark: HeadMark
    start: int
    """Where the words that lead to it begin: the body's name, else the head itself."""
    owner: Owner | None = None
    own: bool = False
    """Whether `its` stands before it."""
    table: bool = False
    """Whether it is a line of its own, over lines of numbers."""
    over: int = 0
    """Where that line ends."""
    before: tuple[str, ...] = ()
    """The bodies of the head before it in the same sentence."""
    joined: bool = False
    """Whether it goes on with the list of that head: `…, and resolution 28/3`."""
    actor: Owner | None = None
    """The body that acts in the sentence before `its`."""
    container: str | None = None
    """The body whose report, cited right before, holds the resolution."""
    sentence: int = 0
    """Where the sentence begins, as far as bodies are looked for in it."""
    given: Date | None = None
    """The date before it, where the language has dates there."""
    entries: list[Entry] = field(default_factory=list["Entry"])
    cell: Cell | None = None
    """The cell of a table in which its numbers stand, where the table tells whose they are."""
    either: bool = False
    """Whether it announces decisions as well as resolutions, or does not say which."""
    closed: bool = False
    """Whether a number that is none stands behind it: it announces no other."""


@dataclass(slots=True)
class Entry:
    """A number of a list, or several that share what is printed, and what stands behind it."""

    mark: NumberMark
    dates: list[str | None]
    end: int
    """Where what belongs to the number ends: its date, its body."""
    owner: Owner | None = None
    given: Date | None = None
    joined: bool = True
    """Whether no more than a title, a comma or an `and` stands between it and the number before."""


@cache
def pure_glue(words: Language) -> re.Pattern[str]:
    """Return a pattern for what stands between two numbers with nothing of their own: a comma, `and`."""
    joint, article = either(words.words["values"]["list"]), either(words.words["glue"]["articles"])
    return re.compile(rf",?(?:\d{{1,3}}\s)?\s*(?:{joint})?\s*(?:{article}\s+)?")


@cache
def first_gap(words: Language) -> re.Pattern[str]:
    """Return a pattern for what stands between a head and its first number: nothing, `No.`."""
    return re.compile(rf"\s*(?:{either(words.words['after_head']['words'])}\s*)?")
