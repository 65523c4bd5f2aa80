"""The paragraphs of a text: what opens each, what it does with what it cites, and who speaks."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .language import Language, either
from .mentions import mention_at, small
from .openings import ENDS, OPERATIVE, PAST, PLAIN, PREAMBLE, WRITTEN, bare, opening
from .owners import owner_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Half of the text in lines longer than this: a line is a paragraph; else lines are wrapped.
_LONG_LINE = 160
# How much of a paragraph is read for what opens it, in characters and in words.
_OPENS = 240
_WORDS = 20
# Stands for any word that no opening has.
_OTHER = "?"
# How far behind a body stands what is told of it, how far a clause may lead up to the body, in characters.
_TELLS = 200
_CLAUSE = 400
# The longest line that is a title, a body's name, or a running head, in characters.
_TITLE = 160

_NUMBERED = re.compile(r"\d{1,3}\.(?:\s+|$)")
_ITEM = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,5})\)(?:\s+|$)")
_ITEM_ENDS = re.compile(r"(?:^|\s)\((?:[a-z]{1,2}|[ivx]{1,5})\)\Z")
_MARKED = re.compile(r"(?:[OP]P\s?\d|[lI][.\s])")
# What may stand behind the name of the body that speaks: a mark, the call of a note.
_ALONE = re.compile(r"[,:]?\s*[\d*]{0,3}\s*")
# A line that stands on every page.
_RUNNING_HEAD = re.compile(
    r"[A-Z][\w-]{0,11}(?:/[\w. ()-]{1,24}){1,6}|(?:[–-]\s?)?\d{1,4}(?:\s?/\s?\d{1,4})?(?:\s?[–-])?"
)
# Openings inside a line: behind a comma; in an unbroken text, also behind a sentence.
_COMMA = re.compile(r", (?=[A-Z])")
_STOP = re.compile(r"[,;.:] (?=(?:(?P<number>\d{1,3})\. )?[A-Z])")
_UNBROKEN = 1500
_SPACE = re.compile(r" (?=[A-Z])")

_STATED = WRITTEN | PAST
_TOLD = OPERATIVE | PAST
_AFTER_NAME = PREAMBLE | OPERATIVE


class Paragraph(NamedTuple):
    """A stretch of running text under one opening."""

    start: int
    relation: str | None
    opening: str | None
    part: str | None
    speaker: str | None
    """The body whose text it is (`The General Assembly,` on a line before), by its English name."""


class Paragraphs:
    """The paragraphs of one text, by offset."""

    def __init__(self, found: Sequence[Paragraph]) -> None:
        self._found = found
        self._starts = [p.start for p in found]

    def at(self, offset: int) -> Paragraph:
        """Return the paragraph that holds the offset."""
        return self._found[bisect.bisect_right(self._starts, offset) - 1]

    def first_speaker(self) -> str | None:
        """Return the first body that speaks in the text."""
        return next((p.speaker for p in self._found if p.speaker), None)

    def start(self, offset: int) -> int:
        """Return where the paragraph that holds the offset begins."""
        return self._starts[bisect.bisect_right(self._starts, offset) - 1]

    def number(self, offset: int) -> int:
        """Return which paragraph, counted from 0, holds the offset."""
        return bisect.bisect_right(self._starts, offset) - 1


def paragraphs(running: str, words: Language) -> Paragraphs:
    """Divide the running text (footnotes blanked out) into paragraphs."""
    return Paragraphs([Paragraph(0, None, None, None, None), *_divide(running, words)])


class _Line(NamedTuple):
    """A line that is not blank."""

    start: int
    """Where its text begins."""
    text: str
    blank: bool
    """Whether a blank line stands before it."""


class _Says(NamedTuple):
    """What a paragraph does, as it opens or as it is told of a body."""

    relation: str
    printed: str
    form: str


@dataclass(slots=True)
class _State:
    """How far the division of a text has come."""

    lines: Sequence[_Line]
    line_is_paragraph: bool
    n: int = 0
    """The line that is read."""
    section: str | None = None
    speaker: str | None = None
    chapeau: _Says | None = None
    """The opening of a paragraph without number that the numbered ones behind it go on."""
    listing: bool = False
    """Whether numbered paragraphs go on the chapeau."""
    led: bool = False
    """Whether the paragraph opens with what its body starts from: `Recalling`, `In the light of`."""
    acts: bool = False
    """Whether the paragraph that is read is one in which a body acts, so that its items go on the verb."""
    begun: bool = False
    told: bool = False
    """Whether the paragraph before tells of a body."""
    blank: bool = True
    """Whether a blank line stands before what is read."""
    marked: bool = False
    """Whether an item's mark, `(a)`, stands before."""
    numbered: bool = False
    """Whether a paragraph's number stands before."""
    last: str = ""
    """The line before, the heads of pages passed over."""
    turned: bool = False
    """Whether the head of a page stands before, in the middle of a sentence."""


