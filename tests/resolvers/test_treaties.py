"""The treaty collection over a real socket: volumes, entries, notifications, and pages where files should be."""

import asyncio
from importlib import import_module
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
        ("C.N.63.2016.TREATIES-XXVII.7.d", True),
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
    found = search(settings, "UNTS/1577/27531", "UNTS/1577/p3", "UNTS/1577/p190", "crc")
    assert {record.files["en"] for record in found.values()} == {VOLUME}
    assert standin.requests.count(f"{UNTS}/Volume 1577/v1577.pdf") == 1
    assert len(standin.requests) == 2


def test_a_treaty_of_the_table_is_found_where_the_table_has_it(settings: Settings) -> None:
    found = search(
        settings, "UNTS/1577/27531", "UNTS/1577/p3", "UNTS/999/14668", "UNTS/15/102", "LNTS/94/2138"
    )
    assert {record.status for record in found.values()} == {Status.FOUND}
    assert found["UNTS/1577/27531"].url == VOLUME


@pytest.mark.parametrize(
    ("id", "path", "asked"),
    [
        ("UNTS/419/6030", "Volume%20419/volume-419-I-6030-English.pdf", 1),
        ("UNTS/3007/52241", "Volume%203007/Part/volume-3007-I-52241.pdf", 1),
        ("UNTS/1899/32370", "Volume%201899/Part/volume-1899-I-32370.pdf", 2),
        ("UNTS/204/522", "Volume%20204/volume-204-II-522-English.pdf", 3),
        ("UNTS/204/II-522", "Volume%20204/volume-204-II-522-English.pdf", 1),
    ],
)
def test_a_treaty_in_a_file_of_its_own(
    standin: "Standin", settings: Settings, id: str, path: str, asked: int
) -> None:
    record = search(settings, id)[id]
    address = f"https://treaties.un.org{UNTS}/{path}"
    assert (record.status, record.url) == (Status.FOUND, address)
    languages = ["en"] if path.endswith("-English.pdf") else ["en", "fr"]
    assert record.files == dict.fromkeys(languages, address)
    assert len(standin.requests) == asked


@pytest.mark.parametrize(
    ("id", "asked"),
    [
        ("UNTS/1677/28986", 3),
        ("UNTS/3000/52000", 3),
        ("UNTS/419/6031", 3),
        ("UNTS/419/500", 4),  # a number that a filed treaty may have
        ("UNTS/419/p33", 1),
        ("LNTS/94/1", 1),
        ("LNTS/94/p1", 1),
    ],
)
def test_a_volume_does_not_prove_what_is_in_it(
    standin: "Standin", settings: Settings, id: str, asked: int
) -> None:
    record = search(settings, id)[id]
    series, volume, _ = id.split("/")
    folder = f"{UNTS}/LON" if series == "LNTS" else UNTS
    address = f"https://treaties.un.org{folder}/Volume%20{volume}/v{volume}.pdf"
    assert record == Record(id, Status.UNCLEAR, url=address, files={"en": address, "fr": address})
    assert len(standin.requests) == asked


@pytest.mark.parametrize(
    ("id", "status"),
    [
        ("UNTS/1898/32350", Status.NOT_FOUND),  # a volume that should be there
        ("UNTS/1898/p3", Status.NOT_FOUND),
        ("UNTS/3370/56000", Status.UNCLEAR),  # which is online years after it is printed
        ("UNTS/3370/p3", Status.UNCLEAR),
        ("UNTS/3370/27531", Status.UNCLEAR),  # a protocol, for all we know
        ("att", Status.UNCLEAR),
    ],
)
def test_a_volume_that_is_not_there(standin: "Standin", settings: Settings, id: str, status: Status) -> None:
    standin.fault("html", MTDSG)
    assert search(settings, id)[id] == Record(id, status)


