from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from unxref.instruments import sessions
from unxref.instruments.bodies import bodies
from unxref.instruments.data import rows
from unxref.instruments.identifiers import NotAnIdentifier, parse

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("body", "session", "expected"),
    [
        ("General Assembly", "I", (1946, 1946)),
        ("General Assembly", "III", (1948, 1949)),
        ("General Assembly", "XXX", (1975, 1976)),
        ("General Assembly", "74", (2019, 2020)),
        ("General Assembly", "S-1", (1947, 1947)),
        ("General Assembly", "S-VI", (1974, 1974)),
        ("General Assembly", "S-27", (2002, 2002)),
        ("General Assembly", "ES-V", (1967, 1967)),
        ("General Assembly", "ES-7", (1980, 1982)),
        ("General Assembly", "ES-10", (1997, sessions.STILL_OPEN)),
        ("Security Council", "2000", (2000, 2000)),
        ("Economic and Social Council", "VII", (1948, 1948)),
        ("Economic and Social Council", "XXIV", (1957, 1957)),
        ("Economic and Social Council", "XLVIII", (1970, 1970)),
        ("Economic and Social Council", "LIV", (1973, 1973)),
        ("Economic and Social Council", "LXIII", (1977, 1977)),
        ("Economic and Social Council", "1992", (1992, 1992)),
        ("Economic and Social Council", "2023", (2022, 2023)),
        ("Human Rights Council", "2", (2006, 2006)),
        ("Human Rights Council", "5", (2007, 2007)),
        ("Human Rights Council", "10", (2009, 2009)),
        ("Human Rights Council", "51", (2022, 2022)),
        ("Human Rights Council", "S-16", (2011, 2011)),
        ("Commission on Human Rights", "2005", (2005, 2005)),
        ("Commission on Human Rights", "XXIII", (1967, 1967)),
        ("Commission on Crime Prevention and Criminal Justice", "26", (2017, 2017)),
        ("Commission on Narcotic Drugs", "51", (2008, 2008)),
        ("Commission for Social Development", "42", (2004, 2004)),
        ("United Nations Environment Assembly", "5", (2021, 2022)),
        (
            "Conference of the Parties to the United Nations Framework Convention on Climate Change",
            "21",
            (2015, 2015),
        ),
    ],
)
def test_years(body: str, session: str, expected: tuple[int, int]):
    assert sessions.years(body, session) == expected


@pytest.mark.parametrize(
    ("body", "session"),
    [
        ("General Assembly", "S-99"),
        ("General Assembly", "ABC"),
        ("General Assembly", ""),
        ("Economic and Social Council", "LXX"),
        ("Commission on Human Rights", "2007"),
        ("European Parliament", "9"),
    ],
)
def test_unknown_sessions(body: str, session: str):
    assert sessions.years(body, session) is None


def test_the_runs_are_of_known_bodies_and_in_order():
    for row in rows("sessions.csv"):
        assert row["body"] in bodies()
        assert int(row["from"]) <= int(row["to"])
        assert int(row["first"]) <= int(row["last"])


def test_no_session_stands_in_two_runs():
    seen: set[tuple[str, str, int]] = set()
    for row in rows("sessions.csv"):
        run = {(row["body"], row["special"], n) for n in range(int(row["from"]), int(row["to"]) + 1)}
        assert not seen & run
        seen |= run


@pytest.mark.parametrize(
    ("number", "year"), [(1, 1946), (242, 1967), (1325, 2000), (1373, 2001), (2672, 2023)]
)
def test_security_council_year(number: int, year: int):
    assert sessions.security_council_year(number) == year
    numbers = sessions.security_council_numbers(year)
    assert numbers is not None
    assert number in numbers


def test_security_council_numbers_follow_without_a_gap():
    last = 0
    for year in range(1946, sessions.last_known_resolution()[0] + 1):
        numbers = sessions.security_council_numbers(year)
        assert numbers is not None
        assert numbers[0] == last + 1
        last = numbers[-1]
    assert sessions.last_known_resolution()[1] == last
    assert sessions.security_council_year(last + 1) is None
    assert sessions.security_council_year(0) is None


def test_the_librarys_dates_fall_into_the_sessions(datasets: Path):
    with (datasets / "undl_voting_records_1946_2025.csv").open(encoding="utf-8", newline="") as file:
        table = [(row["symbol"], int(row["vote_date"][:4])) for row in csv.DictReader(file) if row["symbol"]]
    checked = 0
    for symbol, year in table:
        try:
            act = parse(re.sub(r"\[.*", "", symbol))
        except NotAnIdentifier:
            continue
        span = sessions.years(act.body or "", act.session or "")
        assert span is not None, symbol
        assert span[0] <= year <= span[1], symbol
        checked += 1
    assert checked > 9_500


def test_an_old_number_tells_its_session() -> None:
    assert 217 in (sessions.assembly_numbers("III") or ())
    assert 663 not in (sessions.assembly_numbers("XXIV") or ())
    assert sessions.assembly_numbers("XL") is None
    assert sessions.assembly_numbers("74") is None