def _divide(running: str, words: Language) -> Iterator[Paragraph]:
    lines = _lines(running)
    long = sum(length for line in lines if (length := len(line.text)) > _LONG_LINE)
    state = _State(lines, long * 2 > len(running))
    for state.n, line in enumerate(lines):
        state.blank = state.blank or line.blank
        marks, length = _past_marks(line.text, state), len(line.text)
        if marks < length:
            found = _turn(running, line, state, words) or _begun(running, line, marks, state, words)
            if found:
                state.begun = True
                yield found
            if found and state.section is None and (acts := _acts(running, found, state, words)):
                yield acts
            if length > _LONG_LINE:
                yield from _inside(line, marks, found, state, words)
            state.blank = state.marked = state.numbered = False
            if line.text[-1] == ")" and _ITEM_ENDS.search(line.text, max(0, length - 9)):
                state.marked = True
        if not state.turned:
            state.last = line.text


def _lines(running: str) -> list[_Line]:
    """Return the lines that are not blank."""
    found: list[_Line] = []
    at, blank = 0, True
    for raw in running.split("\n"):
        text = raw.strip()
        if text:
            indent = len(raw) - len(raw.lstrip()) if raw[0] != text[0] else 0
            found.append(_Line(at + indent, text, blank))
        blank = not text
        at += len(raw) + 1
    return found


def _past_marks(text: str, state: _State) -> int:
    """Return where a line's text begins behind its number or item mark, and note those."""
    at = 0
    if text[0].isdigit() and (number := _NUMBERED.match(text)):
        state.numbered, state.marked = True, False
        at = number.end()
    if ")" in text[at : at + 8] and (item := _ITEM.match(text, at)):
        state.numbered, state.marked = state.numbered and at > 0, True
        at = item.end()
    return at


def _turn(running: str, line: _Line, state: _State, words: Language) -> Paragraph | None:
    """Return a paragraph where the text turns: another body speaks, or an annex begins."""
    if len(line.text) > _TITLE or line.text[0].islower():
        return None
    if _annexes(words).fullmatch(line.text):
        state.section = "annex"
    elif speaker := _speaker(running, line, state, words):
        (state.speaker,), state.section = speaker, "preamble"
    else:
        return None
    state.chapeau = None
    state.told = False
    return Paragraph(line.start, None, None, "annex" if state.section == "annex" else None, state.speaker)


def _speaker(running: str, line: _Line, state: _State, words: Language) -> tuple[str | None] | None:
    """Return the body that speaks from here on, where a line is no more than its name: `The Council,`.

    A body that the tables lack speaks where its name ends with a comma and a paragraph of a preamble follows.
    """
    lead = _article(words).match(line.text)
    if lead is None:
        return None
    last, text, at = state.speaker, running, line.start
    if line.text.isupper():
        text, at = small(line.text, words), 0
    end = at + len(line.text)
    owner = owner_at(text, at + lead.end(), words, (last,) if last else ())
    if owner and _ALONE.fullmatch(text, owner.end, end):
        return (owner.bodies[0],) if len(owner.bodies) == 1 or last in owner.bodies else None
    following = state.lines[state.n + 1] if state.n + 1 < len(state.lines) else None
    if owner or following is None or line.text.rstrip("0123456789*")[-1] != ",":
        return None
    printed = line.text[lead.end() :].split()
    if _body(printed, words) == len(printed) and _written(following.text, words, PREAMBLE):
        return (None,)
    return None


def _begun(running: str, line: _Line, marks: int, state: _State, words: Language) -> Paragraph | None:
    """Return the paragraph that begins with a line; None where the one before goes on."""
    start, begins = (
        line.start + marks,
        state.numbered or state.marked or state.blank or state.line_is_paragraph,
    )
    says = None
    if line.text[marks].islower() and not words.words["openings"]["small"]:
        begins = False
    else:
        start, says = _opens(running, line, start, begins, state, words)
    if says is None and begins and not (state.marked and not state.numbered):
        says = _told(running, start, line, state, words)
    if says:
        state.turned = False
    if says is None and not (state.numbered or _fresh(line, marks, state)):
        return None
    state.led = says is not None and says.form in ("preamble", "ground")
    state.acts = (says.form != "preamble") if says else state.acts and state.numbered
    if says:
        state.chapeau, state.listing = (says, False) if not state.numbered else (None, False)
    elif state.numbered and state.chapeau and (state.listing or state.last.endswith(":")):
        says, state.listing = state.chapeau, True
    else:
        state.chapeau = None
    part = _part(state, says)
    if says and part == "operative" and state.section == "preamble":
        state.section = "operative"
    relation, printed = (says.relation, says.printed) if says else (None, None)
    return Paragraph(start, relation, printed, part, state.speaker)