@pytest.mark.parametrize("id", ["UNTS/223/19735", "UNTS/60/1414", "UNTS/15/II-900"])
def test_what_a_volume_cannot_hold_is_not_found(standin: "Standin", settings: Settings, id: str) -> None:
    assert search(settings, id)[id] == Record(id, Status.NOT_FOUND)
    volume = id.split("/")[1]
    assert f"{UNTS}/Volume {volume}/v{volume}.pdf" not in standin.requests
    standin.fault("maintenance", f"{UNTS}/Volume {volume}/")
    assert search(settings, id)[id].status is Status.UNCLEAR


def test_what_a_volume_cannot_hold_is_found_where_it_has_a_file(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site knows better than the table."""
    collection = import_module("collection")
    there = f"{UNTS}/Volume 223/volume-223-I-19735-English.pdf".lower()
    monkeypatch.setattr(collection, "BY_THEMSELVES", collection.BY_THEMSELVES | {there})
    assert search(settings, "UNTS/223/19735")["UNTS/223/19735"].status is Status.FOUND


@pytest.mark.parametrize(
    ("id", "path", "status"),
    [
        ("C.N.63.2016.TREATIES-XXVII.7.d", "/doc/Publication/CN/2016/CN.63.2016-Eng.pdf", Status.FOUND),
        ("C.N.283.2001.TREATIES-1", "/doc/Publication/CN/2001/CN.283.2001-Eng.pdf", Status.FOUND),
        ("C.N.64.2016.TREATIES-IV.4", None, Status.NOT_FOUND),
        ("C.N.1.2009.TREATIES-1", None, Status.NOT_FOUND),
        ("C.N.1.2008.TREATIES-1", None, Status.UNCLEAR),
    ],
)
def test_notifications(
    standin: "Standin", settings: Settings, id: str, path: str | None, status: Status
) -> None:
    address = f"https://treaties.un.org{path}" if path else None
    files = {"en": address} if address else {}
    assert search(settings, id)[id] == Record(id, status, url=address, files=files)
    assert len(standin.requests) == (2 if status is Status.NOT_FOUND else 1)


@pytest.mark.parametrize("fault", ["html", "404", "maintenance"])
@pytest.mark.parametrize("id", ["UNTS/60/1414", "UNTS/1898/32350", "C.N.64.2016.TREATIES-IV.4", "crc"])
def test_where_the_site_has_a_page_for_every_file_nothing_is_not_found(
    standin: "Standin", settings: Settings, id: str, fault: str
) -> None:
    standin.fault(fault)
    assert search(settings, id)[id] == Record(id, Status.UNCLEAR)


def test_that_the_site_has_files_is_asked_once(standin: "Standin", settings: Settings) -> None:
    ids = [f"C.N.{number}.2016.TREATIES-IV.4" for number in range(64, 70)]
    assert {record.status for record in search(settings, *ids).values()} == {Status.NOT_FOUND}
    assert len(standin.requests) == len(ids) + 1


@pytest.mark.parametrize(
    ("fault", "status", "asked"),
    [
        ("maintenance", Status.UNCLEAR, 1),
        ("empty", Status.UNCLEAR, 1),
        ("away", Status.UNCLEAR, 1),
        ("404", Status.NOT_FOUND, 4),
        ("truncated", Status.FOUND, 1),
    ],
)
def test_what_is_no_pdf(
    standin: "Standin", settings: Settings, fault: str, status: Status, asked: int
) -> None:
    id = "UNTS/1899/32370" if fault == "404" else "UNTS/419/6030"
    standin.fault(fault, f"{UNTS}/Volume {id.split('/')[1]}/")
    assert search(settings, id)[id].status is status
    assert len(standin.requests) == asked


def test_an_annex_has_an_entry_of_its_own(standin: "Standin", settings: Settings) -> None:
    record = search(settings, "mtdsg-iii-2-7a")["mtdsg-iii-2-7a"]
    assert (record.status, record.url) == (Status.FOUND, PAGE.format("III-2-7a", 3))
    assert f"{MTDSG}/Volume I/Chapter III/III-2-7a.en.xml" in standin.requests


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
    standin.fault("html", f"{UNTS}/Volume 1577/")
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
