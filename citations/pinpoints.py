"""The part of an instrument that is cited: `para. 29`, `chap. I, sect. D`, `section VI of`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .dates import date_after
from .language import SEAM, Language, either, loose
from .model import Part, Pinpoint
from .parts import compared, inserted, spelled, value_of
from .sentences import seen_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# How far before a name its pinpoint may begin, in characters.
_REACH = 200
# The most levels that a pinpoint has, and the most values that a unit has.
_LEVELS = 12
_VALUES = 60
# The most words that an ordinal has: `vingt et unième`.
_ORDINAL = 3
# What is called by its number, not a part of another.
_ACTS = frozenset({"resolution", "decision"})


class PinpointMark(NamedTuple):
    """A pinpoint and where it stands."""

    start: int
    end: int
    pinpoint: Pinpoint


def pinpoint_after(text: str, at: int, words: Language) -> PinpointMark | None:
    """Return the pinpoint that follows: `, annex, para. 46`, `, including paragraph 3 thereof`, ` art 33`."""
    if text[at : at + 1] not in _LEADS:
        return None
    if call := _CALL.match(text, at):
        at = call.end()
    if words.words["values"]["subject"] and (subject := _subject(words).match(text, at)):
        at = subject.end()
    ahead = _ahead(text, at, words)
    if ahead & _PART and (found := _following(text, at, words) or _in_which(text, at, words)):
        return found
    # `, adopted on 3 May 1999, annex`: the date is told first.
    if ahead & _DATE and (date := date_after(text, at, words)):
        if not _ahead(text, date.end, words) & _PART:
            return None
        return _following(text, date.end, words) or _in_which(text, date.end, words)
    remark = _REMARK.match(text, at) if ahead & _BRACKET else None
    return _following(text, remark.end(), words) if remark else None


def pinpoint_before(text: str, at: int, words: Language) -> PinpointMark | None:
    """Return the pinpoint that leads up to the offset: `paragraphs 26 to 28 of its `.

    Where its levels stand from the inner one out (`paragraph 15 of the annex to`), the parts stand the other
    way round all the same.
    """
    begin = max(0, seen_before(text, at) - _REACH)
    stop = _lead_start(text, begin, at, words)
    if stop is None or not _may_end(text, begin, stop, words):
        return None
    units = _units(words)
    for token in _TOKEN.finditer(text, begin, stop):
        word = token.group().lower()
        if word in units or word in _ordinal_firsts(words):
            found = _chain(text, token.start(), stop, words)
            if found:
                return found
    return None


def pinpoint_announced(text: str, at: int, words: Language) -> PinpointMark | None:
    """Return the pinpoint of a document in brackets: `paragraph 5 of the report of the Committee (`.

    `at` is where the bracket opens. The noun next to it decides.
    """
    begin = max(0, at - _REACH)
    begin = max(begin, *(text.rfind(mark, begin, at) + 1 for mark in "();"))
    found = list(_nouns(words).finditer(text, begin, at))
    last = found[-1] if found else None
    if last is None or last.group("lead") is None or _SENTENCE_END.search(text, last.end(), at):
        return None
    return pinpoint_before(text, last.end("lead"), words)


def _ahead(text: str, at: int, words: Language) -> int:
    """Return what may begin at an offset, as its first word tells: a part, a date, a bracket."""
    found = _FIRST.match(text, at)
    if found is None:
        return 0
    if found.group("bracket"):
        return _PART | _DATE | _BRACKET
    word = found.group("word")
    ahead = _DATE if word.isdigit() else _firsts(words).get(word.lower(), 0)
    if ahead & _LIST and not ahead & _DATE:
        found = _SECOND.match(text, found.end())
        if found and found.group("word").lower() in _seconds(words)[1]:  # `and the annex`
            found = _SECOND.match(text, found.end())
        return _PART if found and found.group("word").lower() in _seconds(words)[0] else 0
    return ahead


def _following(text: str, at: int, words: Language) -> PinpointMark | None:
    """Return the pinpoint that stands behind an offset, whatever leads to it."""
    if lead := _lead(words).match(text, at):
        if found := _levels(text, lead.end(), words):
            return found
    elif (lead := _OPEN.match(text, at)) and (found := _levels(text, lead.end(), words)):
        bracket = text[at : lead.end()].endswith("(")
        closed = text.startswith(")", found.end)
        return found if (closed if bracket else _bare(text, lead.end(), words)) else None
    lead = _particular(words).match(text, at)
    found = _levels(text, lead.end(), words) if lead else None
    if lead is None or found is None:
        return None
    told = lead.group("its") or lead.group("told")
    return found if told or _thereof(words).match(text, found.end) else None


def _in_which(text: str, at: int, words: Language) -> PinpointMark | None:
    """Return the pinpoint of a clause: `, adopted by the Assembly in …, in which article 24 sets out`.

    Or of the words between two commas: `Resolution 1973, in paragraph 4, authorized`.
    """
    if text[at : at + 1] != ",":
        return None
    if lead := _which(words).match(text, at):
        return _levels(text, lead.end(), words)
    lead = _inside(words).match(text, at)
    found = _levels(text, lead.end(), words) if lead else None
    return found if found and text.startswith(",", found.end) else None


def _bare(text: str, at: int, words: Language) -> bool:
    """Whether the unit is one that follows without a comma: `art 33`, `¶ 35`."""
    word = _TOKEN.match(text, at)
    return word is not None and word.group().lower() in words.words["units_alone"]["bare"]


def _lead_start(text: str, begin: int, at: int, words: Language) -> int | None:
    """Return where the words begin that stand between a pinpoint and what it is of: `, of the `, ` to `."""
    at -= text[at - 1 : at] in _OPENED
    if not text[at - 1 : at].isspace():
        return None
    of, determiners = _leading(words)
    end = begin + len(text[begin:at].rstrip())
    for _ in range(4):
        word = _word_start(text, begin, end)
        if word <= begin:
            return None
        printed, behind = text[word:end].lower(), end
        end = begin + len(text[begin:word].rstrip())
        if printed in of:
            word = _word_start(text, begin, end)
            if f"{text[word:end].lower()} {printed}" in of:  # `article 3 common to the`
                end = begin + len(text[begin:word].rstrip())
            return end - 1 if text[end - 1 : end] == "," else end
        if printed not in determiners:
            return behind if words.words["values"]["direct"] else None
    return None


def _may_end(text: str, begin: int, stop: int, words: Language) -> bool:
    """Whether the last word before an offset may end a pinpoint: a number, a letter, a unit."""
    last = text[_word_start(text, begin, stop) : stop]
    return not last.isalpha() or len(last) == 1 or last.lower() in _ends(words) or _ROMAN.issuperset(last)


def _word_start(text: str, begin: int, end: int) -> int:
    near = max(begin, end - _LONGEST)
    at = max(text.rfind(" ", near, end), text.rfind("\n", near, end), text.rfind(SEAM, near, end))
    return near if at < 0 else at + 1


def _chain(text: str, start: int, stop: int, words: Language) -> PinpointMark | None:
    """Return the levels that fill the text between the offsets, told from the inner one out or otherwise."""
    groups: list[tuple[Part, ...]] = []
    at = start
    while len(groups) < _LEVELS and (found := _levels(text, at, words, stop)):
        groups.append(found.pinpoint.parts)
        if found.end == stop:
            return _mark(text, start, stop, (part for group in reversed(groups) for part in group))
        within = _within(words).match(text, found.end, stop)
        if within is None:
            break
        at = within.end()
    return None


def _levels(text: str, start: int, words: Language, stop: int | None = None) -> PinpointMark | None:
    """Return the levels that stand at the offset, from the outer one in, up to `stop` where that is told."""
    parts: list[Part] = []
    at = end = start
    limit = len(text) if stop is None else stop
    while len(parts) < _VALUES and (level := _level(text, at, words, limit)):
        after, found = level
        if stop is None and (outer := _outer(text, after, words)):
            after, found = outer[0], [*outer[1], *found]
        elif stop is None and _of(words).match(text, after):  # `, and rule 3 of the rules`: another's
            break
        parts += found
        end = after
        gap = _next(words).match(text, end, limit)
        if not gap:
            break
        at = gap.end()
    return _mark(text, start, end, parts) if parts else None


def _mark(text: str, start: int, end: int, parts: Iterable[Part]) -> PinpointMark:
    printed = " ".join(text[start:end].split())
    return PinpointMark(start, end, Pinpoint(printed, compared(parts), (start, end)))


def _outer(text: str, at: int, words: Language) -> tuple[int, list[Part]] | None:
    """Return the level outside of one that ends at an offset: `, in particular paragraph 3 of article 1`."""
    within = _within(words).match(text, at)
    level = _level(text, within.end(), words, len(text)) if within and text[at : at + 1] != "," else None
    if level is None or level[1][0].unit in _ACTS:
        return None
    return None if _of(words).match(text, level[0]) or _led(words).match(text, level[0]) else level


def _level(text: str, at: int, words: Language, stop: int) -> tuple[int, list[Part]] | None:
    """Return where a level ends, and its parts: one unit with one value or several."""
    word = _TOKEN.match(text, at, stop)
    if word is None:
        return None
    first = word.group().lower()
    if first in _ordinal_firsts(words) and (
        ordinal := _ordinal(text, word, words, stop)
    ):  # `the fifth preambular paragraph`
        gap = _BLANK.match(text, ordinal[0], stop)
        following = _unit(text, gap.end(), words) if gap else None
        return (following[0], [Part(following[1], str(ordinal[1]))]) if following else None
    found = _unit(text, at, words)
    if found is None or found[0] > stop:
        return None
    end, unit, alone = found
    parts = list[Part]()
    for value in _values(text, end, words, stop):
        if unit in _ACTS and _SESSION.match(text, value.end()):  # `resolution 1540 (2004)`
            break
        parts.append(Part(unit, value_of(value.group(), unit, words)))
        end = value.end()
    if not parts and alone:
        parts.append(Part(unit, ""))
    return (end, parts) if parts else None


def _ordinal(text: str, first: re.Match[str], words: Language, stop: int) -> tuple[int, int] | None:
    """Return where an ordinal in words ends, and its number: `fifth`, `vingt et unième`."""
    found: tuple[int, int] | None = None
    printed, after = first.group().lower(), first
    for _ in range(_ORDINAL):
        if number := words.ordinals.get(printed):
            found = after.end(), number
        gap = _BLANK.match(text, after.end(), stop)
        following = _TOKEN.match(text, gap.end(), stop) if gap else None
        if following is None:
            break
        printed, after = f"{printed}-{following.group().lower()}", following
    return found


def _unit(text: str, at: int, words: Language) -> tuple[int, str, bool] | None:
    """Return where a word for a unit ends, the unit, and whether it needs no number."""
    word = _TOKEN.match(text, at)
    for printed, unit, alone in _units(words).get(word.group().lower(), ()) if word else ():
        if found := _spelled(printed).match(text, at):
            return found.end(), unit, alone
    return None


def _values(text: str, at: int, words: Language, stop: int) -> Iterator[re.Match[str]]:
    """Yield the values of a unit, a range as one."""
    gap = _numbering(words).match(text, at, stop)
    for _ in range(_VALUES):
        value = _value(words).match(text, gap.end(), stop) if gap else None
        if value is None:
            return
        yield value
        gap = _and(words).match(text, value.end(), stop)


# What may begin behind an offset.
_PART, _DATE, _BRACKET, _LIST = 1, 2, 4, 8
# What may close what is cited, and open it.
_CLOSED = r")\]》〉”»"
_OPENED = '《〈“„«"'
_FIRST = re.compile(
    rf"[{_CLOSED}]?\s*+,?\s*+(?:(?P<bracket>\()|(?P<word>[^\W\d_]{{1,40}}(?:-[^\W\d_]{{1,40}})?|[¶§]{{1,2}}|\d))"
)
_SECOND = re.compile(r"\s++(?P<word>[^\W\d_]{1,40}(?:-[^\W\d_]{1,40})?|[¶§]{1,2})")
_LEADS = frozenset(f", \n\t)]》〉”»(¶§0123456789{SEAM}")
# A line may end here, but no paragraph.
_GAP = r"(?:[^\S\n]{1,8}|[^\S\n]{0,4}\n[^\S\n]*+)"
_OPEN = re.compile(rf"[{_CLOSED}]?(?:{_GAP}\(|{_GAP}|(?=[¶§]))")
# The call of a note, or a remark in brackets: `1577 UNTS 3 (entered into force 2 September 1990) art 3`.
_CALL = re.compile(r"\d{1,3}(?=[\s,])")
_REMARK = re.compile(rf"\)?{_GAP}\([^()/;]{{3,120}}\)(?=[\s,])")
# The longest word that may lead to a pinpoint, or end one.
_LONGEST = 40
_ROMAN = frozenset("IVXLC")
_SESSION = re.compile(r"\s?\((?:(?:19|20)\d\d|(?:E?S-)?[IVXLC]+)\)")
_BLANK = re.compile(r"\s*+")
_SENTENCE_END = re.compile(r"(?:[^\W\d_A-Z]|[”)]){3}\.\s")
_TOKEN = re.compile(r"[^\W\d_]{1,40}(?:-[^\W\d_]{1,40})?|[¶§]{1,2}")


@cache
def _lead(words: Language) -> re.Pattern[str]:
    """What leads to a part behind a number or a name: `, `, `, and `."""
    return re.compile(rf"[{_CLOSED}]?[^\S\n]?,\s++(?:{either(words.words['values']['last'])}\s++)?")


@cache
def _leading(words: Language) -> tuple[frozenset[str], frozenset[str]]:
    """What stands between a pinpoint and what it is of, and what may stand between the two besides."""
    table = words.words["values"]
    return frozenset(table["of"]), frozenset(table["determiners"])


@cache
def _ends(words: Language) -> frozenset[str]:
    """The words, lower case, with which a pinpoint may end; the values are numbers or letters else."""
    units = (printed.split()[-1] for printed in words.units)
    return frozenset([*spelled(words), *inserted(words), *units])


@cache
def _ordinal_firsts(words: Language) -> frozenset[str]:
    """The first words of ordinals, lower case."""
    return frozenset(first for o in words.ordinals for first in (o, o.partition("-")[0]))


@cache
def _units(words: Language) -> Mapping[str, tuple[tuple[str, str, bool], ...]]:
    """First word, lower case -> the words for units that begin so, the longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for printed, unit in words.units.items():
        first = _TOKEN.match(printed)
        if first:
            table.setdefault(first.group(), []).append((printed, unit))
    alone = words.words["units_alone"]["words"]
    return {
        first: tuple(
            (printed, unit, printed in alone)
            for printed, unit in sorted(found, key=lambda pair: -len(pair[0]))
        )
        for first, found in table.items()
    }