def _opens(
    running: str, line: _Line, start: int, begins: bool, state: _State, words: Language
) -> tuple[int, _Says | None]:
    """Return where the text of a paragraph begins behind its marks, and what opens it."""
    number = None
    begin = start
    first = running[start]
    if not first.isalpha() or (first in "OPlI" and _MARKED.match(running, start)):
        marks = _marks(words).match(running, start)
        if marks is None or marks.end() >= line.start + len(line.text):
            return start, None
        number, begin = marks.group("number"), marks.end()
    forms = _STATED if state.marked and state.told else WRITTEN
    says = _written(running[begin : begin + _OPENS], words, forms)
    if says is None:
        return start, None
    state.numbered = state.numbered or number is not None
    if state.numbered and says.form == "preamble":
        acts = _written(running[begin : begin + _OPENS], words, OPERATIVE)
        says = acts if acts and acts.printed == says.printed else says
    begins = begins or number is not None or not state.begun
    if not (begins or _ended(state.last) or _breaks_in(says, words)):
        return start, None
    # The items of a paragraph in which a body acts go on its verb: `Calls upon States: (a) Continuing …`.
    if says.form == "preamble" and state.marked and state.acts:
        return start, None
    if not (state.numbered or state.marked) and _is_title(line, says, state, words):
        return start, None
    return begin, says


def _breaks_in(says: _Says, words: Language) -> bool:
    """Whether a verb begins a paragraph even where the line before has no end: a scan may have lost it."""
    return says.form == "preamble" and says.printed.partition(" ")[0].lower() not in _titles(words)


def _written(text: str, words: Language, forms: frozenset[str] = WRITTEN) -> _Says | None:
    """Return what a text opens with."""
    if words.words["openings"]["framed"] and (framed := _framed(text, words, forms)):
        return framed
    printed = text.split(None, _WORDS)[:_WORDS]
    if not printed or bare(printed[0]) not in words.firsts:
        return None
    known = words.opening_words
    for n, word in enumerate(printed):
        if bare(word) not in known:
            return _opened((*printed[:n], _OTHER), words, forms)
    return _opened(tuple(printed), words, forms)


def _framed(text: str, words: Language, forms: frozenset[str]) -> _Says | None:
    """Return what a text opens with whose verb stands behind its object: `对…深表关切`."""
    frame = _frame(words).match(text)
    printed = frame.group().split() if frame else []
    for n in range(1, len(printed)):
        said = opening(printed, n, words, forms)
        if said and said.end == len(printed):
            return _says(printed, said.begin, said.end, said.relation, said.form, words)
    return None


@lru_cache(maxsize=4096)
def _opened(printed: tuple[str, ...], words: Language, forms: frozenset[str]) -> _Says | None:
    """Return what the words open, told again and again: they end with the first that no opening has."""
    found = opening(printed, 0, words, forms)
    if found is None:
        return None
    return _says(printed, found.begin, found.end, found.relation, found.form, words)


def _says(printed: Sequence[str], begin: int, end: int, relation: str, form: str, words: Language) -> _Says:
    return _Says(relation, words.phrase(printed[begin:end]).rstrip(ENDS), form)


def _is_title(line: _Line, says: _Says, state: _State, words: Language) -> bool:
    """Whether a line with an opening is the title of a section: `Implementing the Declaration`."""
    if len(line.text) > _TITLE or says.printed.partition(" ")[0].lower() not in _titles(words):
        return False
    following = state.lines[state.n + 1] if state.n + 1 < len(state.lines) else None
    whole = state.line_is_paragraph or following is None or following.blank
    return whole and (line.text[-1].isalnum() or line.text[-1] in "”)")


def _fresh(line: _Line, marks: int, state: _State) -> bool:
    """Whether a line without opening or number begins a paragraph."""
    if state.marked or line.text[marks].islower() or (state.turned and line.text[marks].isdigit()):
        state.turned = state.turned and _RUNNING_HEAD.fullmatch(line.text) is not None
        return False
    if not state.begun:
        return True
    if not (state.line_is_paragraph or (state.blank and _ended(state.last))):
        return False
    state.turned = _interrupts(line, state)
    return not state.turned


