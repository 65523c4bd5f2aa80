"""The calendar: in which years a session could adopt, and the year of a Security Council resolution.

`sessions.csv` has a line for each run of sessions: session `from` began in `first` and could adopt until
`last`; the sessions up to `to` followed it, so many a year. `counts.csv` has the numbers that the acts of
those sessions may bear, with room above the highest known.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .data import rows
from .numerals import arabic

if TYPE_CHECKING:
    from collections.abc import Mapping

# A session above this is a year.
_YEARS = 1945

STILL_OPEN = 9999
"""The last year of an emergency special session that is only adjourned."""


@lru_cache(maxsize=4096)
def years(body: str, session: str) -> tuple[int, int] | None:
    """Return the first and the last calendar year in which a session of a body could adopt.

    `body` is the English name; `session` is as printed (`74`, `XXX`, `S-VI`, `ES-10`, or the year for bodies
    that count by years). None where the session is not known, or not when it was held.
    """
    special, _, count = session.upper().rpartition("-")
    number = int(count) if count.isdecimal() else arabic(count)
    for run in _runs().get((body, special), ()):
        if number is not None and run["from"] <= number <= run["to"]:
            later = (number - run["from"]) // run["a_year"]
            return run["first"] + later, run["last"] + later
    return None


def beyond(body: str, session: str) -> bool:
    """Whether the calendar knows a body's sessions of this kind, and this one comes after them all."""
    special, _, count = session.upper().rpartition("-")
    number = int(count) if count.isdecimal() else arabic(count)
    last = [run["to"] for run in _runs().get((body, special), ())]
    if number is None or not last:
        return bool(special) and bool(_runs().get((body, "S")))
    alike = [to for to in last if (to >= _YEARS) == (number >= _YEARS)]
    return bool(alike) and number > max(alike)


@cache
def security_council_year(number: int) -> int | None:
    """Return the year of the Security Council resolution of that number; None where it is not known yet."""
    return next((year for year, numbers in _resolutions().items() if number in numbers), None)


def assembly_numbers(session: str) -> range | None:
    """Return the numbers that a General Assembly resolution of a Roman session may have; else None.

    The Assembly counted its resolutions through from 1 (I) to 3541 (XXX); where the first or last number of a
    session is not known, neighbouring ranges overlap.
    """
    return _assembly().get(session.upper())


@lru_cache(maxsize=4096)
def possible_numbers(body: str, kind: str, session: str) -> range | None:
    """Return the numbers that a body's resolutions or decisions of a session may have; None where unknown.

    The General Assembly's decisions begin at 301, those of the Human Rights Council at 101: a number tells
    bodies apart that a session does not.
    """
    if body == "General Assembly" and kind == "resolution" and (old := assembly_numbers(session)):
        return old
    special, _, count = session.upper().rpartition("-")
    number = int(count) if count.isdecimal() else arabic(count)
    for run in _counts().get((body, kind, special), ()):
        if number is not None and run["from"] <= number <= run["to"]:
            return range(run["lowest"], run["highest"] + 1)
    return None


def assembly_session(number: int) -> str | None:
    """Return the Roman session of a General Assembly resolution of that number; None where two may be."""
    found = [session for session, numbers in _assembly().items() if number in numbers]
    return found[0] if len(found) == 1 else None


def security_council_numbers(year: int) -> range | None:
    """Return the numbers of the Security Council's resolutions of a year; None where they are not known yet.

    The numbers of the last year that the table has may go on behind the range.
    """
    return _resolutions().get(year)


@cache
def last_known_resolution() -> tuple[int, int]:
    """Return year and number of the last Security Council resolution that the table knows."""
    year = max(_resolutions())
    return year, _resolutions()[year][-1]


@cache
def _runs() -> Mapping[tuple[str, str], list[dict[str, int]]]:
    runs: dict[tuple[str, str], list[dict[str, int]]] = {}
    for row in rows("sessions.csv"):
        run = {name: int(row[name]) for name in ("from", "to", "first", "last", "a_year")}
        runs.setdefault((row["body"], row["special"]), []).append(run)
    return runs


@cache
def _counts() -> Mapping[tuple[str, str, str], list[dict[str, int]]]:
    counts: dict[tuple[str, str, str], list[dict[str, int]]] = {}
    for row in rows("counts.csv"):
        run = {name: int(row[name]) for name in ("from", "to", "lowest", "highest")}
        counts.setdefault((row["body"], row["kind"], row["special"]), []).append(run)
    return counts


@cache
def _assembly() -> Mapping[str, range]:
    return {
        row["session"]: range(int(row["lowest"]), int(row["highest"]) + 1)
        for row in rows("general_assembly.csv")
    }


@cache
def _resolutions() -> Mapping[int, range]:
    return {
        int(row["year"]): range(int(row["first"]), int(row["last"]) + 1)
        for row in rows("security_council.csv")
    }
