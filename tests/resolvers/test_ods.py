"""The Official Document System over a real socket: what a file begins with, and what proves that there is none."""

import asyncio
from typing import TYPE_CHECKING

import pytest

from unxref.cache.pace import Pace
from unxref.instruments.identifiers import parse
from unxref.resolvers.interface import Record, Related, Status
from unxref.resolvers.ods import Ods
from unxref.resolvers.settings import Settings

if TYPE_CHECKING:
    from ..standin.server import Standin

ACCESS = "/api/symbol/access"
LINK = "https://documents.un.org/api/symbol/access?s={}&l={}&t={}"


def search(settings: Settings, *ids: str) -> dict[str, Record]:
    async def records(pace: Pace) -> dict[str, Record]:
        found = Ods(settings, pace).look_up([parse(id) for id in ids])
        return {record.id: record async for record in found}

    with Pace(settings.state_dir, pytest.fail) as pace:
        return asyncio.run(records(pace))


def asked(standin: "Standin") -> list[str]:
    return [path.partition("?s=")[2] for path in standin.requests if path.startswith(ACCESS)]


@pytest.mark.parametrize(
    ("id", "covered"),
    [
        ("A/RES/74/174", True),
        ("A/RES/217(III)A", True),
        ("A/75/6(Sect.26)", True),
        ("crc", True),
        ("un-charter", False),
        ("A/DEC/44/414", False),
        ("E/DEC/2019/248", False),
        ("E/CN.15/RES/26/3", False),
        ("UNTS/1577/27531", False),
    ],
)
def test_what_has_a_document_under_a_symbol(settings: Settings, pace: Pace, id: str, covered: bool) -> None:
    assert Ods(settings, pace).covers(parse(id)) is covered


@pytest.mark.parametrize(
    ("id", "symbol", "language", "form", "times"),
    [
        ("A/RES/74/174", "A/RES/74/174", "en", "pdf", 1),
        ("S/RES/2273(2016)", "S/RES/2273(2016)", "en", "pdf", 1),
        ("A/RES/34/65A", "A/RES/34/65A", "en", "pdf", 1),
        ("A/RES/78/183B", "A/RES/78/183+B", "en", "pdf", 2),
        ("E/2017/30", "E/2017/30", "fr", "pdf", 2),
        ("E/2007/30/Rev.1", "E/2007/30/Rev.1", "en", "docx", 3),
        ("A/74/10", "A/74/10", "en", "doc", 4),
    ],
)
def test_a_document_in_the_language_and_form_that_is_there(
    standin: "Standin", settings: Settings, id: str, symbol: str, language: str, form: str, times: int
) -> None:
    address = LINK.format(symbol, language, form)
    assert search(settings, id)[id] == Record(id, Status.FOUND, files={language: address})
    assert len(asked(standin)) == times


def test_a_part_stands_in_its_whole_and_what_is_carried_in_its_carrier(
    standin: "Standin", settings: Settings
) -> None:
    found = search(settings, "A/RES/217(III)A", "A/RES/217(III)", "udhr", "agenda-2030")
    files = {"en": LINK.format("A/RES/217(III)", "en", "pdf")}
    whole = (Related("A/RES/217(III)", "carrier"),)
    assert found["A/RES/217(III)"] == Record("A/RES/217(III)", Status.FOUND, files=files)
    assert found["A/RES/217(III)A"] == Record("A/RES/217(III)A", Status.FOUND, files=files, related=whole)
    assert found["udhr"] == Record("udhr", Status.FOUND, files=files, related=whole)
    assert found["agenda-2030"].related == (Related("A/RES/70/1", "carrier"),)
    assert len(asked(standin)) == 2


def test_not_found_only_after_every_language_and_form(standin: "Standin", settings: Settings) -> None:
    assert search(settings, "A/RES/77/77")["A/RES/77/77"] == Record("A/RES/77/77", Status.NOT_FOUND)
    assert asked(standin) == [
        "A/RES/77/77&l=en&t=pdf",
        "A/RES/77/77&l=fr&t=pdf",
        "A/RES/77/77&l=en&t=docx",
    ]


def test_a_part_that_is_missing_may_stand_with_others(settings: Settings) -> None:
    found = search(settings, "A/RES/75/254B", "A/RES/1000(IX)C", "A/RES/1000(IX)")
    assert found["A/RES/75/254B"].status is Status.UNCLEAR
    assert found["A/RES/1000(IX)C"].status is Status.UNCLEAR
    assert found["A/RES/1000(IX)"].status is Status.NOT_FOUND


def test_the_whole_does_not_prove_any_letter(settings: Settings) -> None:
    found = search(settings, "A/RES/217(III)A", "A/RES/217(III)Q")
    assert [record.status for record in found.values()] == [Status.FOUND, Status.UNCLEAR]
    assert not found["A/RES/217(III)Q"].files


def test_no_bytes_prove_nothing(standin: "Standin", settings: Settings) -> None:
    assert search(settings, "A/75/6(Sect.26)")["A/75/6(Sect.26)"].status is Status.UNCLEAR
    assert len(asked(standin)) == 1


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("empty", Status.UNCLEAR),
        ("html", Status.UNCLEAR),
        ("404", Status.UNCLEAR),
        ("wrong", Status.UNCLEAR),
        ("away", Status.UNCLEAR),
        ("maintenance", Status.UNCLEAR),
        ("nothing", Status.NOT_FOUND),
        ("truncated", Status.FOUND),
        ("around", Status.FOUND),
    ],
)
def test_the_status_is_never_better_than_the_answer(
    standin: "Standin", settings: Settings, fault: str, status: Status
) -> None:
    standin.fault(fault)
    assert search(settings, "A/RES/74/174")["A/RES/74/174"].status is status


def test_the_file_is_judged_not_the_way_to_it(standin: "Standin", settings: Settings) -> None:
    standin.fault("html", "/doc")
    assert search(settings, "A/RES/74/174")["A/RES/74/174"].status is Status.UNCLEAR
