"""What one language gives the grammar: its words, read from data files, and the patterns made of them."""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..instruments.data import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

DASHES = "-‐‑–—−"
SEAM = "\x1f"
"""White space that no print has: it stands where words are glued together (see `apart`)."""


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
        table = enumerate(self.words["dates"]["months"], 1)
        names = {name.lower(): n for n, printed in table for name in printed.split("|")}
        return names | {
            s.lower(): n
            for s in self.words["dates"]["short"]
            for m, n in names.items()
            if m.startswith(s.lower())
        }

    @cached_property
    def month_names(self) -> tuple[str, ...]:
        """The names of the months as printed; none where months are numbers."""
        printed = (name for cell in self.words["dates"]["months"] for name in cell.split("|"))
        return tuple(name for name in printed if not name.isdigit())

    @cached_property
    def capital(self) -> str:
        """What stands in a character class for capitals; where there are none, what no text has."""
        return self.words["letters"]["capital"] or r"\0"

    @cached_property
    def begins(self) -> str:
        """What stands in a character class for letters with which a sentence may begin."""
        return self.words["letters"]["begins"] or self.capital

    @cached_property
    def fold(self) -> Callable[[str], str]:
        """What brings a word to the form in which names are compared: lower case, without its ending."""
        endings = self.words["letters"]["endings"]
        if not endings:
            return str.lower
        pattern = re.compile(rf"(?<=\w\w\w){either(endings)}\Z")

        def folded(word: str) -> str:
            return pattern.sub("", word.lower())

        return cache(folded)

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
    def plural_articles(self) -> frozenset[str]:
        """Articles and such, small, that announce several numbers: `les rés. 541 et 550`."""
        return frozenset(self.words["plural_heads"]["articles"])

    @cached_property
    def own(self) -> frozenset[str]:
        """Words before a head that make it the speaking body's: `its`."""
        return frozenset(self.words["own"]["words"])

    @cached_property
    def own_heads(self) -> frozenset[str]:
        """Heads, lower case, that make it the speaking body's by themselves."""
        return frozenset(word.lower() for word in self.words["own"]["heads"])

    @cached_property
    def units(self) -> dict[str, str]:
        """Word for a part of an instrument, lower case -> its unit."""
        return {word.lower(): unit for unit, words in self.words["units"].items() for word in words}

    @cached_property
    def ordinals(self) -> dict[str, int]:
        """Ordinal in words, lower case, hyphenated -> number from 1 to 99."""
        table = self.words["ordinals"]
        units = [cell.split("|") for cell in table["units"]]
        numbers = {"-".join(word.split()): n for n, cell in enumerate(units, 1) for word in cell}
        for n, (ten, even) in enumerate(zip(table["tens"], table["even_tens"], strict=True), 2):
            numbers |= dict.fromkeys(even.split("|"), 10 * n)
            numbers |= {f"{ten}-{unit}": 10 * n + m for m, cell in enumerate(units[:9], 1) for unit in cell}
        return numbers

    def spelled_ordinals(self, row: str, last: int | None = None) -> list[str]:
        """Return the words of a row of `[ordinals]`, up to the one of a number; several stand in one cell."""
        return [word for cell in self.words["ordinals"][row][:last] for word in cell.split("|")]

    def folded(self, phrase: str) -> str:
        """Return a phrase in the form in which nouns are compared: small letters, without endings."""
        if not self.words["letters"]["endings"]:
            return phrase.lower()
        return " ".join(map(self.fold, phrase.split()))

    @cached_property
    def openings(self) -> Openings:
        """The openings, lower case; each row of the table is one, in the forms that its columns name."""
        tree = Openings([], {})
        for row in csv.DictReader(data(f"openings_{self.code}.csv").splitlines()):
            relation = row.pop("relation")
            for form, cell in row.items():
                for printed in written_out(cell) if cell else ():
                    node, words = tree, tuple(self._apart(printed).split())
                    for word in words:
                        node = node.then.setdefault(word, Openings([], {}))
                    node.here.append(Opening(words, relation, form))
        return tree

    def _apart(self, phrase: str) -> str:
        """Return a phrase with a blank behind words that an apostrophe cuts short, as texts have seams."""
        return re.sub(r"(?<=[’'])(?=\w)", " ", phrase) if self.words["print"]["elided"] else phrase

    def phrase(self, printed: Sequence[str]) -> str:
        """Return the words of a phrase together as they are printed."""
        whole = ("" if self.words["print"]["unspaced"] else " ").join(printed)
        return re.sub(r"(?<=[’']) ", "", whole) if self.words["print"]["elided"] else whole

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
            found.update(node.then)
            nodes += node.then.values()
        phrases = (
            table[row] for row in ("perfect", "and", "tails", "manner", "manners", "articles", "objects")
        )
        return frozenset(found).union(*(printed.split() for row in phrases for printed in row))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the tables: what is glued before or between them is set apart (`apart`)."""
        found: set[str] = set()
        nodes: list[Any] = [{k: v for k, v in self.words.items() if k != "print"}, self.body_names]
        while nodes:
            node = nodes.pop()
            if isinstance(node, str):
                found.update(node.split())
            elif isinstance(node, dict):
                rows = cast("dict[str, Any]", node)
                nodes += (*rows, *rows.values())
            elif isinstance(node, (list, tuple)):
                nodes += cast("list[Any]", node)
        tree = [self.openings]
        while tree:
            node = tree.pop()
            found.update(node.then)
            tree += node.then.values()
        if not self.words["print"]["unspaced"]:  # prefixes are glued to the first words of names, too
            found |= self.instrument_firsts
        return frozenset(word for word in found if not word.isascii())

    @cached_property
    def body_names(self) -> dict[str, tuple[str, ...]]:
        """Printed name of a body -> the English names of those it may mean, as `body_names.csv` has them.

        None for English, whose names stand in `bodies.csv`.
        """
        return _bodies_of(self.code, short=False) | _bodies_of(self.code, short=True)

    @cached_property
    def short_body_names(self) -> frozenset[str]:
        """Those of them that many bodies share, so that the text must tell which is meant: `Conseil`."""
        full = _bodies_of(self.code, short=False)
        return frozenset(name for name in _bodies_of(self.code, short=True) if name not in full)

    @cached_property
    def instrument_firsts(self) -> frozenset[str]:
        """The first words of the names of instruments in this language."""
        own = own_rows("instrument_names.csv", self.code)
        firsts = {" ".join(row["name"].split()[:2]) for row in own}
        return frozenset(name.split()[0] for printed in firsts for name in written_out(printed))

    @cached_property
    def instrument_names(self) -> dict[str, str]:
        """Slug of a named instrument -> the first of its names in this language; none for English."""
        found: dict[str, str] = {}
        for row in own_rows("instrument_names.csv", self.code):
            if row["id"] not in found:
                found[row["id"]] = written_out(row["name"])[0]
        return found

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
    """Return the language with this ISO 639-1 code. Raises `KeyError` where the package has none.

    A table or row that English has and the language does not need is empty; what `international.toml` has is
    in all of them.
    """
    if code not in codes():
        raise KeyError(code)
    words = _whole(tomllib.loads(data(f"{code}.toml")))
    words = _joined(words, tomllib.loads(data("international.toml")))
    return Language(code, words if code == _MODEL else _filled(words, language(_MODEL).words))


@cache
def codes() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of the languages that the package has tables for."""
    return tuple(sorted(file.stem for file in Path(__file__).parent.glob("??.toml")))


