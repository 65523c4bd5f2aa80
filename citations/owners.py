"""The bodies that a text names: at a place, before a head, after a number."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..instruments.bodies import Body, bodies
from .language import Language, data, either
from .mentions import Mention, mention_at, mentions, printed_names
from .sentences import seen_before

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# How far before a head its body may stand, and how far back a short name reaches, in characters.
_REACH = 160
_ANTECEDENT = 4000
# How far from the start of a sentence its subject may stand, with its article.
_OPENS = 5


class Owner(NamedTuple):
    """A body as a text names it, and how far the words that name it reach."""

    start: int
    end: int
    bodies: tuple[str, ...]
    """The English names of the bodies it may mean, the likeliest first; none for another organization."""
    told: tuple[str, ...] = ()
    """Those of them that the document speaks of: all but the other readings of a short name."""
    sure: bool = True
    """Whether the name touches what it owns; else a few words link them."""

    @property
    def foreign(self) -> bool:
        """Whether it is another organization, whose numbers are no United Nations symbols."""
        return not self.bodies


def owner_at(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body whose name begins at the offset.

    `near` are the bodies that a short name (`Council`) means before any other.
    """
    mention = mention_at(text, at, words)
    return _owner(mention, mention.end, text, words, near) if mention else None


def owner_before(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body whose head stands at the offset: `Human Rights Council, in its ` resolution."""
    end, gap = gap_before(text, at, words)
    if mention := mentions(text, words).ending(end):
        owner = _owner(mention, end, text, words, near)
        apart = text[end : end + 1] == "," and words.words["owner_after"]["direct"]
        return Owner(owner.start, at, owner.bodies, owner.told, not (gap or apart))
    if "   " in text[end:at] or "\t" in text[end:at]:  # another cell
        return None
    word = _LAST_WORD.search(text, max(0, end - 40), end)
    if word and _is_stranger(text, word, gap, words):
        return Owner(word.start(), at, ())
    return None


@lru_cache(maxsize=1)
def gap_before(text: str, at: int, words: Language) -> tuple[int, tuple[str, ...]]:
    """Return where the words between a body and a head begin, and the words, the last one first.

    Of `the Council, in its previous ` these are `previous`, `its` and `in`.
    """
    between = _between(words)
    seen = seen_before(text, at)
    floor = max(0, seen - _REACH)
    begin, found = min(at, seen + 1), list[str]()
    while begin > floor:
        end = begin
        while end > floor and text[end - 1].isspace():
            end -= 1
        if end == begin:
            break
        stop = end - 1 if text[end - 1] == "," else end
        start = stop
        while start > floor and not text[start - 1].isspace():
            start -= 1
        word = text[start:stop]
        if word in between:
            begin = start
            found.append(word)
            continue
        mark = next((m for m in _possessives(words) if word.endswith(m)), "")
        return stop - len(mark), ((*found, mark) if mark else tuple(found))
    return begin, tuple(found)


def owner_after(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body that follows a number: ` of the Human Rights Council`, ` adopted by the Assembly`."""
    lead = _lead(words).match(text, at)
    if not lead:
        return _directly_after(text, at, words, near)
    sure = lead.group("word") in words.words["owner_after"]["sure"] and text[at] != ","
    if owner := owner_at(text, lead.end(), words, near):
        return owner._replace(sure=sure)
    end = _stranger_at(text, lead.end(), words) or _small_at(text, lead.end(), words) if sure else None
    return Owner(lead.end(), end, ()) if end else None


def _directly_after(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body that follows without a word between, as a genitive does: ` Совета Безопасности`."""
    if not words.words["owner_after"]["direct"] or not text[at : at + 1].isspace():
        return None
    blank = _BLANK.match(text, at)
    if blank is None:
        return None
    if stranger := _strangers_behind(words).match(text, blank.end()):
        return Owner(*stranger.span(), ())
    if owner := owner_at(text, blank.end(), words, near):
        return owner
    end = _small_at(text, blank.end(), words)
    return Owner(blank.end(), end, ()) if end else None


_BLANK = re.compile(r"\s{1,40}")


def owner_in_brackets(text: str, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body that alone stands in brackets behind a number: `55/2 (General Assembly)`."""
    opened = _OPENED.match(text, at)
    owner = owner_at(text, opened.end(), words, near) if opened else None
    return owner if owner and text.startswith(")", owner.end) else None


def actor_before(text: str, start: int, at: int, words: Language, near: Collection[str]) -> Owner | None:
    """Return the body that acts in a sentence that begins at `start`: `that the Council decided, in `."""
    actor = None
    for owner in _owners(text, start, at, words, near):
        if _agent(words).search(text, max(0, owner.start - 24), owner.start) or owner.start - start < _OPENS:
            actor = owner
    return actor


def owners_between(
    text: str, start: int, end: int, words: Language, near: Collection[str]
) -> tuple[str, ...]:
    """Return the bodies that a stretch of text names, the last one first."""
    found: dict[str, None] = {}
    for owner in _owners(text, start, end, words, near):
        found = dict.fromkeys(owner.told) | found
    return tuple(found)


@lru_cache(maxsize=2)
def mentioned(text: str, words: Language) -> frozenset[str]:
    """Return the bodies that a text names anywhere, in full, by acronym, or with a head (`UNSCR`)."""
    named = mentions(text, words).names
    if words.body_names:
        full = (printed_names(words)[name] for name in named if name not in _short(words))
        return frozenset(body.name for meant in full for body in meant)
    headed = (body for head, body in words.words["head_bodies"].items() if head in text)
    return frozenset(headed).union(
        body.name
        for body in bodies().values()
        if body.forms and not named.isdisjoint((body.name, *body.names, *body.acronyms))
    )


def container_before(text: str, at: int, words: Language) -> Owner | None:
    """Return the body whose document is cited right before: `(A/77/53/Add.1), chap. III, ` resolution.

    In the annex of any other document stands another organization's.
    """
    if not text[max(0, at - 3) : at].rstrip().endswith(","):
        return None
    cited = list(_CONTAINER.finditer(text, max(0, at - _REACH), at))
    if not cited or not _pinpointed(words).fullmatch(text, cited[-1].end(), at):
        return None
    last = cited[-1]
    body = next((body for symbol, body in _reports() if symbol.fullmatch(last.group("symbol"))), None)
    if body:
        return Owner(last.start(), at, (body,))
    return Owner(last.start(), at, ()) if _within(words).search(text, last.end(), at) else None


def _owners(text: str, start: int, end: int, words: Language, near: Collection[str]) -> Iterator[Owner]:
    """Yield the bodies that a stretch of text names, in its order."""
    for mention in mentions(text, words).between(start, end):
        yield _owner(mention, mention.end, text, words, near)


def _owner(mention: Mention, end: int, text: str, words: Language, near: Collection[str]) -> Owner:
    """Return what a printed name means; a short one: the body that speaks, the last one named, any other."""
    start, _, name = mention
    meant = printed_names(words)[name]
    if _of_another(text, start, end, words):
        return Owner(start, end, ())
    if name not in _short(words):
        found = tuple(body.name for body in meant if body.symbol)
        return Owner(start, end, found, found)
    if _is_longer(text, start, end, name, words):
        return Owner(start, end, ())
    names = tuple(body.name for body in meant)
    told = tuple(n for n in near if n in names) or _last_named(meant, text, start, words)
    return Owner(start, end, (*told, *(n for n in names if n not in told)), told)


def _of_another(text: str, start: int, end: int, words: Language) -> bool:
    """Whether another organization has a body of this name: `General Assembly of the OAS`, `非洲联盟大会`."""
    before = mentions(text, words).ending(start - 1) if text[start - 1 : start].isspace() else None
    if before and _is_outside(before, words):
        return True
    lead = _leads_on(words).match(text, end)
    behind = mention_at(text, lead.end(), words) if lead else None
    return behind is not None and _is_outside(behind, words)


def _is_outside(mention: Mention, words: Language) -> bool:
    """Whether a name is that of an organization whose documents have no symbols of the United Nations."""
    return not any(body.symbol for body in printed_names(words)[mention.name])


def _last_named(meant: tuple[Body, ...], text: str, at: int, words: Language) -> tuple[str, ...]:
    """Return the body that the text named last before the offset, of several with one short name."""
    names = _full_names(meant, words)
    for mention in mentions(text, words).backward(at, at - _ANTECEDENT):
        if body := names.get(mention.name):
            return (body,)
    return ()


@cache
def _full_names(meant: tuple[Body, ...], words: Language) -> dict[str, str]:
    """Return the names in full of some bodies, each with the English one."""
    if words.body_names:
        own = {body.name for body in meant}
        full = words.body_names.keys() - words.short_body_names
        return {name: one for name in full for one in words.body_names[name] if one in own}
    return {name: body.name for body in meant for name in (body.name, *body.names)}


def _is_longer(text: str, start: int, end: int, name: str, words: Language) -> bool:
    """Whether a short name is a piece of a longer one: `Council of Ministers`, `the Permanent Council`."""
    if _goes_on(words, " " in name).match(text, end) or _qualified(words).match(text, end):
        return True
    before = _prefix(words).search(text, max(0, start - 40), start)
    if not before or before.group("word") in words.words["strangers"]["harmless"]:
        return False
    opens = before.group("before").strip(" ")
    return not (opens in ("", ".", ";", ":", "(", "“", '"') or "\n" in before.group("before"))


def _is_stranger(text: str, word: re.Match[str], gap: tuple[str, ...], words: Language) -> bool:
    """Whether the word before a head names a body that no table knows: `Congress resolution`, `IWC `."""
    table = words.words["strangers"]
    last = word.group()
    if last.lower() in words.openings.then:
        return False
    if gap:
        if not any(link in table["binds"] for link in gap):
            return False
        begin = max(0, word.start() - 60)
        return bool(
            _firm(words).search(text, begin, word.end()) or _small(words).search(text, begin, word.end())
        )
    if last in table["adjectives"]:
        return True
    if _ACRONYM.fullmatch(last) and last not in table["harmless"] and not _ROMAN.fullmatch(last):
        return True
    noun = _any_noun(words).search(text, max(0, word.start() - 60), word.end())
    return noun is not None and not _is_apposed(text, noun, word.end(), words)


def _is_apposed(text: str, noun: re.Match[str], end: int, words: Language) -> bool:
    """Whether what a comma sets apart is an instrument: `the Convention on …, resolution 2106`.

    Its parties may adopt: `the Parties to the Convention on …, resolution`.
    """
    table = words.words["strangers"]
    if text[end : end + 1] != "," or noun.group().split()[0] not in table["instruments"]:
        return False
    before = text[max(0, noun.start() - 60) : noun.start()].split()
    return not any(word in table["nouns"] or word in table["firm"] for word in before)


def _stranger_at(text: str, at: int, words: Language) -> int | None:
    """Return the end of the name of a body that no table knows: `Ministry of Health`, `IUCN`; else None."""
    found = _name(words).match(text, at)
    if not found:
        return None
    name = found.group()
    first = name.split()[0]
    if (
        _ACRONYM.fullmatch(first)
        and not _ROMAN.fullmatch(first)
        and first not in words.words["strangers"]["harmless"]
    ):
        return found.end()
    nouns = {*words.words["strangers"]["firm"], *words.words["strangers"]["nouns"]}
    return found.end() if nouns.intersection(name.split()) else None


def _small_at(text: str, at: int, words: Language) -> int | None:
    """Return the end of what a noun in small letters calls a body: `appeals court`; None where none does."""
    found = _small_name(words).match(text, at)
    return found.end() if found else None


_OPENED = re.compile(r"\s?\(")
_ACRONYM = re.compile(r"[A-Z]{2,8}")
_ROMAN = re.compile(r"[IVXLC]+")
_LAST_WORD = re.compile(r"[\w.-]*[\w.]\Z")
_CONTAINER = re.compile(r"(?<![\w/])(?P<symbol>[A-Z]{1,6}/[\w./-]*\w)")


@cache
def _name(words: Language) -> re.Pattern[str]:
    """A name with capitals throughout, small words between them."""
    table, capital = words.words["strangers"], words.capital
    links, articles = either(table["name_links"]), either(table["name_articles"])
    return re.compile(
        rf"(?:{articles}\s)?[{capital}][\w’'-]*(?:\s(?:{links}\s){{0,2}}[{capital}][\w’'-]*){{0,9}}"
    )


@cache
def _prefix(words: Language) -> re.Pattern[str]:
    """A word with a capital right before a name, and what stands before it."""
    return re.compile(rf"(?P<before>\S?[ \n]{{0,3}})(?<![\w’'-])(?P<word>[{words.capital}][\w’'-]*)[ \n]\Z")


@cache
def _of(words: Language) -> str:
    """How a name may go on behind its noun: `Congress of Ruritania`."""
    table, capital = words.words["strangers"], words.capital
    of, articles, joins = (either(table[row]) for row in ("name_of", "name_articles", "name_joins"))
    more = rf"(?:\s(?:{joins}\s){{0,2}}[{capital}][\w’'-]*){{0,5}}"
    return rf"(?:\s{of}\s(?:{articles}\s)?[{capital}][\w’'-]*{more})?"


@cache
def _short(words: Language) -> frozenset[str]:
    """The names that many bodies share: `Council`."""
    if words.body_names:
        return words.short_body_names
    full = {name for body in bodies().values() for name in (body.name, *body.names, *body.acronyms)}
    short = {body.short for body in bodies().values() if body.short and body.forms}
    return frozenset(short - full - set(words.words["also_called"]))


@cache
def _goes_on(words: Language, several: bool) -> re.Pattern[str]:
    """What makes a short name a piece of a longer one, a date aside."""
    months = either(words.month_names)
    table = words.words["strangers"]
    pattern = rf"\s+{either(table['goes_on'])}\s+(?!{months})[{words.capital}]"
    if several:  # `the Parties to the Convention` alone is the convention in question
        capital = words.capital
        name = rf"(?:[{capital}][\w-]*\s+){{1,5}}{either((*table['goes_on'], *table['names']))}\s+[{capital}]"
        pattern += rf"|\s+{either(table['goes_on_to'])}\s+{name}"
    return re.compile(pattern)


@cache
def _small(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['strangers']['small'])}\Z", re.IGNORECASE)


@cache
def _small_name(words: Language) -> re.Pattern[str]:
    """A noun for a body with at most two small words before it."""
    small = either(words.words["strangers"]["small"])
    return re.compile(rf"(?:(?![{words.capital}\d])\w+\s+){{0,2}}{small}(?!\w)")


@cache
def _leads_on(words: Language) -> re.Pattern[str]:
    """What leads from a body to its organization: ` of the `; no more than a blank before a genitive."""
    table = words.words["strangers"]
    of, articles = either(table["name_of"]), either(table["name_articles"])
    direct = "?" if words.words["owner_after"]["direct"] else ""
    return re.compile(rf"\s(?:{of}\s){direct}(?:{articles}\s?)?")


@cache
def _qualified(words: Language) -> re.Pattern[str]:
    """Words right behind a short name that make it another's: `Assemblée parlementaire`."""
    return re.compile(rf"\s+{either(words.words['strangers']['qualified'])}(?!\w)")


@cache
def _strangers_behind(words: Language) -> re.Pattern[str]:
    return re.compile(rf"{either(words.words['strangers']['behind'])}\b")


@cache
def _between(words: Language) -> frozenset[str]:
    return frozenset(words.words["between_body_and_head"]["words"])


@cache
def _possessives(words: Language) -> tuple[str, ...]:
    return tuple(word for word in words.words["between_body_and_head"]["words"] if not word[0].isalpha())


@cache
def _firm(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['strangers']['firm'])}{_of(words)}\Z")


