"""The library's own catalogue over a real socket: exact symbols, two forms, and what an answer proves."""

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.cache.pace import Pace
from unxref.instruments.identifiers import NotAnIdentifier, parse
from unxref.resolvers.carriers import document_of
from unxref.resolvers.interface import Record, Related, Status
from unxref.resolvers.metadata import Metadata
from unxref.resolvers.settings import Settings
from unxref.resolvers.spellings import spellings

if TYPE_CHECKING:
    from ..standin.server import Standin

RECORDS = "/editor/api/marc/bibs/records"
SOME = ["A/RES/74/174", "A/RES/78/220", "S/RES/2273(2016)", "A/RES/217(III)A", "A/RES/70/1", "A/RES/77/77"]


def search(settings: Settings, *ids: str) -> dict[str, Record]:
    async def records(pace: Pace) -> dict[str, Record]:
        found = Metadata(settings, pace).look_up([parse(id) for id in ids])
        return {record.id: record async for record in found}

    with Pace(settings.state_dir, pytest.fail) as pace:
        return asyncio.run(records(pace))


@pytest.mark.parametrize(
    ("id", "covered"),
    [("A/RES/74/174", True), ("agenda-2030", True), ("un-charter", False), ("E/CN.15/RES/26/3", False)],
)
def test_what_the_catalogue_holds(settings: Settings, pace: Pace, id: str, covered: bool) -> None:
    assert Metadata(settings, pace).covers(parse(id)) is covered


def test_a_resolution_and_the_vote_on_it(standin: "Standin", settings: Settings) -> None:
    record = search(settings, "A/RES/78/220")["A/RES/78/220"]
    assert record.status is Status.FOUND
    assert record.title == "Situation of human rights in the Islamic Republic of Iran"
    assert (record.date, record.published) == ("2023-12-19", "2023-12-22")
    assert (record.vote, record.meeting) == ("78-30-68", "A/78/PV.50")
    assert record.related == (Related("A/C.3/78/L.41", "draft"), Related("A/78/481/Add.3", "report"))
    assert record.subjects == ("HUMAN RIGHTS--REPORTS",)
    assert sorted(record.files) == ["ar", "de", "en", "es", "fr", "ru", "zh"]
    assert len(standin.requests) == 1


def test_no_page_follows_from_the_number_of_a_record(settings: Settings) -> None:
    assert search(settings, "A/RES/78/220")["A/RES/78/220"].url is None


@pytest.mark.parametrize(
    ("id", "symbol", "asked"),
    [
        ("A/RES/74/174", "A/RES/74/174", 1),
        ("S/RES/1325(2000)", "S/RES/1325(2000)", 1),
        ("S/RES/2273(2016)", "S/RES/2273 (2016)", 2),
        ("A/RES/78/183B", "A/RES/78/183 B", 2),
        ("A/RES/217(III)A", "A/RES/217(III)[A]", 3),
        ("A/RES/217(III)", "A/RES/217(III)", 1),
        ("E/ECWA/114", "E/ECWA/114", 1),
    ],
)
def test_the_library_s_spelling_is_found(
    standin: "Standin", settings: Settings, id: str, symbol: str, asked: int
) -> None:
    record = search(settings, id)[id]
    assert (record.status, record.symbol) == (Status.FOUND, symbol)
    assert len(standin.requests) == asked


def test_a_part_is_found_in_the_range_that_has_it(standin: "Standin", settings: Settings) -> None:
    record = search(settings, "A/RES/75/254B")["A/RES/75/254B"]
    assert (record.status, record.symbol, record.vote) == (Status.FOUND, "A/RES/75/254A-C", None)
    assert "search=symbol:A/RES/75/254*&" in standin.requests[3]


def test_a_vote_alone_is_found_where_there_is_nothing_else(settings: Settings) -> None:
    record = search(settings, "A/RES/ES-11/1")["A/RES/ES-11/1"]
    assert (record.status, record.vote, record.meeting) == (Status.FOUND, "141-5-35", "A/ES-11/PV.5")


def test_what_the_catalogue_does_not_have_is_counted(standin: "Standin", settings: Settings) -> None:
    assert search(settings, "A/RES/77/77")["A/RES/77/77"] == Record("A/RES/77/77", Status.NOT_FOUND)
    assert [re.findall("format=(xml|brief)", path) for path in standin.requests] == [["xml"], ["brief"]]


@pytest.mark.parametrize(("batches", "asked"), [(True, 3), (False, 11)])
def test_many_are_asked_for_at_once_where_the_catalogue_knows_that(
    standin: "Standin", settings: Settings, batches: bool, asked: int
) -> None:
    standin.batches = batches
    found = search(settings, *SOME)
    assert [found[id].status for id in SOME] == [Status.FOUND] * 5 + [Status.NOT_FOUND]
    assert found["A/RES/78/220"].vote == "78-30-68"
    assert len(standin.requests) == asked


