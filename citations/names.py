"""Named instruments in a text: the longest name of the table that stands at each place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from ..instruments.data import several
from ..instruments.table import groups, named
from .anchors import anchored, beginnings
from .apart import parted, reread, rewritten, seams
from .language import SEAM, Language, either, language, own_rows, written_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ..instruments.table import Named
    from .apart import Edit

# A long name is recognised whatever its capitals; a short one only as the table writes it.
_LONG_NAME = 7
# A name without a noun of the list is sought by so many of its first words.
_FIRST_WORDS = 3
# How far before its noun a name may begin, in characters.
_REACH = 160
_ONE_WORD = 24
# A footnote's call may be glued to the last word: digits are words of their own.
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SCRIPT = "\u3005-\u3007\u3400-\u9fff"
_WORD_UNSPACED = re.compile(rf"[{_SCRIPT}]|[^\W\d_{_SCRIPT}]+|\d+")
# What may stand between two words of a name, and the next word: no full stop but in `(No. 182)` and
# `U.N. Charter`; behind a year, `in 1968, the Convention …`, blanks alone.
_NEXT = re.compile(
    r"(?:(?:(?<=\bNo)\.|(?<=\b[A-Z])\.)?[\s,;:()\[\]“”\"'‘’«»/‐‑–—-]{1,60}|(?<=\b[A-Z])\.(?=[A-Z]\.))"
    rf"({_WORD.pattern})"
)
_NEXT_OF_YEAR = re.compile(rf"[\s-]{{1,60}}({_WORD.pattern})")
# A title that closes where another opens ends a name.
_NEXT_UNSPACED = re.compile(
    rf"(?![》〉][\s,]?[《〈])[\s《》〈〉<>“”\"‘’·•:,()/‐‑–—−-]{{0,5}}({_WORD_UNSPACED.pattern})"
)
# A word that a line end cuts, or that older print hyphenates: `Con-vention`, `Co-operation`.
# What may stand behind a name where a longer one goes on.
_GOES_ON = (" ", "\n", ",", "-")
_HYPHENS = ("-", "\xad")
_CUT = re.compile(r"[-\xad]\s{0,20}")


class NameMark(NamedTuple):
    """A name in the text and the instruments that bear it."""

    start: int
    end: int
    ids: tuple[str, ...]
    weak: bool
    """A short name that needs its instrument to have been named before (`Kyoto Declaration`, `SMR`)."""
    together: bool = False
    """Whether the name is that of all its instruments (`the Geneva Conventions`), not of one of them."""


class _Node(dict[str, "_Node"]):
    """What may follow the words so far, and what the words so far name."""

    ends: tuple[_Name, ...] = ()


class _Lead(dict[str, "_Lead"]):
    """What words may stand before a noun in a name, from the noun backward."""

    begins: bool = False
    """Whether a name begins here."""


class _Name(NamedTuple):
    words: tuple[str, ...]
    ids: tuple[str, ...]
    weak: bool = False
    together: bool = False


class _Index(NamedTuple):
    """The names of the table, by the word that each is sought by."""

    sought: re.Pattern[str]
    small: tuple[str, ...]
    """Nouns with which long names may begin small: `principles relating to the status of …`."""
    leads: Mapping[str, _Lead]
    by_first_word: Mapping[str, list[_Name]]


def find_names(text: str, words: Language | None = None) -> Iterator[NameMark]:
    """Yield the named instruments of a text, in order; a name inside a longer one is not one.

    `words` is the language of the names, English where none is given.
    """
    words = words or language("en")
    marks = [*_found(text, words), *_listed(text, words)]
    end = 0
    last: NameMark | None = None
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.weak)):
        if mark.start < end:
            continue
        end = mark.end
        if last and mark.ids == last.ids and _in_brackets(text, last.end, mark, words):
            last = last._replace(end=end + 1)
            continue
        if last:
            yield last
        last = mark
    if last:
        yield last


def _in_brackets(text: str, at: int, mark: NameMark, words: Language) -> bool:
    """Whether a name stands in brackets behind another of its instrument: `… (las Reglas de Bangkok)`.

    English has such names in its table.
    """
    if not words.instrument_names or not text.startswith(")", mark.end):
        return False
    return _opened(words).fullmatch(text, at, mark.start) is not None


@cache
def _opened(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}\(\s?(?:{either(words.words['values']['articles'])}\s{{1,3}})?")


def _found(text: str, words: Language) -> Iterator[NameMark]:
    """Yield the names that stand in the text in full."""
    index = _index(words)
    end = 0
    for at, after in _first_words(text, words) if words.instrument_names else _nouns(text, index):
        if at < end:
            continue
        found: list[NameMark] = []
        for start in _starts(text, at, after, end, index):
            mark = _longest(text, start, words)
            if mark and mark.end > at:
                found.append(mark)
                if text[mark.end : mark.end + 1] not in _GOES_ON:
                    break  # no name that begins later reaches farther
        if found:
            mark = found[0] if len(found) == 1 else _joined(found)
            yield mark
            end = mark.end


def _listed(text: str, words: Language) -> Iterator[NameMark]:
    """Yield the members of lists that share the head of their names: by place, or by number.

    `the treaties of Tlatelolco, Rarotonga, Bangkok and Pelindaba`, `ILO Conventions Nos. 29 and 105`.
    """
    for found in anchored(_by_place(words), text, beginnings(tuple(words.words["names"]["places"]))):
        head = words.words["names"]["places"][" ".join(found.group("head").split())]
        for place in _MEMBER.finditer(text, found.end("head"), found.end()):
            mark = _longest(f"{head} {place.group()}", 0, words)
            if mark:
                yield mark._replace(start=place.start(), end=place.end())
    for found in anchored(
        _by_number(words), text, beginnings(tuple(words.words["names"]["numbered"]["heads"]))
    ):
        if _numbers_whose(text, found, words):
            numbers = list(_NUMBER.finditer(text, found.start("numbers"), found.end()))
            for number in numbers:
                slug = _conventions().get(number.group())
                start = number.start() if len(numbers) > 1 else found.start()
                if slug:
                    yield NameMark(start, number.end(), (slug,), weak=False)


def _numbers_whose(text: str, found: re.Match[str], words: Language) -> bool:
    """Whether the organization that numbers its conventions is named beside one, or not far before."""
    behind = _organization(words).search(text, found.end(), found.end() + _BESIDE)
    return bool(behind or _organization(words).search(text, max(0, found.start() - _NAMED), found.end()))


_MEMBER = re.compile(r"[A-Z][^\W\d_]+")
_NUMBER = re.compile(r"\d+")
# How far behind a number, and how far before it, its organization is sought, in characters.
_BESIDE = 50
_NAMED = 400


@cache
def _by_place(words: Language) -> re.Pattern[str]:
    heads = either(words.words["names"]["places"])
    last = rf"\s+{either(words.words['values']['list'])}\s+"
    glue = rf"\d{{0,3}}(?:,\d{{0,3}}{last}|,\d{{0,3}}\s{{0,4}}|{last})"
    return re.compile(rf"(?P<head>{heads})\s+[A-Z][^\W\d_]+(?:{glue}[A-Z][^\W\d_]+){{0,8}}")


@cache
def _by_number(words: Language) -> re.Pattern[str]:
    heads = either(words.words["names"]["numbered"]["heads"])
    sign = rf"(?:{words.numbering}\s*)"
    last = either(words.words["values"]["list"])
    glue = rf"(?:,\s{{0,4}}|,?\s+{last}\s+)"
    whose = rf"(?:(?:[^\W\d_]{{1,3}}[’']?\s+){{1,2}}{either(words.words['names']['numbered']['by'])}\s+)?"
    # A title stands between two numbers: `núm. 189, sobre el trabajo doméstico, y núm. 190`.
    titled = rf",\s[^.;\d()]{{1,160}},?\s{last}\s+{sign}"
    number = rf"(?:(?:{glue}{sign}?|{titled})\d{{1,3}}\b)"
    return re.compile(rf"{heads}\s+{whose}{sign}(?P<numbers>\d{{1,3}}{number}{{0,12}})(?![\w/])")


@cache
def _organization(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['names']['numbered']['by'])}\b")


@cache
def _conventions() -> dict[str, str]:
    """Return the conventions that are cited by number: number -> slug."""
    found = ((one.id, _NUMBERED.search(one.name)) for one in named().values())
    return {number.group(1): slug for slug, number in found if number}


_NUMBERED = re.compile(r"\(No\. (\d+)\)\Z")


def _joined(marks: list[NameMark]) -> NameMark:
    """Return the name that reaches farthest, from where another name of its instrument begins.

    `1971 Convention on Psychotropic Substances`, `Chicago Convention on International Civil Aviation`.
    """
    longest = max(marks, key=lambda m: m.end)
    return longest._replace(start=min(m.start for m in marks if m.ids == longest.ids))


def _nouns(text: str, index: _Index) -> Iterator[tuple[int, int]]:
    """Yield where the words stand that names are sought by, in order."""
    found = [m.span() for m in index.sought.finditer(text)]
    for word in index.small:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    return iter(sorted(found))


def _first_words(text: str, words: Language) -> Iterator[tuple[int, int]]:
    """Yield where words stand with which names begin, in order: where names are sought by no noun."""
    if words.words["print"]["unspaced"]:
        yield from _glued_firsts(text, words)
        return
    firsts, fold = _index(words).by_first_word, words.fold
    for word in _word(words).finditer(text):
        if fold(word.group()) in firsts:
            yield word.span()


def _glued_firsts(text: str, words: Language) -> list[tuple[int, int]]:
    """Return where the first two words of names stand, where each character is a word and one says little."""
    search, thirds = _beginnings(words)
    spans: set[tuple[int, int]] = set()
    for number, start, end in search.find_matches_as_indexes(text, overlapping=True):
        third = text[end : end + 1]
        if third in _SEAMS:
            third = text[end + 1 : end + 2]
        if (third in thirds[number] or not third.isalpha()) and not text[start - 1 : start + 1].isdecimal():
            spans.add((start, end))
    return sorted(spans)


_SEAMS = frozenset(("", SEAM, " ", "\n"))


@cache
def _beginnings(words: Language) -> tuple[AhoCorasick, list[str]]:
    """What finds the first two words of names, and with what the third ones begin."""
    pairs: dict[tuple[str, ...], str] = {}
    for names in _index(words).by_first_word.values():
        for name in names:
            third = name.words[2][0] if len(name.words) > 2 else ""
            pairs[name.words[:2]] = pairs.get(name.words[:2], "") + third
    sought = [(gap.join(pair), thirds) for pair, thirds in pairs.items() for gap in _SEAMS]
    return AhoCorasick([pair for pair, _ in sought]), [thirds for _, thirds in sought]


@cache
def _word(words: Language) -> re.Pattern[str]:
    """A word of a name; where words are written without blanks, each character is one."""
    return _WORD_UNSPACED if words.words["print"]["unspaced"] else _WORD


def _starts(text: str, at: int, after: int, end: int, index: _Index) -> Iterator[int]:
    """Yield where a name with its noun at an offset may begin, the earliest place first."""
    lead = index.leads.get(text[at:after].lower())
    if lead and at and _before(text, at, end) in lead:
        yield from _led_up(text, at, max(end, at - _REACH), lead)
    if lead is None or lead.begins:
        yield at


def _led_up(text: str, at: int, begin: int, node: _Lead) -> list[int]:
    """Return where names begin that lead up to the noun at an offset, the earliest place first."""
    places: list[int] = []
    for word in reversed(list(_WORD.finditer(text, begin, at))):
        following = node.get(word.group().lower())
        if following is None:
            break
        node = following
        if node.begins:
            places.insert(0, word.start())
    return places


def _before(text: str, at: int, end: int) -> str:
    """Return the end of the word that stands before an offset, small."""
    found = _WORD.findall(text, max(end, at - _ONE_WORD), at)
    return found[-1].lower() if found else ""


def _longest(text: str, start: int, words: Language) -> NameMark | None:
    """Return the longest name that begins at an offset."""
    fold = words.fold
    word = _word(words).match(text, start)
    node = _tree(fold(word.group()), words) if word else None
    if word is None or node is None:
        return None
    end, year = word.end(), None
    seen = [word.group()]
    best = _mark(start, end, node, seen) if node.ends else None
    unspaced, years = words.words["print"]["unspaced"], _year(words)
    usual = _NEXT_UNSPACED if unspaced else _NEXT
    following_word = _NEXT_OF_YEAR if word.group().isdigit() and not unspaced else usual
    while word := following_word.match(text, end):
        following_word = usual
        (begin, end), printed = word.span(1), word.group(1)
        if years and not year and (told := years.match(text, begin)) and not _goes_on(node, told, fold):
            year, end = int(told.group("year")), told.end()
            continue
        following = node.get(fold(printed))
        if following is None and not unspaced:
            following, end = _respelled(text, printed, end, node, words)
            printed = text[begin:end]
        if following is None:
            break
        node = following
        seen.append(printed)
        if node.ends:
            best = _mark(start, end, node, seen) or best
    if best and year and not any(_is_of(one, year) for one in best.ids):
        return None
    if best and text[best.end : best.end + 1] == ")" and text.rfind("(", start, best.end) >= 0:
        return best._replace(end=best.end + 1)  # `… Convention, 1999 (No. 182)`
    return best


def _is_of(one: str, year: int) -> bool:
    """Whether an instrument may be called by a year: of its adoption, signature or coming into force."""
    adopted = named()[one].adopted
    return adopted is None or 0 <= year - int(adopted[:4]) <= _IN_FORCE


# So many years after its adoption an instrument is in force, where it is called by that year.
_IN_FORCE = 2


def _mark(start: int, end: int, node: _Node, seen: list[str]) -> NameMark | None:
    """Return the name that the words so far are."""
    names = [n for n in node.ends if _written_so(n, seen)]
    if not names:
        return None
    if len(names) == 1:
        return NameMark(start, end, names[0].ids, names[0].weak, names[0].together)
    weak = all(n.weak for n in names)
    names = [n for n in names if n.weak == weak]
    ids = tuple(dict.fromkeys(i for n in names for i in n.ids))
    return NameMark(start, end, ids, weak, all(n.together for n in names))


def _respelled(text: str, word: str, end: int, node: _Node, words: Language) -> tuple[_Node | None, int]:
    """Return where a word leads that is cut by a line end, hyphenated or spelled otherwise, and its end."""
    if text[end : end + 1] in _HYPHENS and (cut := _CUT.match(text, end)):
        rest = _WORD.match(text, cut.end())
        if rest and (found := node.get(f"{word}{rest.group()}".lower())) is not None:
            return found, rest.end()
    other = _otherwise_spelled(word.lower(), words)
    return (node.get(other) if other else None), end


def _written_so(name: _Name, seen: list[str]) -> bool:
    """Whether the capitals of the text agree with the name, as far as a name of its length needs."""
    if len(name.words) >= _LONG_NAME:
        return True
    return all(
        not n[0].isupper() or (s[0].isupper() and (not n.isupper() or n == s))
        for n, s in zip(name.words, seen, strict=True)
    )


def _spelled(one: Named, words: Language) -> Iterator[str]:
    """Yield the names of an instrument that mean it wherever they stand, and what is made of them.

    A name with another in brackets is one name, and so are both: `… (the Nelson Mandela Rules)`.
    """
    known = dict.fromkeys((one.name, *one.aliases))
    bracket = _BRACKET.fullmatch(one.name)
    if bracket:
        long, short = bracket.groups()
        known |= dict.fromkeys((long, short))
        known |= {f"{name} (the {short})": None for name in known if name not in (one.name, short)}
    for name in known:
        yield name
        for full, shorter in words.words["names"]["shorter"].items():
            if full in name:
                yield from (name.replace(full, short) for short in shorter)


_BRACKET = re.compile(r"(.+?)\s+\(the ([^()]+)\)")


def _names(words: Language) -> Iterator[_Name]:
    """Yield every name of the tables, in words."""
    printed = list(_printed(words))
    read = _as_read((name for name, *_ in printed), words)
    for text, (_, ids, weak, together) in zip(read, printed, strict=True):
        yield _Name(tuple(_word(words).findall(text)), ids, weak, together)


def _printed(words: Language) -> Iterator[tuple[str, tuple[str, ...], bool, bool]]:
    """Yield every name as the tables print it, its instruments, whether it is weak, and theirs together."""
    if words.instrument_names:
        for row in own_rows("instrument_names.csv", words.code):
            ids = several(row["id"])
            for name in written_out(row["name"]):
                yield name, ids, row["weak"] == "yes", len(ids) > 1
        return
    for one in named().values():
        for text in _spelled(one, words):
            yield text, (one.id,), False, False
        for text in (*one.weak_aliases, *one.acronyms):
            yield text, (one.id,), True, False
    for group in groups():
        yield group.name, group.members, False, group.all


def _as_read(names: Iterable[str], words: Language) -> list[str]:
    """Return names as they are read in a text, all at once."""
    # Older names have `Co-operation`; a text's hyphen is read away where the name has none.
    text = _APART.join(names).replace("o-o", "oo")
    unspaced = words.words["print"]["unspaced"]

    def is_inside(edit: Edit) -> bool:
        """Whether it holds wherever the name stands: its first words may stand behind a preposition."""
        return unspaced or " " in text[text.rfind(_APART, 0, edit.start) + len(_APART) : edit.start]

    text = reread(text, filter(is_inside, rewritten(text, 0, len(text), words)))
    return parted(text, list(seams(text, 0, len(text), words))).split(_APART)


# No rule of print reads on over so many line ends.
_APART = "\n\n\n"


@cache
def _index(words: Language) -> _Index:
    nouns = frozenset(words.words["names"]["nouns"])
    leads: dict[str, _Lead] = {}
    by_first_word: dict[str, list[_Name]] = {}
    sought: dict[str, None] = {}
    for name in _names(words):
        by_first_word.setdefault(words.fold(name.words[0]), []).append(name)
        if words.instrument_names:
            continue
        place = next((n for n, word in enumerate(name.words) if word in nouns), None)
        if place is None:
            sought[_opening(name.words[:_FIRST_WORDS])] = None
            continue
        sought[name.words[place]] = sought[name.words[place].upper()] = None
        node = leads.setdefault(name.words[place].lower(), _Lead())
        for word in reversed(name.words[:place]):
            following = node.get(word := word.lower())
            if following is None:
                following = node[word] = _Lead()
            node = following
        node.begins = True
    return _Index(_any_of(sought), tuple(words.words["names"]["small"]), leads, by_first_word)


def _opening(first: tuple[str, ...]) -> str:
    """Return a pattern for the words with which a name begins: capitals count in the first alone."""
    rest = r"\W{1,3}".join(first[1:])
    return first[0] if not rest else rf"{first[0]}(?=\W{{1,3}}(?i:{rest}))"


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for words of which any begins a match, divided by their first letters to be fast."""
    by_letter: dict[str, list[str]] = {}
    for pattern in sorted(patterns, key=len, reverse=True):
        by_letter.setdefault(pattern[0], []).append(pattern[1:])
    letters = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?:{letters or '(?!)'})(?![^\W\d_])")


