"""What opens a paragraph: `Recalling also`, `Expresses its deep concern`, `Recognizing and reaffirming`."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .language import Language, Opening, Openings

ENDS = ",;:."
"""Marks behind which an opening does not go on."""

# Those behind which none does, though adverbs stand before.
_STOPS = ";:."

PREAMBLE = frozenset({"preamble"})
OPERATIVE = frozenset({"operative"})
PLAIN = frozenset({"plain"})
PAST = frozenset({"past"})
WRITTEN = frozenset({"preamble", "operative", "ground"})
"""The forms in which a body's own paragraphs open."""


class Opened(NamedTuple):
    """The words that open a paragraph, and what they say."""

    relation: str
    form: str
    first: str
    """The first word of the verb, lower case."""
    begin: int
    end: int
    """The index of its first word, and the one behind its last."""


def opening(
    printed: Sequence[str], at: int, words: Language, forms: frozenset[str] = WRITTEN
) -> Opened | None:
    """Return the opening that begins at an index of the printed words, its adverbs included; None without."""
    first = at
    while first < len(printed):
        word = bare(printed[first])
        found = _verb(words.openings, printed, first, words, forms)
        if found is None and word in words.words["openings"]["perfect"]:
            done = opening(printed, first + 1, words, PAST) if "preamble" in forms else None
            found = (done.relation, "preamble", done.end) if done else None
        if found:
            relation, form, end = found
            relation, end = _tail(relation, printed, first, end, words, forms)
            return Opened(relation, form, word, at, end)
        if word not in words.fillers or printed[first][-1] in _STOPS:  # `在这方面，回顾`
            return None
        first += 1
    return None


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """Return a printed word in lower case, without the mark behind it."""
    return word.lower().rstrip(ENDS)


def _verb(
    tree: Openings, printed: Sequence[str], at: int, words: Language, forms: frozenset[str]
) -> tuple[str, str, int] | None:
    """Return relation, form and end of the longest opening from an index on, adverbs in it passed over."""
    seen: list[tuple[Opening, int]] = []
    node = tree
    while at < len(printed):
        word = bare(printed[at])
        following = node.then.get(word)
        if following:
            node = following
            if node.here:  # what is written alike in both opens a preamble, where no number stands before
                here = sorted(node.here, key=lambda o: o.form == "preamble")
                seen += [(o, at + 1) for o in here if o.form in forms]
        elif node is words.openings or not _passed_over(printed, at, words):
            break
        if printed[at][-1] in ENDS:
            break
        at += 1
    for found, end in reversed(seen):
        if found.relation:
            return found.relation, found.form, end
        if onward := opening(printed, end, words, PLAIN):
            return onward.relation, found.form, onward.end
    return None


def _passed_over(printed: Sequence[str], at: int, words: Language) -> bool:
    """Whether a word may stand inside an opening: `its deep`, `its deep and continued`."""
    if (word := bare(printed[at])) in words.fillers:
        return True
    return (
        word in words.words["openings"]["and"]
        and at + 1 < len(printed)
        and bare(printed[at + 1]) in words.fillers
    )


def _tail(
    relation: str, printed: Sequence[str], first: int, end: int, words: Language, forms: frozenset[str]
) -> tuple[str, int]:
    """Return the relation and the end of an opening with what belongs to it: `with concern`, `and welcoming`.

    Of verbs that are joined the last one counts, as the editors of the United Nations gather them.
    """
    table = words.words["openings"]
    while end < len(printed) and printed[end - 1][-1] not in ENDS:
        word = bare(printed[end])
        longer = _phrase(printed, end, words)
        if longer is None and word in table["manner"]:
            longer = _noun(printed, end + 1, words, "manners")
        elif (
            longer is None and word in words.fillers and word not in table["articles"]
        ):  # `its unwavering commitment`, `deep concern`
            longer = _noun(printed, end, words, "objects")
        if longer is None and word in table["and"]:
            joined = opening(printed, end + 1, words, forms)
            if joined:
                return joined.relation, joined.end
            expressed = words.openings.then.get(bare(printed[first]))
            other = _verb(expressed, printed, end + 1, words, forms) if expressed else None
            if other:
                relation, longer = other[0], other[2]
        if longer is None:
            break
        end = longer
    return relation, end


def _phrase(printed: Sequence[str], at: int, words: Language) -> int | None:
    """Return where a phrase that may follow an opening ends: `in this regard`."""
    for phrase in _tails(words).get(bare(printed[at]), ()):
        end = at + len(phrase)
        if all(bare(word) == wanted for word, wanted in zip(printed[at:end], phrase, strict=False)):
            return min(end, len(printed))
    return None


def _noun(printed: Sequence[str], at: int, words: Language, column: str) -> int | None:
    """Return where a noun of the table ends that stands here, adjectives before it passed over."""
    while at < len(printed):
        word = bare(printed[at])
        if word in words.words["openings"][column]:
            return at + 1
        if word not in words.fillers:
            return None
        at += 1
    return None


@cache
def _tails(words: Language) -> dict[str, list[tuple[str, ...]]]:
    """First word -> the phrases that may follow an opening, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words.words["openings"]["tails"], key=len, reverse=True):
        pieces = tuple(phrase.split())
        table.setdefault(pieces[0], []).append(pieces)
    return table