@pytest.mark.parametrize("fault", ["500", "404", "truncated", "wrong", "html", "nothing"])
def test_a_batch_that_fails_says_nothing_of_the_catalogue(
    standin: "Standin", settings: Settings, fault: str
) -> None:
    standin.fault(fault, RECORDS, times=1)
    found = search(settings, *SOME)
    assert [found[id].status for id in SOME] == [Status.FOUND] * 5 + [Status.NOT_FOUND]


def test_a_query_is_never_longer_than_servers_take(standin: "Standin", settings: Settings) -> None:
    search(settings, *(f"A/RES/{session}/{number}" for session in (76, 77) for number in range(1, 100)))
    asked = [path for path in standin.requests if " OR " in path]
    assert len(asked) > 2
    assert max(len(quote(path, safe="")) for path in standin.requests) < 4_000


def test_a_named_instrument_by_the_resolution_that_carries_it(settings: Settings) -> None:
    found = search(settings, "agenda-2030", "A/RES/70/1")
    assert found["agenda-2030"].related == (Related("A/RES/70/1", "carrier"),)
    assert found["agenda-2030"].files == found["A/RES/70/1"].files


def test_where_there_is_no_xml_the_whole_record_is_read_as_json(
    standin: "Standin", settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_xml = search(settings, "A/RES/78/220")["A/RES/78/220"]
    standin.requests.clear()
    only_json(monkeypatch, standin)
    in_json = search(settings, "A/RES/78/220")["A/RES/78/220"]
    assert replace(in_json, files={}) == replace(in_xml, files={})
    assert sorted(in_json.files) == sorted(in_xml.files)
    assert all(address.startswith("https://undl-files.") for address in in_json.files.values())
    # The search in XML, that in brief, the record itself and that of the vote.
    assert len(standin.requests) == 4


def test_a_record_that_cannot_be_read_is_there_all_the_same(
    standin: "Standin", settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_json(monkeypatch, standin)
    standin.fault("html", f"{RECORDS}/")
    title = "Situation of human rights in the Islamic Republic of Iran"
    found = search(settings, "A/RES/78/220")["A/RES/78/220"]
    assert (found.status, found.title, found.date) == (Status.FOUND, title, None)


@pytest.mark.parametrize("wrong", ["wrong", "404", "truncated", "empty"])
def test_another_record_than_was_listed_is_not_believed(
    standin: "Standin", settings: Settings, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    only_json(monkeypatch, standin)
    standin.fault(wrong, f"{RECORDS}/")
    record = search(settings, "A/RES/74/174")["A/RES/74/174"]
    assert (record.title, record.date) == (
        "Countering child sexual exploitation and sexual abuse online",
        None,
    )


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("empty", Status.UNCLEAR),
        ("html", Status.UNCLEAR),
        ("404", Status.UNCLEAR),
        ("truncated", Status.UNCLEAR),
        ("away", Status.UNCLEAR),
        ("lost", Status.UNCLEAR),
        ("partial", Status.UNCLEAR),
        ("wrong", Status.UNCLEAR),
        ("nothing-uncounted", Status.UNCLEAR),
        ("nothing", Status.NOT_FOUND),
        ("around", Status.FOUND),
    ],
)
def test_the_status_is_never_better_than_the_answer(
    standin: "Standin", settings: Settings, fault: str, status: Status
) -> None:
    standin.fault(fault)
    assert search(settings, "A/RES/74/174")["A/RES/74/174"].status is status


def test_a_count_inside_an_error_proves_nothing(standin: "Standin", settings: Settings) -> None:
    standin.fault("404-all-the-same")
    assert search(settings, "A/RES/77/77")["A/RES/77/77"].status is Status.UNCLEAR


@given(st.text("ASECRDNT/.()[]-0123456789IVXLQ'\"*\\^$ ", max_size=30) | st.text(max_size=20))
def test_no_symbol_has_what_a_query_is_made_of(text: str) -> None:
    try:
        document = document_of(parse(text))
    except NotAnIdentifier:
        return
    if document:
        assert not re.search(r"['\"*\\^$]", "".join(spellings(document)))


def only_json(monkeypatch: pytest.MonkeyPatch, standin: "Standin") -> None:
    """Let searches in XML answer a page."""
    ask = standin.mode

    def mode(path: str) -> str:
        return "html" if "format=xml" in standin.requests[-1] else ask(path)

    monkeypatch.setattr(standin, "mode", mode)