def _interrupts(line: _Line, state: _State) -> bool:
    """Whether a line stands in the middle of a sentence that goes on behind it: the head of a page."""
    if len(line.text) > _TITLE or not state.last or state.last[-1] in ".;:":
        return False
    for following in state.lines[state.n + 1 : state.n + 4]:
        first = following.text[0]
        if first.islower() or (first.isdigit() and _RUNNING_HEAD.fullmatch(line.text)):
            return not _NUMBERED.match(following.text)
        if not _RUNNING_HEAD.fullmatch(following.text):
            return False
    return False


def _ended(text: str) -> bool:
    """Whether a line ends as a paragraph does; marks of footnote calls may follow."""
    return text[-7:].rstrip("0123456789*®!?)]”\"’' ")[-1:] in (",", ";", ":", ".")


def _part(state: _State, says: _Says | None) -> str | None:
    if state.section == "annex":
        return state.section
    if says and says.form in ("preamble", "operative"):
        if state.numbered and says.form == "preamble":
            return "operative" if state.section else None
        return "operative" if state.numbered and state.section else says.form
    if state.numbered and state.section:
        return "operative"
    return state.section if says or state.section == "operative" else None


def _told(running: str, start: int, line: _Line, state: _State, words: Language) -> _Says | None:
    """Return what is told of a body: `The Council recalls`, `At its 12th meeting, the Assembly decided`."""
    near = (state.speaker,) if state.speaker else ()
    told, state.told = state.told, True
    printed = running[start : start + _OPENS].split(None, _WORDS)[:_WORDS]
    table = words.words["speaks"]
    first = printed[0].lstrip('“"')
    if first in table["articles"]:
        lead = _article(words).match(running, start)
        return _told_of(running, lead.end() if lead else start, printed[1:], state, words)
    if not table["articles"] and first in table["bodies"]:
        return _told_of(running, start, printed, state, words)
    if first in table["we"] and (found := opening(printed, 1, words, PLAIN)):
        return _says(printed, 0, found.end, found.relation, found.form, words)
    if first in table["we"] and words.words["openings"]["framed"]:
        begin = start + len(first)
        return _framed(running[begin : begin + _OPENS].lstrip(), words, PLAIN)
    if told and first in table["pronouns"] and (found := opening(printed, 1, words, OPERATIVE)):
        return _says(printed, found.begin, found.end, found.relation, found.form, words)
    if not table["articles"] and first[:1].isupper() and _body(printed, words):  # `Комитет приветствует`
        return _told_of(running, start, printed, state, words)
    if meeting := _meeting(words).match(running, start):
        owner = owner_at(running, meeting.end(), words, near)
        if owner and owner.bodies and (says := _past(running, owner.end, words)):
            state.speaker = owner.bodies[0]
            return says
    clause = _clause(words).search(line.text, 0, _CLAUSE)
    if clause:
        begin = line.start + clause.end()
        printed = running[begin : begin + _OPENS].split(None, _WORDS)[:_WORDS]
        return _told_of(running, begin, printed, state, words, OPERATIVE)
    state.told = False
    return None


def _acts(running: str, found: Paragraph, state: _State, words: Language) -> Paragraph | None:
    """Return what a body does behind what it starts from: `Recalling its comment, the Committee urges`."""
    if not state.led:
        return None
    whole = running.find("\n\n", found.start, found.start + _CLAUSE)
    clause = _clause(words).search(running, found.start, whole if whole >= 0 else found.start + _CLAUSE)
    if clause is None:
        return None
    printed = running[clause.end() : clause.end() + _OPENS].split(None, _WORDS)[:_WORDS]
    says = _told_of(running, clause.end(), printed, state, words, OPERATIVE)
    if says is None:
        return None
    return Paragraph(clause.end(), says.relation, says.printed, "operative", state.speaker)


def _told_of(
    running: str,
    begin: int,
    printed: Sequence[str],
    state: _State,
    words: Language,
    forms: frozenset[str] = _TOLD,
) -> _Says | None:
    """Return what is told of the body whose name begins at the offset, with the words from there on."""
    state.told = False
    n = _body(printed, words)
    if not words.words["speaks"]["articles"] and (name := mention_at(running, begin, words)):
        n = len(running[begin : name.end].split())  # names go on in small letters
    if not n:
        return None
    aside = printed[n - 1][-1] == ","  # `The Council, recalling its resolution 5/1, decides`
    found = opening(printed, n, words, _AFTER_NAME if aside else forms)
    if found is None:
        return None
    owner = owner_at(running, begin, words, (state.speaker,) if state.speaker else ())
    if owner and owner.foreign:
        return None
    if owner and len(owner.bodies) == 1 and found.form != "past":
        state.speaker = owner.bodies[0]
    if found.form == "preamble":
        state.section = state.section or "preamble"
    state.told = True
    return _says(printed, found.begin, found.end, found.relation, found.form, words)


