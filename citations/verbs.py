"""The verb that governs a citation more nearly than what opens the paragraph: `in which it endorsed`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    clause = running[begin:anchor].lower().replace("\n", " ")
    if ", " in clause:
        for aside in words.words["verbs"]["asides"]:
            clause = clause.replace(aside, "")
    start = max(clause.rfind(", "), clause.rfind("; "), clause.rfind(". "))
    printed = clause[start + 1 :].split()
    table = _by_last_word(words)
    for n in range(len(printed) - 1, -1, -1):
        for verb, relation in table.get(printed[n], ()):
            if printed[max(0, n + 1 - len(verb)) : n + 1] == verb:
                return None if _another_texts(printed[n + 1 : n + 3], words) else relation
    return None


def _another_texts(behind: list[str], words: Language) -> bool:
    """Whether what stands behind a verb tells that the cited instrument, not this text, does so."""
    table = words.words["verbs"]
    return bool(behind) and behind[0] in table["passive"] and behind[-1] not in table["own"]


@cache
def _by_last_word(words: Language) -> Mapping[str, tuple[tuple[list[str], str], ...]]:
    """Last word -> the verbs that end with it and their relations, the longest first."""
    table: dict[str, list[tuple[list[str], str]]] = {}
    for relation, verbs in words.words["verbs"]["relations"].items():
        for verb in verbs:
            printed = verb.split()
            table.setdefault(printed[-1], []).append((printed, relation))
    return {last: tuple(sorted(found, key=lambda v: -len(v[0]))) for last, found in table.items()}