@cache
def _any_noun(words: Language) -> re.Pattern[str]:
    table = words.words["strangers"]
    return re.compile(rf"\b{either((*table['firm'], *table['nouns']))}{_of(words)}\Z")


@cache
def _agent(words: Language) -> re.Pattern[str]:
    """What stands before a body that acts: `that the `, `by the `, `, the `."""
    table = words.words["actors"]
    return re.compile(rf"(?:[,;]|\b{either(table['after'])})\s+(?:{either(table['articles'])}\s+)?\Z")


@cache
def _lead(words: Language) -> re.Pattern[str]:
    table = words.words["owner_after"]
    return re.compile(rf",?\s+(?P<word>{either(table['words'])})\s+(?:{either(table['articles'])}\s+)?")


@cache
def _reports() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The reports in which bodies print their resolutions: pattern of the symbol -> body."""
    rows = csv.DictReader(data("reports.csv").splitlines())
    return tuple((re.compile(row["symbol"]), row["body"]) for row in rows)


@cache
def _pinpointed(words: Language) -> re.Pattern[str]:
    units = either(words.units)
    return re.compile(rf"\)?,?(?:\s+(?:and\s+)?{units}(?:\s+[\w.]+)?,?)*\s+", re.IGNORECASE)


@cache
def _within(words: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(words.words['strangers']['within'])}\b")
