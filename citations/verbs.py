"""The verb that governs a citation more nearly than what opens the paragraph: `in which it endorsed`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .language import SEAM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .language import Language

# How far a verb governs, in characters.
_GOVERNS = 80


def nearer_verb(running: str, begin: int, anchor: int, words: Language) -> str | None:
    """Return the relation of the last verb before the words that lead to a citation, begun at `anchor`.

    None stands before `begin`, where the opening of the paragraph ends, and none beyond the clause. A verb
    of what was done by or in the instrument that is cited (`endorsed by the Assembly in its resolution`) is
    another text's, and says nothing of this one.
    """
    begin = max(begin, anchor - _GOVERNS)
    if begin >= anchor:
        return None
    clause = running[_past_blank(running, begin, anchor) : anchor].lower()
    clause = clause.replace("\n", " ").replace(SEAM, " ")
    if clause.count(",") > 1:
        for aside in words.words["verbs"]["asides"]:
            clause = clause.replace(aside, "")
    start = max(clause.rfind(", "), clause.rfind("; "), clause.rfind(". "))
    printed = clause[start + 1 :].split()
    table = _by_last_words(words)
    ends = [n for n, word in enumerate(printed) if word in table]
    for n in reversed(ends):
        endings = table[printed[n]]
        for verb, relation in endings.get(printed[n - 1] if n else "") or endings.get("", ()):
            if printed[max(0, n + 1 - len(verb)) : n + 1] == verb:
                return None if _another_texts(printed[n + 1 : n + 3], words) else relation
    return None


def _past_blank(running: str, begin: int, anchor: int) -> int:
    """Return where the clause begins behind the last blank line: a heading above it governs nothing.

    Where a small letter or a digit follows, the foot of a page may have stood between.
    """
    for blank in _BLANK_LINE.finditer(running, begin, anchor + 1):
        following = running[blank.end()]
        if not (following.islower() or following.isdigit()):
            begin = blank.end()
    return begin


_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*(?=\S)")


def _another_texts(behind: list[str], words: Language) -> bool:
    """Whether what stands behind a verb tells that the cited instrument, not this text, does so."""
    table = words.words["verbs"]
    return bool(behind) and behind[0] in table["passive"] and behind[-1] not in table["own"]


@cache
def _by_last_words(words: Language) -> Mapping[str, Mapping[str, Sequence[tuple[list[str], str]]]]:
    """Last word -> the word before it -> the verbs that end so and their relations, the longest first.

    The verb that is this one word stands last in each, and alone under an empty word.
    """
    table: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
    verbs = [
        (v.split(), relation) for relation, row in words.words["verbs"]["relations"].items() for v in row
    ]
    for printed, relation in sorted(verbs, key=lambda verb: -len(verb[0])):
        endings = table.setdefault(printed[-1], {})
        if len(printed) > 1:
            endings.setdefault(printed[-2], []).append((printed, relation))
        else:
            for found in {**endings, "": endings.setdefault("", [])}.values():
                found.append((printed, relation))
    return table