@cache
def _year(words: Language) -> re.Pattern[str] | None:
    """A year inside a name, where a language has such: `Convention de 1951 relative au statut`."""
    pattern = words.words["names"]["year"]
    return re.compile(pattern) if pattern else None


def _goes_on(node: _Node, told: re.Match[str], fold: Callable[[str], str]) -> bool:
    """Whether a name of the table goes on with the year that the text has."""
    for word in told.group().split():
        following = node.get(fold(word))
        if following is None:
            return False
        node = following
    return True


@lru_cache(maxsize=4096)
def _otherwise_spelled(small: str, words: Language) -> str | None:
    """Return a word as names have it; None where it is spelled in no other way."""
    found = _otherwise(words).search(small)
    return found and small.replace(found.group(), words.words["names"]["spellings"][found.group()])


@cache
def _otherwise(words: Language) -> re.Pattern[str]:
    return re.compile(either(words.words["names"]["spellings"]))


@cache
def _tree(first: str, words: Language) -> _Node | None:
    """Return the names that begin with a word (in small letters) as a tree of what follows it."""
    names = _index(words).by_first_word.get(first)
    if names is None:
        return None
    tree = _Node()
    for name in names:
        node = tree
        for word in name.words[1:]:
            following = node.get(word := words.fold(word))
            if following is None:
                following = node[word] = _Node()
            node = following
        node.ends += (name,)
    return tree
