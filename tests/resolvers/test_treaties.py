"""The treaty collection over a real socket: volumes, entries, and pages where files should be."""

import asyncio
from typing import TYPE_CHECKING

import pytest

from unxref.cache.pace import Pace
from unxref.instruments.identifiers import parse
from unxref.resolvers.interface import Record, Status
from unxref.resolvers.settings import Settings
from unxref.resolvers.treaties import Treaties

if TYPE_CHECKING:
    from ..standin.server import Standin

VOLUME = "https://treaties.un.org/doc/Publication/UNTS/Volume%201577/v1577.pdf"
PAGE = "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no={}&chapter={}&clang=_en"
UNTS, MTDSG = "/doc/Publication/UNTS", "/doc/Publication/MTDSG"


def search(settings: Settings, *ids: str) -> dict[str, Record]:
    async def records(pace: Pace) -> dict[str, Record]:
        found = Treaties(settings, pace).look_up([parse(id) for id in ids])
        return {record.id: record async for record in found}

    with Pace(settings.state_dir, pytest.fail) as pace:
        return asyncio.run(records(pace))


@pytest.mark.parametrize(
    ("id", "covered"),
    [
        ("crc", True),
        ("UNTS/2/999", True),
        ("LNTS/94/p57", True),
        ("agenda-2030", False),
        ("A/RES/44/25", False),
    ],
)
def test_what_the_collection_holds(settings: Settings, pace: Pace, id: str, covered: bool) -> None:
    assert Treaties(settings, pace).covers(parse(id)) is covered


def test_a_treaty_with_volume_and_entry(standin: "Standin", settings: Settings) -> None:
    assert search(settings, "crc")["crc"] == Record(
        "crc",
        Status.FOUND,
        title="Convention on the Rights of the Child",
        date="1989-11-20",
        url=PAGE.format("IV-11", 4),
        files={"en": VOLUME, "fr": VOLUME},
        subjects=("HUMAN RIGHTS",),
        in_force="1990-09-02",
    )
    assert len(standin.requests) == 2


def test_chapters_from_thirteen_on_are_in_the_second_volume(standin: "Standin", settings: Settings) -> None:
    record = search(settings, "paris-agreement")["paris-agreement"]
    assert record.url == PAGE.format("XXVII-7-d", 27)
    assert record.in_force == "2016-11-04"
    assert f"{MTDSG}/Volume II/Chapter XXVII/XXVII-7-d.en.xml" in standin.requests


def test_the_date_is_that_of_the_adoption_not_of_the_signature(settings: Settings) -> None:
    assert search(settings, "icerd")["icerd"].date == "1965-12-21"


def test_a_volume_of_several_treaties_is_tested_once(standin: "Standin", settings: Settings) -> None:
    found = search(settings, "UNTS/1577/27531", "UNTS/1577/27532", "UNTS/1577/p3")
    assert {record.url for record in found.values()} == {VOLUME}
    assert standin.requests == [f"{UNTS}/Volume 1577/v1577.pdf"]


def test_a_volume_of_the_league(settings: Settings) -> None:
    record = search(settings, "LNTS/94/1")["LNTS/94/1"]
    assert record.url == "https://treaties.un.org/doc/Publication/UNTS/LON/Volume%2094/v94.pdf"


def test_a_page_in_place_of_a_volume_is_no_volume(settings: Settings) -> None:
    assert search(settings, "UNTS/4321/1")["UNTS/4321/1"] == Record("UNTS/4321/1", Status.NOT_FOUND)


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("html", Status.NOT_FOUND),
        ("404", Status.NOT_FOUND),
        ("maintenance", Status.UNCLEAR),
        ("empty", Status.UNCLEAR),
        ("truncated", Status.UNCLEAR),
        ("doctype", Status.UNCLEAR),
        ("wrong", Status.UNCLEAR),
        ("away", Status.UNCLEAR),
    ],
)
def test_what_is_no_entry(standin: "Standin", settings: Settings, fault: str, status: Status) -> None:
    standin.fault("html", UNTS)
    standin.fault(fault, MTDSG)
    assert search(settings, "crc")["crc"] == Record("crc", status)


def test_the_volume_alone_is_found(standin: "Standin", settings: Settings) -> None:
    standin.fault("maintenance", MTDSG)
    record = search(settings, "crc")["crc"]
    assert (record.status, record.url, record.title) == (Status.FOUND, VOLUME, None)


def test_the_entry_alone_is_found(standin: "Standin", settings: Settings) -> None:
    standin.fault("html", UNTS)
    record = search(settings, "crc")["crc"]
    assert (record.status, record.url, record.files) == (Status.FOUND, PAGE.format("IV-11", 4), {})