def _body(printed: Sequence[str], words: Language) -> int:
    """Return how many words make up the name of a body at their beginning; 0 where there is none."""
    table = words.words["speaks"]
    n, noun = 0, False
    for word in printed:
        name = word.strip('“”"()*,:;0123456789')
        if not name or not (name[0].isupper() or name in table["joining"] or name in table["bodies"]):
            break
        n += 1
        noun = noun or name in table["bodies"]
        if word[-1] in ENDS:
            break
    while n and printed[n - 1] in table["joining"]:
        n -= 1
    return n if noun else 0


def _past(running: str, at: int, words: Language) -> _Says | None:
    """Return what a body did, told of one of its meetings."""
    stop = running.find(".", at, at + _TELLS)
    printed = running[at : stop if stop >= 0 else at + _TELLS].split()
    for n, word in enumerate(printed):
        if bare(word) in words.words["told"]["past"] and (found := opening(printed, n, words, PAST)):
            return _says(printed, found.begin, found.end, found.relation, "operative", words)
    return None


def _inside(
    line: _Line, marks: int, found: Paragraph | None, state: _State, words: Language
) -> Iterator[Paragraph]:
    """Yield the paragraphs that begin within a line: `…, Noting …`, a title and `Recalling …`."""
    text, closed = line.text, found is not None and found.part == "operative" and found.relation is not None
    if closed and len(text) < _UNBROKEN:
        return
    titled = found is not None and found.relation is None and not state.numbered
    for gap in (_SPACE if titled else _STOP if len(text) >= _UNBROKEN else _COMMA).finditer(text, marks):
        begin = gap.end()
        word = bare(text[begin : begin + 24].partition(" ")[0])
        number = None
        if titled:
            if text[gap.start() - 1] in ENDS and text[gap.start() - 1] != ",":
                continue
        elif gap.re is _STOP and (number := gap.group("number")):
            begin = gap.end("number") + 2
            word = bare(text[begin : begin + 24].partition(" ")[0])
        if not _may_open(word, words):
            continue
        says = _written(text[begin : begin + _OPENS], words, WRITTEN if number else PREAMBLE)
        if says:
            state.numbered = number is not None
            part = _part(state, says)
            yield Paragraph(line.start + begin, says.relation, says.printed, part, state.speaker)


def _may_open(word: str, words: Language) -> bool:
    """Whether a word, lower case, begins an opening, and no title does."""
    known = word in words.openings.then or word in words.words["openings"]["perfect"]
    return known and word not in _titles(words)


@cache
def _marks(words: Language) -> re.Pattern[str]:
    """What may stand before an opening, a number as scans or drafts have it too: `“`, `[3 bis.`, `OP2`."""
    begins = r"[^\W\d_]" if words.words["openings"]["small"] else f"[{words.begins}]"
    return re.compile(
        r"[\[(“”\"«*•·–—-]{0,3}\s{0,3}"
        r"(?:(?P<number>(?:[OP]P\s?)?[\dlI]{1,3}(?:\s?(?:bis|ter|alt))?)[.,)]{0,2}\s{1,8})?"
        rf"[\[(“\"«*]{{0,2}}(?={begins})"
    )


@cache
def _frame(words: Language) -> re.Pattern[str]:
    """A clause whose object comes first, up to its verb."""
    table = words.words["openings"]
    return re.compile(rf"(?:{either(table['fillers'])}\s+)?{table['framed']}[^,;.]{{2,160}}(?=[,;.])")


@cache
def _titles(words: Language) -> frozenset[str]:
    return frozenset(words.words["openings"]["titles"])


@cache
def _article(words: Language) -> re.Pattern[str]:
    articles = words.words["speaks"]["articles"]
    lead = rf"{either(articles)}\s+" if articles else ""
    return re.compile(rf"[“\"]?{lead}", re.IGNORECASE)


@cache
def _meeting(words: Language) -> re.Pattern[str]:
    table = words.words["told"]
    return re.compile(rf"{either(table['meeting'])}\s+[^.]{{0,120}}?\b{either(table['article'])}\s+(?=[A-Z])")


@cache
def _clause(words: Language) -> re.Pattern[str]:
    return re.compile(rf", {either(words.words['told']['article'])} (?=[A-Z])")


@cache
def _annexes(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(words.words['parts']['annex'])}(?:\s+(?:[IVX]+|[A-Z]|\d{{1,2}}))?[.:*]?")