@cache
def _spelled(printed: str) -> re.Pattern[str]:
    """Return a pattern for the word of a unit; only those that a text has are made."""
    return re.compile(rf"{_spaced(printed)}(?![^\W\d]|[_-])", re.IGNORECASE)


@cache
def _firsts(words: Language) -> Mapping[str, int]:
    """Word, lower case -> what it may begin behind a number or a name."""
    table = words.words["values"]
    parts = [
        *_units(words),
        *_ordinal_firsts(words),
        *_heads_of(table, "particular", "by", "relative", "adopted"),
    ]
    dates = [*_heads_of(words.words["dates"], "before"), *words.months]
    firsts = dict.fromkeys(parts, _PART)
    firsts |= {word: firsts.get(word, 0) | _DATE for word in dates}
    return firsts | {word: firsts.get(word, 0) | _PART | _LIST for word in _heads_of(table, "list")}


@cache
def _seconds(words: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Words, lower case, behind `and` that may begin a part, and those that may stand before these."""
    table = words.words["values"]
    told = (printed.lower().split()[1:2] for printed in table["particular"])
    parts = [*_units(words), *_ordinal_firsts(words), *(word for second in told for word in second)]
    return frozenset(parts), frozenset(_heads_of(table, "own", "determiners"))


def _heads_of(table: Mapping[str, list[str]], *rows: str) -> list[str]:
    """Return the first word of each entry of some rows, lower case."""
    found = (_TOKEN.match(printed.lower()) for row in rows for printed in table[row])
    return [word.group() for word in found if word]


def _spaced(printed: str) -> str:
    """Return a pattern for a word for a unit; tokenised text has a blank before its full stop."""
    return loose(printed).replace(r"\.", r"\s?\.")


@cache
def _value(words: Language) -> re.Pattern[str]:
    """A value or a range of values: `1 (e)`, `115.4–115.17`, `C.2`, `II`, `26 to 28`, `one`."""
    number = either(spelled(words))
    between = either(inserted(words))
    month = either(words.month_names)
    before = either(words.words["values"]["not_before"])
    joining = [w for w in (*words.words["values"]["list"], *words.words["values"]["range"]) if len(w) == 1]
    joins = rf"(?!{either(joining)}\s)" if joining else ""  # `párrafos 80 a 90`, where a letter is a word
    one = (
        rf"(?:\d{{1,6}}(?!\d|/)(?:\.[^\S\n]?\d{{1,6}}(?!\d)){{0,5}}(?:\s?{between}\b)?(?:\s?{joins}[a-z]\b(?!\.))?"
        r"(?:\s?\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)){0,4}"
        r"|[IVXLC]{1,9}\b(?:\.[A-Z\d]{1,5}){0,4}|[A-Z](?!\.[A-Z])(?:\.\d+)?(?:\s?\([a-z]\))?(?![\w’']|-\d)|\([a-z]{1,2}\)"
        rf"|{number}\b)(?!/)(?!\s++{month}\b)(?!\s*{before})"
    )
    to = either(words.words["values"]["range"])
    return re.compile(rf"{one}(?:\s?[–-]\s*+{one}|\s++{to}\s++{one})?")


@cache
def _subject(words: Language) -> re.Pattern[str]:
    """What may stand between an instrument and its part and tells what the part is about: `关于…的第48段`."""
    units = either(words.units)
    subject = "|".join(words.words["values"]["subject"]) or "(?!)"
    return re.compile(rf"[{_CLOSED}]?\s*(?:{subject})(?=\s*{units})")


@cache
def _numbering(words: Language) -> re.Pattern[str]:
    """What stands between a unit and its value: `objectif de développement durable no 16`."""
    return re.compile(rf"\s*+(?:{words.numbering}\s++)?")


@cache
def _and(words: Language) -> re.Pattern[str]:
    return re.compile(rf",\s*+|,?\s++{either(words.words['values']['list'])}\s++")


@cache
def _next(words: Language) -> re.Pattern[str]:
    last = either(words.words["values"]["list"])
    if words.words["values"]["direct"]:  # a blank alone makes what stands behind it the outer one
        return re.compile(rf"\s?,\s++(?:{last}\s++)?|\s++{last}\s++")
    return re.compile(rf",?\s++(?:{last}\s++)?")


@cache
def _of(words: Language) -> re.Pattern[str]:
    """What makes a level another instrument's; `of which` and `thereof` do not."""
    table = words.words["values"]
    if table["direct"]:
        what = either([*words.heads, *table["documents"], *words.words["back"]["nouns"]])
        determiners = rf"(?:{either(table['determiners'])}\s++){{0,2}}"
        return re.compile(rf"\s++(?:{either(table['another'])}\s++)?{determiners}{what}(?!\w)")
    return re.compile(rf"\s++{either(table['another'])}\s(?!\s{{0,8}}{either(table['which'])}\b)")


@cache
def _led(words: Language) -> re.Pattern[str]:
    """Any word that makes what stands before it a part of what follows: ` to `."""
    return re.compile(rf"\s++{either(words.words['values']['of'])}\s")


@cache
def _within(words: Language) -> re.Pattern[str]:
    """What stands between an inner level and an outer one: ` of the `, `, of `."""
    table = words.words["values"]
    of = rf"(?:{either(table['of'])}\s++){'?' if table['direct'] else ''}"
    return re.compile(rf",?\s++{of}(?:{either(table['determiners'])}\s++){{0,2}}")


@cache
def _particular(words: Language) -> re.Pattern[str]:
    """What picks a part out: `, including under `, and with its own word for it: ` and its `."""
    table = words.words["values"]
    told, own = either(table["particular"]), either(table["own"])
    under = either([*table["of"], *table["determiners"]])
    return re.compile(
        rf"[{_CLOSED}]?\s?,?\s++(?:(?P<told>{told})(?:,?\s++{under}){{0,2}}|{either(table['list'])}\s++(?P<its>{own})"
        rf"|{either(table['list'])}(?:\s++{either(table['determiners'])})?|{either(table['by'])}),?\s++"
    )


@cache
def _nouns(words: Language) -> re.Pattern[str]:
    """Nouns for documents, and what makes them the whole of which parts are told."""
    table = words.words["values"]
    lead = rf"{either(table['of'])}\s++(?:{either(table['determiners'])}\s++){{1,2}}"
    if table["direct"]:
        lead = rf"(?:{either([*table['of'], *table['determiners']])}\s++){{0,2}}"
    return re.compile(rf"(?:\b(?P<lead>{lead}))?\b{either(table['documents'])}\b")


@cache
def _which(words: Language) -> re.Pattern[str]:
    """What leads to the parts in a relative clause, also behind one that tells who adopted the instrument."""
    table = words.words["values"]
    adopted = rf"(?:,\s++{either(table['adopted'])}\b[^;,]{{1,120}})?"
    return re.compile(rf"{adopted},\s++{either(table['relative'])}\s++(?:{either(table['articles'])}\s++)?")


@cache
def _inside(words: Language) -> re.Pattern[str]:
    """What leads to a part between two commas: `, in `, `, en son `."""
    table = words.words["values"]
    return re.compile(rf",\s++{either(table['by'])}\s++(?:{either(table['own'])}\s++)?")


@cache
def _thereof(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\s++{either(words.words['values']['thereof'])}\b")
