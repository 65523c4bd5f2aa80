"""The title or subject of a resolution as it is cited: `entitled “…”`, `on …`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .dates import Date, date_before
from .language import Language, either, plain

if TYPE_CHECKING:
    from .listing import Context, Entry

# How long a title may be, in characters.
LONGEST = 400
_LINE_END = re.compile(r"\n\s*")


def title_of(text: str, entry: Entry, until: int | None, context: Context) -> str | None:
    """Return the title or subject as cited (`entitled “…”`, `on …`), up to the next number or head."""
    quoted = entitled(context.words).match(text, entry.end)
    if quoted:
        return plain(quoted.group("title")).rstrip(",")
    found = subject(context.words).match(text, entry.end)
    if not found:
        return None
    begin = found.end()
    limit = min(until or len(text), begin + LONGEST)
    stop = _subject_stop(context.words).search(text, begin, limit)
    ends = [stop.start()] if stop else [limit] if limit == until else []
    here = context.segment(entry.mark.start)
    ends += [m.start() for m in _LINE_END.finditer(text, begin, limit) if context.segment(m.end()) != here]
    if not ends:
        return None
    return plain(_trailing_glue(context.words).sub("", text[begin : min(ends)])) or None


def led_by(text: str, at: int, words: Language) -> tuple[int, Date | None]:
    """Return where the date and the title begin that stand before a head, and the date; else its own offset.

    Only of a language whose dates stand there: `2022年12月15日题为“…”的第77/214号决议`.
    """
    given: Date | None = None
    if not words.words["dates"]["before_head"]:
        return at, given
    for _ in range(_LED):
        if given is None and (given := date_before(text, at, words)):
            at = given.start
        elif titled := _led_title(text, at, words):
            at = titled.start()
        else:
            break
    return at, given


# So many things lead to a head at most: a title, a date, another title.
_LED = 3


def _led_title(text: str, at: int, words: Language) -> re.Match[str] | None:
    """Return the title that ends before an offset; each pattern ends with a character of its own."""
    patterns = words.words["title"]["before"]
    last = text[max(0, at - _GAP) : at].rstrip()[-1:]
    if not any(pattern.endswith(last) for pattern in patterns):
        return None
    return _before(words).search(text, max(0, at - LONGEST), at)


# How far from what it leads to a title ends, in characters.
_GAP = 8


@cache
def _before(words: Language) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words.words['title']['before'])})\s*\Z")


@cache
def subject(words: Language) -> re.Pattern[str]:
    """Return a pattern for what leads to the subject of a resolution: ` on the `."""
    articles = either(words.words["title"]["articles"])
    return re.compile(rf",?\s+{either(words.words['title']['subject'])}\s+(?:{articles}\s+(?=[a-z]))?")


@cache
def _trailing_glue(words: Language) -> re.Pattern[str]:
    return re.compile(rf"[\s,;]*(?:\b{either(words.words['values']['list'])}\b)?[\s,;]*\Z")


@cache
def entitled(words: Language) -> re.Pattern[str]:
    """Return a pattern for a title in quotation marks behind a number: ` entitled “…”`, ` «…»`."""
    leads = either(words.words["title"]["entitled"])
    return re.compile(rf",?\s*(?:[\d*!?]{{1,3}}\s)?{leads}\s+[“\"«]\s?(?P<title>[^”\"»]{{2,400}})[”\"»]")


@cache
def _subject_stop(words: Language) -> re.Pattern[str]:
    return re.compile(rf"[.;](?=\s|$)|,?\s+{either(words.words['title']['stops'])}\b")
