"""What one language gives the grammar: its words, read from data files, and the patterns made of them."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DASHES = "-‐‑–—−"


class Opening(NamedTuple):
    """Words that open a paragraph, and what they say of the instruments in it."""

    words: tuple[str, ...]
    relation: str
    """Empty where the verb behind tells it: `continues to`."""
    form: str
    """preamble, operative, plain (`We recall`), past (`decided`) or ground (`pursuant to`)."""


@dataclass(slots=True)
class Openings:
    """The openings that go on from here, as a tree: word by word."""

    here: list[Opening]
    then: dict[str, Openings]


@dataclass(frozen=True, eq=False)
class Language:
    """The words of one language, as `xx.toml` and `openings_xx.csv` hold them."""

    code: str
    words: Mapping[str, Any]

    @cached_property
    def months(self) -> dict[str, int]:
        """Name of a month, also cut short, lower case -> 1 to 12."""
        names = {name.lower(): n for n, name in enumerate(self.words["dates"]["months"], 1)}
        return names | {
            s.lower(): n
            for s in self.words["dates"]["short"]
            for m, n in names.items()
            if m.startswith(s.lower())
        }

    @cached_property
    def heads(self) -> dict[str, str]:
        """Head word, lower case -> the kind of instrument that its numbers are."""
        return {word.lower(): kind for kind, words in self.words["heads"].items() for word in words}

    @cached_property
    def head_bodies(self) -> dict[str, str]:
        """Head word, lower case -> the body that it names as well (`UNSCR`)."""
        return {word.lower(): body for word, body in self.words["head_bodies"].items()}

    @cached_property
    def plural_heads(self) -> frozenset[str]:
        """Heads that announce several numbers, lower case."""
        return frozenset(word.lower() for word in self.words["plural_heads"]["words"])

    @cached_property
    def own(self) -> frozenset[str]:
        """Words before a head that make it the speaking body's: `its`."""
        return frozenset(self.words["own"]["words"])

    @cached_property
    def units(self) -> dict[str, str]:
        """Word for a part of an instrument, lower case -> its unit."""
        return {word.lower(): unit for unit, words in self.words["units"].items() for word in words}

    @cached_property
    def ordinals(self) -> dict[str, int]:
        """Ordinal in words, lower case, hyphenated -> number from 1 to 99."""
        table = self.words["ordinals"]
        numbers = {word: n for n, word in enumerate(table["units"], 1)}
        for n, (ten, even) in enumerate(zip(table["tens"], table["even_tens"], strict=True), 2):
            numbers[even] = 10 * n
            numbers |= {f"{ten}-{unit}": 10 * n + m for m, unit in enumerate(table["units"][:9], 1)}
        return numbers

    @cached_property
    def openings(self) -> Openings:
        """The openings, lower case; each row of the table is one, in the forms that its columns name."""
        tree = Openings([], {})
        for row in csv.DictReader(data(f"openings_{self.code}.csv").splitlines()):
            relation = row.pop("relation")
            for form, printed in row.items():
                if printed:
                    node, words = tree, tuple(printed.split())
                    for word in words:
                        node = node.then.setdefault(word, Openings([], {}))
                    node.here.append(Opening(words, relation, form))
        return tree

    @cached_property
    def firsts(self) -> frozenset[str]:
        """Words, lower case, that may begin a paragraph which says what it does."""
        return frozenset([*self.openings.then, *self.words["openings"]["perfect"], *self.fillers])

    @cached_property
    def opening_words(self) -> frozenset[str]:
        """All words, lower case, that an opening may have: behind any other it does not go on."""
        table, nodes = self.words["openings"], [self.openings]
        found = set(self.fillers)
        while nodes:
            node = nodes.pop()
            found |= node.then.keys()
            nodes += node.then.values()
        phrases = (
            table[row] for row in ("perfect", "and", "tails", "manner", "manners", "articles", "objects")
        )
        return frozenset(found).union(*(printed.split() for row in phrases for printed in row))

    @cached_property
    def numbering(self) -> str:
        """A pattern for the word before a number, or before several: `No.`, `Nos.`."""
        table = self.words["series"]
        return either([*table["number"], *table["numbers"]])

    @cached_property
    def fillers(self) -> frozenset[str]:
        """Words that may stand inside an opening."""
        return frozenset(self.words["openings"]["fillers"])


@cache
def language(code: str) -> Language:
    """Return the language with this ISO 639-1 code. Raises `KeyError` where the package has none."""
    try:
        return Language(code, tomllib.loads(data(f"{code}.toml")))
    except FileNotFoundError:
        raise KeyError(code) from None


def data(name: str) -> str:
    """Return the text of a data file of this room. Raises `FileNotFoundError`."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, white space and dashes as they come."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(loose(w) for w in ordered) + ")"


def loose(words: str) -> str:
    """Return a pattern for the words however they are broken over lines and whatever dashes they have."""
    pattern = ""
    for piece in re.split(r"(\s+|-)", words):
        if piece == "-":
            pattern += f"[{DASHES}]"
        elif piece.isspace():
            pattern += r"\s+"
        else:
            pattern += re.sub("['’]", "['’]", re.escape(piece))
    return pattern
