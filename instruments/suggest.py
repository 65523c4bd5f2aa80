"""What a text that means nothing may have been meant as: a question to whoever wrote it, never an answer.

Three ways to miss are known: a symbol or number that is spelled wrongly, a name with a slip or without some
of its words, and a short id or acronym with a slip. What is further off than that is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING

from . import bodies, sessions
from .identifiers import Identifier, identified
from .series import forms
from .spelling import plain
from .table import named, resolution_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An instrument that may have been meant."""

    id: str
    label: str | None
    """Its name or title, where the tables have one."""


def suggestions(text: str, limit: int = 3) -> tuple[Suggestion, ...]:
    """Return what is very near to a text that is not understood, or to an id that is not found.

    The nearest stand first; often there is nothing.
    """
    if len(text) > _LONGEST:
        return ()
    given = identified(text)
    if given:
        near = _respelled(text) if given.series == "symbol" else _swapped(given)
    else:
        near = (*_respelled(text), *(_named_like(text) if " " in text.strip() else _short_ids_like(text)))
    ids = dict.fromkeys(id for id in near if not given or id != given.id)
    return tuple(Suggestion(id, _label(id)) for id in list(ids)[:limit])


_LONGEST = 300
"""In characters: what is longer is no single citation."""


def _label(id: str) -> str | None:
    if id in named():
        return named()[id].name
    facts = resolution_facts(id)
    return facts.title if facts else None


# Symbols


def _respelled(text: str) -> Iterator[str]:
    """Yield the numbered acts whose symbols are spelled much like a text: `A/RS/74-174`, `GA/RES/74/l74`."""
    found = _ACT.fullmatch(text.upper().strip())
    if not found:
        return
    numbers = [part.translate(_DIGITS) for part in re.split(r"[\s/-]+", found["numbers"])]
    special = found["special"].rstrip("-")
    number = f"{special}{'-' if special else ''}{'/'.join(numbers)}"
    for series in _series_like(found["head"]):
        if id := _act(series, number, found["session"], found["part"]):
            yield id


_ACT = re.compile(
    r"(?P<head>[A-Z].*?[A-Z])[\s/.:-]*"
    r"(?P<special>(?:\bE?S-?)?)(?P<numbers>[\dOIL]*\d[\dOIL]*(?:\s*[\s/-]\s*[\dOIL]+)?)"
    r"\s*(?:\(\s*(?P<session>[\dIVXLS-]+)\s*\))?\s*(?P<part>[A-Z]?)"
)
_DIGITS = str.maketrans("OIL", "011")
"""Letters that are typed, or read by a machine, for digits."""


def _series_like(head: str) -> list[str]:
    """Return the series whose symbols begin much like a head: `ARES`, `GA/RES`, `GA resolution`, `UNSC`."""
    words = re.sub(r"\bDECISIONS?\b|\bDEC\.", "DEC", re.sub(r"\bRESOLUTIONS?\b|\bRES\.", "RES", head))
    of_body = re.fullmatch(r"(.+?)[\s/]+(RES|DEC|PRST)", words)
    near = _nearest(of_body[1].casefold(), _organs(), _NEAR_BODY) if of_body else []
    spelled = [_organs()[name] + of_body[2] for name in near if of_body] or [words]
    if alone := _organs().get(words.casefold()):  # most acts are resolutions
        spelled = [alone + "RES"]
    return [_heads()[other] for one in spelled for other in _nearest(_squeezed(one), _heads(), _NEAR_HEAD)]


def _squeezed(head: str) -> str:
    return "".join(character for character in head.upper() if character.isalnum())


_NEAR_BODY = 0.85
_NEAR_HEAD = 0.75


@cache
def _heads() -> Mapping[str, str]:
    """Return the series of numbered acts by the letters and digits of their heads."""
    series = dict.fromkeys(form.series for form in forms() if form.kind in bodies.NUMBERED)
    return {_squeezed(one): one for one in series}


@cache
def _organs() -> Mapping[str, str]:
    """Return what the symbols of the bodies begin with, by all their names and acronyms."""
    return {
        name.casefold(): body.symbol
        for body in bodies.bodies().values()
        for name in (body.name, *body.names, *body.acronyms)
        if body.symbol
    }


def _act(series: str, number: str, session: str | None, part: str) -> str | None:
    """Return the id of an act, with the session that its number has, where there can be such an act."""
    counted = sessions.assembly_session(int(number)) if series == "A/RES" and number.isdecimal() else None
    for one in dict.fromkeys((session, counted, None)):
        found = identified(f"{series}/{number}{f'({one})' if one else ''}{part}")
        if found and found.series == series and _possible(found):
            return found.id
    return None