_MODEL = "en"
"""The language whose table has every row."""
# A stem with its endings: `резолюци(я|и|ю)`.
_STEM = re.compile(r"(?P<stem>[^\s()|]*)\((?P<ends>[^\s()|]*(?:\|[^\s()|]*)+)\)")


def written_out(printed: str) -> tuple[str, ...]:
    """Return all the forms of words that are given as stems and endings: `резолюци(я|и|ю)`, `(ال|لل)قرار`."""
    found = _STEM.search(printed) if "|" in printed else None
    if found is None:
        return (printed,)
    begin, end = found.start("ends") - 1, found.end()
    return tuple(
        form
        for ending in found.group("ends").split("|")
        for form in written_out(f"{printed[:begin]}{ending}{printed[end:]}")
    )


def own_rows(name: str, code: str) -> list[dict[str, str]]:
    """Return the rows of one language in a table of names."""
    return _by_language(name).get(code, [])


@cache
def _by_language(name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows(name):
        found.setdefault(row["language"], []).append(row)
    return found


@cache
def _bodies_of(code: str, *, short: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in own_rows("body_names.csv", code):
        if (row["short"] == "yes") is short:
            for name in written_out(row["name"]):
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), row["body"])))
    return found


def _whole(value: Any) -> Any:
    """Return a table with its stems and endings written out, also where they are keys."""
    if isinstance(value, dict):
        rows = cast("dict[str, Any]", value)
        return {form: _whole(v) for key, v in rows.items() for form in written_out(key)}
    if isinstance(value, list):
        row = cast("list[Any]", value)
        return [form for v in row for form in (written_out(v) if isinstance(v, str) else (v,))]
    return value


def _joined(words: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with the rows of another one put behind its own."""
    joined = dict(words)
    for key, value in more.items():
        if isinstance(value, dict):
            joined[key] = _joined(joined.get(key, {}), cast("dict[str, Any]", value))
        elif isinstance(value, list):
            joined[key] = [*joined.get(key, ()), *cast("list[str]", value)]
        else:
            joined[key] = value
    return joined


def _filled(words: dict[str, Any], model: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with an empty row for each that the model has besides, keys that are words left out."""
    if all(isinstance(value, str) for value in model.values()):
        return words
    filled = dict(words)
    for key, value in model.items():
        if isinstance(value, dict):
            filled[key] = _filled(words.get(key, {}), cast("dict[str, Any]", value))
        elif " " not in key:
            filled.setdefault(key, type(value)())
    return filled


def data(name: str) -> str:
    """Return the text of a data file of this room. Raises `FileNotFoundError`."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, white space and dashes as they come.

    Without any words it matches nothing.
    """
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(loose(w) for w in ordered) + ")" if ordered else "(?!)"


def plain(text: str) -> str:
    """Return a text on one line and without seams."""
    return " ".join(text.replace(SEAM, "").split())


def loose(words: str) -> str:
    """Return a pattern for the words however they are broken over lines and whatever dashes they have."""
    pattern = ""
    for piece in re.split(r"(\s+|-)", words):
        if piece == "-":
            pattern += f"[{DASHES}]"
        elif piece.isspace():
            pattern += r"\s+"
        else:
            pattern += re.sub("['’]", f"['’]{SEAM}?", re.escape(piece))
    return pattern
