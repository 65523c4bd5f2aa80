"""The tables of named instruments and of the most cited resolutions: facts that need no network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .data import rows, several

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument that is cited by name: a row of `instruments.csv`."""

    id: str
    """The slug: `crc`, `agenda-2030`."""
    kind: str
    """treaty, declaration, agenda, outcome or resolution."""
    name: str
    aliases: tuple[str, ...]
    """Other names that mean it wherever they stand, acronyms that no body shares among them (`ICCPR`)."""
    acronyms: tuple[str, ...]
    """Names in capitals that mean another thing elsewhere: `CRC` is a committee, too, and begins symbols."""
    weak_aliases: tuple[str, ...]
    """Names that mean it only where the text has named it: `1951 Convention`."""
    symbol: str | None
    """The id of the document that carries it."""
    within: str | None
    """Where in that document: `chap. I, resolution 1, annex II`."""
    adopted: str | None
    """ISO date."""
    in_force: str | None
    """ISO date."""
    mtdsg: str | None
    """Reference in Multilateral Treaties Deposited with the Secretary-General: `IV-11`, `XI-B-16`."""
    series: str | None
    """UNTS or LNTS."""
    volume: str | None
    page: str | None
    """The first page, as printed (`XVI` for the Charter)."""
    registration: str | None
    """The registration number; `II-102` where it is filed and recorded, not registered."""
    objid: str | None
    """The entry's number at treaties.un.org."""
    sure: bool
    """Whether the facts come from the depositary or from footnotes of the United Nations' own texts."""


@dataclass(frozen=True, slots=True)
class Group:
    """A name that several instruments share: a row of `groups.csv`."""

    name: str
    members: tuple[str, ...]
    """Their slugs."""
    all: bool
    """Whether the name means all of them, whenever it was written; else which ones is left open."""


@dataclass(frozen=True, slots=True)
class ResolutionFacts:
    """What `resolutions.csv` knows of a resolution."""

    title: str | None
    adopted: str
    """ISO date."""


@cache
def named() -> Mapping[str, Named]:
    """Return the named instruments by their slugs, in the order of the table."""
    return {row["id"]: _named(row) for row in rows("instruments.csv")}


@cache
def groups() -> tuple[Group, ...]:
    """Return the names that several instruments share."""
    table = rows("groups.csv")
    return tuple(Group(row["name"], several(row["members"]), row["all"] == "yes") for row in table)


def founding(symbol: str | None, body: str | None) -> tuple[str, ...]:
    """Return the slugs of the instruments that a body works under, by the symbol of its document or its name.

    A committee under a treaty writes `the Convention` and names it seldom.
    """
    for row in _founding():
        if row["body"] == body or (symbol and row["symbol"] and symbol.startswith(f"{row['symbol']}/")):
            return several(row["instruments"])
    return ()


def by_treaty(series: str, volume: str, registration: str) -> tuple[Named, ...]:
    """Return the instruments of a volume (arabic) of UNTS or LNTS under a registration number.

    Neither says which treaty is meant for certain: protocols keep their parent's number, some in its volume.
    """
    return _by_treaty().get((series, volume, registration), ())


def by_page(series: str, volume: str, page: str) -> tuple[Named, ...]:
    """Return the instruments that begin on a page of a volume (arabic) of UNTS or LNTS."""
    return _by_page().get((series, volume, page), ())


def carried_by(symbol: str) -> tuple[Named, ...]:
    """Return the instruments that the document with this id carries."""
    return _by_symbol().get(symbol, ())


def relatives(instrument: str) -> tuple[tuple[str, str], ...]:
    """Return the roles of a named instrument towards others, and their slugs: a protocol to, an amendment of.

    The roles are revises, amends, extends, annexed-to and protocol-to.
    """
    return _relatives().get(instrument, ())


def resolution_facts(symbol: str) -> ResolutionFacts | None:
    """Return what the table knows of the resolution with this id."""
    return _resolutions().get(symbol)


def _named(row: dict[str, str]) -> Named:
    return Named(
        id=row["id"],
        kind=row["kind"],
        name=row["name"],
        aliases=several(row["aliases"]),
        acronyms=several(row["acronyms"]),
        weak_aliases=several(row["weak_aliases"]),
        symbol=row["symbol"] or None,
        within=row["within"] or None,
        adopted=row["adopted"] or None,
        in_force=row["in_force"] or None,
        mtdsg=row["mtdsg"] or None,
        series=row["series"] or None,
        volume=row["volume"] or None,
        page=row["page"] or None,
        registration=row["registration"] or None,
        objid=row["objid"] or None,
        sure=row["sure"] == "yes",
    )


@cache
def courts() -> Mapping[str, str]:
    """Return the courts and organizations by whose names their statutes are understood: name -> slug."""
    return {row["body"]: row["instruments"] for row in _founding() if not row["symbol"]}


@cache
def committees() -> Mapping[str, tuple[str, ...]]:
    """Return the bodies that work under treaties, each with the slugs of these."""
    return {row["body"]: several(row["instruments"]) for row in _founding() if row["symbol"]}


@cache
def _founding() -> list[dict[str, str]]:
    return rows("founding.csv")


@cache
def _by_treaty() -> Mapping[tuple[str, str, str], tuple[Named, ...]]:
    found: dict[tuple[str, str, str], tuple[Named, ...]] = {}
    for one in named().values():
        if one.series and one.volume and one.registration:
            # Citations give the number alone, of registered and filed treaties alike: II-102 is cited as 102.
            for number in {one.registration, one.registration.removeprefix("II-")}:
                key = (one.series, one.volume, number)
                found[key] = (*found.get(key, ()), one)
    return found


@cache
def _by_page() -> Mapping[tuple[str, str, str], tuple[Named, ...]]:
    found: dict[tuple[str, str, str], tuple[Named, ...]] = {}
    for one in named().values():
        if one.series and one.volume and one.page:
            key = (one.series, one.volume, one.page)
            found[key] = (*found.get(key, ()), one)
    return found


@cache
def _by_symbol() -> Mapping[str, tuple[Named, ...]]:
    found: dict[str, tuple[Named, ...]] = {}
    for one in named().values():
        if one.symbol:
            found[one.symbol] = (*found.get(one.symbol, ()), one)
    return found


@cache
def _relatives() -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows("families.csv"):
        found[row["id"]] = (*found.get(row["id"], ()), (row["role"], row["of"]))
    return found


@cache
def _resolutions() -> Mapping[str, ResolutionFacts]:
    return {
        row["symbol"]: ResolutionFacts(row["title"] or None, row["adopted"])
        for row in rows("resolutions.csv")
    }
