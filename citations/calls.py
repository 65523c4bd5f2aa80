"""Nouns that may call an instrument back: `the Convention`, `that protocol`, `the 1967 Protocol thereto`."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .anchors import anchored, places
from .language import Language, either, language

if TYPE_CHECKING:
    from collections.abc import Iterator

# What marks a noun that names several at once: no single one is called back by it.
MANY = "*"
# How far before a noun the words that call it back may stand, in characters.
_LEAD = 28


class Manner(Enum):
    """How a noun stands in the text."""

    ARTICLE = auto()
    """`the Convention`"""
    POINTED = auto()
    """`that Convention`, `the said protocol`"""
    THIS = auto()
    """`this Convention`: the text itself, or what its paragraph has named."""
    OWN = auto()
    """`the present Convention`: the text itself."""
    DATED = auto()
    """`the 1988 Convention`, `the Convention of 1951`"""
    BRACKET = auto()
    """`(Statute, Article 31)`"""
    BELONGS = auto()
    """`the Protocol thereto`, `its 1967 Protocol`"""
    NAME = auto()
    """`Convention on Road Traffic`: a name, of the table or not."""


class Call(NamedTuple):
    """A noun that stands for an instrument."""

    start: int
    end: int
    noun: str
    """Small letters, singular."""
    manner: Manner
    many: bool = False
    """Whether the noun is in the plural."""
    year: str | None = None
    of: str | None = None
    """The noun that calls back what it belongs to: `the Optional Protocol to the Covenant`."""
    ordinal: str | None = None
    """Which of several it is, in small letters: `the Second Optional Protocol thereto`."""
    printed: str = ""
    """The small noun that a pointing word stands beside, as printed."""


def calls(text: str, words: Language) -> Iterator[Call]:
    """Yield the nouns of a text that call an instrument back or name one, in no order."""
    held = bool(words.words["back"]["definite"])
    for found in _nouns(words).finditer(text):
        before = text[found.start() - 1 : found.start()]
        if before not in _JOINED and not (held and before.isalpha()):
            call = _call(text, found, words)
            if call:
                yield call
    for found in anchored(_pointed(words), text, tuple(words.words["back"]["pointed"])):
        start = found.start()
        article = _article(words).search(text, max(0, start - _ARTICLE), start)
        if article or found.group("alone"):
            yield _points(article.start() if article else start, found, words)
    for behind in anchored(_pointing_behind(words), text, tuple(words.words["back"]["pointed_behind"])):
        before = max(0, behind.start() - _BEFORE)
        if found := _small_before(words).search(text, before, behind.start()):
            yield _points(found.start(), found, words)._replace(end=behind.end())
    for noun in words.words["back"]["described"]:
        for start in places(text, (noun,)):
            end = start + len(noun)
            article = _article(words).search(text, max(0, start - _ARTICLE), start)
            if article and not _WORD_GOES_ON.match(text, end) and not _goes_on(words).match(text, end):
                yield Call(start, end, noun, Manner.ARTICLE)


def _points(start: int, found: re.Match[str], words: Language) -> Call:
    """Return the call of a small noun with a pointing word."""
    printed = found.group("noun")
    noun, many = _singular(printed, words)
    return Call(start, found.end(), words.heads.get(printed, noun), Manner.POINTED, many, printed=printed)


@lru_cache(maxsize=4096)
def nouns_of(name: str, words: Language) -> tuple[str, ...]:
    """Return the nouns by which an instrument of that name is called back: `protocol`."""
    found = list(_nouns(words, small=True).finditer(name))
    if not found:
        return ()
    head = found[-1 if words.words["print"]["unspaced"] else 0]  # in Chinese the head stands behind
    first, many = _singular(head.group(), words)
    if many:
        return (first + MANY,)
    # `Vienna Declaration and Programme of Action` is called back by either half, too.
    halves = first.split(_both(words))
    nouns = [first, *halves] if len(halves) > 1 else [first, first.rpartition(" ")[2]]
    if words.words["print"]["unspaced"]:  # `任择议定书` is a `议定书`
        nouns += (noun for noun in words.words["back"]["nouns"] if first.endswith(noun))
    described = words.words["back"]["described"]
    nouns += (noun for noun, parts in described.items() if all(part in name for part in parts))
    return tuple(dict.fromkeys(nouns))


def year_behind(text: str, end: int, words: Language) -> str | None:
    """Return the year right behind a name: `of 8 November 1968`, `, 1960`, `(Geneva, 14 November 1975)`."""
    found = _dated(words).match(text, end) or _YEAR_BEHIND.match(text, end)
    return found.group("of_year") if found else None


def goes_on(text: str, end: int, words: Language) -> bool:
    """Whether a short name begins a longer one that the table lacks: `New York Declaration on …`."""
    return _goes_on(words, cased=True).match(text, end) is not None


_YEAR_BEHIND = re.compile(
    r"(?:,\s+|\s{1,4}\((?:[^\W\d_]{2,20},?\s+){0,2}(?:\d{1,2}\s+[^\W\d]{3,12}\s+)?)"
    r"(?P<of_year>(?:18|19|20)\d\d)\b"
)


@cache
def _both(words: Language) -> str:
    return f" {words.words['values']['list'][0]} "


def _call(text: str, found: re.Match[str], words: Language) -> Call | None:
    start, end = found.span()
    noun, many = _singular(found.group(), words)
    lead = _lead(words).search(text, max(0, start - _LEAD), start)
    how = next((name for name in _HOW if lead.group(name)), None) if lead else None
    bare = words.words["back"]["bare"]
    if bare and how == "capital":  # names have adjectives in small letters: `Международная конвенция`
        how = None
    if how is None and words.words["back"]["definite"]:
        how = "article" if " ".join(found.group().split()) in words.words["back"]["definite"] else "capital"
    year = lead.group("year") if lead else None
    if thereto := _thereto(words).match(text, end):
        begin = lead.start("year") if lead and year else start
        before, ordinal = _ordinal(text, begin, words)
        year = year or thereto.group("year") or thereto.group("of_year")
        return Call(before, thereto.end(), noun, Manner.BELONGS, many, year, ordinal=ordinal)
    parent = None if many else _belongs(words).match(text, end)
    begin, ordinal = _ordinal(text, start, words) if parent else (start, None)
    if parent and (ordinal or how != "capital") and not _name_behind(text, parent.end(), words):
        of, _ = _singular(parent.group("of"), words)
        return Call(begin, parent.end(), noun, Manner.BELONGS, many, year, of, ordinal)
    if how == "its" and (year or " " in noun):
        begin = lead.start("year") if lead and year else start
        return Call(begin, end, noun, Manner.BELONGS, many, year)
    if dated := _dated(words).match(text, end):
        if how == "its" and words.words["names"]["year"]:  # `su Protocolo de 1967`
            return Call(start, dated.end(), noun, Manner.BELONGS, many, dated.group("of_year"))
        return Call(start, end, noun, Manner.DATED, many, dated.group("of_year"))
    held = words.words["back"]["definite"] and _goes_on(words).match(text, end)
    if how == "capital" or held or _names(words).match(text, end) or _closed(words).match(text, end):
        return Call(start, end, noun, Manner.NAME, many)
    capital = _CAPITAL.match(text, end) and not bare
    if capital or _goes_on(words, cased=noun in _cased(words)).match(text, end):
        return None
    if year:
        return Call(start if lead is None else lead.start("year"), end, noun, Manner.DATED, many, year)
    if how == "article" and (behind := _behind(words).match(text, end)):
        return Call(start, behind.end(), noun, Manner.POINTED, many)
    if how in _LEADS:
        return Call(start, end, noun, _LEADS[how], many)
    if text[start - 1 : start] == "(" and text[end : end + 1] == ",":
        return Call(start, end, noun, Manner.BRACKET, many)
    return Call(start, end, noun, Manner.ARTICLE, many) if bare else None


def _ordinal(text: str, start: int, words: Language) -> tuple[int, str | None]:
    """Return where a noun begins with the ordinal before it, and the ordinal in English and small letters."""
    found = _ordinals(words).search(text, max(0, start - _ORDINAL), start)
    if found is None:
        return start, None
    number = words.ordinals[found.group("ordinal").lower()]
    return found.start(), language("en").spelled_ordinals("units")[number - 1]


def _name_behind(text: str, end: int, words: Language) -> bool:
    """Whether a noun goes on as a name: `the Convention on …`, `the Covenant itself` does not."""
    goes_on = _goes_on(words, cased=bool(_cased(words))).match(text, end)
    return bool(goes_on or _CAPITAL.match(text, end) or _names(words).match(text, end))


_ORDINAL = 16
_LEADS = {"article": Manner.ARTICLE, "pointed": Manner.POINTED, "this": Manner.THIS, "own": Manner.OWN}
_HOW = ("article", "pointed", "this", "own", "its", "capital")
_WORD_GOES_ON = re.compile(r"[\w-]")
_JOINED = ("-", "/", "–")
_ARTICLE = 5
# How far before a pointing word that stands behind its noun the noun may begin, in characters.
_BEFORE = 24
_CAPITAL = re.compile(r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)[A-Z]")


def _singular(printed: str, words: Language) -> tuple[str, bool]:
    """Return a noun in small letters and in the singular, and whether it was in the plural."""
    noun = " ".join(printed.lower().split())
    noun = words.words["back"]["definite"].get(noun, noun)
    one = _plurals(words).get(noun)
    return words.folded(one or noun), one is not None


@cache
def _plurals(words: Language) -> dict[str, str]:
    return {many.lower(): one.lower() for many, one in words.words["back"]["plurals"].items()}


@cache
def _nouns(words: Language, *, small: bool = False) -> re.Pattern[str]:
    table = words.words["back"]
    by_letter: dict[str, list[str]] = {}
    for noun in sorted({*table["nouns"], *table["plurals"], *table["definite"]}, key=len, reverse=True):
        by_letter.setdefault(noun[0], []).append(noun[1:].replace(" ", r"\s+"))
    letters = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    # Nothing stands before the letters: so the pattern is tried at those letters alone.
    return re.compile(rf"(?:{letters or '(?!)'})(?![\w-])", re.IGNORECASE if small else 0)


@cache
def _lead(words: Language) -> re.Pattern[str]:
    """What stands before a noun: an article, a pointing word, a year, another word with a capital."""
    table = words.words["back"]
    year = r"(?:(?P<year>(?:18|19|20)\d\d)\s+)?"
    return re.compile(
        rf"(?:(?P<own>\b{either(table['own'])})|(?P<pointed>\b{either(table['pointing'])})"
        rf"|(?P<this>\b{either(table['this'])})|(?P<article>\b{either(table['articles'])})"
        rf"|(?P<its>\b{either(table['its'])})|(?P<capital>(?<![.:;]\s)(?<![.:;\n]\n)(?<=[\s(“\"–-])[{words.capital}][\w’'-]*)"
        rf"|(?P<none>))\s+{year}\Z"
    )


@cache
def _pointed(words: Language) -> re.Pattern[str]:
    """A pointing word and a small noun: `that protocol`, and `said convention` behind an article."""
    table = words.words["back"]
    numbered, by = either(table["numbered"]), either(words.words["owner_after"]["words"])
    nouns = either(_small(words))
    return re.compile(
        rf"(?:(?P<alone>{either(table['pointing_alone'])})|{either(table['pointed'])})\s+"
        rf"(?P<noun>{numbered}(?![’'\w-])(?!\s+{by}\b)|{nouns}(?![’'\w-])(?!\s+{either(table['goes_on'])}\b))"
    )


def _small(words: Language) -> list[str]:
    """Return the nouns in small letters, where these are others: a noun that has none is found as it is."""
    return [noun.lower() for noun in words.words["back"]["nouns"] if noun.lower() != noun]


@cache
def _small_before(words: Language) -> re.Pattern[str]:
    """A small noun with its article before a pointing word: `la résolution `."""
    table = words.words["back"]
    article = "" if table["definite"] else rf"\b{either(table['articles'])}\s*"
    lower = either([*_small(words), *table["numbered"]])
    return re.compile(rf"{article}(?<!\w)(?P<noun>{lower})\s+\Z")


@cache
def _pointing_behind(words: Language) -> re.Pattern[str]:
    """A word that points to the noun before it: `susmentionnée`."""
    return re.compile(rf"{either(words.words['back']['pointed_behind'])}(?!\w)")


@cache
def _behind(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\s+{_pointing_behind(words).pattern}")


@cache
def _article(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['back']['articles'])}\s+\Z")


@cache
def _thereto(words: Language) -> re.Pattern[str]:
    table = words.words["back"]
    of = either(words.words["back"]["dated"])
    before = rf"(?:\s+{of}\s+{_DATE}(?P<year>\d{{4}}))?"  # `Protocole de 1967 s’y rapportant`
    return re.compile(
        rf"{before}\s+{either(table['thereto'])}\b(?:,?\s+{of}\s+{_DATE}(?P<of_year>\d{{4}})\b)?"
    )


@cache
def _belongs(words: Language) -> re.Pattern[str]:
    """What a protocol belongs to, called back: `to the Covenant`."""
    table = words.words["back"]
    to = either(table["to"])
    the = "" if table["bare"] else rf"(?:{either(table['articles'])}\s+)"
    if the and not table["cased"]:  # `to` may hold the article: `au Pacte`, `del Pacto`
        the += "?"
    return re.compile(rf"\s+{to}\s+{the}(?P<of>{either(table['cased'] or table['nouns'])})(?![\w-])")


@cache
def _ordinals(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?P<ordinal>(?i:{either(words.spelled_ordinals('units', 9))}))\s+\Z")


_DATE = r"(?:\d{1,2}\s+[^\W\d]{3,12}\s+)?"


@cache
def _dated(words: Language) -> re.Pattern[str]:
    of = rf"(?:{either(words.words['back']['dated'])}\s+){'?' if words.words['back']['bare'] else ''}"
    return re.compile(rf",?\s+{of}{_DATE}(?P<of_year>\d{{4}})\b")


@cache
def _names(words: Language) -> re.Pattern[str]:
    """Words with which a noun begins a name: `Convention on Road Traffic`, `Framework for a Renewed …`."""
    small = r"(?:[^\W\d_A-Z]{1,3}\s+){0,2}"
    goes_on = r"\b" if words.words["back"]["bare"] else rf"\s+{small}[A-Z]"
    return re.compile(rf"\s+(?i:{either(words.words['back']['names'])}){goes_on}")


@cache
def _closed(words: Language) -> re.Pattern[str]:
    """What closes a name that ends with its noun: `《…公约》`."""
    return re.compile(rf"\s*{either(words.words['back']['ends'])}")


@cache
def _goes_on(words: Language, *, cased: bool = False) -> re.Pattern[str]:
    """Words after which a noun goes on as a name: `the Convention on …`, `the Protocol to the …`.

    A name that has capitals throughout goes on with one: `the Charter on the organs` is the Charter.
    """
    table = words.words["back"]
    small = r"(?:\s+[^\W\d_A-Z]{1,3}){0,2}\s+[^\W\d_a-z]" if cased else r"\b"
    return re.compile(rf"\s+(?:{either(table['goes_on'])}{small}|{either(table['goes_on_to'])}\s+[A-Z])")


@cache
def _cased(words: Language) -> frozenset[str]:
    return frozenset(words.folded(noun) for noun in words.words["back"]["cased"])
