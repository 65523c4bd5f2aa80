"""Where sentences, paragraphs and notes begin and end around a number."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .language import Language
    from .listing import Context

# How far before a head a sentence is read for the bodies that it names, in characters.
_SENTENCE = 400


def breaks(gap: str, words: Language) -> bool:
    """Whether a sentence ends in the gap."""
    return any(_ends_sentence(gap, stop.start(), words) for stop in _full_stop(words).finditer(gap))


def _ends_sentence(text: str, stop: int, words: Language) -> bool:
    """Whether a full stop ends a sentence, and no abbreviation."""
    word = _STOPPED.search(text, max(0, stop - 30), stop)
    return (
        word is not None
        and (len(word.group()) > 1 or _PART_LETTER.search(text, max(0, stop - 3), stop) is not None)
        and word.group().lower() not in words.words["abbreviations"]["words"]
    )


def same_sentence(text: str, start: int, end: int, context: Context) -> bool:
    """Whether two offsets stand in one sentence."""
    return context.segment(start) == context.segment(end) and not breaks(text[start:end], context.words)


def sentence_start(text: str, at: int, context: Context) -> int:
    """Return where the sentence that holds the offset begins, as far as bodies are looked for."""
    begin = segment_start(at, _SENTENCE, context)
    for stop in _full_stop(context.words).finditer(text, begin, at):
        if _ends_sentence(text, stop.start(), context.words):
            begin = stop.end()
    return begin


def segment_start(at: int, reach: int, context: Context) -> int:
    """Return where the paragraph or note that holds the offset begins, at most `reach` characters before."""
    return max(0, at - reach, context.begins(at))


@cache
def _full_stop(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\.\s+(?=[{words.begins}“\"])")


def seen_before(text: str, at: int) -> int:
    """Return where what is printed before an offset ends: the foot of a page leaves long blanks."""
    if not text[max(0, at - _INDENT) : at].isspace():
        return at
    reach = 8 * _INDENT
    while not (said := text[max(0, at - reach) : at].rstrip()) and reach < at:
        reach *= 4
    return max(0, at - reach) + len(said)


# The most blanks that stand between two words of one page, in characters.
_INDENT = 40
# The letter of a resolution is no initial: `resolution 47/20 B. The Council`.
_PART_LETTER = re.compile(r"\d\s[A-Z]\Z")
_STOPPED = re.compile(r"[\w”)]+\Z")