def _possible(act: Identifier) -> bool:
    body, session, number = act.body or "", act.session or "", act.number or ""
    numbers = sessions.possible_numbers(body, act.kind, session)
    return not sessions.beyond(body, session) and (
        not numbers or not number.isdecimal() or int(number) in numbers
    )


def _swapped(act: Identifier) -> Iterator[str]:
    """Yield what an act that cannot be may have been, had two neighbouring digits of its number been swapped.

    Only resolutions of the table are asked for; of a number that a session may have, nothing is.
    """
    number = act.number or ""
    if _possible(act) or not number.isdecimal():
        return
    head, _, tail = act.id.rpartition(number)
    for n in range(len(number) - 1):
        id = f"{head}{number[:n]}{number[n + 1]}{number[n]}{number[n + 2 :]}{tail}"
        if id != act.id and resolution_facts(id):
            yield id


# Names


def _named_like(text: str) -> list[str]:
    """Return the instruments with names much like a text, those alone that are as near as the nearest."""
    meant = [_meant(word) for word in _words(text)]
    scores = dict[str, float]()
    for name, id in _names():
        scores[id] = max(_likeness(meant, name), scores.get(id, 0))
    return _as_near(scores, _NEAR_NAME)


_NEAR_NAME = 0.8


def _likeness(meant: Sequence[Mapping[str, float]], name: frozenset[str]) -> float:
    """Return how much of a text is in a name and of the name in the text, 0 to 1; rare words weigh more."""
    shared = dict[str, float]()
    for near in meant:
        word = next((word for word in near if word in name), None)
        if word:
            shared[word] = near[word]
    if not shared:
        return 0
    common = sum(_weight(word) * likeness for word, likeness in shared.items())
    unshared = sum(_weight(next(iter(near), "")) for near in meant if shared.keys().isdisjoint(near))
    return 2 * common / (sum(map(_weight, name)) + sum(map(_weight, shared)) + unshared)


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", text.casefold())
    return [word for word in dict.fromkeys(words) if word not in _UNSAID]


_UNSAID = frozenset(
    ("a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "un", "united")
) | {"nations", "international"}
"""Words that are left out or put in without meaning another instrument."""


@lru_cache(maxsize=4096)
def _meant(word: str) -> Mapping[str, float]:
    """Return the words of names that a word may be, the likest first, with how like they are."""
    near = get_close_matches(word, _counts(), cutoff=_NEAR_WORD)
    return {other: _ratio(word, other) for other in near}


_NEAR_WORD = 0.76


def _weight(word: str) -> float:
    """Return how much a word tells names apart; one that no name has tells most."""
    return log((1 + len(_names())) / (1 + _counts()[word]))


@cache
def _counts() -> Counter[str]:
    return Counter(word for name, _ in _names() for word in name)


@cache
def _names() -> tuple[tuple[frozenset[str], str], ...]:
    """Return the words of each name, with the short id of the instrument."""
    return tuple(
        (frozenset(_words(name)), one.id) for one in named().values() for name in (one.name, *one.aliases)
    )


# Short ids and acronyms


def _short_ids_like(text: str) -> list[str]:
    """Return the instruments with a short id, an acronym or a name of one word much like a word."""
    word = plain(text).casefold()
    near = [] if word in _counts() else _nearest(word, _short_ids(), _NEAR_ID)
    near.sort(key=lambda other: not other.startswith(word))
    return [_short_ids()[other] for other in near]


_NEAR_ID = 0.8


@cache
def _short_ids() -> Mapping[str, str]:
    words = {
        word.casefold(): one.id
        for one in named().values()
        for word in (*one.acronyms, *one.aliases)
        if " " not in word
    }
    return words | {id: id for id in named()}


# Likeness


def _nearest(word: str, among: Iterable[str], least: float) -> list[str]:
    return _as_near(
        {other: _ratio(word, other) for other in get_close_matches(word, among, cutoff=least)}, least
    )


def _as_near(scores: Mapping[str, float], least: float) -> list[str]:
    """Return what has the highest score, and what is as good as that."""
    least = max(least, max(scores.values(), default=0) - _AS_NEAR)
    return sorted((one for one, score in scores.items() if score >= least), key=lambda one: -scores[one])


_AS_NEAR = 0.05


def _ratio(word: str, other: str) -> float:
    return SequenceMatcher(None, other, word).ratio()
