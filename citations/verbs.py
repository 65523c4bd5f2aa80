"""The verb that governs a citation more nearly than what opens the paragraph: `in which it endorsed`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .language import either

if TYPE_CHECKING:
    from .language import Language

# How far a verb governs, in characters.
_GOVERNS = 80


def nearer_verb(running: str, begin: int, anchor: int, words: Language) -> str | None:
    """Return the relation of the last verb before the words that lead to a citation, begun at `anchor`.

    None stands before `begin`, where the opening of the paragraph ends.
    """
    last = None
    for found in _verbs(words).finditer(running, max(begin, anchor - _GOVERNS), anchor):
        last = found
    if last is None or _CLAUSE_END.search(running, last.end(), anchor):
        return None
    return words.words["verbs"][" ".join(last.group().lower().split())]


_CLAUSE_END = re.compile(r"[.;,]\s")


@cache
def _verbs(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['verbs'])}\b", re.IGNORECASE)
